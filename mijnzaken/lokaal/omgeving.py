"""The small files below var/ that bin/start writes and other commands read."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VAR = CHECKOUT / "var"
LOPEND = VAR / "lokaal.env"  # there while bin/start runs: how to reach its services
DEMO = VAR / "demo.env"  # kept: the demo application and the administrator
SLEUTEL = VAR / "secret_key"  # kept: sessions survive a restart


def lees(bestand: Path) -> dict[str, str]:
    """The NAME=value lines of a file; empty when the file is absent or not ours to read."""
    try:
        regels = bestand.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return {}
    return dict(regel.split("=", 1) for regel in regels if "=" in regel and not regel.startswith("#"))


def schrijf(bestand: Path, waarden: Mapping[str, str]) -> None:
    """Write NAME=value lines, for the owner's eyes only, in one go."""
    _schrijf_geheim(bestand, "".join(f"{naam}={waarde}\n" for naam, waarde in waarden.items()))


def demo(base_url: str) -> dict[str, str]:
    """Secrets of the demo: made once, kept between runs; only the address follows the port."""
    waarden = {
        "CLIENT_ID": "demo",
        "CLIENT_SECRET": secrets.token_urlsafe(36),
        "ADMIN_USER": "beheer",
        "ADMIN_PASSWORD": secrets.token_urlsafe(24),
    }
    waarden = {"BASE_URL": base_url, **waarden, **lees(DEMO)} | {"BASE_URL": base_url}
    schrijf(DEMO, waarden)
    return waarden


def secret_key() -> str:
    if not SLEUTEL.exists():
        _schrijf_geheim(SLEUTEL, secrets.token_urlsafe(50))
    return SLEUTEL.read_text(encoding="ascii").strip()


def neem_over() -> None:
    """Take the running local services as environment, unless DATABASE_URL names another database."""
    if "DATABASE_URL" not in os.environ:
        for naam, waarde in lees(LOPEND).items():
            os.environ.setdefault(naam, waarde)


def _schrijf_geheim(bestand: Path, tekst: str) -> None:
    bestand.parent.mkdir(parents=True, exist_ok=True)
    nieuw = bestand.with_name(f".{bestand.name}.nieuw")
    nieuw.unlink(missing_ok=True)
    with os.fdopen(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as uit:
        uit.write(tekst)
    nieuw.replace(bestand)
