from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from catalogi.models import Catalogus, ZaakType
from catalogi.uitwisseling import exporteer
from catalogi.uitwisseling.keuze import catalogus_van, is_uuid


class Command(BaseCommand):
    """Write a catalogus, or some of its zaaktypen, to a zip."""

    help = "Schrijft een catalogus, of enkele zaaktypen daaruit, naar een zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("catalogus", help="domein, domein/RSIN of uuid")
        parser.add_argument("bestand", type=Path, help="waar de zip komt")
        parser.add_argument(
            "--zaaktype",
            action="append",
            metavar="KEUZE",
            help="identificatie (alle versies) of uuid (een versie); mag vaker; anders alles",
        )

    def handle(self, *, catalogus: str, bestand: Path, zaaktype: list[str] | None, **_options: Any) -> None:
        try:
            gevonden = catalogus_van(catalogus)
        except LookupError as error:
            raise CommandError(str(error)) from None
        zaaktypen = (
            [versie for keuze in zaaktype for versie in _versies(gevonden, keuze)] if zaaktype else None
        )
        inhoud = exporteer(gevonden, zaaktypen)
        try:
            bestand.write_bytes(inhoud)
        except OSError as error:
            raise CommandError(f"{bestand} kan niet worden geschreven: {error.strerror}.") from None
        self.stdout.write(f"{bestand} geschreven ({len(inhoud)} bytes).")


def _versies(catalogus: Catalogus, keuze: str) -> list[ZaakType]:
    waar = Q(identificatie=keuze) | (Q(pk=keuze) if is_uuid(keuze) else Q())
    versies = list(ZaakType.objects.filter(waar, catalogus=catalogus))
    if not versies:
        raise CommandError(f"Catalogus {catalogus} heeft geen zaaktype {keuze}.")
    return versies
