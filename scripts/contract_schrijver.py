"""Writes a contract document as YAML: one line per field and parameter, the rest in blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

Node = dict[str, Any]
METHODS = {"get", "post", "put", "patch", "delete", "head"}
ORDER = (
    "type", "format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "uniqueItems", "default", "items", "required", "properties", "additionalProperties", "nullable", "readOnly",
    "writeOnly", "deprecated",
)  # fmt: skip


class Flow(dict):  # type: ignore[type-arg]
    """A mapping written on one line."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


Dumper.add_representer(
    Flow, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v.items(), flow_style=True)
)
Dumper.add_representer(
    list,
    lambda d, v: d.represent_sequence(
        "tag:yaml.org,2002:seq", v, flow_style=not any(isinstance(i, dict) and "name" in i for i in v)
    ),
)


def laid_out(node: Any, key: str = "") -> Any:
    """Choose block or flow style: fields and parameters take one line each, the rest is a block."""
    if isinstance(node, list):
        return [laid_out(v) for v in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node and len(node) > 1:  # siblings of $ref are ignored by OpenAPI 3.0
        node = {"allOf": [{"$ref": node["$ref"]}], **{k: v for k, v in node.items() if k != "$ref"}}
    rank = {k: i for i, k in enumerate(ORDER)}
    if key not in ("properties", "paths", "schemas", "x-zgw-expand") and "operationId" not in node:
        node = dict(
            sorted(node.items(), key=lambda kv: rank.get(kv[0], 99 if kv[0] != "description" else 999))
        )
    leaf = key not in ("schemas", "properties", "paths", "components") and not contains(
        node, "properties", "paths"
    )
    made = {k: laid_out(v, k) for k, v in node.items()}
    flat = leaf and "operationId" not in node and not METHODS & set(node)
    return Flow(made) if flat else made


def contains(node: Any, *keys: str) -> bool:
    if isinstance(node, dict):
        return any(k in node for k in keys) or any(contains(v, *keys) for v in node.values())
    return isinstance(node, list) and any(contains(v, *keys) for v in node)


def write(path: Path, document: Node) -> None:
    text = yaml.dump(laid_out(document), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=150)
    path.write_text(text, "utf-8")
