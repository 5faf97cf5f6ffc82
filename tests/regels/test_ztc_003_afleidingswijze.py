import copy

import pytest

from catalogi.regels.selectielijst import afleidingswijze_past_bij_procestermijn
from tests.api import adres
from tests.factories import ZaakTypeFactory
from tests.regels.los import codes, resultaattype, wijziging
from tests.selectielijst.feiten import (
    BLIJVEND,
    MET_BESTAANSDUUR,
    ONDERHOUD,
    OPENBAAR,
    UITGEVOERD,
    VERGUND_ZOLANG,
    omschrijving,
    procestype,
    resultaat,
)

pytestmark = pytest.mark.django_db
FOUT = [("nonFieldErrors", "invalid-afleidingswijze-for-procestermijn")]


def met(klasse, wijze):
    return wijziging(resultaattype(wijze, selectielijstklasse=resultaat(klasse)))


@pytest.mark.parametrize(
    ("klasse", "wijze"),
    [
        (UITGEVOERD, "afgehandeld"),
        (MET_BESTAANSDUUR, "termijn"),
        (VERGUND_ZOLANG, "ander_datumkenmerk"),
        (VERGUND_ZOLANG, "hoofdzaak"),
        (BLIJVEND, "afgehandeld"),
        (BLIJVEND, "termijn"),
        (BLIJVEND, "hoofdzaak"),
    ],
)
def test_wijze_die_bij_de_procestermijn_past(klasse, wijze):
    assert afleidingswijze_past_bij_procestermijn(met(klasse, wijze)) is None


@pytest.mark.parametrize(
    ("klasse", "wijze"),
    [
        (UITGEVOERD, "termijn"),
        (UITGEVOERD, "hoofdzaak"),
        (MET_BESTAANSDUUR, "afgehandeld"),
        (MET_BESTAANSDUUR, "eigenschap"),
        (VERGUND_ZOLANG, "afgehandeld"),
        (VERGUND_ZOLANG, "termijn"),
    ],
)
def test_wijze_die_niet_bij_de_procestermijn_past(klasse, wijze):
    assert codes(afleidingswijze_past_bij_procestermijn(met(klasse, wijze))) == FOUT


def test_zonder_brondatumprocedure_is_er_niets_te_vergelijken():
    c = met(UITGEVOERD, "termijn")
    c.new.brondatum_archiefprocedure = None

    assert afleidingswijze_past_bij_procestermijn(c) is None


def test_wat_er_al_stond_mag_blijven():
    c = met(UITGEVOERD, "termijn")
    c.old = copy.copy(c.new)

    assert afleidingswijze_past_bij_procestermijn(c) is None


def body(klasse, wijze, **velden):
    zaaktype = ZaakTypeFactory(concept=True, selectielijst_procestype=procestype(ONDERHOUD))
    procedure = {"datumkenmerk": "", "einddatumBekend": False, "objecttype": "", "registratie": ""}
    return {
        "zaaktype": adres(zaaktype),
        "omschrijving": "Nieuw",
        "resultaattypeomschrijving": omschrijving(),
        "selectielijstklasse": f"{OPENBAAR}/resultaten/{klasse}",
        "brondatumArchiefprocedure": procedure | {"afleidingswijze": wijze, "procestermijn": None} | velden,
    }


def test_een_verkeerde_afleidingswijze_wordt_geweigerd(beheerder):
    assert beheerder.post("resultaattypen", body(UITGEVOERD, "hoofdzaak")).codes == FOUT
    assert beheerder.post("resultaattypen", body(MET_BESTAANSDUUR, "afgehandeld")).codes == FOUT


def test_een_passende_afleidingswijze_wordt_bewaard(beheerder):
    gemaakt = beheerder.maak("resultaattypen", body(MET_BESTAANSDUUR, "termijn", procestermijn="P10Y"))

    assert gemaakt["brondatumArchiefprocedure"]["afleidingswijze"] == "termijn"
