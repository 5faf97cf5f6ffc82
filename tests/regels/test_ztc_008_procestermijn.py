import pytest

from catalogi.regels.archiefprocedure import procestermijn_past_bij_afleidingswijze
from tests.regels.archiefprocedure import WIJZEN, body, met
from tests.regels.los import codes

VELD = "brondatumArchiefprocedure.procestermijn"
VERPLICHT = {"termijn"}


@pytest.mark.parametrize("wijze", WIJZEN)
def test_procestermijn_staat_er_precies_als_de_afleidingswijze_erom_vraagt(wijze):
    leeg, gevuld = met(wijze), met(wijze, procestermijn="P1Y")

    fout = [(VELD, "required")] if wijze in VERPLICHT else []
    assert codes(procestermijn_past_bij_afleidingswijze(leeg)) == fout
    fout = [] if wijze in VERPLICHT else [(VELD, "must-be-empty")]
    assert codes(procestermijn_past_bij_afleidingswijze(gevuld)) == fout


def test_ontbrekend_procestermijn_wordt_geweigerd(beheerder):
    assert (VELD, "required") in beheerder.post("resultaattypen", body("termijn")).codes


def test_overbodig_procestermijn_wordt_geweigerd(beheerder):
    answer = beheerder.post("resultaattypen", body("hoofdzaak", procestermijn="P1Y"))

    assert answer.codes == [(VELD, "must-be-empty")]
