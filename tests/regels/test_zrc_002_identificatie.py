import pytest

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, wijziging, zaak
from zaken.regels.identificatie import identificatie_is_uniek, identificatie_wordt_uitgegeven

IN_GEBRUIK = [("identificatie", "identificatie-niet-uniek")]


@pytest.mark.django_db
def test_nummer_dat_de_bronorganisatie_al_gaf_is_niet_uniek():
    bestaand = ZaakFactory(identificatie="Z-1")
    c = wijziging(zaak(identificatie="Z-1"))

    assert bestaand.bronorganisatie == c.new.bronorganisatie
    assert codes(identificatie_is_uniek(c)) == IN_GEBRUIK


@pytest.mark.django_db
def test_zaak_zonder_nummer_krijgt_telkens_een_volgend_nummer():
    nummers = []
    for c in (wijziging(zaak()), wijziging(zaak())):
        identificatie_wordt_uitgegeven(c)
        nummers.append(c.new.identificatie)

    assert nummers[0] < nummers[1]
    assert nummers[0].startswith("ZAAK-2026-")


@pytest.mark.django_db
def test_nummer_dat_een_client_zelf_gaf_wordt_overgeslagen():
    eerste, tweede, derde = (wijziging(zaak()) for _ in range(3))
    identificatie_wordt_uitgegeven(eerste)
    volgende = f"ZAAK-2026-{int(eerste.new.identificatie[-10:]) + 1:010d}"
    ZaakFactory(identificatie=volgende, bronorganisatie=tweede.new.bronorganisatie)

    identificatie_wordt_uitgegeven(tweede)
    identificatie_wordt_uitgegeven(derde)

    assert volgende < tweede.new.identificatie < derde.new.identificatie


def test_eigen_nummer_blijft():
    c = wijziging(zaak(identificatie="Z-1"))

    identificatie_wordt_uitgegeven(c)

    assert c.new.identificatie == "Z-1"


def test_tweede_zaak_met_hetzelfde_nummer_wordt_geweigerd(beheerder, melding):
    body = cast.zaak(melding, identificatie="Z-1")
    beheerder.maak("zaken", body)

    assert beheerder.post("zaken", body).codes == IN_GEBRUIK


def test_andere_bronorganisatie_mag_hetzelfde_nummer_geven(beheerder, melding):
    beheerder.maak("zaken", cast.zaak(melding, identificatie="Z-1"))

    zaak = beheerder.maak("zaken", cast.zaak(melding, identificatie="Z-1", bronorganisatie="517439943"))

    assert zaak["identificatie"] == "Z-1"


def test_zaak_zonder_nummer_krijgt_er_een(beheerder, melding):
    assert beheerder.maak("zaken", cast.zaak(melding))["identificatie"].startswith("ZAAK-")


def test_nummer_kan_niet_wijzigen(beheerder, melding):
    bestaand = ZaakFactory(zaaktype=melding)

    answer = beheerder.patch(bestaand, {"identificatie": "ANDERS"})

    assert answer.codes == [("identificatie", "wijzigen-niet-toegelaten")]
