import pytest

from catalogi.models import BesluitType, Catalogus, InformatieObjectType, ZaakType
from catalogi.regels.concept import gepubliceerd_type_blijft
from tests import cast
from tests.factories import BesluitTypeFactory, InformatieObjectTypeFactory, ZaakTypeFactory
from tests.regels.los import codes, wijziging

FOUT = [("nonFieldErrors", "non-concept-object")]
SOORTEN = pytest.mark.parametrize("soort", [ZaakType, BesluitType, InformatieObjectType])
# factory, a field, and another value for it
MAKERS = pytest.mark.parametrize(
    ("maak", "anders"),
    [
        (ZaakTypeFactory, {"toelichting": "anders"}),
        (BesluitTypeFactory, {"toelichting": "anders"}),
        (InformatieObjectTypeFactory, {"trefwoord": ["anders"]}),
    ],
)


def wijzig(action="partial_update", soort=ZaakType, *, concept=False, **velden):
    versie = soort(catalogus=Catalogus(), concept=concept)
    return wijziging(versie, action, old=versie, **velden)


@SOORTEN
@pytest.mark.parametrize("action", ["update", "partial_update", "destroy"])
def test_gepubliceerd_type_ligt_vast(soort, action):
    assert codes(gepubliceerd_type_blijft(wijzig(action, soort, given="omschrijving"))) == FOUT


@SOORTEN
@pytest.mark.parametrize("action", ["update", "partial_update", "destroy"])
def test_concept_kan_wijzigen_en_verdwijnen(soort, action):
    assert gepubliceerd_type_blijft(wijzig(action, soort, concept=True, given="omschrijving")) is None


@SOORTEN
def test_einde_geldigheid_mag_alleen_met_patch(soort):
    met_patch = wijzig("partial_update", soort, given="eindeGeldigheid")
    met_put = wijzig("update", soort, given="eindeGeldigheid")
    met_meer = wijzig("partial_update", soort, given="eindeGeldigheid omschrijving")

    assert gepubliceerd_type_blijft(met_patch) is None
    assert codes(gepubliceerd_type_blijft(met_put)) == codes(gepubliceerd_type_blijft(met_meer)) == FOUT


@SOORTEN
def test_correctie_vereist_een_eigen_recht_per_handeling(soort):
    schrijven, verwijderen = "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen"
    wijzigen = {"soort": soort, "given": "omschrijving"}

    assert gepubliceerd_type_blijft(wijzig(**wijzigen, scopes=schrijven)) is None
    assert codes(gepubliceerd_type_blijft(wijzig(**wijzigen, scopes=verwijderen))) == FOUT
    assert gepubliceerd_type_blijft(wijzig("destroy", soort, scopes=verwijderen)) is None
    assert codes(gepubliceerd_type_blijft(wijzig("destroy", soort, scopes=schrijven))) == FOUT


@pytest.fixture
def redacteur(db):
    return cast.maak_applicatie("redacteur", ("ztc", "catalogi.lezen catalogi.schrijven"))


@MAKERS
def test_gepubliceerd_type_wijzigen_of_verwijderen_wordt_geweigerd(maak, anders, redacteur):
    versie = maak()

    assert redacteur.patch(versie, anders).codes == FOUT
    assert redacteur.put(versie, redacteur.lees(versie) | anders, geldig=False).codes == FOUT
    assert redacteur.delete(versie).codes == FOUT


@MAKERS
def test_gepubliceerd_type_krijgt_een_einde(maak, anders, redacteur):
    assert redacteur.patch(maak(), {"eindeGeldigheid": "2030-01-01"}).data["eindeGeldigheid"] == "2030-01-01"


@MAKERS
def test_concept_wijzigt_en_verdwijnt(maak, anders, redacteur):
    concept = maak(concept=True)

    assert redacteur.patch(concept, anders).data.items() >= anders.items()
    assert redacteur.delete(concept).status == 204


@MAKERS
def test_correctie_wijzigt_een_gepubliceerd_type(maak, anders, db):
    corrector = cast.maak_applicatie("corrector", ("ztc", "catalogi.geforceerd-schrijven"))

    assert corrector.patch(maak(), anders).data.items() >= anders.items()


@MAKERS
def test_geforceerd_verwijderen_verwijdert_een_gepubliceerd_type(maak, anders, db):
    opruimer = cast.maak_applicatie("opruimer", ("ztc", "catalogi.geforceerd-verwijderen"))

    assert opruimer.delete(maak()).status == 204
