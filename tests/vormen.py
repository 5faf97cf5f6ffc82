"""The shapes of the contract as plain JSON Schema, for a judge that shares no code with the parser."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

from mijnzaken.zgw import contract, openapi
from mijnzaken.zgw.contract import Schema


def plain(schema: Any) -> Any:
    """OpenAPI 3.0 → JSON Schema: ``nullable`` becomes a union with null."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: plain(value) for key, value in schema.items() if key not in ("nullable", "discriminator")}
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") is True else made


formats = FormatChecker(formats=())


def _format(name: str, *errors: type[Exception]) -> Any:
    """A format that holds for every text but the empty one, which the contract uses for "no value"."""

    def decorate(function: Any) -> Any:
        return formats.checks(name, errors)(
            lambda value: not isinstance(value, str) or value == "" or function(value)
        )

    return decorate


@_format("date", ValueError)
def is_date(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


@_format("date-time", ValueError)
def is_moment(text: str) -> bool:
    return "T" in text and datetime.fromisoformat(text).tzinfo is not None


@_format("date-time-z", ValueError)
def is_utc(text: str) -> bool:
    return is_moment(text) and text.endswith("Z")


@_format("uuid", ValueError)
def is_uuid(text: str) -> bool:
    return str(UUID(text)) == text.lower()


@_format("uri", ValueError)
def is_uri(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme and (parts.netloc or parts.scheme == "urn")) and not re.search(r"\s", text)


@_format("duration")
def is_duration(text: str) -> bool:
    return bool(
        re.fullmatch(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", text)
    )


def _answer(schema: Any) -> Any:
    """The same schema with moments in UTC, as answers have them."""
    if isinstance(schema, list):
        return [_answer(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _answer(value) for key, value in schema.items()}
    return made | {"format": "date-time-z"} if made.get("format") == "date-time" else made


def _closed(schema: Schema) -> Schema:
    return {**schema, "required": list(schema["properties"]), "additionalProperties": False}


def _optional(schema: Any) -> Any:
    """The same schema with every field free to be absent: what ``fields`` selects from."""
    if isinstance(schema, list):
        return [_optional(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _optional(v) for k, v in schema.items() if k != "required" or not isinstance(v, list)}


@cache
def validator_of(api: str, operation: str, side: str) -> Draft202012Validator | None:
    op = contract.operation(operation, api)
    if side == "verzoek":
        schema = openapi.request_schema(op)
    else:
        schema = openapi.response_schema(op, strict=True)
        schema = _answer(schema) if schema is not None else None
    if side == "selectie":
        schema = _optional(schema)
    return None if schema is None else Draft202012Validator(plain(schema), format_checker=formats)


FOUT = Draft202012Validator(plain(_closed(openapi.FOUT)))
VALIDATIE_FOUT = Draft202012Validator(plain(_closed(openapi.VALIDATIE_FOUT)))


def faults(validator: Draft202012Validator | None, value: Any) -> list[str]:
    """What is wrong with a value, each with its place; nothing when there is no schema."""
    if validator is None:
        return []
    return [f"{e.json_path}: {e.message[:300]}" for e in validator.iter_errors(value)]


def embedded_faults(resource: str, value: Any, side: str = "antwoord") -> list[str]:
    """What is wrong with the objects in ``_expand``, at every depth."""
    if not isinstance(value, dict) or "_expand" not in value:
        return []
    found = []
    targets = contract.schema(resource)["x-zgw-expand"]
    for name, inner in value["_expand"].items():
        target = targets[name]
        api = target.partition(".")[0]
        op = next(op for op in contract.operations(target) if op.action == "retrieve")
        for obj in inner if isinstance(inner, list) else [inner]:
            if obj == {}:
                continue
            found += [f"_expand.{name} {fault}" for fault in faults(validator_of(api, op.id, side), obj)]
            found += embedded_faults(target, obj, side)
    return found
