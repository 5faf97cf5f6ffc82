from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogi.uitwisseling import Rapport, importeer
from catalogi.uitwisseling.keuze import catalogus_van
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.beheer import BEHALVE
from mijnzaken.zgw.problems import Problem


class Command(BaseCommand):
    """Read a catalogus from a zip, ours or of Open Zaak."""

    help = "Leest een catalogus uit een zip van MijnZaken of Open Zaak. Nieuwe typen worden concept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, help="de zip")
        parser.add_argument("--proef", action="store_true", help="alleen het rapport; er verandert niets")
        parser.add_argument(
            "--catalogus",
            help="bestaande catalogus (domein, domein/RSIN of uuid) in plaats van die in het bestand",
        )
        parser.add_argument("--domein", default="", help="ander domein voor de catalogus in het bestand")
        parser.add_argument("--rsin", default="", help="ander RSIN voor de catalogus in het bestand")
        parser.add_argument(
            "--vernieuw-uuids",
            action="store_true",
            help="geef alles een nieuwe uuid; anders blijven ze gelijk",
        )
        parser.add_argument(
            "--sla-botsingen-over", action="store_true", help="importeer de rest als er objecten botsen"
        )
        parser.add_argument("--json", action="store_true", help="het rapport als JSON")

    def handle(self, *, bestand: Path, **options: Any) -> None:
        rapport = self._importeer(bestand, options)
        self.stdout.write(
            json.dumps(rapport.als_dict(), ensure_ascii=False, indent=2)
            if options["json"]
            else rapport.tekst()
        )
        if rapport.botsingen and not rapport.proef and not options["sla_botsingen_over"]:
            raise CommandError("Er is niets geïmporteerd; zie het rapport, of gebruik --sla-botsingen-over.")

    def _importeer(self, bestand: Path, options: dict[str, Any]) -> Rapport:
        try:
            catalogus = catalogus_van(options["catalogus"]) if options["catalogus"] else None
            with bestand.open("rb") as stroom:
                return importeer(
                    systeem("importeer_catalogus", "Import", BEHALVE),
                    stroom,
                    catalogus=catalogus,
                    domein=options["domein"],
                    rsin=options["rsin"],
                    proef=options["proef"],
                    uuids="vernieuwen" if options["vernieuw_uuids"] else "behouden",
                    overslaan=options["sla_botsingen_over"],
                )
        except OSError as error:
            raise CommandError(f"{bestand} kan niet worden gelezen: {error.strerror}.") from None
        except LookupError as error:
            raise CommandError(str(error)) from None
        except Problem as problem:
            raise CommandError(problem.detail) from None
