"""Compiled reads: one SQL text per resource, column tuples, plain dicts, no model instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from mijnzaken.zgw.access import Condition
from mijnzaken.zgw.parser import AMSTERDAM
from mijnzaken.zgw.parts import DAY, Part, as_text, parts_of
from mijnzaken.zgw.resource import Resource, registry


@dataclass(slots=True)
class Row:
    """One object as read: the selected values (for expand) and the answer."""

    raw: tuple[Any, ...]
    data: dict[str, Any]

    @property
    def key(self) -> str:
        """The uuid as text."""
        key: str = self.raw[-1]
        return key


class Reader:
    """Reads one resource; made once per process by `reader`."""

    def __init__(self, resource: type[Resource]) -> None:
        self.resource = resource
        # A field that only the answer to one action has (lock) is no part of what is read.
        self.parts: tuple[Part, ...] = tuple(
            part for part in parts_of(resource) if "x-zgw-antwoord-acties" not in part.prop
        )
        self.names = tuple(part.name for part in self.parts)
        self.index = {name: position for position, name in enumerate(self.names)}
        self.renders = [(i, part.name, part.render) for i, part in enumerate(self.parts) if part.render]
        self.table = resource.model._meta.db_table
        columns = [part.expression() for part in self.parts]
        query = resource.model._default_manager.order_by().values_list(*columns, as_text("pk"))
        sql, params = query.query.sql_with_params()
        self.select: str = sql
        self.params: tuple[Any, ...] = params
        self.dated = DAY in [p for p in params if type(p) is date]
        self.order = self.order_by(resource.order)

    def order_by(self, names: Sequence[str]) -> str:
        """ORDER BY over columns, always ending in the key so that pages never overlap."""
        terms = []
        for name in names:
            column, down = name.lstrip("-"), name.startswith("-")
            # NULL is the largest value in both directions, as the index that serves the order has it.
            terms.append(f'"{self.table}"."{column}"{" DESC" if down else ""}')
            if column == "uuid":
                break
        else:
            terms.append(f'"{self.table}"."uuid" DESC')
        return ", ".join(terms)

    def rows(self, condition: Condition, order: str = "", day: date | None = None) -> list[Row]:
        """All rows that satisfy ``condition``, rendered; one statement."""
        params = self.params
        if self.dated:
            day = day or today()
            params = tuple(day if type(p) is date and p == DAY else p for p in params)
        sql = f"{self.select} WHERE {condition[0]}" + (f" ORDER BY {order}" if order else "")
        return self._run(sql, [*params, *condition[1]])

    def _run(self, sql: str, params: Sequence[Any]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found = cursor.fetchall()
        names, renders = self.names, self.renders
        rows = []
        for raw in found:
            data = dict(zip(names, raw))  # noqa: B905  (the key comes last and is no field)
            for position, name, render in renders:
                data[name] = render(raw[position])
            rows.append(Row(raw, data))
        return rows

    def one(self, key: UUID | str) -> Row | None:
        """One object by key."""
        rows = self.rows((f'"{self.table}"."uuid" = %s::uuid', [str(key)]))
        return rows[0] if rows else None

    def page(
        self, where: Condition, order: str, limit: int, offset: int, day: date | None = None
    ) -> list[Row]:
        """One page: the keys first (deferred join), so that skipped rows cost no columns."""
        order = order or self.order
        keys = f'SELECT "{self.table}"."uuid" FROM "{self.table}" WHERE {where[0]} ORDER BY {order} LIMIT %s OFFSET %s'
        condition = (f'"{self.table}"."uuid" = ANY(ARRAY({keys}))', [*where[1], limit, offset])
        return self.rows(condition, order, day)

    def count(self, where: Condition) -> int:
        """Exactly how many rows satisfy ``where``; from the counters of the resource where they can tell."""
        sql = f'SELECT count(*) FROM "{self.table}" WHERE {where[0]}'
        counted = self.resource.counted
        if counted and "SELECT" not in where[0]:
            own = f'"{self.table}".'
            columns = {name.partition('"')[0] for name in where[0].split(f'{own}"')[1:]}
            if columns <= set(counted[1]):
                condition = where[0].replace(own, f'"{counted[0]}".')
                sql = f'SELECT coalesce(sum(aantal), 0) FROM "{counted[0]}" WHERE {condition}'
        with connection.cursor() as cursor:
            cursor.execute(sql, where[1])
            (total,) = cursor.fetchone() or (0,)
        return int(total)


@cache
def _compiled(contract: str) -> Reader:
    return Reader(registry[contract])


def reader(resource: type[Resource]) -> Reader:
    """The reader of a resource, compiled once per process."""
    return _compiled(resource.contract)


def dumps(value: Any) -> bytes:
    """The JSON of an answer: UTC with Z."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def today() -> date:
    """Today in the Netherlands."""
    return datetime.now(AMSTERDAM).date()


def conjunction(conditions: Sequence[Condition | None]) -> Condition:
    """All of them; None is no restriction."""
    given = [c for c in conditions if c is not None]
    if not given:
        return "TRUE", []
    return " AND ".join(sql for sql, _ in given), [p for _, params in given for p in params]
