import pytest

from catalogi.regels.archiefprocedure import datumkenmerk_past_bij_afleidingswijze
from tests.regels.archiefprocedure import WIJZEN, body, met
from tests.regels.los import codes

VELD = "brondatumArchiefprocedure.datumkenmerk"
VERPLICHT = {"eigenschap", "zaakobject", "ander_datumkenmerk"}


@pytest.mark.parametrize("wijze", WIJZEN)
def test_datumkenmerk_staat_er_precies_als_de_afleidingswijze_erom_vraagt(wijze):
    leeg, gevuld = met(wijze), met(wijze, datumkenmerk="einddatum")

    fout = [(VELD, "required")] if wijze in VERPLICHT else []
    assert codes(datumkenmerk_past_bij_afleidingswijze(leeg)) == fout
    fout = [] if wijze in VERPLICHT else [(VELD, "must-be-empty")]
    assert codes(datumkenmerk_past_bij_afleidingswijze(gevuld)) == fout


def test_ontbrekend_datumkenmerk_wordt_geweigerd(beheerder):
    assert (VELD, "required") in beheerder.post("resultaattypen", body("eigenschap")).codes


def test_overbodig_datumkenmerk_wordt_geweigerd(beheerder):
    answer = beheerder.post("resultaattypen", body("hoofdzaak", datumkenmerk="einddatum"))

    assert answer.codes == [(VELD, "must-be-empty")]
