"""Behaviour of the reference implementation of the Zaken API that clients count on."""

import pytest

from catalogi.models import RolType
from tests import cast
from tests.factories import RolFactory, ZaakFactory
from tests.regels.los import codes, wijziging, zaak
from zaken.models import Rol
from zaken.regels.verwijzingen import betrokkene_is_bekend, initiator_en_coordinator_zijn_eenmalig

ONBEKEND = [("nonFieldErrors", "invalid-betrokkene")]


@pytest.mark.parametrize(
    "velden",
    [{"betrokkene": "https://personen.voorbeeld.nl/1"}, {"betrokkene_identificatie": {"inpBsn": "1"}}],
)
def test_betrokkene_met_adres_of_gegevens_is_bekend(velden):
    assert betrokkene_is_bekend(wijziging(Rol(zaak=zaak(), **velden))) is None


@pytest.mark.parametrize("gegevens", [None, {}, {"inpBsn": ""}])
def test_rol_zonder_betrokkene_is_fout(gegevens):
    assert (
        codes(betrokkene_is_bekend(wijziging(Rol(zaak=zaak(), betrokkene_identificatie=gegevens))))
        == ONBEKEND
    )


@pytest.mark.django_db
@pytest.mark.parametrize("soort", ["initiator", "zaakcoordinator"])
def test_tweede_initiator_of_coordinator_is_fout(soort):
    eerste = RolFactory(roltype__omschrijving_generiek=soort)
    c = wijziging(Rol(zaak=eerste.zaak, roltype=eerste.roltype))

    assert codes(initiator_en_coordinator_zijn_eenmalig(c)) == [("roltype", "max-occurences")]


def test_behandelaars_mogen_er_meer_zijn():
    c = wijziging(Rol(zaak=zaak(), roltype=RolType(omschrijving_generiek="behandelaar")))

    assert initiator_en_coordinator_zijn_eenmalig(c) is None


def test_rol_zonder_betrokkene_wordt_geweigerd(beheerder, melding):
    body = cast.rol(
        ZaakFactory(zaaktype=melding), cast.roltype(melding), betrokkeneIdentificatie={"inpBsn": ""}
    )

    assert beheerder.post("rollen", body).codes == ONBEKEND


def test_tweede_initiator_wordt_geweigerd(beheerder, melding):
    body = cast.rol(ZaakFactory(zaaktype=melding), cast.roltype(melding))
    beheerder.maak("rollen", body)

    assert beheerder.post("rollen", body).codes == [("roltype", "max-occurences")]


@pytest.mark.parametrize(
    ("nummer", "code"), [("123456789", "invalid"), ("12345678a", "only-digits"), ("1234", "invalid-length")]
)
def test_bsn_en_rsin_voldoen_aan_de_elfproef(beheerder, melding, nummer, code):
    zaak = cast.zaak(melding, bronorganisatie=nummer)
    rol = cast.rol(ZaakFactory(zaaktype=melding), cast.roltype(melding))
    rol["betrokkeneIdentificatie"] = {"inpBsn": nummer}

    assert beheerder.post("zaken", zaak).codes == [("bronorganisatie", code)]
    assert beheerder.post("rollen", rol).codes == [("betrokkeneIdentificatie.inpBsn", code)]
