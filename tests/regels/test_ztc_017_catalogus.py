import pytest

from catalogi.regels.concept import alleen_lege_catalogus_verdwijnt
from tests.factories import CatalogusFactory, ZaakTypeFactory
from tests.regels.los import codes, wijziging

FOUT = [("", "CATALOG_NOT_EMPTY")]


@pytest.mark.django_db
def test_catalogus_met_typen_blijft():
    leeg, vol = CatalogusFactory(), ZaakTypeFactory().catalogus

    assert alleen_lege_catalogus_verdwijnt(wijziging(leeg, "destroy")) is None
    assert codes(alleen_lege_catalogus_verdwijnt(wijziging(vol, "destroy"))) == FOUT


def test_catalogus_met_typen_verwijderen_wordt_geweigerd(beheerder, melding):
    answer = beheerder.delete(melding.catalogus)

    assert (answer.status, answer.data["code"]) == (409, "CATALOG_NOT_EMPTY")


def test_lege_catalogus_verdwijnt(beheerder):
    assert beheerder.delete(CatalogusFactory()).status == 204
