import pytest

from mijnzaken.zgw.expand import _expandable
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import registry
from tests.factories import ZaakFactory

ZAAK = registry["zaken.Zaak"]


def test_gegevens_van_zaken_en_catalogi_kunnen_mee():
    assert _expandable(ZAAK, "zaaktype").target == "catalogi.ZaakType"
    assert _expandable(ZAAK, "rollen").target == "zaken.Rol"


def test_gegevens_van_een_ander_register_kunnen_niet_mee():
    with pytest.raises(Problem) as fout:
        _expandable(ZAAK, "communicatiekanaal")

    assert fout.value.status == 404


def test_expand_buiten_zaken_en_catalogi_wordt_geweigerd(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    assert beheerder.get(zaak, expand="communicatiekanaal").status == 404
