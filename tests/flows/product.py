"""The product as it is deployed: web, worker and beat as processes, a broker and a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import psycopg

from tests.api import SECRET, Antwoord, Api, adres
from tests.flows.diensten import ROOT, Proces, valkey, vrije_poort, wacht_op_valkey, wacht_tot

BEHEERDER = {"username": "beheer", "password": "een-wachtwoord-voor-deze-test"}
ALLES = "demo"
# Waiting is not what these tests are about.
SNEL = {
    "NOTIFICATIES_VERBIND_SECONDEN": "1",
    "NOTIFICATIES_LEES_SECONDEN": "1",
    "NOTIFICATIES_WACHT_SECONDEN": "1",
    "NOTIFICATIES_WACHT_MAX_SECONDEN": "2",
    "NOTIFICATIES_ONDERBREKING_SECONDEN": "1",
    "NOTIFICATIES_ONDERBREKING_MAX_SECONDEN": "2",
    "NOTIFICATIES_VEEG_SECONDEN": "1",
}


class Database:
    """A new database on the server of the test run; ``weg`` removes it."""

    def __init__(self) -> None:
        self.naam = f"flow_{uuid4().hex[:12]}"
        self.server = os.environ["DATABASE_URL"]
        self.url = urlsplit(self.server)._replace(path=f"/{self.naam}").geturl()
        self._doe(f'CREATE DATABASE "{self.naam}"')

    def weg(self) -> None:
        self._doe(f'DROP DATABASE "{self.naam}" WITH (FORCE)')

    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as lijn:
            return lijn.execute(sql).fetchall()

    def _doe(self, sql: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as lijn:
            lijn.execute(sql)


class Product:
    """Everything that runs; ``delen`` are the processes by name."""

    def __init__(self, map_: Path, **omgeving: str) -> None:
        self.database = Database()
        self.poort, self.redis_poort = vrije_poort(), vrije_poort()
        self.url = f"http://127.0.0.1:{self.poort}"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mijnzaken.settings",
            "DATABASE_URL": self.database.url,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_poort}/0",
            "BASE_URL": self.url,
            "LOG_LEVEL": "WARNING",
            "DB_POOL_MAX": "4",
            "ADMIN_USER": BEHEERDER["username"],
            "ADMIN_PASSWORD": BEHEERDER["password"],
            "CLIENT_ID": ALLES,
            "CLIENT_SECRET": SECRET,
            **omgeving,
        }
        web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.poort), "--no-ws"]
        web += ["--workers", "1", "--blocking-threads", "4", "mijnzaken.wsgi:application"]
        celery = ["celery", "--quiet", "-A", "mijnzaken"]
        worker = [*celery, "worker", "-c", "4", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        beat = [*celery, "beat", "--schedule", str(map_ / "beat"), "--pidfile", ""]
        opdrachten = {"web": web, "worker": worker, "tweede worker": worker, "beat": beat}
        self.delen = {"redis": valkey(self.redis_poort, map_)} | {
            naam: Proces(naam.replace(" ", "-"), [sys.executable, "-m", *opdracht], self.env, map_)
            for naam, opdracht in opdrachten.items()
        }

    def start(self, *zonder: str) -> None:
        """Prepare the database and start everything except ``zonder``; returns when all is well."""
        self.beheer("bereid_voor", "--verbosity", "0")
        for naam, deel in self.delen.items():
            if naam not in zonder:
                deel.start()
        wacht_op_valkey(self.redis_poort)
        if not wacht_tot(self.gereed, 60):
            raise AssertionError(self.delen["web"].verslag())

    def gereed(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        """Kill everything; what the parts had to say is shown when the test failed."""
        for naam, deel in self.delen.items():
            deel.dood()
            sys.stdout.write(f"== {naam}\n{deel.verslag()}\n")
        self.database.weg()

    def beheer(self, *opdracht: str) -> None:
        """A command of manage.py."""
        subprocess.run([sys.executable, "manage.py", *opdracht], cwd=ROOT, env=self.env, check=True)

    def api(self, client_id: str = ALLES) -> OverHttp:
        return OverHttp(self.url, client_id)


class OverHttp(Api):
    """The client of the tests, over a real connection; a request that got no answer raises httpx.HTTPError."""

    def __init__(self, basis: str, client_id: str) -> None:
        super().__init__(client_id)
        self.basis = basis
        self._client = _Verbinding(basis)

    def vraag(self, method: str, target: Any, *args: Any, **kwargs: Any) -> Antwoord:
        # An address of this product, as it stands in an answer, is a path to the client.
        return super().vraag(method, adres(target).removeprefix(self.basis), *args, **kwargs)


class _Verbinding:
    """httpx with the face of Django's test client."""

    def __init__(self, basis: str) -> None:
        self._http = httpx.Client(base_url=basis, timeout=10)

    def generic(
        self, method: str, path: str, data: bytes, content_type: str, headers: dict[str, str], **cgi: str
    ) -> httpx.Response:
        koppen = headers | ({"Content-Type": content_type} if content_type else {})
        vraag = "?".join(filter(None, (path, cgi["QUERY_STRING"])))
        return self._http.request(method, vraag, content=data or None, headers=koppen)
