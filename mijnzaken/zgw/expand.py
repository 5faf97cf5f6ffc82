"""``expand``: related objects in the answer, one query per relation and level (algemeen §9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from mijnzaken.zgw import contract
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.parts import Part
from mijnzaken.zgw.problems import Fault, Problem, forbidden, invalid
from mijnzaken.zgw.reader import Row, conjunction, reader
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.rules import norm

Tree = dict[str, "Tree"]
MAX_DEPTH = 10
MAX_PATHS = 20


def parse(text: str) -> Tree:
    """``a.b,c`` → ``{"a": {"b": {}}, "c": {}}``; 400 beyond 20 paths or 10 steps."""
    paths = [path.strip() for path in text.split(",")]
    if not all(path and all(path.split(".")) for path in paths):
        raise invalid(
            Fault("expand", "expand-format-error", "Geef attributen, gescheiden door komma's en punten.")
        )
    if len(paths) > MAX_PATHS or any(path.count(".") >= MAX_DEPTH for path in paths):
        reason = f"Ten hoogste {MAX_PATHS} paden van ten hoogste {MAX_DEPTH} stappen."
        raise invalid(Fault("expand", "recursion-limit", reason))
    tree: Tree = {}
    for path in paths:
        branch = tree
        for step in path.split("."):
            branch = branch.setdefault(step, {})
    return tree


@norm("zrc-026b")
def attach(
    resource: type[Resource], rows: list[Row], tree: Tree, toegang: Toegang, day: date | None = None
) -> None:
    """Add ``_expand`` to every row, as on ``day``; what the client may not see is left out (zrc-006)."""
    if not tree:
        return
    source = reader(resource)
    for row in rows:
        row.data["_expand"] = {}
    for name, branch in tree.items():
        part = _expandable(resource, name)
        position = source.index[name]
        keys = {key for row in rows for key in part.keys(row.raw[position])}
        found = _fetch(part, keys, branch, toegang, day)
        for row in rows:
            objects = [found[key].data for key in part.keys(row.raw[position]) if key in found]
            row.data["_expand"][name] = objects if part.many else objects[0] if objects else {}


@norm("zrc-025b")
@norm("zrc-027")
@norm("zrc-028")
def _expandable(resource: type[Resource], name: str) -> Part:
    """The part behind one step; 404 for what is no attribute or cannot be fetched (zrc-027, zrc-028)."""
    target = contract.schema(resource.contract).get("x-zgw-expand", {}).get(name)
    source = reader(resource)
    if target is None or name not in source.index:
        raise Problem(404, "not_found", f"'{name}' is geen attribuut dat hier uitgeklapt kan worden.")
    part = source.parts[source.index[name]]
    if target == "object":
        raise Problem(
            404, "not_found", f"De gegevens achter '{name}' worden niet door dit register geleverd."
        )
    return part


def _fetch(part: Part, keys: set[str], branch: Tree, toegang: Toegang, day: date | None) -> dict[str, Row]:
    if part.target is None or part.target not in registry:
        return {}
    target = registry[part.target]
    read = next(op for op in target.operations if op.action == "retrieve")
    if not toegang.heeft(read.scopes, read.api):
        raise forbidden(f"Uitklappen van '{part.name}' vereist de scope {' of '.join(read.scopes)}.")
    if branch:
        for name in branch:
            _expandable(target, name)  # a bad step is refused also when nothing was found
    if not keys:
        return {}
    source = reader(target)
    asked = (f'"{source.table}"."uuid" = ANY(%s::uuid[])', [sorted(keys)])
    rows = source.rows(conjunction([asked, toegang.zichtbaar(target, read.scopes)]), day=day)
    attach(target, rows, branch, toegang, day)
    return {row.key: row for row in rows}


def wanted(params: dict[str, Any]) -> Tree:
    """The tree that a request asks for."""
    return parse(params["expand"]) if params.get("expand") else {}
