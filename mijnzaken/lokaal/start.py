"""``python -m mijnzaken.lokaal.start``: everything on one machine, until Ctrl-C or SIGTERM.

Order: lock, services, migrations and demo data, then web, worker and beat. When one of them dies the rest
stops too, with one line that says which and why.
"""

import argparse
import errno
import fcntl
import http.client
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

from mijnzaken.lokaal import omgeving
from mijnzaken.lokaal.diensten import Diensten
from mijnzaken.lokaal.omgeving import CHECKOUT, DEMO, LOPEND, VAR
from mijnzaken.lokaal.proces import Proces
from mijnzaken.lokaal.storing import Storing

WERKERS = 2
DRADEN = 4


class Gestopt(BaseException):
    """Someone asked us to stop: Ctrl-C, SIGTERM or a closed terminal."""


def main(argv: list[str] | None = None) -> int:
    """Run until asked to stop; returns the exit status."""
    parser = argparse.ArgumentParser(prog="bin/start", description="Start MijnZaken op deze machine.")
    parser.add_argument("--port", type=int, default=8000, help="poort van de webserver (standaard 8000)")
    poort = parser.parse_args(argv).port
    for soort in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(soort, _stop)
    try:
        with ExitStack() as stack:
            try:
                _draai(stack, poort)
            finally:
                _niet_meer_onderbreken()
    except Gestopt:
        print("MijnZaken: gestopt; de gegevens blijven bewaard.", flush=True)
        return 0
    except Storing as fout:
        print(f"MijnZaken: {fout}", file=sys.stderr)
    except OSError as fout:
        reden = "de schijf is vol" if fout.errno == errno.ENOSPC else str(fout)
        print(f"MijnZaken: {reden}", file=sys.stderr)
    return 1


def _draai(stack: ExitStack, poort: int) -> NoReturn:
    base_url = os.environ.get("BASE_URL") or f"http://127.0.0.1:{poort}"
    _vergrendel(stack)
    _eis_vrije_poort(poort)
    demo = omgeving.demo(base_url)
    print("MijnZaken: database en broker starten ...", flush=True)
    diensten = stack.enter_context(Diensten(VAR))
    if diensten.plaats and diensten.plaats.uitleg:
        print(f"MijnZaken: {diensten.plaats.uitleg}", flush=True)
    env = {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or omgeving.secret_key(),
        "BASE_URL": base_url,
        **diensten.omgeving,
    }
    stack.callback(LOPEND.unlink, missing_ok=True)
    omgeving.schrijf(LOPEND, env)
    _bereid_voor(env | demo)
    processen = [*diensten.processen]
    for naam, module, *opties in _programmas(poort):
        proces = Proces(
            naam,
            [sys.executable, "-m", module, *opties],
            log=VAR / "log" / f"{naam}.log",
            omgeving=env,
            map_=CHECKOUT,
        )
        processen.append(proces)
        stack.callback(proces.stop)
    _wacht_op_web(poort, processen)
    _vertel(base_url, demo)
    while True:
        _eis_alles_leeft(processen)
        time.sleep(0.5)


def _programmas(poort: int) -> list[list[str]]:
    web = ["web", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(poort), "--no-ws"]
    web += ["--workers", str(WERKERS), "--blocking-threads", str(DRADEN), "mijnzaken.wsgi:application"]
    celery = ["celery", "--quiet", "--app", "mijnzaken"]
    rooster = str(VAR / "log" / "beat")
    return [
        web,
        ["worker", *celery, "worker", "--loglevel", "WARNING"],
        ["beat", *celery, "beat", "--loglevel", "WARNING", "--schedule", rooster, "--pidfile", ""],
    ]


def _stop(*_signaal: object) -> NoReturn:
    _niet_meer_onderbreken()
    raise Gestopt


def _niet_meer_onderbreken() -> None:
    """From here on there is only stopping, and that may not be cut short."""
    for soort in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(soort, signal.SIG_IGN)


def _vergrendel(stack: ExitStack) -> None:
    """One bin/start per checkout; the lock goes when the process goes, however it goes."""
    VAR.mkdir(exist_ok=True)
    slot = stack.enter_context((VAR / "start.lock").open("w", encoding="ascii"))
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        adres = omgeving.lees(LOPEND).get("BASE_URL", "een adres dat nog niet bekend is")
        raise Storing(f"draait al vanuit deze map, op {adres}") from None


def _eis_vrije_poort(poort: int) -> None:
    try:
        with socket.socket() as lijn:
            lijn.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            lijn.bind(("127.0.0.1", poort))
    except (OSError, OverflowError) as fout:
        if isinstance(fout, OSError) and fout.errno == errno.EADDRINUSE:
            raise Storing(f"poort {poort} is bezet; kies een andere: bin/start --port {poort + 1}") from None
        raise Storing(f"poort {poort} is niet te gebruiken: {fout}") from None


def _bereid_voor(env: dict[str, str]) -> None:
    print("MijnZaken: tabellen en demogegevens bijwerken ...", flush=True)
    klaar = subprocess.run(
        [sys.executable, "manage.py", "bereid_voor", "--verbosity", "0"],
        cwd=CHECKOUT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if klaar.returncode:
        log = VAR / "log" / "bereid_voor.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(klaar.stdout + klaar.stderr, encoding="utf-8")
        laatste = (klaar.stderr.strip().splitlines() or ["geen uitvoer"])[-1]
        raise Storing(f"voorbereiden mislukt: {laatste} (meer in {_kort(log)})")


def _wacht_op_web(poort: int, processen: list[Proces]) -> None:
    einde = time.monotonic() + 60
    while time.monotonic() < einde:
        _eis_alles_leeft(processen)
        lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=10)
        try:
            lijn.request("GET", "/health/ready")
            if lijn.getresponse().status == http.HTTPStatus.OK:
                return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            lijn.close()
        time.sleep(0.1)
    raise Storing(f"de webserver antwoordt niet binnen een minuut; zie {_kort(VAR / 'log' / 'web.log')}")


def _eis_alles_leeft(processen: list[Proces]) -> None:
    for proces in processen:
        if not proces.leeft():
            raise Storing(f"{proces.naam} is gestopt: {proces.reden()} (meer in {_kort(proces.log)})")


def _kort(pad: Path) -> str:
    return str(pad.relative_to(CHECKOUT)) if pad.is_relative_to(CHECKOUT) else str(pad)


def _vertel(base_url: str, demo: dict[str, str]) -> None:
    token = shlex.quote(str(CHECKOUT / "bin" / "token"))
    print(f"""
MijnZaken draait.

  Startpagina   {base_url}/
  Beheer        {base_url}/beheer/    gebruiker {demo["ADMIN_USER"]}, wachtwoord {demo["ADMIN_PASSWORD"]}
  Gegevens      {_kort(DEMO)} (client-id en secret van de demo), {_kort(VAR / "log")}/ (logboeken)

  Proberen:
  curl -H "Authorization: Bearer $({token})" {base_url}/catalogi/api/v1/zaaktypen

Ctrl-C stopt alles; de gegevens blijven bewaard.""", flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
