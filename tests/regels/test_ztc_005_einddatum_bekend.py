import pytest

from catalogi.regels.archiefprocedure import einddatum_bekend_past_bij_afleidingswijze
from tests.regels.archiefprocedure import WIJZEN, body, met
from tests.regels.los import codes

VELD = "brondatumArchiefprocedure.einddatumBekend"
LEEG = ("afgehandeld", "termijn")


@pytest.mark.parametrize("wijze", WIJZEN)
def test_bekende_einddatum_past_niet_bij_het_einde_van_de_zaak_zelf(wijze):
    fout = [(VELD, "must-be-empty")] if wijze in LEEG else []

    assert codes(einddatum_bekend_past_bij_afleidingswijze(met(wijze, einddatumBekend=True))) == fout
    assert einddatum_bekend_past_bij_afleidingswijze(met(wijze, einddatumBekend=False)) is None


def test_bekende_einddatum_bij_afgehandeld_wordt_geweigerd(beheerder):
    answer = beheerder.post("resultaattypen", body("afgehandeld", einddatumBekend=True))

    assert answer.codes == [(VELD, "must-be-empty")]


def test_onbekende_einddatum_bij_afgehandeld_is_goed(beheerder):
    assert beheerder.post("resultaattypen", body("afgehandeld")).status == 201
