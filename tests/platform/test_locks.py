import re

import pytest

from mijnzaken.lokaal.omgeving import CHECKOUT


def vast(naam):
    tekst = (CHECKOUT / "requirements" / f"{naam}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", tekst, re.MULTILINE))


@pytest.mark.parametrize(("klein", "groot"), [("basis", "lokaal"), ("lokaal", "test")])
def test_grotere_lock_bevat_de_kleinere_met_dezelfde_versies(klein, groot):
    assert vast(klein).items() <= vast(groot).items()


@pytest.mark.parametrize("naam", ["basis", "lokaal", "test", "uv"])
def test_lock_heeft_hashes_en_geen_adressen(naam):
    tekst = (CHECKOUT / "requirements" / f"{naam}.txt").read_text(encoding="utf-8")

    assert "://" not in tekst
    assert tekst.count("--hash=sha256:") >= len(vast(naam)) > 0
