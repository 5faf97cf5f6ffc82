"""``python -m mijnzaken.lokaal.keuring``: every check, then every test, and a summary.

With arguments only pytest runs, with those arguments.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from mijnzaken.lokaal.diensten import tijdelijke_diensten
from mijnzaken.lokaal.omgeving import CHECKOUT
from mijnzaken.lokaal.storing import Storing

PYTHON = sys.executable
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
)
CONTROLES = {
    "mypy": [PYTHON, "-m", "mypy"],
    "ruff check": [PYTHON, "-m", "ruff", "check"],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check"],
    "imports": [PYTHON, "-c", LINT_IMPORTS],
    "check": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "migraties": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "contract": [PYTHON, "scripts/vergelijk_contract.py"],
}
PYTEST = [PYTHON, "-m", "pytest"]


@dataclass(frozen=True)
class Uitslag:
    """How one part went."""

    naam: str
    goed: bool
    seconden: float


def main(argv: list[str]) -> int:
    """Run the checks (two at a time) and pytest; returns the exit status."""
    try:
        with tijdelijke_diensten() as adressen:
            env = {
                **os.environ,
                "SECRET_KEY": "alleen-voor-tests-en-verder-nergens-geldig",
                "LOG_LEVEL": "ERROR",
            }
            env |= adressen
            if argv:
                return subprocess.run([*PYTEST, *argv], cwd=CHECKOUT, env=env, check=False).returncode
            with ThreadPoolExecutor(2) as pool:
                uitslagen = list(pool.map(lambda naam: _controle(naam, env), CONTROLES))
            uitslagen.append(_pytest(env))
    except Storing as fout:
        print(f"MijnZaken: {fout}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for uitslag in uitslagen:
        print(f"{'goed' if uitslag.goed else 'FOUT'}  {uitslag.naam:<12} {uitslag.seconden:6.1f} s")
    return 0 if all(uitslag.goed for uitslag in uitslagen) else 1


def _controle(naam: str, env: dict[str, str]) -> Uitslag:
    begin = time.monotonic()
    klaar = subprocess.run(
        CONTROLES[naam], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )
    if klaar.returncode:
        print(f"== {naam}\n{klaar.stdout}{klaar.stderr}", flush=True)
    return Uitslag(naam, klaar.returncode == 0, time.monotonic() - begin)


def _pytest(env: dict[str, str]) -> Uitslag:
    begin = time.monotonic()
    klaar = subprocess.run([*PYTEST, "-n", "2", "-q"], cwd=CHECKOUT, env=env, check=False)
    return Uitslag("pytest", klaar.returncode == 0, time.monotonic() - begin)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
