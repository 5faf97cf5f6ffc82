"""From a request body to an instance, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson

from mijnzaken.zgw import contract, parts
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.fields import Vertrouwelijkheid, snake
from mijnzaken.zgw.filters import key_in
from mijnzaken.zgw.links import resolve
from mijnzaken.zgw.parser import Faults, body_parser, compile_parser
from mijnzaken.zgw.problems import Fault, invalid
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.rules import Change


def parse(
    resource: type[Resource], body: Any, old: Any, action: str
) -> tuple[dict[str, Any], frozenset[str]]:
    """The values in a body and the names it gives; raises the Problem that names every fault."""
    if action == "partial_update" and isinstance(body, dict):
        # A field whose shape depends on a sibling is read by the sibling's stored value.
        for name, prop in contract.schema(resource.contract)["properties"].items():
            per = prop.get("x-zgw-per")
            if per and name in body and per not in body:
                body = {**body, per: getattr(old, snake(per))}
    faults: Faults = []
    values = body_parser(resource.contract, action)(body, "", faults)
    if faults:
        raise invalid(*faults)
    return values, frozenset(values)


def parse_action(op: Operation, body: Any) -> dict[str, Any]:
    """The values in the body of an action that has one of its own; absent is empty."""
    if op.request is None:
        return {}
    faults: Faults = []
    values: dict[str, Any] = compile_parser(op.request)({} if body is None else body, "", faults)
    if faults:
        raise invalid(*faults)
    return values


def reset(resource: type[Resource], new: Any, values: dict[str, Any]) -> None:
    """PUT: what may be absent and is, gets its default back."""
    required = contract.schema(resource.contract).get("required", ())
    for part in parts.parts_of(resource):
        if not part.writable or part.name in values or part.name in required:
            continue
        if part.prop.get("x-zgw-immutable") or part.name == resource.main_object:
            continue
        if isinstance(part, parts.Rows):
            values[part.name] = []
        elif isinstance(part, parts.Link):
            values[part.name] = ""
        elif part.column:
            setattr(new, part.column, new._meta.get_field(part.column).get_default())


def assign(resource: type[Resource], change: Change, values: dict[str, Any]) -> None:
    """Put parsed values on the instance; links are resolved, the main object's row is locked."""
    new = change.new
    within = resource.contract.partition(".")[0]
    faults: list[Fault] = []
    for part in parts.parts_of(resource):
        if not part.writable or part.name not in values:
            continue
        value = values[part.name]
        if isinstance(part, parts.Rows):
            change.children[part.name] = _children(part, new, value or [], within, faults)
        elif isinstance(part, parts.Link):
            lock = part.name == resource.main_object and change.old is None
            _link(part, new, part.name, value, within, faults, lock=lock)
        elif isinstance(part, parts.Named):
            setattr(new, part.column, _names(part, value or []))
        elif isinstance(part, parts.NamedOne):
            setattr(new, part.column, _names(part, [value])[0])
        else:
            setattr(new, part.column, _stored(part, new, value))
    if faults:
        raise invalid(*faults)


def _stored(part: parts.Part, obj: Any, value: Any) -> Any:
    if isinstance(part, parts.Level):
        return Vertrouwelijkheid[value].value if value else None
    column = obj._meta.get_field(part.column)
    if value is None and not column.null:
        return column.get_default()
    if value == "" and column.null and column.get_internal_type() not in ("CharField", "TextField"):
        return None
    if isinstance(part, parts.Json):
        return orjson.loads(
            orjson.dumps(value, option=orjson.OPT_UTC_Z)
        )  # dates in a group become text again
    return value


def _link(
    part: parts.Link, obj: Any, name: str, value: Any, within: str, faults: list[Fault], *, lock: bool = False
) -> None:
    if part.remote:
        setattr(obj, f"{part.column}_url", "")
    setattr(obj, part.column, None)
    if not value:
        if not part.field.blank:
            faults.append(Fault(name, "blank", "Dit veld mag niet leeg zijn."))
        return
    assert part.target
    if part.loose:
        key = key_in(value, part.target)
        setattr(obj, part.column if key else f"{part.column}_url", key or value)
        return
    found = resolve(name, part.target, value, within, lock=lock)
    if isinstance(found, Fault):
        faults.append(found)
    else:
        setattr(obj, part.column, found)


def _names(part: parts.Named | parts.NamedOne, items: list[str]) -> list[str]:
    """Relations by name accept the name, or the URL of a version that has it; one query for all URLs."""
    assert part.target
    resource = registry.get(part.target)
    keys = {item: key for item in items if (key := key_in(item, part.target))}
    if resource is None or not keys:
        return items
    versions = resource.model._default_manager.filter(pk__in=keys.values())
    names = {str(key): name for key, name in versions.values_list("pk", part.key)}
    return [names.get(keys.get(item, ""), item) for item in items]


def _children(part: parts.Rows, parent: Any, items: list[Any], within: str, faults: list[Fault]) -> list[Any]:
    rows = []
    for index, item in enumerate(items):
        row = part.child.model(**{part.child.via: parent})
        for inner in part.parts:
            value = item.get(inner.name)
            if not inner.writable or inner.name not in item:
                continue
            if isinstance(inner, parts.NamedOne):
                setattr(row, inner.column, _names(inner, [value])[0])
            elif isinstance(inner, parts.Link):
                _link(inner, row, f"{part.name}.{index}.{inner.name}", value, within, faults)
            else:
                setattr(row, inner.column, _stored(inner, row, value))
        rows.append(row)
    return rows


# --- from instance to body -----------------------------------------------------------------------


def body_of(resource: type[Resource], obj: Any) -> dict[str, Any]:
    """The body that would make this object again: what a copy sends and a form starts with."""
    return {
        part.name: written(part, obj) for part in parts.parts_of(resource) if part.writable and _held(part)
    }


def _held(part: parts.Part) -> bool:
    return bool(part.column) or isinstance(part, parts.Rows)


def written(part: parts.Part, obj: Any) -> Any:
    """One field of an object as a body has it: relations by name stay names."""
    if isinstance(part, parts.Rows):
        rows = part.child.model._default_manager.filter(**{part.child.via: obj}).order_by("pk")
        inner = [p for p in part.parts if p.writable and _held(p)]
        return [{p.name: written(p, row) for p in inner if written(p, row) is not None} for row in rows]
    if isinstance(part, parts.Link):
        raw = getattr(obj, part.field.attname) or getattr(obj, f"{part.column}_url", "")
        return part.render(str(raw)) if raw and part.render else None
    value = getattr(obj, part.column)
    if isinstance(part, parts.Level):
        return parts.LEVELS.get(value)
    return value.isoformat() if isinstance(value, date) else value
