"""Write ``openapi/*.yaml`` from the standard's OpenAPI files: facts only, derivable parts folded away.

Usage: python scripts/maak_contract.py [directory]     (default ../shared/standaard/openapi)

The result is kept by hand from then on; this script shows how it came about and helps with a next
version of the standard. Where the standard contradicts itself, ``contract_beslissingen.py`` decides.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml
from contract_beslissingen import (
    ACTIES,
    LINKS,
    NAMEN,
    ONVERANDERLIJK,
    SCHEMAS,
    VELDEN,
    VERPLICHT,
    beslis_operatie,
)
from contract_gedeeld import KEPT, LEVELS, shared
from contract_schrijver import Node, write
from contract_woorden import omschrijving

HIER = Path(__file__).resolve().parent.parent
APIS = {
    "zaken": ("zrc", "Zaken API"),
    "catalogi": ("ztc", "Catalogi API"),
    "documenten": ("drc", "Documenten API"),
    "besluiten": ("brc", "Besluiten API"),
    "autorisaties": ("ac", "Autorisaties API"),
    "notificaties": ("nrc", "Notificaties API"),
}
METHODS = ("get", "post", "put", "patch", "delete", "head")
SHARED = {"Fout", "FieldValidationError", "ValidatieFout", "AuditTrail", "Wijzigingen", "GeoJSONGeometry"}


class Source:
    """One file of the standard, with its references resolved on demand."""

    opened: dict[Path, Source] = {}

    def __init__(self, path: Path) -> None:
        self.path = path
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.doc: Node = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - safe

    @classmethod
    def open(cls, path: Path) -> Source:
        path = path.resolve()
        return cls.opened.setdefault(path, cls.opened.get(path) or cls(path))

    def follow(self, node: Node) -> tuple[Source, str, Node]:
        """Follow a chain of references; returns the file, the last name and the node itself."""
        source, name = self, ""
        while "$ref" in node:
            file, _, pointer = node["$ref"].partition("#")
            source = Source.open(source.path.parent / file) if file else source
            node = source.doc
            for token in pointer.strip("/").split("/"):
                node = node[token.replace("~1", "/").replace("~0", "~")]
            name = pointer.rsplit("/", 1)[-1]
        return source, name, node


def newest(folder: Path, component: str) -> Path:
    """The file of the highest released version below ``<folder>/<component>``."""
    files = [
        p for p in (folder / component).rglob("openapi.yaml") if re.fullmatch(r"\d+\.\d+\.\d+", p.parent.name)
    ]
    return max(files, key=lambda p: tuple(map(int, p.parent.name.split("."))))


def core(name: str) -> str:
    """The name of the resource behind a copy: ``PatchedZaakRequest`` and ``ZaakExpanded`` are ``Zaak``."""
    name = re.sub(r"^(Patched|Paginated)", "", name)
    return re.sub(
        r"(CreateLock|WithLock)?(Request|Expanded|List|Create|Update|PostResponse|Response|Requestbody)?$",
        "",
        name,
    )


def expand_target(source: Source, node: Node) -> str:
    """Name what an attribute expands to: ``catalogi.ZaakType``, or ``object`` when it is opaque."""
    options = node.get("oneOf") or [node.get("items", node)]
    options = [o for option in options for o in option.get("oneOf", [option])]
    for option in options:
        if "$ref" in option:
            file, _, name = option["$ref"].replace("#/components/schemas/", "#").partition("#")
            if name not in ("EmptyObject", "GenesteExpansie"):
                path = file or source.path.as_posix()
                api = next(a for a, (component, _) in APIS.items() if f"/{component}/" in path)
                return f"{api}.{core(name)}"
    return "object"


class Folder:
    """Folds one API of the standard into a document of this project."""

    def __init__(self, api: str, source: Source) -> None:
        self.api, self.source = api, source
        self.standard: Node = source.doc["components"]["schemas"]
        self.schemas: dict[str, Node] = {}

    # -- schemas ------------------------------------------------------------
    def merged(self, node: Node) -> Node:
        """An object schema with its ``allOf`` parts merged, ``$ref`` in properties untouched."""
        _, _, node = self.source.follow(node)
        out: Node = {"type": "object", "properties": {}, "required": []}
        for part in node.get("allOf", []):
            sub = self.merged(part)
            out["properties"] |= sub["properties"]
            out["required"] += sub["required"]
        out["properties"] |= node.get("properties", {})
        out["required"] += node.get("required", [])
        return out | {k: node[k] for k in ("nullable", "additionalProperties") if k in node}

    def plain(self, node: Node) -> Node:
        """Reduce a property to its facts; objects become references, enums are written in place."""
        if "$ref" in node:
            _, name, target = self.source.follow(node)
            if "enum" in target or not self.is_object(target):
                return self.plain(target)
            return self.reference(name, target)
        out = facts(node)
        parts = [self.plain(p) for key in ("allOf", "oneOf", "anyOf") for p in node.get(key, [])]
        if len(parts) > 1:
            parts = [
                {"type": "string", "enum": LEVELS} if "VertrouwelijkheidaanduidingEnum" in str(p) else p
                for p in parts
            ]
        enums = [v for p in parts for v in p.get("enum", [])]
        for part in parts:
            out = part | out
        if enums:
            out["enum"] = list(dict.fromkeys(enums))
        if node.get("type") == "array":
            out["items"] = {k: v for k, v in self.plain(node.get("items", {})).items() if k != "nullable"}
        if node.get("type") == "object" or "properties" in node:
            self.inline_object(node, out)
        if None in out.get("enum", []):
            out |= {"nullable": True, "type": "string"}
        elif out.get("nullable") and "enum" in out:
            out["enum"] = [*out["enum"], None]
        return self.level(out)

    def is_object(self, node: Node) -> bool:
        return "properties" in node or "allOf" in node or "oneOf" in node or node.get("type") == "object"

    def inline_object(self, node: Node, out: Node) -> None:
        if node.get("additionalProperties") is not None:
            extra = node["additionalProperties"]
            out["additionalProperties"] = True if extra in ({}, True) else self.plain(extra)
        if "properties" in node:
            out |= self.object_schema("", node)

    @staticmethod
    def level(out: Node) -> Node:
        """A vertrouwelijkheidaanduiding refers to the shared list; with other values it stays written out."""
        if out.get("enum") != LEVELS:
            return out
        rest = {k: v for k, v in out.items() if k not in ("enum", "type")}
        return rest | {"$ref": "algemeen.yaml#/components/schemas/VertrouwelijkheidaanduidingEnum"}

    def reference(self, name: str, target: Node) -> Node:
        name = re.sub(r"Request$", "", name) if re.sub(r"Request$", "", name) in self.standard else name
        nullable = {"nullable": True} if target.get("nullable") else {}
        name = re.sub(r"Expanded$", "", name)
        name = {"AutorisatieBase": "Autorisatie"}.get(name, name)
        if name in SHARED:
            return nullable | {"$ref": f"algemeen.yaml#/components/schemas/{name}"}
        self.add(name)
        return nullable | {"$ref": f"#/components/schemas/{name}"}

    def add(self, name: str) -> None:
        """Take a schema into the document, once, with the decisions on its fields."""
        if name in self.schemas:
            return
        self.schemas[name] = {}
        self.schemas[name] = (
            SCHEMAS[f"{self.api}.{name}"] if f"{self.api}.{name}" in SCHEMAS else self.fold(name)
        )
        for prop in self.schemas[name].get("properties", {}).values():
            for variant in prop.get("x-zgw-varianten", {}).values():
                self.add(variant["$ref"].rsplit("/", 1)[-1])

    def fold(self, name: str) -> Node:
        node = self.standard[name]
        out = self.object_schema(name, node)
        request = self.standard.get(f"{name}Request") or self.standard.get(f"{name}WithLockRequest")
        if request and f"{name}Request" not in KEEP_REQUESTS:
            for field, prop in self.merged(request)["properties"].items():
                if "minLength" in prop and field in out["properties"]:
                    out["properties"][field] |= {"minLength": prop["minLength"]}
        embedded = self.standard.get(f"{name}Embedded")
        if embedded:
            out["x-zgw-expand"] = {
                f: expand_target(self.source, p) for f, p in embedded["properties"].items()
            }
            out["x-zgw-expand"] |= (
                {"zaakinformatieobjecten": "zaken.ZaakInformatieObject"} if name == "Zaak" else {}
            )
        return out

    def object_schema(self, name: str, node: Node) -> Node:
        merged = self.merged(node)
        fields = {f: self.field(name, f, p) for f, p in merged["properties"].items() if f != "_expand"}
        for (api, schema, field), decided in VELDEN.items():
            if (api, schema) == (self.api, name):
                fields[field] = self.dressed(name, field, {**fields.get(field, {}), **decided})
                fields[field] = {k: v for k, v in fields[field].items() if v is not None}
        demand = VERPLICHT.get(f"{self.api}.{name}", {})
        required = [f for f in fields if demand.get(f, f in merged["required"])]
        out: Node = {"type": "object", "required": required, "properties": fields}
        if not required:
            del out["required"]
        if merged.get("additionalProperties"):
            out["additionalProperties"] = True
        return out

    def field(self, schema: str, name: str, node: Node) -> Node:
        return self.dressed(schema, name, self.plain(node))

    def dressed(self, schema: str, name: str, out: Node) -> Node:
        """Add link, name relation, immutability and description to the facts of a field."""
        key = f"{self.api}.{schema}.{name}"
        link = LINKS.get(key, LINKS.get(f"{self.api}.{name}", LINKS.get(name)))
        bearer = out.get("items", out)
        if link and (bearer.get("format") == "uri" or key in NAMEN):
            bearer["x-zgw-link"] = link
        if key in NAMEN:
            bearer |= {"type": "string", "format": "uri", "x-zgw-naam": NAMEN[key]}
        if key in ONVERANDERLIJK:
            out["x-zgw-immutable"] = True
        if text := omschrijving("Fout" if schema == "ValidatieFout" else schema, name):
            out["description"] = text
        return out

    # -- operations ---------------------------------------------------------
    def resource(self, path: str) -> str:
        """The schema behind a path: what its GET or, failing that, its first operation answers."""
        item = self.source.doc["paths"].get(path, {})
        if path.rsplit("/", 1)[-1] in ACTIES and path.count("/") > 1:
            return self.resource(path.rsplit("/", 1)[0])
        for method in ("get", "post", "put"):
            if method in item and (name := self.answer(item[method])[0]):
                return name
        return self.resource(path.rsplit("/", 1)[0])

    def answer(self, op: Node) -> tuple[str, bool, bool]:
        """The schema name that an operation answers with, whether paged, whether a bare list."""
        code = next(c for c in op["responses"] if str(c).startswith("2"))
        _, _, response = self.source.follow(op["responses"][code])
        for content in response.get("content", {}).values():
            node = content.get("schema", {})
            _, name, target = self.source.follow(node)
            if name.startswith("Paginated") or "results" in target.get("properties", {}):
                _, name, _ = self.source.follow(target["properties"]["results"]["items"])
                return core(name), True, False
            if node.get("type") == "array":
                return core(self.source.follow(node["items"])[1]), False, True
            return core(name), False, False
        return "", False, False

    def operation(self, method: str, path: str) -> Node:
        op = self.source.doc["paths"][path][method]
        item = self.source.doc["paths"][path]
        code = next(c for c in op["responses"] if str(c).startswith("2"))
        parameters = [
            self.source.follow(p)[2] for p in (item.get("parameters") or []) + (op.get("parameters") or [])
        ]
        headers = {p["name"] for p in parameters if p["in"] == "header"}
        out: Node = {"operationId": op["operationId"], "x-zgw-action": action(method, path)}
        out["security"] = [{"JWT-Claims": [s]} for s in scopes(op) or scopes(item.get("get", {}))]
        out["x-zgw-paged"] = self.answer(op)[1]
        out["x-zgw-crs"] = "Accept-Crs" in headers
        out["x-zgw-audit"] = "X-Audit-Toelichting" in headers
        out["x-zgw-etag"] = "If-None-Match" in headers
        out["x-zgw-codes"] = [int(c) for c in op["responses"] if str(c) == "412"]
        out["deprecated"] = op.get("deprecated", False)
        out["parameters"] = [
            self.parameter(p) for p in parameters if p["in"] == "query" and p["name"] != "page"
        ]
        out["responses"] = {str(code): {"description": "Gelukt"}}
        beslis_operatie(self.api, method, path, out, self)
        return {k: v for k, v in out.items() if v not in (False, [], None)}

    def parameter(self, node: Node) -> Node:
        out = {"name": node["name"], "in": "query"}
        out |= {"required": True} if node.get("required") else {}
        out |= {"explode": False} if node.get("explode") is False else {}
        out["schema"] = self.plain(node.get("schema", {}))
        if text := omschrijving("", node["name"].split("__")[0]):
            out |= {"description": text} if node["name"] in ("expand", "ordering", "pageSize") else {}
        return out

    def document(self) -> Node:
        paths: Node = {}
        for path, item in self.source.doc["paths"].items():
            resource = self.resource(path) or "AuditTrail"
            if resource not in SHARED:
                self.add(resource)
            entry: Node = {"x-zgw-resource": resource}
            names = re.findall(r"{(\w+)}", path)
            if names:
                ref = "algemeen.yaml#/components/parameters/"
                entry["parameters"] = [{"$ref": ref + name} for name in names]
            paths[path] = entry | {m: self.operation(m, path) for m in METHODS if m in item}
        component, title = APIS[self.api]
        schemas = {name: self.schemas[name] for name in sorted(self.schemas)}
        return {
            "openapi": "3.0.3",
            "info": {"title": title, "version": self.source.doc["info"]["version"]},
            "x-zgw-component": component,
            "servers": [{"url": f"/{self.api}/api/v1"}],
            "paths": paths,
            "components": {"schemas": schemas, "securitySchemes": security()},
        }


KEEP_REQUESTS = {"ReserveZaakIdentificatieRequest", "BestandsDeelRequest"}


def facts(node: Node) -> Node:
    """The facts that a schema itself states, false ones and the non-format ``string`` left out."""
    out = {k: node[k] for k in KEPT if k in node and (node[k] is not False or k == "default")}
    if out.get("format") == "string":
        del out["format"]
    return out


def security() -> Node:
    return {"JWT-Claims": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}


def scopes(op: Node) -> list[str]:
    """The scopes of an operation, any one of which suffices (written as ``a | b`` or apart)."""
    found = [s for entry in op.get("security") or [] for value in entry.values() for s in value]
    return [s.strip() for scope in found for s in scope.strip("()").split("|")]


def action(method: str, path: str) -> str:
    last = path.rsplit("/", 1)[-1]
    if last in ACTIES:
        return ACTIES[last]
    one = last == "{uuid}"
    names = {"get": "retrieve" if one else "list", "post": "create", "put": "update"}
    return names.get(
        method, {"patch": "partial_update", "delete": "destroy", "head": "headers"}.get(method, "")
    )


def main(argv: list[str]) -> int:
    folder = Path(argv[0] if argv else HIER.parent / "shared/standaard/openapi")
    if not folder.is_dir():
        sys.stderr.write(f"De standaard staat niet in {folder}\n")
        return 1
    for api, (component, _) in APIS.items():
        fold = Folder(api, Source.open(newest(folder / api, component)))
        write(HIER / "openapi" / f"{api}.yaml", fold.document())
        if api == "zaken":
            write(HIER / "openapi/algemeen.yaml", shared(fold))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
