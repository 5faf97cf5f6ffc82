"""Settings come from environment variables; every variable is read here, by name, once."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass
class Omgeving:
    """Reader of environment variables that remembers which names it was asked for.

    Raises ImproperlyConfigured, naming the variable, for a value of the wrong shape.
    """

    bron: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    gelezen: dict[str, str] = field(default_factory=dict)

    def tekst(self, naam: str, standaard: str = "") -> str:
        self.gelezen[naam] = standaard
        return self.bron.get(naam, "").strip() or standaard

    def getal(self, naam: str, standaard: int) -> int:
        waarde = self.tekst(naam, str(standaard))
        if not waarde.removeprefix("-").isdecimal():
            raise ImproperlyConfigured(f"{naam} is geen geheel getal: {waarde!r}")
        return int(waarde)

    def vlag(self, naam: str, standaard: bool) -> bool:
        waarde = self.tekst(naam, "ja" if standaard else "nee").lower()
        if waarde not in {"1", "ja", "true", "0", "nee", "false"}:
            raise ImproperlyConfigured(f"{naam} is geen ja of nee: {waarde!r}")
        return waarde in {"1", "ja", "true"}

    def lijst(self, naam: str, standaard: str = "") -> list[str]:
        return [deel.strip() for deel in self.tekst(naam, standaard).split(",") if deel.strip()]

    def keuze(self, naam: str, standaard: str, keuzes: tuple[str, ...]) -> str:
        waarde = self.tekst(naam, standaard)
        if waarde not in keuzes:
            raise ImproperlyConfigured(f"{naam} moet een van {', '.join(keuzes)} zijn, niet {waarde!r}")
        return waarde

    def pad(self, naam: str) -> Path | None:
        waarde = self.tekst(naam)
        return Path(waarde) if waarde else None

    def database(self, naam: str, standaard: str) -> dict[str, Any]:
        """A PostgreSQL URL as Django's connection parameters; query parameters become libpq options."""
        return ontleed_database_url(self.tekst(naam, standaard), naam)


def ontleed_database_url(url: str, naam: str = "DATABASE_URL") -> dict[str, Any]:
    """``postgresql://gebruiker:wachtwoord@host:poort/naam?host=/pad&sslmode=require`` in parts."""
    delen = urlsplit(url)
    if delen.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"{naam} moet met postgresql:// beginnen")
    opties = dict(parse_qsl(delen.query))
    return {
        "NAME": unquote(delen.path.removeprefix("/")) or "postgres",
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": opties.pop("host", unquote(delen.hostname or "")),
        "PORT": str(delen.port or opties.pop("port", "")),
        "OPTIONS": opties,
    }
