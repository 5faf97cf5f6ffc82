from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogi.genereren import catalogus_met
from zaken.genereren import genereer, ruim_op

VOORTGANG = 10.0  # seconds between lines


class Command(BaseCommand):
    """Generate zaken in volume, to measure with; a repeated run adds to what is there."""

    help = "Genereert zaken met statussen, rollen en resultaten om snelheid mee te meten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zaken", type=int, required=True, metavar="N", help="aantal zaken")
        parser.add_argument(
            "--zaaktypen", type=int, default=10, metavar="N", help="ten minste zoveel zaaktypen"
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="gelijke seed, gelijke database en dag: gelijke data"
        )

    def handle(self, *, zaken: int, zaaktypen: int, seed: int, **_options: Any) -> None:
        if zaken < 1 or zaaktypen < 1:
            raise CommandError("--zaken en --zaaktypen zijn ten minste 1.")
        catalogus = catalogus_met(zaaktypen)
        start = said = time.monotonic()
        totals: Counter[str] = Counter()
        for rows in genereer(catalogus, zaken, seed):
            totals.update(rows)
            if time.monotonic() - said >= VOORTGANG:
                said = time.monotonic()
                self.stdout.write(
                    f"{totals['zaken']} van {zaken} zaken, {totals['zaken'] / (said - start):.0f}/s"
                )
        ruim_op()
        seconds = time.monotonic() - start
        counts = ", ".join(f"{count} {name}" for name, count in totals.items())
        self.stdout.write(f"{counts} in {seconds:.1f} s ({zaken / seconds:.0f} zaken/s).")
