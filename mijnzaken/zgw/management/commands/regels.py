"""Show the rules of the standard with their functions and tests, or write docs/regels.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mijnzaken.zgw import rulebook


class Command(BaseCommand):
    """``manage.py regels [zrc-007 …]``; ``--schrijf docs/regels.md`` makes the page."""

    help = "Toont elke regel met haar functies en tests."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummers", nargs="*", help="alleen deze nummers, zoals zrc-007")
        parser.add_argument("--schrijf", metavar="BESTAND", help="schrijf de bladzijde met alle regels")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = rulebook.entries()
        if options["schrijf"]:
            Path(options["schrijf"]).write_text(rulebook.page(found), "utf-8")
            self.stdout.write(f"{len(found)} regels geschreven naar {options['schrijf']}.")
            return
        for entry in found:
            if not options["nummers"] or entry.number in options["nummers"]:
                self._show(entry)
        for gap in rulebook.gaps(found):
            self.stdout.write(self.style.WARNING(gap))

    def _show(self, entry: rulebook.Entry) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{entry.number}  {entry.title}"))
        if not entry.rules:
            self.stdout.write(f"  nog niet: {entry.postponed or 'deze API wordt nog niet bediend'}")
        for rule in entry.rules:
            place = f"{rule.function.__module__}.{rule.name}"
            self.stdout.write(f"  {rulebook.KINDS[rule.kind]:12} {place}")
            self.stdout.writelines(f"      alleen: {test.sentence}\n" for test in entry.alone(rule))
        self.stdout.writelines(f"  via HTTP: {test.sentence}\n" for test in entry.through_http)
