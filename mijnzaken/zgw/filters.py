"""Query parameters: validated against the contract, compiled to SQL conditions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import QueryDict

from mijnzaken.zgw import contract, parts
from mijnzaken.zgw.access import NOTHING, Condition
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.fields import UUID_SHAPE, Vertrouwelijkheid, snake
from mijnzaken.zgw.parser import Invalid, Parse, compile_parser
from mijnzaken.zgw.problems import Fault, invalid
from mijnzaken.zgw.resource import Resource, local, path_of, registry

Compare = Callable[[Any], Condition]
CONTROLS = frozenset({"page", "pageSize", "expand", "ordering", "fields"})
OPERATORS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def parse_query(op: Operation, query: QueryDict) -> dict[str, Any]:
    """The typed parameters of a request; 400 for an unknown, repeated, empty or malformed one."""
    if not query:
        faults = [
            Fault(p.name, "required", "Deze parameter is verplicht.") for p in op.parameters if p.required
        ]
        if faults:
            raise invalid(*faults)
        return {}
    known = _parameters(op.api, op.id)
    unknown = sorted(set(query) - set(known))
    if unknown:
        reason = f"Onbekende parameters: {', '.join(name[:100] for name in unknown[:20])}."
        raise invalid(Fault("nonFieldErrors", "unknown-parameters", reason))
    faults = []
    values = {}
    for name, (required, parse) in known.items():
        if name not in query:
            if required:
                faults.append(Fault(name, "required", "Deze parameter is verplicht."))
            continue
        texts = query.getlist(name)
        if len(texts) > 1:
            faults.append(Fault(name, "invalid", "Deze parameter mag maar één keer voorkomen."))
        elif texts[0] == "":
            faults.append(Fault(name, "blank", "Deze parameter is leeg; laat hem weg of vul hem."))
        else:
            values[name] = parse(texts[0], name, faults)
    if faults:
        raise invalid(*faults)
    return values


@cache
def _parameters(api: str, operation: str) -> dict[str, tuple[bool, Parse]]:
    found = contract.operation(operation, api).parameters
    return {p.name: (p.required, _text_parser(p.schema)) for p in found}


def _text_parser(schema: contract.Schema) -> Parse:
    """The parser of a parameter: the contract's, fed with text."""
    kind = schema.get("type")
    if kind == "array":
        item = _text_parser(schema.get("items", {}))
        return lambda text, path, faults: [item(part, path, faults) for part in text.split(",")]
    inner = compile_parser(schema)
    if kind == "boolean":
        return lambda text, path, faults: inner(
            {"true": True, "false": False, "1": True, "0": False}.get(text.lower(), text), path, faults
        )
    if kind == "integer":

        def number(text: str, path: str, faults: list[Fault]) -> Any:
            digits = text.removeprefix("-")
            plain = digits.isascii() and digits.isdigit() and len(digits) < 16
            return inner(int(text) if plain else text, path, faults)

        return number
    return inner


def conditions(resource: type[Resource], params: dict[str, Any]) -> list[Condition]:
    """The SQL conditions of the filters among ``params``; filters under one prefix hit the same row."""
    out: list[Condition] = []
    joined: dict[str, list[Condition]] = {}
    for name, value in params.items():
        if name in CONTROLS or value is None:
            continue
        prefix = name.partition("__")[0]
        try:
            if name in resource.filters:
                out.append(resource.filters[name](value))
            elif prefix in resource.related:
                target = registry[resource.related[prefix][0]]
                joined.setdefault(prefix, []).append(comparison(target, name[len(prefix) + 2 :])(value))
            else:
                out.append(comparison(resource, name)(value))
        except Invalid as error:
            raise invalid(Fault(name, error.code, error.reason)) from None
    table = resource.model._meta.db_table
    for prefix, found in joined.items():
        target_name, via = resource.related[prefix]
        other = registry[target_name].model._meta.db_table
        sql = " AND ".join(term for term, _ in found)
        out.append(
            (
                f'"{table}"."uuid" IN (SELECT "{other}"."{via}_id" FROM "{other}" WHERE {sql})',
                [p for _, values in found for p in values],
            )
        )
    return out


def comparison(resource: type[Resource], name: str) -> Compare:
    """How one parameter compares with the column of its contract field."""
    return _comparison(resource.contract, name)


@cache
def _comparison(contract_name: str, name: str) -> Compare:
    resource = registry[contract_name]
    head, *steps = name.split("__")
    operator = (
        steps.pop() if steps and steps[-1] in {*OPERATORS, "in", "isnull", "icontains", "not_in"} else ""
    )
    part = next((p for p in parts.parts_of(resource) if p.name == head), None)
    if part is None and head == "uuid":
        part = parts.Key(head, {"type": "string", "format": "uuid"})  # also where the contract has only url
    if part is None:
        raise LookupError(f"{resource.contract}: nothing to filter {name} on")
    table = resource.model._meta.db_table
    if "x-zgw-per" in part.prop:
        return _variant(resource, part, steps)
    if isinstance(part, parts.Link):
        return _linked(table, part)
    if isinstance(part, parts.Named | parts.NamedOne):
        return _named(table, part)
    if isinstance(part, parts.Derived):
        raise LookupError(f"{resource.contract}: declare a filter for derived {name}")  # noqa: TRY004
    column = f'"{table}"."{"uuid" if isinstance(part, parts.Key) else part.column}"'
    convert = _converter(part)
    if operator == "isnull":
        empty = f"{column} IS NULL"
        return lambda value: (empty if value else f"NOT {empty}", [])
    if operator in ("in", "not_in"):
        negate = "NOT " if operator == "not_in" else ""
        cast = "::uuid[]" if isinstance(part, parts.Key) else ""

        def among(value: Any) -> Condition:
            # Some of these parameters are a comma list that the contract calls a plain string.
            values = value.split(",") if isinstance(value, str) else value
            return f"{negate}{column} = ANY(%s{cast})", [[convert(v) for v in values]]

        return among
    if operator == "icontains":
        return lambda value: (f"{column} ILIKE %s", [f"%{_escape(value)}%"])
    if part.prop.get("type") == "array":
        return lambda value: (f"%s = ANY({column})", [convert(value)])
    sign = OPERATORS.get(operator, "=")
    return lambda value: (f"{column} {sign} %s", [convert(value)])


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _converter(part: parts.Part) -> Callable[[Any], Any]:
    """Parameter value → column value (some date parameters are plain strings in the contract)."""
    if isinstance(part, parts.Level):
        return lambda name: Vertrouwelijkheid[name].value
    parse = compile_parser(
        {**part.prop, "enum": part.prop["enum"]} if "enum" in part.prop else _loose(part.prop)
    )

    def convert(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        faults: list[Fault] = []
        converted = parse(value, "", faults)
        if faults:
            raise Invalid(faults[0].code, faults[0].reason)
        return converted

    return convert


def _loose(prop: contract.Schema) -> contract.Schema:
    """A filter on a text need not pass the 11-proef or the lengths: it then just finds nothing."""
    if prop.get("type") == "string" and prop.get("format") in (None, "uri", "email", "duration"):
        return {"type": "string"}
    return {key: value for key, value in prop.items() if key in ("type", "format", "items")}


def key_in(url: str, resource: str) -> str | None:
    """The key in a URL of ``resource``, or None when it is another kind of URL."""
    found = local(url)
    if found is None or found[0] != path_of(resource):
        return None
    return found[1].lower() if UUID_SHAPE.fullmatch(found[1]) else None


def _linked(table: str, part: parts.Link) -> Compare:
    column = f'"{table}"."{part.field.column}"'
    target = part.target or ""

    def compare(value: Any) -> Condition:
        values = value if isinstance(value, list) else [value]
        keys = [key for v in values if (key := key_in(v, target))]
        remote = [v for v in values if part.remote and local(v) is None]
        terms: list[Condition] = []
        if keys:
            terms.append((f"{column} = ANY(%s::text[]::uuid[])", [keys]))
        if remote:
            terms.append((f'"{table}"."{part.column}_url" = ANY(%s::text[])', [remote]))
        if not terms:
            return NOTHING
        return f"({' OR '.join(sql for sql, _ in terms)})", [p for _, params in terms for p in params]

    return compare


def _named(table: str, part: parts.Named | parts.NamedOne) -> Compare:
    """A relation by name, asked for by name or by the URL of a version of that name."""
    assert part.target
    target = registry.get(part.target)
    column = f'"{table}"."{part.column}"'
    has = f"= ANY({column})" if isinstance(part, parts.Named) else f"= {column}"

    def compare(value: str) -> Condition:
        key = key_in(value, part.target or "")
        if target is None or key is None:
            return f"%s {has}", [value]
        other = target.model._meta.db_table
        return f'(SELECT "{part.key}"::text FROM "{other}" WHERE "uuid" = %s::uuid) {has}', [key]

    return compare


def _variant(resource: type[Resource], part: parts.Part, steps: list[str]) -> Compare:
    """``betrokkeneIdentificatie__natuurlijkPersoon__inpBsn``: the variant and a key in its JSON."""
    variant, key = steps
    table = resource.model._meta.db_table
    kind = f'"{table}"."{snake(part.prop["x-zgw-per"])}" = \'{snake(variant)}\''
    value_of = f'("{table}"."{part.column}" ->> \'{key}\')'
    return lambda value: (f"{kind} AND {value_of} = %s", [value])
