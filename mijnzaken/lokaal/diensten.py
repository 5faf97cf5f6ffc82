"""The embedded services together: each only when the environment names no other."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from mijnzaken.lokaal.plaats import Plaats, kies
from mijnzaken.lokaal.postgres import Postgres
from mijnzaken.lokaal.proces import Proces
from mijnzaken.lokaal.valkey import Valkey


class Diensten:
    """PostgreSQL and Valkey as far as DATABASE_URL and REDIS_URL are not set; a context manager.

    ``omgeving`` holds both URLs for child processes, ``processen`` what runs and has to keep running.
    """

    def __init__(self, var: Path, *, snel: bool = False) -> None:
        self.omgeving: dict[str, str] = {}
        self.processen: list[Proces] = []
        self.plaats: Plaats | None = None
        self._var, self._snel = var, snel
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for naam, soort in (("DATABASE_URL", Postgres), ("REDIS_URL", Valkey)):
                if waarde := os.environ.get(naam):
                    self.omgeving[naam] = waarde
                    continue
                self.plaats = self.plaats or kies(self._var)
                dienst = soort(self.plaats, snel=self._snel)
                stack.callback(dienst.stop)
                dienst.start()
                self.omgeving[naam] = dienst.url
                if dienst.proces:
                    self.processen.append(dienst.proces)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *fout: object) -> None:
        self._stack.close()


@contextmanager
def tijdelijke_diensten() -> Iterator[dict[str, str]]:
    """Services for one test run: fast, in a temporary directory that goes away; yields their URLs."""
    basis = Path(tempfile.mkdtemp(prefix="mijnzaken-test-"))
    basis.chmod(0o755)  # as root the services run as another user
    try:
        with Diensten(basis, snel=True) as diensten:
            yield diensten.omgeving
    finally:
        shutil.rmtree(basis, ignore_errors=True)
