"""Check or restore the counters of zaken."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zaken import tellen


class Command(BaseCommand):
    """``manage.py tellingen [--herstel]``."""

    help = "Vergelijkt de tellingen van zaken met de zaken zelf; --herstel telt opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--herstel", action="store_true")

    def handle(self, **options: Any) -> None:
        if options["herstel"]:
            tellen.herstel()
        if verschil := tellen.afwijkingen():
            raise CommandError(f"{verschil} tellingen wijken af; herstel ze met --herstel.")
        self.stdout.write("De tellingen kloppen.")
