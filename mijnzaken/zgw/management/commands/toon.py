"""Show what the kit made of a resource: parts, SQL, operations, filters, rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mijnzaken.zgw import parts, views
from mijnzaken.zgw.filters import CONTROLS, comparison
from mijnzaken.zgw.reader import reader
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.rulebook import KINDS
from mijnzaken.zgw.rules import rules_for

WRITES = ("create", "update", "partial_update", "publish", "destroy")


class Command(BaseCommand):
    """``manage.py toon zaken.Status``; without a name the resources that there are."""

    help = "Toont wat er van een resource gegenereerd is: onderdelen, SQL, operaties, filters en regels."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("resource", nargs="?", help="zoals zaken.Status")

    def handle(self, *_args: Any, **options: Any) -> None:
        name = options["resource"]
        if not name:
            self.stdout.writelines(f"{name}\n" for name in registry)
            return
        if name not in registry:
            raise CommandError(f"{name} is niet gedeclareerd; wel: {', '.join(registry)}")
        resource = registry[name]
        self.stdout.write(f"{name}  {resource.path}")
        self._table("Onderdelen", (self._part(part) for part in parts.parts_of(resource)))
        self._table("Operaties", self._operations(resource))
        self._table("Filters", self._filters(resource))
        self._table("Regels", self._rules(resource))
        source = reader(resource)
        self._table("SQL", [(source.select,), (f"ORDER BY {source.order}",)])

    def _table(self, title: str, rows: Iterable[tuple[str, ...]]) -> None:
        found = list(rows)
        self.stdout.write(self.style.MIGRATE_HEADING(f"\n{title}"))
        widths = [max(map(len, column)) for column in zip(*found, strict=False)]
        for row in found:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            self.stdout.write("  " + "  ".join(cells).rstrip())

    @staticmethod
    def _part(part: parts.Part) -> tuple[str, ...]:
        target = f"→ {part.target}{' *' if part.many else ''}" if part.target else ""
        return part.name, type(part).__name__, part.column, "" if part.writable else "alleen lezen", target

    @staticmethod
    def _operations(resource: type[Resource]) -> Iterable[tuple[str, ...]]:
        for op in resource.operations:
            served = "" if views.handler(op) else "nog niet bediend"
            yield op.action, op.method, op.path, " of ".join(op.scopes) or "-", served

    @staticmethod
    def _filters(resource: type[Resource]) -> Iterable[tuple[str, ...]]:
        asked = {p.name for op in resource.operations if op.action == "list" for p in op.parameters}
        for name in sorted(asked - CONTROLS):
            prefix = name.partition("__")[0]
            if name in resource.filters:
                yield name, "eigen betekenis"
                continue
            target, rest = resource, name
            if prefix in resource.related:
                target, rest = registry[resource.related[prefix][0]], name[len(prefix) + 2 :]
            yield name, _explained(target, rest)

    @staticmethod
    def _rules(resource: type[Resource]) -> Iterable[tuple[str, ...]]:
        actions = {op.action for op in resource.operations}
        for action in (a for a in WRITES if a in actions):
            for kind, label in KINDS.items():
                for rule in rules_for(resource.contract, action, kind):
                    yield action, label, rule.number, rule.name


def _explained(resource: type[Resource], name: str) -> str:
    """The kind of part that a filter compares with."""
    comparison(resource, name)
    part = next(p for p in parts.parts_of(resource) if p.name == name.partition("__")[0])
    return f"{type(part).__name__} {resource.model._meta.db_table}.{part.column or 'uuid'}"
