import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogi.selectielijst.gegevens import MEEGELEVERD
from catalogi.selectielijst.models import Procestype, Resultaat
from tests.factories import ResultaatTypeFactory
from tests.selectielijst.feiten import BLIJVEND, OPENBAAR

pytestmark = pytest.mark.django_db
ONVERANDERD = [
    "procestypen: 0 nieuw, 0 gewijzigd, 0 vervallen",
    "resultaten: 0 nieuw, 0 gewijzigd, 0 vervallen",
    "resultaattypeomschrijvingen: 0 nieuw, 0 gewijzigd, 0 vervallen",
]


def draai(*argumenten):
    uit = StringIO()
    call_command("ververs_selectielijst", *argumenten, stdout=uit)
    return uit.getvalue().splitlines()


@pytest.fixture
def bestand(tmp_path):
    """A list without BLIJVEND and with other words for the first procestype."""
    document = json.loads(MEEGELEVERD.read_text("utf-8"))
    document["procestypen"][0]["naam"] = "Anders"
    document["resultaten"] = [r for r in document["resultaten"] if r["uuid"] != BLIJVEND]
    pad = tmp_path / "lijst.json"
    pad.write_text(json.dumps(document), "utf-8")
    return str(pad)


def test_zonder_bestand_geldt_de_meegeleverde_lijst():
    Procestype.objects.filter(nummer=1).update(naam="Anders")

    assert draai()[0] == "procestypen: 0 nieuw, 2 gewijzigd, 0 vervallen"
    assert draai() == ONVERANDERD


def test_meldt_wat_er_verandert_en_daarna_niets_meer(bestand):
    assert draai("--bestand", bestand)[:2] == [
        "procestypen: 0 nieuw, 1 gewijzigd, 0 vervallen",
        "resultaten: 0 nieuw, 0 gewijzigd, 1 vervallen",
    ]
    assert draai("--bestand", bestand) == ONVERANDERD


def test_meldt_typen_die_verwijzen_naar_wat_verviel(bestand):
    ResultaatTypeFactory.create_batch(2, selectielijstklasse=f"{OPENBAAR}/resultaten/{BLIJVEND}")

    assert "  let op: 2 resultaattypen verwijzen naar wat verviel" in draai("--bestand", bestand)


def test_een_proef_verandert_niets(bestand):
    assert draai("--bestand", bestand, "--proef")[-1] == "Dit was een proef: er is niets veranderd."
    assert Resultaat.objects.filter(pk=BLIJVEND).exists()


@pytest.mark.parametrize("inhoud", [None, b"{}"])
def test_een_bestand_dat_niet_deugt_verandert_niets(tmp_path, inhoud):
    pad = tmp_path / "lijst.json"
    if inhoud is not None:
        pad.write_bytes(inhoud)

    with pytest.raises(CommandError, match=r"lijst\.json"):
        draai("--bestand", str(pad))

    assert Resultaat.objects.count() == 346
