"""The embedded services and the supervisor, each with processes of their own."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from mijnzaken.lokaal import omgeving, plaats
from mijnzaken.lokaal.diensten import Diensten
from mijnzaken.lokaal.omgeving import CHECKOUT
from mijnzaken.lokaal.postgres import Postgres
from mijnzaken.lokaal.storing import Storing


@pytest.fixture
def map_(tmp_path_factory, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(plaats, "SYSTEEM", tmp_path_factory.mktemp("systeem"))
    pad = tmp_path_factory.mktemp("var")
    for deel in (pad, *pad.parents):  # as root the services run as somebody else
        if deel.stat().st_uid == os.geteuid() and Path("/tmp") in deel.parents:  # noqa: S108
            deel.chmod(0o755)
    return pad


def test_gegevens_overleven_een_herstart(map_):
    with Diensten(map_, snel=True) as diensten, psycopg.connect(diensten.omgeving["DATABASE_URL"]) as lijn:
        lijn.execute("create table bewaard (getal int)")

    with Diensten(map_, snel=True) as diensten, psycopg.connect(diensten.omgeving["DATABASE_URL"]) as lijn:
        assert lijn.execute("select count(*) from bewaard").fetchone() == (0,)


def test_niemand_anders_komt_bij_socket_en_gegevens(map_):
    with Diensten(map_, snel=True) as diensten:
        mappen = [diensten.plaats.run, diensten.plaats.data / "postgres", diensten.plaats.data / "valkey"]

        assert {stat.S_IMODE(pad.stat().st_mode) for pad in mappen} == {0o700}


def test_diensten_van_de_omgeving_gaan_voor(map_, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elders/zaken")
    monkeypatch.setenv("REDIS_URL", "redis://elders/0")

    with Diensten(map_) as diensten:
        assert diensten.processen == []
        assert diensten.omgeving["DATABASE_URL"] == "postgresql://elders/zaken"


def test_lang_pad_krijgt_een_korte_socketmap(map_):
    lang = map_ / ("x" * 90)

    gekozen = plaats.kies(lang)

    assert len(str(gekozen.run)) < 60
    assert str(gekozen.run) in gekozen.uitleg
    gekozen.run.rmdir()


def test_volle_schijf_is_een_regel(map_, monkeypatch):
    monkeypatch.setattr(plaats, "MINIMUM_VRIJ", 1 << 62)

    with pytest.raises(Storing, match="vol"):
        plaats.kies(map_)


def test_gegevens_van_een_ander_worden_niet_aangeraakt(map_):
    (map_ / "postgres").mkdir()
    vreemd = plaats.Plaats(map_, map_ / "run", {"user": 12345, "group": 12345, "extra_groups": []})

    with pytest.raises(Storing, match="andere gebruiker"):
        Postgres(vreemd).start()


def test_geheimen_blijven_gelijk_en_zijn_alleen_voor_de_eigenaar(tmp_path, monkeypatch):
    monkeypatch.setattr(omgeving, "DEMO", tmp_path / "demo.env")

    eerst = omgeving.demo("http://127.0.0.1:8000")
    later = omgeving.demo("http://127.0.0.1:9000")

    assert later == eerst | {"BASE_URL": "http://127.0.0.1:9000"}
    assert min(len(later["CLIENT_SECRET"]), len(later["ADMIN_PASSWORD"])) >= 32
    assert stat.S_IMODE((tmp_path / "demo.env").stat().st_mode) == 0o600
    assert omgeving.lees(tmp_path / "demo.env") == later


def start(*argumenten, **extra):
    return subprocess.run(
        [sys.executable, "-c", f"{VERLEGD}; sys.exit(start.main(sys.argv[2:]))", *map(str, argumenten)],
        cwd=CHECKOUT,
        env={**os.environ, **extra},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# Another var/ than that of the checkout, where the developer's own bin/start may be running.
VERLEGD = (
    "import sys; from pathlib import Path; from mijnzaken.lokaal import omgeving, start; "
    "omgeving.VAR = start.VAR = Path(sys.argv[1]); "
    "omgeving.DEMO = start.DEMO = start.VAR / 'demo.env'; omgeving.LOPEND = start.LOPEND = start.VAR / 'lokaal.env'"
)


def test_bezette_poort_is_een_regel(tmp_path):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]

        klaar = start(tmp_path, "--port", poort)

    assert klaar.returncode == 1
    assert (
        klaar.stderr == f"MijnZaken: poort {poort} is bezet; kies een andere: bin/start --port {poort + 1}\n"
    )


def test_tweede_start_vanuit_dezelfde_map_is_een_regel(tmp_path):
    import fcntl

    omgeving.schrijf(tmp_path / "lokaal.env", {"BASE_URL": "http://127.0.0.1:8000"})
    with (tmp_path / "start.lock").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)

        klaar = start(tmp_path, "--port", 0)

    assert klaar.returncode == 1
    assert klaar.stderr == "MijnZaken: draait al vanuit deze map, op http://127.0.0.1:8000\n"
