import pytest

from mijnzaken.zgw.expand import _expandable
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import registry
from tests.factories import ZaakFactory


@pytest.mark.parametrize("stap", ["bestaatniet", "omschrijving"])
def test_stap_die_niets_uitklapt_is_fout(stap):
    with pytest.raises(Problem) as fout:
        _expandable(registry["zaken.Zaak"], stap)

    assert fout.value.status == 404


@pytest.mark.parametrize("pad", ["bestaatniet", "zaaktype.bestaatniet", "zaaktype,omschrijving"])
def test_pad_met_onbekende_stap_wordt_geweigerd(beheerder, melding, pad):
    ZaakFactory(zaaktype=melding)

    assert beheerder.get("zaken", expand=pad).status == 404


def test_onbekende_stap_wordt_ook_geweigerd_als_er_niets_is(beheerder):
    assert beheerder.get("zaken", expand="hoofdzaak.bestaatniet").status == 404
