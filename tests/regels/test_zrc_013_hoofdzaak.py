import pytest

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, wijziging, zaak, zaaktype
from zaken.regels.verwijzingen import (
    hoofdzaak_is_een_andere_zaak,
    hoofdzaak_is_geen_deelzaak,
    zaaktype_is_deelzaaktype_van_hoofdzaak,
)


def test_zaak_is_niet_haar_eigen_hoofdzaak():
    eigen = zaak()
    eigen.hoofdzaak = eigen

    fout = hoofdzaak_is_een_andere_zaak(wijziging(eigen, "update", old=zaak()))

    assert codes(fout) == [("hoofdzaak", "self-forbidden")]


def test_deelzaak_is_geen_hoofdzaak():
    c = wijziging(zaak(hoofdzaak=zaak(hoofdzaak=zaak())))

    assert codes(hoofdzaak_is_geen_deelzaak(c)) == [("hoofdzaak", "deelzaak-als-hoofdzaak")]


@pytest.mark.django_db
def test_hoofdzaak_wordt_geen_deelzaak():
    hoofdzaak = ZaakFactory(deelzaak=True).hoofdzaak
    oud, hoofdzaak.hoofdzaak = zaak(), zaak()

    fout = hoofdzaak_is_geen_deelzaak(wijziging(hoofdzaak, "update", old=oud))

    assert codes(fout) == [("hoofdzaak", "deelzaak-als-hoofdzaak")]


def test_zaaktype_van_deelzaak_staat_bij_zaaktype_van_hoofdzaak():
    deelsoort = zaaktype()
    wel = zaaktype(catalogus=deelsoort.catalogus, deelzaaktypen=["MELDING"])
    niet = zaaktype(catalogus=deelsoort.catalogus, deelzaaktypen=["ANDERS"])
    onder = {
        soort: wijziging(zaak(zaaktype=deelsoort, hoofdzaak=zaak(zaaktype=soort))) for soort in (wel, niet)
    }

    assert zaaktype_is_deelzaaktype_van_hoofdzaak(onder[wel]) is None
    assert codes(zaaktype_is_deelzaaktype_van_hoofdzaak(onder[niet])) == [
        ("hoofdzaak", "invalid-deelzaaktype")
    ]


def test_zaak_zonder_hoofdzaak_is_goed():
    assert zaaktype_is_deelzaaktype_van_hoofdzaak(wijziging(zaak())) is None


def test_deelzaak_van_het_juiste_type_wordt_aangemaakt(beheerder, melding, vergunning):
    hoofdzaak = ZaakFactory(zaaktype=vergunning)

    deelzaak = beheerder.maak("zaken", cast.zaak(melding, hoofdzaak=cast.adres(hoofdzaak)))

    assert beheerder.lees(hoofdzaak)["deelzaken"] == [deelzaak["url"]]


def test_deelzaak_van_een_ander_type_wordt_geweigerd(beheerder, vergunning):
    body = cast.zaak(vergunning, hoofdzaak=cast.adres(ZaakFactory(zaaktype=vergunning)))

    assert beheerder.post("zaken", body).codes == [("hoofdzaak", "invalid-deelzaaktype")]


def test_deelzaak_onder_een_deelzaak_wordt_geweigerd(beheerder, melding, vergunning):
    deelzaak = ZaakFactory(zaaktype=vergunning, hoofdzaak=ZaakFactory(zaaktype=vergunning))

    answer = beheerder.post("zaken", cast.zaak(melding, hoofdzaak=cast.adres(deelzaak)))

    assert answer.codes == [("hoofdzaak", "deelzaak-als-hoofdzaak")]


def test_zichzelf_als_hoofdzaak_wordt_geweigerd(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    answer = beheerder.patch(zaak, {"hoofdzaak": cast.adres(zaak)})

    assert ("hoofdzaak", "self-forbidden") in answer.codes


def test_hoofdzaak_die_niet_bestaat_wordt_geweigerd(beheerder, melding, basis):
    onbekend = f"{basis}/zaken/api/v1/zaken/00000000-0000-7000-8000-000000000000"

    answer = beheerder.post("zaken", cast.zaak(melding, hoofdzaak=onbekend))

    assert answer.codes == [("hoofdzaak", "does_not_exist")]
