import pytest

from catalogi.regels.archiefprocedure import registratie_past_bij_afleidingswijze
from tests.regels.archiefprocedure import WIJZEN, body, met
from tests.regels.los import codes

VELD = "brondatumArchiefprocedure.registratie"
VERPLICHT = {"ander_datumkenmerk"}


@pytest.mark.parametrize("wijze", WIJZEN)
def test_registratie_staat_er_precies_als_de_afleidingswijze_erom_vraagt(wijze):
    leeg, gevuld = met(wijze), met(wijze, registratie="register")

    fout = [(VELD, "required")] if wijze in VERPLICHT else []
    assert codes(registratie_past_bij_afleidingswijze(leeg)) == fout
    fout = [] if wijze in VERPLICHT else [(VELD, "must-be-empty")]
    assert codes(registratie_past_bij_afleidingswijze(gevuld)) == fout


def test_ontbrekend_registratie_wordt_geweigerd(beheerder):
    assert (VELD, "required") in beheerder.post("resultaattypen", body("ander_datumkenmerk")).codes


def test_overbodig_registratie_wordt_geweigerd(beheerder):
    answer = beheerder.post("resultaattypen", body("hoofdzaak", registratie="register"))

    assert answer.codes == [(VELD, "must-be-empty")]
