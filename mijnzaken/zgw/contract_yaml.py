"""Compiles ``openapi/*.yaml`` into the plain data that :mod:`mijnzaken.zgw.contract` keeps on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]

SHARED = "algemeen"
METHODS = ("get", "head", "post", "put", "patch", "delete")
PAGE: Schema = {"type": "integer", "minimum": 1}
PAGE_SIZE: Schema = {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}


def compile_files(files: list[Path]) -> dict[str, Any]:
    """Read the documents and return them by name with references resolved and operations flattened."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    docs = {file.stem: yaml.load(file.read_text("utf-8"), Loader=loader) for file in files}  # noqa: S506 - safe
    compiled: dict[str, Any] = {}
    for name, doc in docs.items():
        resolve = _Resolver(name, docs)
        schemas = {key: resolve.named(name, key) for key in doc["components"]["schemas"]}
        compiled[name] = {
            "name": name,
            "component": doc.get("x-zgw-component", ""),
            "version": doc["info"]["version"],
            "root": doc["servers"][0]["url"] if name != SHARED else "",
            "title": doc["info"]["title"],
            "operations": list(_operations(name, doc, resolve)),
            "schemas": schemas,
        }
    return compiled


class _Resolver:
    """Replaces references by what they point to."""

    def __init__(self, home: str, docs: dict[str, Any]) -> None:
        self.home, self.docs = home, docs

    def named(self, doc: str, name: str) -> Schema:
        node = self.docs[doc]["components"]["schemas"][name]
        made: Schema = _Resolver(doc, self.docs).node(node)
        return made | {"x-zgw-schema": f"{doc}.{name}"} if "properties" in made else made

    def node(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.node(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return self.reference(node["$ref"])
        if len(node.get("allOf", [])) == 1:
            rest = {key: value for key, value in node.items() if key != "allOf"}
            return self.merge(self.node(node["allOf"][0]), rest)
        return {key: self.node(value) if key != "discriminator" else value for key, value in node.items()}

    def reference(self, ref: str) -> Schema:
        file, _, pointer = ref.partition("#")
        doc = Path(file).stem or self.home
        name = pointer.rsplit("/", 1)[-1]
        if self.docs[doc]["components"]["schemas"][name].get("x-zgw-geojson") and self.home != SHARED:
            return {"type": "object", "x-zgw-geojson": True}
        return self.named(doc, name)

    @staticmethod
    def merge(target: Schema, rest: Schema) -> Schema:
        made = target | rest
        if rest.get("nullable") and "enum" in made and None not in made["enum"]:
            made["enum"] = [*made["enum"], None]
        return made


def _operations(api: str, doc: Schema, resolve: _Resolver) -> Iterator[Schema]:
    for path, item in doc["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(api, path, method, item, resolve)


def _operation(api: str, path: str, method: str, item: Schema, resolve: _Resolver) -> Schema:
    node = item[method]
    status, answer = next(iter(node["responses"].items()))
    return {
        "id": node["operationId"],
        "api": api,
        "method": method.upper(),
        "path": path,
        "action": node["x-zgw-action"],
        "resource": f"{api}.{item['x-zgw-resource']}",
        "scopes": [scope for entry in node["security"] for found in entry.values() for scope in found],
        "parameters": list(_parameters(node, resolve)),
        "paged": node.get("x-zgw-paged", False),
        "crs": node.get("x-zgw-crs", False),
        "audit": node.get("x-zgw-audit", False),
        "etag": node.get("x-zgw-etag", False),
        "deprecated": node.get("deprecated", False),
        "status": int(status),
        "request": _body(node.get("requestBody"), resolve),
        "response": _body(answer, resolve),
        "codes": node.get("x-zgw-codes", []),
        "headers": list(answer.get("headers", ())),
    }


def _parameters(node: Schema, resolve: _Resolver) -> Iterator[Schema]:
    for found in node.get("parameters", ()):
        if not (node.get("x-zgw-paged") and found["name"] == "pageSize"):
            made = resolve.node(found["schema"])
            explode = found.get("explode", True)
            text = found.get("description", "")
            yield _parameter(
                found["name"], made, text, required=found.get("required", False), explode=explode
            )
    if node.get("x-zgw-paged"):
        yield _parameter("page", PAGE, "Bladzijde, vanaf 1")
        yield _parameter("pageSize", PAGE_SIZE, "Aantal per bladzijde")


def _parameter(
    name: str, schema: Schema, text: str, *, required: bool = False, explode: bool = True
) -> Schema:
    return {"name": name, "schema": schema, "required": required, "explode": explode, "description": text}


def _body(node: Schema | None, resolve: _Resolver) -> Schema | None:
    for media, content in (node or {}).get("content", {}).items():
        made: Schema = resolve.node(content["schema"])
        return made if media == "application/json" else made | {"x-zgw-media": media}
    return None
