import pytest

from catalogi.regels.concept import alleen_lege_catalogus_verdwijnt
from tests.factories import (
    BesluitTypeFactory,
    CatalogusFactory,
    InformatieObjectTypeFactory,
    ZaakTypeFactory,
)
from tests.regels.los import codes, wijziging

FOUT = [("", "CATALOG_NOT_EMPTY")]
MAKERS = pytest.mark.parametrize("maak", [ZaakTypeFactory, BesluitTypeFactory, InformatieObjectTypeFactory])


@MAKERS
@pytest.mark.django_db
def test_catalogus_met_typen_blijft(maak):
    leeg, vol = CatalogusFactory(), maak().catalogus

    assert alleen_lege_catalogus_verdwijnt(wijziging(leeg, "destroy")) is None
    assert codes(alleen_lege_catalogus_verdwijnt(wijziging(vol, "destroy"))) == FOUT


@MAKERS
def test_catalogus_met_een_type_verwijderen_wordt_geweigerd(maak, beheerder):
    soort = maak(concept=True)

    answer = beheerder.delete(soort.catalogus)

    assert (answer.status, answer.data["code"]) == (409, "CATALOG_NOT_EMPTY")
    assert beheerder.delete(soort).status == 204
    assert beheerder.delete(soort.catalogus).status == 204


def test_lege_catalogus_verdwijnt(beheerder):
    assert beheerder.delete(CatalogusFactory()).status == 204
