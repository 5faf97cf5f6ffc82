import pytest

from catalogi.models import ResultaatType, RolType, StatusType
from catalogi.regels.concept import onderdeel_van_gepubliceerd_zaaktype_blijft
from tests import cast
from tests.factories import ZaakTypeFactory
from tests.regels.los import codes, wijziging, zaaktype

FOUT = [("nonFieldErrors", "non-concept-zaaktype")]
SOORTEN = [StatusType, RolType, ResultaatType]


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("action", ["create", "update", "destroy"])
def test_onderdeel_van_gepubliceerd_zaaktype_ligt_vast(soort, action):
    vast = wijziging(soort(zaaktype=zaaktype()), action)
    vrij = wijziging(soort(zaaktype=zaaktype(concept=True)), action)

    assert codes(onderdeel_van_gepubliceerd_zaaktype_blijft(vast)) == FOUT
    assert onderdeel_van_gepubliceerd_zaaktype_blijft(vrij) is None


def test_correctie_vereist_een_eigen_recht_per_handeling():
    onderdeel, scope = StatusType(zaaktype=zaaktype()), "catalogi.geforceerd-schrijven"

    assert onderdeel_van_gepubliceerd_zaaktype_blijft(wijziging(onderdeel, scopes=scope)) is None
    verwijderen = wijziging(onderdeel, "destroy", scopes=scope)
    assert codes(onderdeel_van_gepubliceerd_zaaktype_blijft(verwijderen)) == FOUT


@pytest.fixture
def redacteur(db):
    return cast.maak_applicatie("redacteur", ("ztc", "catalogi.lezen catalogi.schrijven"))


def statustype(zaaktype):
    return {"zaaktype": cast.adres(zaaktype), "omschrijving": "Extra", "volgnummer": 9}


def test_statustype_bij_gepubliceerd_zaaktype_wordt_geweigerd(redacteur, melding):
    assert redacteur.post("statustypen", statustype(melding)).codes == FOUT


def test_statustype_van_gepubliceerd_zaaktype_blijft(redacteur, melding):
    eindstatus = cast.statustype(melding, -1)

    assert redacteur.patch(eindstatus, {"omschrijving": "anders"}).codes == FOUT
    assert redacteur.delete(eindstatus).codes == FOUT


def test_statustype_bij_concept_wordt_aangemaakt(redacteur, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)

    assert redacteur.maak("statustypen", statustype(concept))["isEindstatus"]
