"""Compare the contract with the standard, fact by fact.

Usage: python scripts/vergelijk_contract.py [directory]     (default ../shared/standaard/openapi)

Every difference must be explained by a row of the first table in ``docs/afwijkingen.md``, and every row
must explain a difference. Exit status 1 otherwise; 0 with a line of text when the standard is not there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HIER = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HIER), str(HIER / "scripts")]

from maak_contract import APIS, METHODS, Source, core, expand_target, newest  # noqa: E402

from mijnzaken.zgw import openapi  # noqa: E402

PAGE = HIER / "docs/afwijkingen.md"
FACTS = (
    "type", "format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "uniqueItems", "default", "nullable", "readOnly", "writeOnly", "deprecated",
)  # fmt: skip
COMMON = {"400", "401", "403", "404", "406", "409", "410", "415", "429", "500", "304"}
NONE = "-"
Node = dict[str, Any]
Facts = dict[tuple[str, str], str]


class Row(NamedTuple):
    """One difference, or one row of the table (where ``*`` stands for anything)."""

    api: str
    plaats: str
    feit: str
    standaard: str
    hier: str

    def explains(self, other: Row) -> bool:
        return all(matches(mine, theirs) for mine, theirs in zip(self, other, strict=True))


def matches(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return " ".join(
            sorted({"null": "null", "": '""'}.get(str(v), str(v)) if v is not None else "null" for v in value)
        )
    return str(value)


class Own(Source):
    """A served document in the place of a file."""

    def __init__(self, doc: Node) -> None:
        self.path, self.doc = Path("/"), doc


class Reader:
    """Collects the facts of one document."""

    def __init__(self, api: str, source: Source) -> None:
        self.api, self.source = api, source
        self.facts: Facts = {}

    def read(self) -> Facts:
        for path, item in self.source.doc["paths"].items():
            for method in METHODS:
                if method in item:
                    self.operation(f"{method.upper()} {path}", item, item[method])
        return self.facts

    def note(self, place: str, fact: str, value: Any) -> None:
        self.facts[place, fact] = shown(value)

    def operation(self, place: str, item: Node, op: Node) -> None:
        self.note(place, "operatie", "ja")
        self.note(place, "operationId", op["operationId"])
        self.note(place, "deprecated", op.get("deprecated", False))
        found = [s for e in op.get("security") or [] for v in e.values() for s in v]
        scopes = [part.strip("() ") for scope in found for part in scope.split("|")]
        self.note(place, "scopes", " of ".join(sorted(scopes)) or NONE)
        code = next(c for c in op["responses"] if str(c).startswith("2"))
        self.note(place, "status", code)
        self.note(place, "foutcodes", sorted({c for c in op["responses"] if c != code} - COMMON) or NONE)
        parameters = [
            self.source.follow(p)[2] for p in [*item.get("parameters", []), *op.get("parameters", [])]
        ]
        for p in parameters:
            if p["in"] == "query":
                self.field(
                    self.source,
                    f"{place} query.{p['name']}",
                    p["schema"],
                    "verzoek",
                    p.get("required", False),
                )
                explode = p.get("explode", True) if p["schema"].get("type") == "array" else True
                self.note(f"{place} query.{p['name']}", "explode", explode)
            if p["in"] == "header" and p["name"] != "Content-Type":
                self.note(f"{place} kop.{p['name']}", "veld", "ja")
                self.note(f"{place} kop.{p['name']}", "required", p.get("required", False))
        source, _, answer = self.source.follow(op["responses"][code])
        for header in answer.get("headers") or {}:
            self.note(f"{place} antwoordkop.{header}", "veld", "ja")
        self.body(source, f"{place} antwoord", answer, "antwoord")
        source, _, request = self.source.follow(op.get("requestBody") or {})
        self.body(source, f"{place} verzoek", request, "verzoek")

    def body(self, source: Source, place: str, node: Node, side: str) -> None:
        content = node.get("content") or {}
        self.note(place, "media", sorted(content) or NONE)
        for media in content.values():
            self.field(source, place, media["schema"], side, required=True)
            return

    # -- schemas ---------------------------------------------------------------
    def field(self, source: Source, place: str, node: Node, side: str, required: bool) -> None:
        made = Merged(source, node)
        if made.skipped(side):
            return
        self.note(place, "veld", "ja")
        self.note(place, "required", required)
        for fact in FACTS:
            if fact in made.facts and (made.facts[fact] is not False or fact == "default"):
                self.note(place, fact, made.facts[fact])
        if made.items is not None:
            self.field(*self.at(made.items, f"{place}[]"), side, required=True)
        self.fields(place, made, side, skip=set())
        for value, variant in made.variants.items():
            self.fields(f"{place}<{value}>", variant, side, skip=set(made.properties))

    @staticmethod
    def at(found: tuple[Source, Node], place: str) -> tuple[Source, str, Node]:
        return found[0], place, found[1]

    def fields(self, place: str, made: Merged, side: str, skip: set[str]) -> None:
        for name, (source, node) in made.properties.items():
            if name in skip:
                continue
            if name == "_expand":
                self.expand(place, source, node)
            elif "x-zgw-varianten" in node:
                self.per(place, name, source, node, side)
            else:
                self.field(source, f"{place}.{name}", node, side, required=name in made.required)

    def per(self, place: str, name: str, source: Source, node: Node, side: str) -> None:
        for value, ref in node["x-zgw-varianten"].items():
            kind = {"allOf": [{"$ref": ref}], "nullable": node.get("nullable", False)}
            self.field(source, f"{place}<{value}>.{name}", kind, side, required=False)

    def expand(self, place: str, source: Source, node: Node) -> None:
        source, _, node = source.follow(node)
        for name, target in node["properties"].items():
            kind = "lijst van " if target.get("type") == "array" else ""
            self.note(f"{place}._expand.{name}", "veld", "ja")
            self.note(f"{place}._expand.{name}", "doel", kind + self.target(source, target))

    def target(self, source: Source, node: Node) -> str:
        one = node.get("items", node)
        if isinstance(source, Own):
            name = one.get("$ref", "").rsplit("/", 1)[-1]
            return one.get("x-zgw-resource") or (f"{self.api}.{core(name)}" if name else "object")
        return expand_target(source, node)


class Merged:
    """A schema with references followed, ``allOf`` merged and alternatives told apart."""

    def __init__(self, source: Source, node: Node, bare: bool = False) -> None:
        self.facts: Node = {}
        self.properties: dict[str, tuple[Source, Node]] = {}
        self.required: set[str] = set()
        self.items: tuple[Source, Node] | None = None
        self.variants: dict[str, Merged] = {}
        self.bare = bare
        self.take(source, node)

    def skipped(self, side: str) -> bool:
        return bool(self.facts.get("readOnly" if side == "verzoek" else "writeOnly"))

    def take(self, source: Source, node: Node) -> None:
        source, name, node = source.follow(node)
        for part in node.get("allOf", []):
            self.take(source, part)
        for fact in FACTS:
            if fact in node and not (fact == "nullable" and self.facts.get(fact)):
                self.facts[fact] = node[fact]
        self.properties |= {key: (source, value) for key, value in node.get("properties", {}).items()}
        self.required |= set(node.get("required", []))
        if "items" in node:
            self.items = (source, node["items"])
        if not self.bare and "x-zgw-varianten" not in node:
            self.alternatives(source, name, node)

    def alternatives(self, source: Source, name: str, node: Node) -> None:
        options = [*node.get("oneOf", []), *node.get("anyOf", [])]
        if not options and "discriminator" not in node:
            return
        made = [(source.follow(o)[1], Merged(source, o, bare=True)) for o in options]
        enums = [m.facts["enum"] for _, m in made if "enum" in m.facts and not m.properties]
        if enums:
            self.facts["enum"] = list(dict.fromkeys(v for enum in enums for v in enum))
            self.facts["type"] = "string"
        elif not options:
            self.variants = dict(self.children(source, name, node["discriminator"].get("mapping")))
        elif all("component" in m.properties for _, m in made):
            self.by_component(made)
        else:
            self.variants = dict(made)

    @staticmethod
    def children(source: Source, name: str, mapping: Node | None) -> Iterator[tuple[str, Merged]]:
        """The schemas below a discriminator: as mapped, else all that build on this one."""
        if mapping:
            for value, ref in mapping.items():
                yield value, Merged(source, {"$ref": ref}, bare=True)
            return
        for child, node in source.doc["components"]["schemas"].items():
            if any(part.get("$ref", "").endswith(f"/{name}") for part in node.get("allOf", [])):
                yield child, Merged(source, node, bare=True)

    def by_component(self, made: list[tuple[str, Merged]]) -> None:
        shared = set.intersection(*(set(m.properties) for _, m in made))
        self.properties = {k: v for k, v in made[0][1].properties.items() if k in shared}
        self.required, self.facts["type"] = made[0][1].required, "object"
        values = []
        for _, form in made:
            value = form.properties["component"][1]["enum"][0]
            values.append(value)
            self.variants[value] = form
        source, node = self.properties["component"]
        self.properties["component"] = (source, {**node, "enum": values})


def differences(api: str, standard: Facts, own: Facts) -> Iterator[Row]:
    """The facts that differ; below a field that one side lacks only the field itself is told."""
    lacking = {p for p, f in standard.keys() ^ own.keys() if f in ("veld", "operatie")}
    for place, fact in sorted(standard.keys() | own.keys()):
        told = fact in ("veld", "operatie") if place in lacking else True
        above = any(
            place.startswith((f"{p}.", f"{p}[", f"{p}<", f"{p} ")) for p in lacking if len(p) < len(place)
        )
        left, right = standard.get((place, fact), NONE), own.get((place, fact), NONE)
        if told and not above and left != right and not untyped(standard, place):
            yield Row(api, place, fact, left, right)


def untyped(standard: Facts, place: str) -> bool:
    """Whether the standard leaves the body of an operation unspecified, so that there is nothing to differ from."""
    body = re.match(r"\S+ \S+ (verzoek|antwoord)", place)
    if not body or (body[0], "veld") not in standard:
        return False
    bare = not any(p.startswith((f"{body[0]}.", f"{body[0]}[", f"{body[0]}<")) for p, _ in standard)
    return bare and standard.get((body[0], "type")) == "object" and place != body[0]


def table(text: str) -> list[Row]:
    """The rows of the first table of the page."""
    rows = []
    for line in text.splitlines():
        cells = [c.strip().strip("`") for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 6 and cells[0] != "api" and not set(cells[0]) <= {"-"}:
            rows.append(Row(*cells[:5]))
        if line.startswith("## ") and rows:
            break
    return rows


def main(argv: list[str]) -> int:
    folder = Path(argv[0] if argv else HIER.parent / "shared/standaard/openapi")
    out = sys.stdout.write
    if not folder.is_dir():
        out(f"Overgeslagen: de standaard staat niet in {folder}\n")
        return 0
    rows = table(PAGE.read_text("utf-8")) if PAGE.exists() else []
    used: set[Row] = set()
    unexplained, total = 0, 0
    for api, (component, _) in APIS.items():
        standard = Reader(api, Source.open(newest(folder / api, component))).read()
        own = Reader(api, Own(openapi.document(api, ""))).read()
        for found in differences(api, standard, own):
            total += 1
            reasons = [row for row in rows if row.explains(found)]
            used |= set(reasons)
            if not reasons:
                unexplained += 1
                out("Onverklaard: | " + " | ".join(found) + " |\n")
    stale = [row for row in rows if row not in used]
    for row in stale:
        out("Niet meer waar: | " + " | ".join(row) + " |\n")
    out(f"{total} verschillen, {len(rows)} regels, {unexplained} onverklaard, {len(stale)} niet meer waar\n")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
