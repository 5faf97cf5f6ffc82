"""The thread in the README, pasted after bin/start: every block marked ``proef`` runs and does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.diensten import ROOT, Proces, valkey, vrije_poort, wacht_op_valkey, wacht_tot
from tests.flows.product import Database

README = ROOT / "README.md"
BLOK = re.compile(r"^```\w+ proef\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What the product is made of; var/ and .venv belong to whoever works in this checkout.
DELEN = ("bin", "catalogi", "manage.py", "mijnzaken", "notificaties", "openapi", "zaken")


@pytest.fixture
def blokken() -> list[str]:
    tekst = README.read_text(encoding="utf-8") if README.exists() else ""
    return BLOK.findall(tekst) or pytest.skip("README.md heeft geen blokken die met proef gemerkt zijn")


@pytest.fixture
def checkout(blokken, tmp_path):
    """A copy of this checkout in which bin/start runs, with a database and a broker of its own."""
    map_ = tmp_path / "mijnzaken"
    map_.mkdir()
    for deel in DELEN:
        bron = ROOT / deel
        (shutil.copytree if bron.is_dir() else shutil.copy)(bron, map_ / deel)
    (map_ / ".venv").symlink_to(sys.prefix)
    poort, database = vrije_poort(), Database()
    redis = valkey(poort, tmp_path)
    env = {naam: waarde for naam, waarde in os.environ.items() if naam not in ("BASE_URL", "PYTHONPATH")}
    env |= {"DATABASE_URL": database.url, "REDIS_URL": f"redis://127.0.0.1:{poort}/0", "DB_POOL_MAX": "4"}
    # What bin/start does once the environment is there.
    opdracht = [str(map_ / ".venv/bin/python"), "-m", "mijnzaken.lokaal.start", "--port", str(vrije_poort())]
    start = Proces("start", opdracht, env, tmp_path, map_)
    try:
        redis.start()
        wacht_op_valkey(poort)
        start.start()
        assert wacht_tot(lambda: "MijnZaken draait." in start.verslag(), 120), start.verslag()
        yield map_
    finally:
        status = _stop(start)
        redis.dood()
        database.weg()
    assert status == 0, start.verslag()


def _stop(start: Proces) -> int | None:
    """As Ctrl-C does: it stops its own parts. The exit status, None when it would not."""
    if start.kind is None:
        return None
    start.kind.send_signal(signal.SIGINT)
    wacht_tot(lambda: start.kind.poll() is not None, 30)
    status = start.kind.poll()
    start.dood()
    return status


def voer_uit(blokken: list[str], map_: Path) -> str:
    """All blocks in one shell, as they are pasted; what they print."""
    regels = ["set -eu", *blokken, "kill $ONTVANGER"]
    script = "\n".join(regels).replace("8899", str(vrije_poort()))
    uitvoer = map_ / "uitvoer.log"
    with uitvoer.open("wb") as uit:
        schelp = subprocess.Popen(
            ["bash", "-c", script], cwd=map_, stdout=uit, stderr=uit, start_new_session=True
        )
    try:
        status = schelp.wait(60)
    finally:
        if schelp.poll() is None or schelp.returncode:  # the receiver may still be there
            os.killpg(schelp.pid, signal.SIGKILL)
    tekst = uitvoer.read_text()
    assert status == 0, tekst
    return tekst


def test_de_draad_werkt_zoals_hij_er_staat(blokken, checkout):
    uitvoer = voer_uit(blokken, checkout)

    assert "invalidParams" not in uitvoer
    ontvangen = [json.loads(regel) for regel in (checkout / "var/ontvangen.log").read_text().splitlines()]
    assert [(b["kanaal"], b["resource"]) for b in ontvangen] == [
        ("test", "test"),
        ("zaken", "zaak"),
        ("zaken", "rol"),
        ("zaken", "status"),
    ]
    zaak = ontvangen[1]["resourceUrl"]
    assert zaak in uitvoer
    assert '"identificatie": "MELDING"' in uitvoer  # the portal's zaaktype, in _expand
    assert '"actieWeergave": "Object aangemaakt"' in uitvoer
    assert re.search(r"<title>.*Melding openbare ruimte", uitvoer)
