import pytest

from catalogi.regels.concept import gepubliceerd_zaaktype_blijft
from tests import cast
from tests.factories import ZaakTypeFactory
from tests.regels.los import codes, wijziging, zaaktype

FOUT = [("nonFieldErrors", "non-concept-object")]


def wijzig(action="partial_update", *, concept=False, **velden):
    soort = zaaktype(concept=concept)
    return wijziging(soort, action, old=soort, **velden)


@pytest.mark.parametrize("action", ["update", "partial_update", "destroy"])
def test_gepubliceerd_zaaktype_ligt_vast(action):
    assert codes(gepubliceerd_zaaktype_blijft(wijzig(action, given="omschrijving"))) == FOUT


@pytest.mark.parametrize("action", ["update", "partial_update", "destroy"])
def test_concept_kan_wijzigen_en_verdwijnen(action):
    assert gepubliceerd_zaaktype_blijft(wijzig(action, concept=True, given="omschrijving")) is None


def test_einde_geldigheid_mag_alleen_met_patch():
    met_patch, met_put = wijzig(given="eindeGeldigheid"), wijzig("update", given="eindeGeldigheid")

    assert gepubliceerd_zaaktype_blijft(met_patch) is None
    assert codes(gepubliceerd_zaaktype_blijft(met_put)) == FOUT


def test_correctie_vereist_geforceerd_schrijven():
    corrigeren = wijzig(given="omschrijving", scopes="catalogi.geforceerd-schrijven")
    verwijderen = wijzig("destroy", scopes="catalogi.geforceerd-schrijven")

    assert gepubliceerd_zaaktype_blijft(corrigeren) is None
    assert codes(gepubliceerd_zaaktype_blijft(verwijderen)) == FOUT


@pytest.fixture
def redacteur(db):
    return cast.maak_applicatie("redacteur", ("ztc", "catalogi.lezen catalogi.schrijven"))


def test_gepubliceerd_zaaktype_wijzigen_wordt_geweigerd(redacteur, melding):
    assert redacteur.patch(melding, {"omschrijving": "anders"}).codes == FOUT
    assert redacteur.delete(melding).codes == FOUT


def test_gepubliceerd_zaaktype_krijgt_een_einde(redacteur, melding):
    assert redacteur.patch(melding, {"eindeGeldigheid": "2030-01-01"}).data["eindeGeldigheid"] == "2030-01-01"


def test_concept_wijzigt_en_verdwijnt(redacteur, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)

    assert redacteur.patch(concept, {"omschrijving": "anders"}).data["omschrijving"] == "anders"
    assert redacteur.delete(concept).status == 204


def test_correctie_wijzigt_een_gepubliceerd_zaaktype(melding):
    corrector = cast.maak_applicatie("corrector", ("ztc", "catalogi.geforceerd-schrijven"))

    assert corrector.patch(melding, {"trefwoorden": ["extra"]}).data["trefwoorden"] == ["extra"]
