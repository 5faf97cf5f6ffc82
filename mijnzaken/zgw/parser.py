"""Parsers compiled from the contract: JSON in, clean Python values and faults out.

Codes are those of the reference implementation (algemeen §4): ``required``, ``null``, ``blank``,
``invalid``, ``max_length``, … A parser never raises; what is wrong is appended to ``faults``.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from mijnzaken.zgw import contract
from mijnzaken.zgw.geojson import geometry
from mijnzaken.zgw.problems import Fault

Faults = list[Fault]
Parse = Callable[[Any, str, Faults], Any]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
# Nine digits: more is no duration that a calendar has.
_DURATION = re.compile(
    r"P(?=[\dT])(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?"
    r"(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}(\.\d{1,9})?S)?)?"
)


class Invalid(ValueError):
    """A value that is not what its format asks: code and reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def to_date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise Invalid("invalid", "Datum moet de vorm JJJJ-MM-DD hebben.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("invalid", "Deze datum bestaat niet.") from None


def to_datetime(text: str) -> datetime:
    """ISO 8601; without offset it is Dutch time. Answers are UTC."""
    try:
        if not _DATETIME.fullmatch(text):
            raise ValueError
        moment = datetime.fromisoformat(text.upper())
        return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid("invalid", "Tijdstip moet ISO 8601 zijn, zoals 2026-01-31T13:45:00Z.") from None


def to_duration(text: str) -> str:
    """ISO 8601 duration; kept as it was written."""
    if not _DURATION.fullmatch(text):
        raise Invalid("invalid", "Duur moet ISO 8601 zijn, zoals P5D of P1Y.")
    return text


def to_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https", "urn") and (parts.netloc or parts.scheme == "urn")
    except ValueError:
        known = False
    if not known or any(c.isspace() for c in text):
        raise Invalid("bad-url", "Dit is geen geldige URL.")
    return text


def to_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("invalid", "Dit is geen geldige UUID.") from None


def to_email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Invalid("invalid", "Dit is geen geldig e-mailadres.")
    return text


def to_bytes(text: str) -> bytes:
    """Base64."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise Invalid("invalid", "Dit is geen geldige base64.") from None


def eleven_proof(text: str) -> str:
    """RSIN or BSN: nine digits that pass the 11-proef (algemeen §2)."""
    if not text.isascii() or not text.isdigit():
        raise Invalid("only-digits", "Alleen cijfers zijn toegestaan.")
    if len(text) != 9:
        raise Invalid("invalid-length", "Precies negen cijfers zijn nodig.")
    if (
        text == "000000000"
        or sum(int(d) * w for d, w in zip(text, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11
    ):
        raise Invalid("invalid", "Dit nummer voldoet niet aan de 11-proef.")
    return text


FORMATS: dict[str, Callable[[str], Any]] = {
    "date": to_date,
    "date-time": to_datetime,
    "duration": to_duration,
    "uri": to_url,
    "uuid": to_uuid,
    "email": to_email,
    "byte": to_bytes,
    "rsin": eleven_proof,
    "bsn": eleven_proof,
}


def compile_parser(schema: contract.Schema) -> Parse:
    """The parser of one contract schema."""
    kind = schema.get("type")
    if schema.get("x-zgw-geojson"):
        inner: Parse = geometry
    elif kind == "string":
        inner = _string(schema)
    elif kind in ("integer", "number"):
        inner = _number(schema)
    elif kind == "boolean":
        inner = _boolean
    elif kind == "array":
        inner = _array(schema)
    elif kind == "object" and "properties" in schema:
        inner = compile_object(schema)
    elif kind == "object":
        inner = _map(schema)
    else:
        inner = _anything
    nullable = bool(schema.get("nullable"))

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if value is None:
            if not nullable:
                faults.append(Fault(path, "null", "Dit veld mag niet null zijn."))
            return None
        return inner(value, path, faults)

    return parse


def _string(schema: contract.Schema) -> Parse:
    fmt: str = schema.get("x-zgw-formaat") or schema.get("format") or ""
    if schema.get("x-zgw-naam"):
        fmt = ""  # a relation by name: the name or a URL
    convert = FORMATS.get(fmt)
    choices = frozenset(schema["enum"]) if "enum" in schema else None
    longest, shortest = schema.get("maxLength"), schema.get("minLength", 0)
    pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
    empty = None if schema.get("nullable") and convert and fmt != "uri" else ""

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if not isinstance(value, str):
            return _fault(faults, path, "invalid", "Dit moet een tekst zijn.")
        if "\x00" in value:
            return _fault(faults, path, "null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.")
        if value == "" and shortest:
            return _fault(faults, path, "blank", "Dit veld mag niet leeg zijn.")
        if choices is not None and value not in choices:
            return _fault(faults, path, "invalid_choice", f"'{value[:50]}' is geen toegestane waarde.")
        if value == "" and (convert or pattern):
            return (
                empty
                if fmt in ("uri", "duration", "email", "bsn", "rsin", "") or schema.get("nullable")
                else _fault(faults, path, "blank", "Dit veld mag niet leeg zijn.")
            )
        if longest is not None and len(value) > longest:
            return _fault(faults, path, "max_length", f"Ten hoogste {longest} tekens zijn toegestaan.")
        if len(value) < shortest:
            return _fault(faults, path, "min_length", f"Ten minste {shortest} tekens zijn nodig.")
        if pattern and not pattern.search(value):
            return _fault(faults, path, "invalid", "Deze waarde heeft niet de juiste vorm.")
        if convert is None:
            return value
        try:
            return convert(value)
        except Invalid as error:
            return _fault(faults, path, error.code, error.reason)

    return parse


def _number(schema: contract.Schema) -> Parse:
    types: tuple[type, ...] = (int,) if schema["type"] == "integer" else (int, float)
    low, high = schema.get("minimum"), schema.get("maximum")

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if isinstance(value, bool) or not isinstance(value, types):
            return _fault(faults, path, "invalid", "Dit moet een getal zijn.")
        if low is not None and value < low:
            return _fault(faults, path, "min_value", f"De waarde moet ten minste {low} zijn.")
        if high is not None and value > high:
            return _fault(faults, path, "max_value", f"De waarde mag ten hoogste {high} zijn.")
        return value

    return parse


def _boolean(value: Any, path: str, faults: Faults) -> Any:
    if not isinstance(value, bool):
        return _fault(faults, path, "invalid", "Dit moet true of false zijn.")
    return value


def _anything(value: Any, path: str, faults: Faults) -> Any:
    return _without_null(value, path, faults)


def _array(schema: contract.Schema) -> Parse:
    item = compile_parser(schema.get("items", {}))
    unique = schema.get("uniqueItems")
    shortest, longest = schema.get("minItems", 0), schema.get("maxItems")

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if not isinstance(value, list):
            return _fault(faults, path, "not_a_list", "Dit moet een lijst zijn.")
        if len(value) < shortest:
            return _fault(faults, path, "min_length", f"Ten minste {shortest} elementen zijn nodig.")
        if longest is not None and len(value) > longest:
            return _fault(faults, path, "max_length", f"Ten hoogste {longest} elementen zijn toegestaan.")
        if unique and len({repr(v) for v in value}) < len(value):
            return _fault(faults, path, "unique", "Een element komt meer dan eens voor.")
        return [item(element, f"{path}.{index}", faults) for index, element in enumerate(value)]

    return parse


def _map(schema: contract.Schema) -> Parse:
    extra = schema.get("additionalProperties")
    item = compile_parser(extra) if isinstance(extra, dict) and extra else _anything

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if not isinstance(value, dict):
            return _fault(faults, path, "invalid", "Dit moet een object zijn.")
        return {key: item(element, f"{path}.{key}", faults) for key, element in value.items()}

    return parse


def compile_object(schema: contract.Schema, partial: bool = False, action: str = "") -> Parse:
    """The parser of an object: read-only and unknown keys are passed over, absent keys stay absent.

    With ``action`` also the fields that only other actions take.
    """
    required = frozenset() if partial else frozenset(schema.get("required", ()))
    fields = []
    for name, prop in schema["properties"].items():
        if prop.get("readOnly") or action not in prop.get("x-zgw-verzoek-acties", (action,)):
            continue
        prop = {**prop, **prop.get("x-zgw-verzoek", {})}  # noqa: PLW2901  (as a request has it)
        if "x-zgw-formaat" in prop and name in schema.get("required", ()):
            prop.setdefault("minLength", 1)  # a number that may be left out may be empty too
        per = schema["properties"].get(prop.get("x-zgw-per"))
        parse_field = _variants(prop, per) if per else compile_parser(prop)
        fields.append((name, parse_field, name in required, prop.get("x-zgw-per")))
    # The discriminator is parsed before the field that depends on it.
    fields.sort(key=lambda f: f[3] is not None)

    def parse(value: Any, path: str, faults: Faults) -> Any:
        if not isinstance(value, dict):
            return _fault(faults, path or "nonFieldErrors", "invalid", "Dit moet een object zijn.")
        prefix = f"{path}." if path else ""
        out = {}
        for name, parse_field, needed, per in fields:
            if name in value:
                argument = (value[name], value.get(per)) if per else value[name]
                out[name] = parse_field(argument, prefix + name, faults)
            elif needed:
                faults.append(Fault(prefix + name, "required", "Dit veld is verplicht."))
        return out

    return parse


def _variants(prop: contract.Schema, per: contract.Schema) -> Parse:
    """A field whose shape depends on a sibling (rol: betrokkeneType → betrokkeneIdentificatie)."""
    parsers = {key: compile_object(schema) for key, schema in prop["x-zgw-varianten"].items()}
    bare = set(per.get("enum", ())) - set(parsers)

    def parse(pair: Any, path: str, faults: Faults) -> Any:
        value, variant = pair
        if value is None:
            return None
        if isinstance(variant, str) and variant in bare:
            return (
                None
                if value == {}
                else _fault(faults, path, "invalid", f"{variant} heeft geen gegevens hier.")
            )
        inner = parsers.get(variant) if isinstance(variant, str) else None
        return inner(value, path, faults) if inner else _without_null(value, path, faults)

    return parse


def _without_null(value: Any, path: str, faults: Faults) -> Any:
    """Free JSON that PostgreSQL can hold: no NUL in any key or text."""
    texts = [value]
    while texts:
        part = texts.pop()
        if isinstance(part, dict):
            texts += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            texts += part
        elif isinstance(part, str) and "\x00" in part:
            return _fault(faults, path, "null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.")
    return value


def _fault(faults: Faults, path: str, code: str, reason: str) -> None:
    faults.append(Fault(path, code, reason))


@cache
def body_parser(resource: str, action: str) -> Parse:
    """The parser of a resource's request body for one action; PATCH requires nothing."""
    return compile_object(contract.schema(resource), action == "partial_update", action)
