"""The document with the schemas that every API shares."""

from __future__ import annotations

from typing import Any

import yaml
from contract_schrijver import ORDER, Node

GEOJSON = (
    "GeoJSONGeometry", "Geometry", "GeometryCollection", "LineString", "MultiLineString", "MultiPoint",
    "MultiPolygon", "Point", "Point2D", "Polygon",
)  # fmt: skip
LEVELS = ["openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk",
          "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim"]  # fmt: skip
KEPT = set(ORDER) - {"items", "required", "properties", "additionalProperties"}


def shared(folder: Any) -> Node:
    """The schemas that every API shares, from the Zaken API; geometry types bound to their own name."""
    schemas: Node = {}
    for name in ("Fout", "FieldValidationError", "ValidatieFout", "AuditTrail", "Wijzigingen"):
        schemas[name] = folder.object_schema(name, folder.standard[name])
    schemas["VertrouwelijkheidaanduidingEnum"] = {"type": "string", "enum": LEVELS}
    types = folder.standard["GeometryTypeEnum"]["enum"]
    kinds = [n for n in GEOJSON if n not in ("GeoJSONGeometry", "Geometry", "Point2D")]
    ref = "#/components/schemas/"
    mapping = {kind: ref + kind for kind in sorted(kinds)}
    schemas["GeoJSONGeometry"] = {
        "x-zgw-geojson": True,
        "type": "object",
        "oneOf": [{"$ref": ref + kind} for kind in sorted(kinds)],
        "discriminator": {"propertyName": "type", "mapping": mapping},
    }
    schemas["Geometry"] = {
        "type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": types}}
    }  # fmt: skip
    schemas["Point2D"] = folder.plain(folder.standard["Point2D"])
    for kind in kinds:
        parts = folder.standard[kind]["allOf"]
        key, node = next((k, v) for p in parts for k, v in p.get("properties", {}).items())
        node = yaml.safe_load(yaml.safe_dump(node))
        fields = {"type": {"type": "string", "enum": [kind]}, key: stripped(node)}
        schemas[kind] = {"type": "object", "required": ["type", key], "properties": fields}
    parameters = {
        name: {"name": name, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        for name in ("uuid", "zaak_uuid", "enkelvoudiginformatieobject_uuid", "besluit_uuid")
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Gedeelde onderdelen", "version": "1.0.0"},
        "paths": {},
        "components": {"schemas": schemas, "parameters": parameters},
    }


def stripped(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: stripped(v) for k, v in node.items() if k in KEPT | {"items", "$ref"}}
    return node
