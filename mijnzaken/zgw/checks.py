"""System checks: what is declared and stored agrees with the contract.

``zgw.E001``  a contract field that nothing supplies;
``zgw.E002``  a length or range that differs between column and contract;
``zgw.E003``  choices that differ from the enum;
``zgw.E004``  nullable in the one and not in the other;
``zgw.E005``  a field that may be absent in a column that must be filled;
``zgw.E006``  a declaration that names something the contract does not have;
``zgw.E007``  a parameter of a served operation that no filter answers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.checks import CheckMessage, Error, register
from django.db import models

from mijnzaken.zgw import contract, parts, views
from mijnzaken.zgw.fields import Vertrouwelijkheid
from mijnzaken.zgw.filters import CONTROLS, comparison
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.rules import rules_for

Found = Iterator[tuple[str, str]]
DURATION = 100  # the parser admits nothing longer
INTEGERS: dict[type[models.Field[Any, Any]], tuple[int, int]] = {
    models.SmallIntegerField: (-(2**15), 2**15 - 1),
    models.BigIntegerField: (-(2**63), 2**63 - 1),
    models.IntegerField: (-(2**31), 2**31 - 1),
}


@register("zgw")
def contract_holds(**_kwargs: Any) -> list[CheckMessage]:
    """Every declared resource against its contract."""
    return [
        Error(text, obj=resource.contract, id=f"zgw.{number}")
        for resource in registry.values()
        for number, text in faults(resource)
    ]


def faults(resource: type[Resource]) -> Found:
    """All disagreements of one resource: ``(number, text)``."""
    try:
        found = parts.parts_of(resource)
    except LookupError as error:
        yield "E001", str(error)
        return
    yield from _declaration(resource)
    schema = contract.schema(resource.contract)
    filled = bool(rules_for(resource.contract, "create", "fill"))
    written = any(op.method not in ("GET", "HEAD") for op in resource.operations)
    for part in found if written else ():  # what only the kit writes may be narrower
        if isinstance(part, parts.Rows):
            items = part.prop["items"]
            for inner in part.parts:
                yield from _under(part.name, _part(inner, part.child.model, items, filled=False))
        else:
            yield from _part(part, resource.model, schema, filled=filled)
    for op in resource.operations:
        if views.handler(op) is not None:
            yield from _parameters(resource, op)


def _under(prefix: str, found: Found) -> Found:
    return ((number, f"{prefix}.{text}") for number, text in found)


def _declaration(resource: type[Resource]) -> Found:
    """Names in the declaration that the contract does not know."""
    fields = set(contract.schema(resource.contract)["properties"])
    asked = {p.name for op in resource.operations for p in op.parameters}
    prefixes = {name.partition("__")[0] for name in asked if "__" in name}
    named: dict[str, tuple[Iterable[str], set[str]]] = {
        "derived": (resource.derived, fields),
        "children": (resource.children, fields),
        "columns": (resource.columns, fields),
        "kenmerken": (resource.kenmerken, fields),
        "main_object": (filter(None, [resource.main_object]), fields),
        "filters": (resource.filters, asked),
        "defaults": (resource.defaults, asked),
        "related": (resource.related, prefixes),
    }
    for attribute, (names, known) in named.items():
        for name in sorted(set(names) - known):
            yield "E006", f"{attribute} names {name!r}, which the contract does not have"


def _part(part: parts.Part, model: Any, schema: contract.Schema, *, filled: bool) -> Found:
    if not part.column or isinstance(part, parts.Key):
        return
    column = model._meta.get_field(part.column)
    variable = {name for names in schema.get("x-zgw-velden", {}).values() for name in names}
    if part.writable:
        yield from _length(part.name, part.prop, column)
        yield from _choices(part, column)
    yield from _null(part, column, variable)
    absent_is_fine = column.null or column.has_default() or column.empty_strings_allowed or filled
    if part.writable and part.name not in schema.get("required", ()) and not absent_is_fine:
        yield "E005", f"{part.name} may be absent, but its column has no default"


def _length(name: str, prop: contract.Schema, column: Any) -> Found:
    if "x-zgw-naam" in prop:
        return  # a name is as long as the type that it names allows
    if isinstance(column, ArrayField):
        yield from _length(f"{name}[]", prop.get("items", {}), column.base_field)
        return
    limit = prop.get("maxLength", DURATION if prop.get("format") == "duration" else None)
    text = isinstance(column, models.CharField | models.TextField) and "enum" not in prop
    if text and column.max_length != limit:
        yield "E002", f"{name} holds {column.max_length} characters, the contract {limit}"
    kind = next((k for k in INTEGERS if isinstance(column, k)), None)
    if kind and prop.get("type") == "integer":
        low, high = INTEGERS[kind]
        if prop.get("minimum", low - 1) < low or prop.get("maximum", high + 1) > high:
            yield "E002", f"{name} does not fit in its column for every value that the contract allows"


def _choices(part: parts.Part, column: Any) -> Found:
    base, prop = column, part.prop
    if isinstance(column, ArrayField):
        base, prop = column.base_field, prop.get("items", {})
    enum = {value for value in prop.get("enum", ()) if value}
    if isinstance(part, parts.Level):
        choices = set(Vertrouwelijkheid.names)
    else:
        choices = {value for value, _label in base.choices or ()}
    if enum != choices and (enum or choices):
        yield "E003", f"{part.name}: differs between contract and column: {sorted(enum ^ choices)}"
    too_long = [v for v in enum if (base.max_length or len(v)) < len(v)]
    if too_long and not isinstance(part, parts.Level):
        yield "E002", f"{part.name} is too short for {too_long}"


def _null(part: parts.Part, column: Any, variable: set[str]) -> Found:
    # These are answered without null: an empty URL, a group of empty texts, a field of another variant.
    never_null = isinstance(part, parts.Link | parts.Json) or part.name in variable
    nullable = bool(part.prop.get("nullable"))
    if nullable and not column.null and part.writable and not isinstance(part, parts.Link):
        yield "E004", f"{part.name} is nullable in the contract, its column is not"
    if column.null and not nullable and not never_null:
        yield "E004", f"{part.name} is not nullable in the contract, its column is"


def _parameters(resource: type[Resource], op: contract.Operation) -> Found:
    for parameter in op.parameters if op.action == "list" else ():
        name = parameter.name
        target, rest = resource, name
        prefix = name.partition("__")[0]
        if name in CONTROLS or name in resource.filters:
            continue
        if prefix in resource.related:
            target, rest = registry[resource.related[prefix][0]], name[len(prefix) + 2 :]
        try:
            comparison(target, rest)
        except (LookupError, ValueError) as error:
            yield "E007", f"{name}: {error}"
