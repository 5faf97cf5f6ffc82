"""The rules beside their sentences and their tests: what ``manage.py regels`` shows and CI demands.

A test belongs to a number by the name of its file (``tests/regels/test_zrc_007_afsluiten.py``). It tests a
function alone when it names it; a test that names none of them goes through HTTP.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mijnzaken.zgw import contract
from mijnzaken.zgw.resource import registry
from mijnzaken.zgw.rules import Rule, Under, rules

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "fill": "aanvulling",
    "gate": "recht (403)",
    "check": "eis (400)",
    "conflict": "eis (409)",
    "effect": "gevolg",
    "norm": "in de kit",
}
# Numbers of our own, for what the standard does not number.
OTHERS = {
    "oas": "Norm uit de tekst van het OpenAPI-document.",
    "ref": "Gedrag van de referentie-implementatie.",
}
FILE = re.compile(r"test_([a-z]+(?:_(?:\d{3}[a-z]?|oas|ref))?)(?:_\w+)?\.py")


@dataclass(frozen=True)
class Test:
    """One test function: where it stands and which names it uses."""

    file: str
    name: str
    uses: frozenset[str]

    @property
    def sentence(self) -> str:
        return self.name.removeprefix("test_").replace("_", " ")


@dataclass(frozen=True)
class Entry:
    """One number: its sentence, its functions, its tests, and why it is not there yet ("" when it is)."""

    number: str
    title: str
    rules: tuple[Rule, ...]
    tests: tuple[Test, ...]
    postponed: str

    @property
    def api(self) -> str:
        component = self.number.partition("-")[0]
        return next(api.name for api in contract.apis().values() if api.component == component)

    @property
    def served(self) -> bool:
        """Whether the API that the rule is about is served at all."""
        return any(name.startswith(f"{self.api}.") for name in registry)

    def alone(self, rule: Rule) -> list[Test]:
        return [test for test in self.tests if rule.name in test.uses]

    @cached_property
    def through_http(self) -> list[Test]:
        names = {rule.name for rule in self.rules}
        return [test for test in self.tests if not names & test.uses]


def entries() -> list[Entry]:
    """Every number of the standard, then our own, by API."""
    with (ROOT / "openapi/regels.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["nummer"]: row["titel"] for row in csv.DictReader(file)}
    for rule in rules():
        own = OTHERS.get(rule.number.partition("-")[2], "Regel zonder nummer in de standaard.")
        titles.setdefault(rule.number, own)
    postponed, tests = _postponed(), _tests()
    found = [
        Entry(
            number,
            title,
            tuple(rule for rule in rules() if rule.number == number),
            tuple(test for key, test in tests if key == number),
            postponed.get(number, ""),
        )
        for number, title in titles.items()
    ]
    order = list(contract.apis())
    return sorted(found, key=lambda entry: (order.index(entry.api), entry.number))


def gaps(found: list[Entry]) -> Iterator[str]:
    """What is missing: a function, a test alone, a test through HTTP, or the truth of "Nog niet"."""
    for entry in found:
        if entry.postponed and entry.rules:
            yield f"{entry.number} staat onder 'Nog niet' maar is er"
        if not entry.served or entry.postponed:
            continue
        if not entry.rules:
            yield f"{entry.number} heeft geen functie en staat niet onder 'Nog niet'"
        elif not entry.through_http:
            yield f"{entry.number} heeft geen test via HTTP"
        for rule in entry.rules:
            if not entry.alone(rule):
                yield f"{entry.number} {rule.name} heeft geen test op zichzelf"
    known = {entry.number for entry in found}
    for number in sorted({*_postponed(), *(key for key, _test in _tests())} - known):
        yield f"{number} is geen regel"


def page(found: list[Entry]) -> str:
    """The page docs/regels.md."""
    lines = [
        "# Regels",
        "",
        "Elke genummerde regel van de standaard met de functies die haar uitvoeren en de tests die dat bewijzen.",
        "Gemaakt door `manage.py regels --schrijf docs/regels.md`; niet met de hand wijzigen.",
        "",
        "`-oas` is een norm uit de tekst van een OpenAPI-document, `-ref` gedrag van de referentie-implementatie.",
        "",
    ]
    for api in contract.apis().values():
        own = [entry for entry in found if entry.api == api.name]
        lines += [f"## {api.title}", ""] if own else []
        for entry in own:
            lines += [f"### {entry.number}", "", entry.title, "", *_body(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _body(entry: Entry) -> list[str]:
    if not entry.rules:
        reason = entry.postponed or "deze API wordt nog niet bediend."
        return [f"Nog niet: {reason[0].lower()}{reason[1:]}"]
    lines = ["| functie | soort | module | bij | tests alleen |", "|---|---|---|---|---|"]
    for rule in entry.rules:
        where = f"`{rule.function.__module__}`"
        when = ", ".join(map(moment, rule.triggers)) or "-"
        lines.append(f"| `{rule.name}` | {KINDS[rule.kind]} | {where} | {when} | {len(entry.alone(rule))} |")
    return [*lines, "", "Via HTTP:", *(f"- {test.sentence}" for test in entry.through_http)]


def moment(trigger: object) -> str:
    """A trigger in words."""
    if isinstance(trigger, Under):
        but = f", behalve {', '.join(trigger.except_)}" if trigger.except_ else ""
        return f"elke wijziging onder {trigger.main}{but}"
    return str(trigger)


def _postponed() -> dict[str, str]:
    """The section "Nog niet" of docs/afwijkingen.md: number → reason."""
    text = (ROOT / "docs/afwijkingen.md").read_text("utf-8")
    section = text.partition("\n## Nog niet\n")[2].partition("\n## ")[0]
    rows = (line.strip("| ").split("|") for line in section.splitlines() if line.startswith("|"))
    return {number.strip(): reason.strip() for number, reason in rows if re.match(r"\s*\w+-\d", number)}


def _tests() -> list[tuple[str, Test]]:
    """``(number, test)`` for every test of a rule."""
    found = []
    for path in sorted((ROOT / "tests/regels").glob("test_*.py")):
        match = FILE.fullmatch(path.name)
        number = match.group(1).replace("_", "-") if match else path.name
        functions = [n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.FunctionDef)]
        uses = {node.name: frozenset(_names(node)) for node in functions}
        for name in (name for name in uses if name.startswith("test_")):
            # What a helper in the same file uses, its test uses.
            known = uses[name].union(*(uses[other] for other in uses[name] & set(uses)))
            found.append((number, Test(f"tests/regels/{path.name}", name, known)))
    return found


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
