"""Turns a folded schema of the contract into the plain schema of one request or one answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from mijnzaken.zgw import contract
from mijnzaken.zgw.contract import Operation, Schema

Side = Literal["verzoek", "antwoord"]
REF = "#/components/schemas/"
URI: Schema = {"type": "string", "format": "uri", "nullable": True}


def everything(_: Operation) -> bool:
    """The default of ``served``: every operation of the contract."""
    return True


def _bare(schema: Schema) -> Schema:
    """The schema without the keys that only the kit reads."""
    return {key: value for key, value in schema.items() if not key.startswith("x-zgw-")}


def _beside(schema: Schema) -> Schema:
    """What stands beside a reference rather than in what it refers to."""
    return {key: schema[key] for key in ("nullable", "description") if key in schema}


def _geometries() -> dict[str, Schema]:
    """The geometry types of the contract by name."""
    kinds = contract.schema("algemeen.GeoJSONGeometry")["oneOf"]
    shaper = Shaper("antwoord", "list")
    return {kind["x-zgw-schema"].partition(".")[2]: shaper.value(kind) for kind in kinds}


def _splits(schema: Schema) -> bool:
    """Whether a request and an answer of this schema differ in more than readOnly and writeOnly."""
    if any(key in schema for key in ("x-zgw-naam", "x-zgw-verzoek", "x-zgw-verzoek-acties")):
        return True
    parts = [*schema.get("properties", {}).values(), schema.get("items", {})]
    return any(_splits(part) for part in parts if part)


class Shaper:
    """Shapes schemas for one side of one action.

    With ``components`` the objects that have a name are collected there and referred to, otherwise
    everything is written out in place. ``strict`` (in place only) demands every field and allows no other.
    """

    def __init__(
        self,
        side: Side,
        action: str,
        *,
        strict: bool = False,
        components: dict[str, Schema] | None = None,
        served: Callable[[Operation], bool] = everything,
    ) -> None:
        self.side, self.action, self.strict = side, action, strict
        self.components, self.served = components, served

    # -- values ------------------------------------------------------------------
    def value(self, schema: Schema) -> Schema:
        """The plain form of any schema; a named object becomes a reference when there are components."""
        if self.side == "verzoek":
            schema = schema | schema.get("x-zgw-verzoek", {})
            if "x-zgw-naam" in schema:
                return {"type": "string", **_beside(schema)}
        special: dict[str, Callable[[Schema], Schema]] = {
            "x-zgw-geojson": self._geometry,
            "x-zgw-varianten": self._variants,
            "x-zgw-velden": lambda found: self._named(found, self._by_component),
            "properties": lambda found: self._named(found, self.object),
        }
        for key, build in special.items():
            if key in schema:
                return build(schema)
        return _bare(schema) | ({"items": self.value(schema["items"])} if "items" in schema else {})

    def object(self, schema: Schema, *, whole: bool = False, patch: bool = False) -> Schema:
        """An object with the fields that this side of this action has."""
        fields = {
            name: self.value(prop) for name, prop in schema["properties"].items() if self._present(prop)
        }
        made = _bare(schema) | {"properties": fields}
        loose = {"nullable", "description"} if self.components is not None else set()
        made = {key: value for key, value in made.items() if key not in loose}
        required = (
            list(fields) if whole and self.strict else [f for f in schema.get("required", ()) if f in fields]
        )
        made["required"] = [] if patch else required
        if not made["required"]:
            del made["required"]
        if self.strict:
            made.setdefault("additionalProperties", False)
        return made

    def _present(self, prop: Schema) -> bool:
        if self.action not in prop.get(f"x-zgw-{self.side}-acties", (self.action,)):
            return False
        if self.components is not None:
            return True
        return not prop.get("readOnly" if self.side == "verzoek" else "writeOnly")

    def _named(self, schema: Schema, build: Callable[[Schema], Schema]) -> Schema:
        if self.components is None or "x-zgw-schema" not in schema:
            return build(schema)
        ref = self._component(self._name(schema), lambda: build(schema))
        beside = _beside(schema)
        return {"allOf": [ref], **beside} if beside else ref

    def _name(self, schema: Schema) -> str:
        name: str = schema["x-zgw-schema"].partition(".")[2]
        acts = [
            a for p in schema.get("properties", {}).values() for a in p.get(f"x-zgw-{self.side}-acties", ())
        ]
        name += self.action.title().replace("_", "") if self.action in acts else ""
        return f"{name}Request" if self.side == "verzoek" and _splits(schema) else name

    def _component(self, name: str, build: Callable[[], Schema]) -> Schema:
        components = self.components
        if components is not None and name not in components:
            components[name] = {}  # holds the place: expanded resources refer to each other in circles
            components[name] = build()
        return {"$ref": REF + name}

    # -- special values ----------------------------------------------------------
    def _geometry(self, schema: Schema) -> Schema:
        beside = _beside(schema)
        kinds = _geometries()
        if self.components is None:
            return {"type": "object", "anyOf": [kind | beside for kind in kinds.values()], **beside}
        self.components |= kinds
        mapping = {name: REF + name for name in kinds}
        union: Schema = {
            "type": "object",
            "oneOf": [{"$ref": ref} for ref in mapping.values()],
            "discriminator": {"propertyName": "type", "mapping": mapping},
        }
        return {"allOf": [self._component("GeoJSONGeometry", lambda: union)], **beside}

    def _variants(self, schema: Schema) -> Schema:
        """A group whose fields depend on another field: any of its variants."""
        kinds = schema["x-zgw-varianten"]
        nullable = {"nullable": True} if schema.get("nullable") else {}
        shaped = {value: self.value(kind) for value, kind in kinds.items()}
        distinct = list({kind["x-zgw-schema"]: shaped[value] for value, kind in kinds.items()}.values())
        made: Schema = {"anyOf": distinct}
        if self.components is None:
            made = {"type": "object", "anyOf": [kind | nullable for kind in distinct]}
        else:
            made["x-zgw-per"] = schema["x-zgw-per"]
            made["x-zgw-varianten"] = {value: kind["$ref"] for value, kind in shaped.items()}
        return made | _beside(schema)

    def _by_component(self, schema: Schema) -> Schema:
        """An object whose later fields depend on the value of one field: one form per value."""
        key, owned = schema["x-zgw-per"], schema["x-zgw-velden"]
        special = {name for names in owned.values() for name in names}
        forms = []
        for value in schema["properties"][key]["enum"]:
            keep = {
                n: p for n, p in schema["properties"].items() if n not in special or n in owned.get(value, ())
            }
            form = self.object({**schema, "properties": keep})
            form["properties"][key] = {**form["properties"][key], "enum": [value]}
            forms.append(form)
        return {"oneOf": forms}

    # -- resources ---------------------------------------------------------------
    def resource(self, schema: Schema, *, patch: bool = False) -> Schema:
        """The body of a resource; with ``patch`` nothing is required."""
        if self.components is None:
            return self.object(schema, whole=True, patch=patch)
        name = ("Patched" if patch else "") + self._name(schema)
        return self._component(name, lambda: self.object(schema, patch=patch))

    def expanded(self, schema: Schema) -> Schema:
        """A resource that may carry ``_expand``."""
        if self.components is None:
            made = self.object(schema, whole=True)
            made["properties"]["_expand"] = self._embedded(schema)
            return made
        name = self._name(schema)
        part = {"type": "object", "properties": {"_expand": {"$ref": f"{REF}{name}Embedded"}}}
        whole = {"allOf": [self.resource(schema), part]}
        ref = self._component(f"{name}Expanded", lambda: whole)
        self._component(f"{name}Embedded", lambda: self._embedded(schema))
        return ref

    def _embedded(self, schema: Schema) -> Schema:
        made: dict[str, Any] = {}
        for name, target in schema["x-zgw-expand"].items():
            if target == "object" or any(self.served(op) for op in contract.operations(target)):
                one = self._target(target, schema["x-zgw-schema"].partition(".")[0])
                made[name] = {"type": "array", "items": one} if "items" in schema["properties"][name] else one
        strict = {"additionalProperties": False} if self.strict else {}
        return {"type": "object", "properties": made, **strict}

    def _target(self, target: str, api: str) -> Schema:
        if self.components is None or target == "object":
            return {"type": "object"}
        if not target.startswith(f"{api}."):
            return {"type": "object", "x-zgw-resource": target}
        goal = contract.schema(target)
        return self.expanded(goal) if "x-zgw-expand" in goal else self.resource(goal)

    def page(self, schema: Schema, one: Schema) -> Schema:
        """One page of a list."""
        keys = ["count", "next", "previous", "results"]
        fields = {
            "count": {"type": "integer"},
            "next": URI,
            "previous": URI,
            "results": {"type": "array", "items": one},
        }
        made: Schema = {"type": "object", "required": keys, "properties": fields}
        if self.strict:
            made["additionalProperties"] = False
        if self.components is None:
            return made
        return self._component(f"Paginated{self._name(schema)}List", lambda: made)
