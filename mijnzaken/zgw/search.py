"""``_zoek``: the filters of a list as JSON, an area to lie within, and ``fields`` (zrc-029).

The answer is that of the list, with the same visibility. Errors are 400 under the name of the field; an
attribute that cannot be expanded is 404, as with ``expand``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from django.db import connection
from django.http import HttpResponse

from mijnzaken.zgw import contract, expand
from mijnzaken.zgw.access import Condition
from mijnzaken.zgw.filters import conditions
from mijnzaken.zgw.parser import Faults, Parse, compile_parser
from mijnzaken.zgw.problems import Fault, invalid
from mijnzaken.zgw.reader import conjunction, reader
from mijnzaken.zgw.resource import Resource
from mijnzaken.zgw.rules import norm
from mijnzaken.zgw.views import Call, answer_rows, within_sight

Data = dict[str, Any]


def search(call: Call) -> HttpResponse:
    """POST on ``_zoek``: a page of what the body asks for."""
    asked = body(call)
    selection = select(call, asked)
    areas = {name: asked.pop(name) for name in area_names(call.op.api, call.op.id) & set(asked)}
    where = within_sight(call, conditions(call.resource, asked))
    for name, value in areas.items():
        where = conjunction([where, within(call.resource, name, value, where)])
    params = {**call.params, **asked}
    if selection is None:
        return answer_rows(call, where, params, expand.wanted(params))
    return answer_rows(call, where, params, selection.tree(), selection.pick)


def body(call: Call) -> Data:
    """The parsed body; 400 when it is empty, or names what is no filter."""
    raw = call.body()
    if isinstance(raw, dict):
        if not raw:
            raise invalid(Fault("nonFieldErrors", "empty_search_body", "Geef ten minste één zoekvraag."))
        unknown = sorted(set(raw) - set((call.op.request or {})["properties"]))
        if unknown:
            reason = f"Onbekende zoekvragen: {', '.join(name[:100] for name in unknown[:20])}."
            raise invalid(Fault("nonFieldErrors", "unknown-parameters", reason))
    faults: Faults = []
    parsed: Data = _parser(call.op.api, call.op.id)(raw, "", faults)
    if faults:
        raise invalid(*faults)
    return parsed


@cache
def _parser(api: str, operation: str) -> Parse:
    request = contract.operation(operation, api).request
    assert request
    return compile_parser(request)


# --- fields --------------------------------------------------------------------------------------


@dataclass
class Selection:
    """What of one object to answer: ``names``, parts of ``groups``, and ``related`` objects in ``_expand``."""

    everything: bool = False
    names: set[str] = field(default_factory=set)
    groups: dict[str, Selection] = field(default_factory=dict)
    related: dict[str, Selection] = field(default_factory=dict)

    def tree(self) -> expand.Tree:
        """The same as what ``expand`` would ask for."""
        return {name: inner.tree() for name, inner in self.related.items()}

    def size(self) -> int:
        """How many relations it expands."""
        return sum(1 + inner.size() for inner in self.related.values())

    def pick(self, data: Data) -> Data:
        """The selected part of an object; the object itself, which others may share, is left alone."""
        own = {key: value for key, value in data.items() if key != "_expand"}
        if not self.everything:
            own = {key: value for key, value in own.items() if key in self.names}
        own |= {name: each(inner.pick, data.get(name)) for name, inner in self.groups.items()}
        if self.related:
            embedded = data["_expand"]
            own["_expand"] = {name: each(inner.pick, embedded[name]) for name, inner in self.related.items()}
        return own


def each(pick: Any, value: Any) -> Any:
    """``pick`` on an object or on each object of a list; what is not there stays so."""
    if isinstance(value, list):
        return [pick(item) for item in value]
    if isinstance(value, orjson.Fragment):
        return each(pick, orjson.loads(orjson.dumps(value)))
    return pick(value) if value else value


@norm("zrc-029")
def select(call: Call, asked: Data) -> Selection | None:
    """What ``fields`` selects, or None without it; it excludes ``expand``."""
    wanted = asked.pop("fields", None)
    if wanted is None:
        return None
    if "expand" in asked or "expand" in call.params:
        raise invalid(Fault("fields", "invalid", "Gebruik fields of expand, niet allebei."))
    faults: Faults = []
    schema = contract.schema(call.resource.contract)
    selection = _selection(schema, wanted, "fields", faults)
    if not faults and selection.size() > expand.MAX_PATHS:
        faults.append(Fault("fields", "recursion-limit", f"Ten hoogste {expand.MAX_PATHS} relaties."))
    if faults:
        raise invalid(*faults)
    return selection


def _selection(schema: contract.Schema, wanted: Any, path: str, faults: Faults, depth: int = 0) -> Selection:
    selection = Selection()
    if not isinstance(wanted, list) or not wanted or depth > expand.MAX_DEPTH:
        faults.append(Fault(path, "invalid", "Dit moet een lijst met attributen zijn."))
        return selection
    for index, item in enumerate(wanted):
        place = f"{path}.{index}"
        if item == "*":
            selection.everything = True
        elif isinstance(item, str) and item in schema["properties"]:
            selection.names.add(item)
        elif isinstance(item, dict) and item:
            for name, inner in item.items():
                _nested(schema, selection, name, inner, place, faults, depth)
        else:
            faults.append(Fault(place, "invalid_choice", "Dit is geen attribuut."))
    return selection


def _nested(
    schema: contract.Schema,
    selection: Selection,
    name: str,
    wanted: Any,
    path: str,
    faults: Faults,
    depth: int,
) -> None:
    """``{attribute: [...]}``: a related object when it can be expanded, else a group."""
    prop = schema["properties"].get(name, {})
    group = prop.get("items", prop)
    target = schema.get("x-zgw-expand", {}).get(name)
    if target == "object":
        faults.append(Fault(f"{path}.{name}", "invalid_choice", "Dit wordt niet door dit register geleverd."))
    elif target:
        inner = contract.schema(target)
        selection.related[name] = _selection(inner, wanted, f"{path}.{name}", faults, depth + 1)
    elif "properties" in group:
        selection.groups[name] = _selection(group, wanted, f"{path}.{name}", faults, depth + 1)
    else:
        faults.append(Fault(f"{path}.{name}", "invalid_choice", "Dit attribuut heeft zelf geen attributen."))


# --- within --------------------------------------------------------------------------------------


@cache
def area_names(api: str, operation: str) -> frozenset[str]:
    """The fields of a search body that hold an area: ``{"within": <GeoJSON>}``."""
    request = contract.operation(operation, api).request or {}
    return frozenset(n for n, p in request["properties"].items() if "within" in p.get("properties", ()))


def within(resource: type[Resource], name: str, value: Data, where: Condition) -> Condition:
    """The rows among ``where`` whose geometry lies within an area.

    An index finds those whose bounding box lies within that of the area; shapely judges what remains.
    """
    import shapely  # takes a fifth of a second to import, and few processes ever need it

    if "within" not in value:
        raise invalid(Fault(f"{name}.within", "required", "Dit veld is verplicht."))
    text = orjson.dumps(value["within"]).decode()
    area = shapely.from_geojson(text)
    if not area.is_valid:
        raise invalid(
            Fault(f"{name}.within", "invalid", "Dit gebied snijdt zichzelf, of zijn delen overlappen.")
        )
    source = reader(resource)
    column = f'"{source.table}"."{source.parts[source.index[name]].column}"'
    sql = (
        f'SELECT "{source.table}"."uuid"::text, {column}::text FROM "{source.table}" WHERE {where[0]}'
        f" AND {column} IS NOT NULL AND zgw_omhullende({column}) <@ zgw_omhullende(%s::jsonb)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*where[1], text])
        found = cursor.fetchall()
    shapes = shapely.from_geojson([row[1] for row in found])
    crossed = ~shapely.is_valid(shapes)
    shapes[crossed] = shapely.make_valid(shapes[crossed])
    shapely.prepare(area)
    inside = shapely.contains(area, shapes)
    keys = [row[0] for row, hit in zip(found, inside, strict=True) if hit]
    return f'"{source.table}"."uuid" = ANY(%s::text[]::uuid[])', [keys]
