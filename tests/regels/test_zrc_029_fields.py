from types import SimpleNamespace

import pytest

from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import registry
from mijnzaken.zgw.search import select
from tests.factories import ZaakFactory


def vraag(fields, **ook):
    call = SimpleNamespace(resource=registry["zaken.Zaak"], params={})
    return select(call, {"fields": fields, **ook})


def test_alleen_gekozen_attributen_blijven_over():
    zaak = {"url": "u", "identificatie": "Z-1", "verlenging": {"reden": "r", "duur": "P1D"}}

    assert vraag(["identificatie"]).pick(zaak) == {"identificatie": "Z-1"}
    assert vraag([{"verlenging": ["duur"]}]).pick(zaak) == {"verlenging": {"duur": "P1D"}}
    assert vraag(["*"]).pick(zaak) == zaak


def test_attribuut_met_eigen_keuze_wordt_uitgeklapt():
    assert vraag(["url", {"zaaktype": ["omschrijving"]}]).tree() == {"zaaktype": {}}


@pytest.mark.parametrize("fields", ["url", [], ["bestaatniet"], [{"omschrijving": ["x"]}]])
def test_onbekend_attribuut_is_fout(fields):
    with pytest.raises(Problem) as fout:
        vraag(fields)

    assert fout.value.status == 400


def test_fields_gaat_niet_samen_met_expand():
    with pytest.raises(Problem) as fout:
        vraag(["url"], expand="zaaktype")

    assert fout.value.status == 400


def test_zoeken_met_fields_geeft_alleen_die_attributen(beheerder, melding):
    ZaakFactory(zaaktype=melding, identificatie="Z-1")
    body = {"identificatie": "Z-1", "fields": ["identificatie", {"zaaktype": ["identificatie"]}]}

    (zaak,) = beheerder.post("zaken/_zoek", body).resultaten

    assert zaak == {"identificatie": "Z-1", "_expand": {"zaaktype": {"identificatie": "MELDING"}}}


def test_zoeken_met_fields_en_expand_wordt_geweigerd(beheerder):
    body = {"fields": ["url"], "expand": "zaaktype"}

    assert beheerder.post("zaken/_zoek", body).codes == [("fields", "invalid")]


def test_zoeken_met_fields_toont_alleen_wat_zichtbaar_is(lezer, vergunning):
    ZaakFactory(zaaktype=vergunning)

    answer = lezer.post("zaken/_zoek", {"fields": ["url"]})

    assert answer.resultaten == []
