import pytest

from catalogi.models import (
    Eigenschap,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakTypeInformatieObjectType,
)
from catalogi.regels.concept import onderdeel_van_gepubliceerd_zaaktype_blijft
from tests import cast, wereld
from tests.factories import (
    EigenschapFactory,
    ResultaatTypeFactory,
    RolTypeFactory,
    StatusTypeFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
)
from tests.regels.los import codes, wijziging, zaaktype

CODES = {ZaakTypeInformatieObjectType: "non-concept-relation"}
MAKERS = {
    StatusType: StatusTypeFactory,
    RolType: RolTypeFactory,
    ResultaatType: ResultaatTypeFactory,
    Eigenschap: EigenschapFactory,
    ZaakObjectType: ZaakObjectTypeFactory,
    ZaakTypeInformatieObjectType: ZaakTypeInformatieObjectTypeFactory,
}
SOORTEN = pytest.mark.parametrize("soort", MAKERS)


def fout(soort):
    return [("nonFieldErrors", CODES.get(soort, "non-concept-zaaktype"))]


@SOORTEN
@pytest.mark.parametrize("action", ["create", "update", "destroy"])
def test_onderdeel_van_gepubliceerd_zaaktype_ligt_vast(soort, action):
    vast = wijziging(soort(zaaktype=zaaktype()), action)
    vrij = wijziging(soort(zaaktype=zaaktype(concept=True)), action)

    assert codes(onderdeel_van_gepubliceerd_zaaktype_blijft(vast)) == fout(soort)
    assert onderdeel_van_gepubliceerd_zaaktype_blijft(vrij) is None


@SOORTEN
def test_correctie_vereist_een_eigen_recht_per_handeling(soort):
    onderdeel, scope = soort(zaaktype=zaaktype()), "catalogi.geforceerd-schrijven"

    assert onderdeel_van_gepubliceerd_zaaktype_blijft(wijziging(onderdeel, scopes=scope)) is None
    verwijderen = wijziging(onderdeel, "destroy", scopes=scope)
    assert codes(onderdeel_van_gepubliceerd_zaaktype_blijft(verwijderen)) == fout(soort)


@pytest.fixture
def redacteur(db):
    return cast.maak_applicatie("redacteur", ("ztc", "catalogi.lezen catalogi.schrijven"))


def naam_van(soort):
    return f"catalogi.{soort.__name__}"


@SOORTEN
def test_onderdeel_bij_gepubliceerd_zaaktype_wordt_geweigerd(soort, redacteur):
    gepubliceerd = ZaakTypeFactory()
    eigen = {"zaaktype": cast.adres(gepubliceerd)}
    if soort is ZaakObjectType:
        eigen["catalogus"] = cast.adres(gepubliceerd.catalogus)
    body = wereld.kaal(naam_van(soort)) | eigen

    assert redacteur.post(wereld.pad_van(naam_van(soort)), body).codes == fout(soort)


@SOORTEN
def test_onderdeel_van_gepubliceerd_zaaktype_blijft(soort, redacteur):
    onderdeel = MAKERS[soort]()
    anders = wereld.ANDERS[naam_van(soort)]

    assert redacteur.patch(onderdeel, anders).codes == fout(soort)
    assert redacteur.put(onderdeel, redacteur.lees(onderdeel) | anders, geldig=False).codes == fout(soort)
    assert redacteur.delete(onderdeel).codes == fout(soort)


@SOORTEN
def test_onderdeel_van_concept_wijzigt_en_verdwijnt(soort, redacteur):
    onderdeel = MAKERS[soort](zaaktype__concept=True)
    anders = wereld.ANDERS[naam_van(soort)]

    assert redacteur.patch(onderdeel, anders).data.items() >= anders.items()
    assert redacteur.delete(onderdeel).status == 204


@SOORTEN
def test_correctie_wijzigt_een_onderdeel_van_een_gepubliceerd_zaaktype(soort, db):
    corrector = cast.maak_applicatie("corrector", ("ztc", "catalogi.geforceerd-schrijven"))
    anders = wereld.ANDERS[naam_van(soort)]

    assert corrector.patch(MAKERS[soort](), anders).data.items() >= anders.items()


def test_statustype_bij_concept_wordt_aangemaakt(redacteur, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)
    body = {"zaaktype": cast.adres(concept), "omschrijving": "Extra", "volgnummer": 9}

    assert redacteur.maak("statustypen", body)["isEindstatus"]
