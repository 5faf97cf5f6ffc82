"""Versioned resources: the table holds the newest version, a second table every version, this one included.

A list, a filter, a link and an authorisation read one ordinary row; only ``versie`` and ``registratieOp`` on
one object look at the second table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from mijnzaken.zgw.access import Condition
from mijnzaken.zgw.parser import Invalid, to_datetime
from mijnzaken.zgw.problems import Fault, invalid


@dataclass(frozen=True)
class Versions:
    """``model`` has the columns that differ per version, under the same names, and ``via`` back to the object."""

    model: type[Model]
    via: str
    number: str = "versie"
    begin: str = "begin_registratie"

    def keep(self, obj: Any) -> None:
        """Write the version that ``obj`` now is."""
        values = {name: getattr(obj, name) for name in self._shared(type(obj))}
        self.model._default_manager.create(**{self.via: obj}, **values)

    def _shared(self, main: type[Model]) -> list[str]:
        own = {field.attname for field in main._meta.concrete_fields if not field.primary_key}
        return [f.attname for f in self.model._meta.concrete_fields if f.attname in own]

    def asked(self, params: dict[str, Any]) -> Condition | None:
        """The version that a request names: by number, or the one of a moment."""
        if "versie" in params:
            return f'v."{self.number}" = %s', [params["versie"]]
        if "registratieOp" not in params:
            return None
        try:
            return f'v."{self.begin}" <= %s', [to_datetime(params["registratieOp"])]
        except Invalid as error:
            raise invalid(Fault("registratieOp", error.code, error.reason)) from None

    def find(self, obj: Any, params: dict[str, Any]) -> Any:
        """The row of the version that a request names, else of the newest; None when there is none."""
        asked = self.asked(params)
        rows = self.model._default_manager.filter(**{self.via: obj}).order_by(f"-{self.number}")
        if asked:
            name, value = (self.number, asked[1]) if "versie" in params else (f"{self.begin}__lte", asked[1])
            rows = rows.filter(**{name: value[0]})
        return rows.first()

    def rows(self, main: type[Model], asked: Condition) -> Condition:
        """A subquery with the columns of the main table, holding each object as it was in that version."""
        shared = set(self._shared(main))
        link: Any = self.model._meta.get_field(self.via)
        table, via = self.model._meta.db_table, link.column
        columns = ", ".join(
            f'{"v" if f.attname in shared else "o"}."{f.column}"' for f in main._meta.concrete_fields
        )
        sql = (
            f'(SELECT DISTINCT ON (o."uuid") {columns} FROM "{main._meta.db_table}" o'
            f' JOIN "{table}" v ON v."{via}" = o."uuid" WHERE {asked[0]}'
            f' ORDER BY o."uuid", v."{self.number}" DESC)'
        )
        return sql, asked[1]
