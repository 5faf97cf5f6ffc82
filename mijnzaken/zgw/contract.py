"""The contract: what ``openapi/*.yaml`` says, as plain Python values.

Loaded once per process and kept on disk in compiled form, keyed by the content of the files, so that
start-up does not parse YAML. Every schema comes dereferenced; an object that has a name of its own
carries it as ``x-zgw-schema`` ("zaken.Opschorting"), a GeoJSON geometry is reduced to
``{"type": "object", "x-zgw-geojson": True}``.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

FOLDER = Path(__file__).resolve().parents[2] / "openapi"
NAMES = ("zaken", "catalogi", "documenten", "besluiten", "autorisaties", "notificaties")
SHARED = "algemeen"


@dataclass(frozen=True)
class Parameter:
    """A query parameter of an operation."""

    name: str
    schema: Schema
    required: bool
    explode: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """One method on one path.

    ``request`` and ``response`` are filled only where the body is not the resource's own schema (or the
    page or list of it that the action implies); a body in another media type than JSON names it in
    ``x-zgw-media``. Any one of ``scopes`` suffices.
    """

    id: str
    api: str
    method: str
    path: str
    action: str
    resource: str
    scopes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    paged: bool
    crs: bool
    audit: bool
    etag: bool
    deprecated: bool
    status: int
    request: Schema | None
    response: Schema | None
    codes: tuple[int, ...]
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Api:
    """One registry: its operations and its schemas by name."""

    name: str
    component: str
    version: str
    root: str
    title: str
    operations: tuple[Operation, ...]
    schemas: dict[str, Schema]


@cache
def apis() -> dict[str, Api]:
    """Every API of the contract by name, in the order in which registries build on each other."""
    return {name: _api(data) for name, data in _compiled().items() if name != SHARED}


@cache
def schema(name: str) -> Schema:
    """The schema of ``"zaken.Status"``; shared ones answer to any API. Raises KeyError when unknown."""
    api, _, short = name.partition(".")
    compiled = _compiled()
    found = compiled[api]["schemas"].get(short)
    return found if found is not None else compiled[SHARED]["schemas"][short]  # type: ignore[no-any-return]


@cache
def operation(id: str, api: str) -> Operation:  # noqa: A002 - the standard's word is operationId
    """The operation with the standard's operationId. Raises KeyError when the API does not have it."""
    for op in apis()[api].operations:
        if op.id == id:
            return op
    raise KeyError(f"{api}.{id}")


@cache
def operations(resource: str) -> tuple[Operation, ...]:
    """The operations of ``"zaken.Status"``, in the order of the contract."""
    api = resource.partition(".")[0]
    return tuple(op for op in apis()[api].operations if op.resource == resource)


# -- compiled form and its cache ---------------------------------------------
@cache
def _compiled() -> dict[str, Any]:
    files = [FOLDER / f"{name}.yaml" for name in (SHARED, *NAMES)]
    digest = hashlib.sha256()
    for file in (*files, *Path(__file__).parent.glob("contract*.py")):
        digest.update(file.read_bytes())
    kept = _cache_folder()
    path = kept / f"{digest.hexdigest()}.json" if kept else None
    if path and path.exists():
        try:
            return json.loads(path.read_bytes())  # type: ignore[no-any-return]
        except ValueError:
            pass  # an unreadable file is written anew
    from mijnzaken.zgw.contract_yaml import compile_files  # YAML is read only when the cache misses

    data = compile_files(files)
    if path:
        _keep(path, data)
    return data


def _cache_folder() -> Path | None:
    """A folder that only we can write, or None: a planted contract would be a planted set of rights."""
    folder = os.environ.get("MIJNZAKEN_CACHE")
    path = Path(folder) if folder else Path(tempfile.gettempdir()) / f"mijnzaken-contract-{os.getuid()}"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = path.stat()
    except OSError:
        return None
    closed = info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return path if closed else None


def _keep(path: Path, data: dict[str, Any]) -> None:
    """Write under a name of its own and move into place, so that parallel starters never read half a file."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(path)
    except OSError:
        pass  # a full or read-only disk costs speed, not service


def _api(data: dict[str, Any]) -> Api:
    made = []
    for op in data["operations"]:
        parameters = tuple(Parameter(**p) for p in op["parameters"])
        lists = {key: tuple(op[key]) for key in ("scopes", "codes", "headers")}
        made.append(Operation(**{**op, **lists, "parameters": parameters}))
    return Api(**{**data, "operations": tuple(made)})
