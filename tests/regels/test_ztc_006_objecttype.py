import pytest

from catalogi.regels.archiefprocedure import objecttype_past_bij_afleidingswijze
from tests.regels.archiefprocedure import WIJZEN, body, met
from tests.regels.los import codes

VELD = "brondatumArchiefprocedure.objecttype"
VERPLICHT = {"zaakobject", "ander_datumkenmerk"}


@pytest.mark.parametrize("wijze", WIJZEN)
def test_objecttype_staat_er_precies_als_de_afleidingswijze_erom_vraagt(wijze):
    leeg, gevuld = met(wijze), met(wijze, objecttype="overige")

    fout = [(VELD, "required")] if wijze in VERPLICHT else []
    assert codes(objecttype_past_bij_afleidingswijze(leeg)) == fout
    fout = [] if wijze in VERPLICHT else [(VELD, "must-be-empty")]
    assert codes(objecttype_past_bij_afleidingswijze(gevuld)) == fout


def test_ontbrekend_objecttype_wordt_geweigerd(beheerder):
    assert (VELD, "required") in beheerder.post("resultaattypen", body("zaakobject")).codes


def test_overbodig_objecttype_wordt_geweigerd(beheerder):
    answer = beheerder.post("resultaattypen", body("hoofdzaak", objecttype="overige"))

    assert answer.codes == [(VELD, "must-be-empty")]
