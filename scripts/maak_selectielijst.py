"""Write ``catalogi/selectielijst/gegevens.json`` from the published lists: facts only, no prose.

Usage: python scripts/maak_selectielijst.py [directory]     (default ../shared/standaard/selectielijst)

The directory holds the lists as they are published, as Django fixtures: ``selectielijst_2020.json`` with
procestypen and the resultaten that point to them, ``selectielijst_2020_procestypen.json`` with the procestypen
of other years as well, and ``resultaattypeomschrijvingen.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HIER = Path(__file__).resolve().parent.parent
DOEL = HIER / "catalogi/selectielijst/gegevens.json"
Rows = list[dict[str, Any]]


def read(path: Path, model: str) -> dict[int, dict[str, Any]]:
    """The fields of every row of one model, by primary key."""
    rows = json.loads(path.read_text("utf-8"))
    return {row["pk"]: row["fields"] for row in rows if row["model"].endswith(f".{model}")}


def procestypen(main: dict[int, dict[str, Any]], other: dict[int, dict[str, Any]]) -> Rows:
    """Those of the main list, and those of the years that it does not have."""
    years = {fields["jaar"] for fields in main.values()}
    rows = [*main.values(), *(fields for fields in other.values() if fields["jaar"] not in years)]
    return [
        {"uuid": row["uuid"], "nummer": row["nummer"], "jaar": row["jaar"], "naam": row["naam"].strip()}
        for row in sorted(rows, key=lambda row: (row["jaar"], row["nummer"]))
    ]


def resultaten(found: dict[int, dict[str, Any]], types: dict[int, dict[str, Any]]) -> Rows:
    """Every resultaat, references by uuid; ``generiek`` is the general one that a specific one refines."""

    def order(row: dict[str, Any]) -> tuple[int, int, int]:
        general = found.get(row["generiek_resultaat"])
        number = types[row["proces_type"]]["nummer"]
        return (number, general["nummer"], row["nummer"]) if general else (number, row["nummer"], 0)

    return [
        {
            "uuid": row["uuid"],
            "procestype": types[row["proces_type"]]["uuid"],
            "generiek": found[row["generiek_resultaat"]]["uuid"] if row["generiek_resultaat"] else None,
            "nummer": row["nummer"],
            "naam": row["naam"].strip(),
            "waardering": row["waardering"],
            "procestermijn": row["procestermijn"],
            "bewaartermijn": row["bewaartermijn"],
        }
        for row in sorted(found.values(), key=order)
    ]


def write(content: dict[str, Rows]) -> None:
    """One object per line, so that a change shows."""
    blocks = []
    for name, rows in content.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        blocks.append(f'"{name}":[\n{lines}\n]')
    DOEL.write_text("{" + ",\n".join(blocks) + "}\n", "utf-8")


def main(argv: list[str]) -> int:
    folder = Path(argv[0] if argv else HIER.parent / "shared/standaard/selectielijst")
    if not folder.is_dir():
        sys.stderr.write(f"De gepubliceerde lijsten staan niet in {folder}\n")
        return 1
    types = read(folder / "selectielijst_2020.json", "procestype")
    descriptions = read(folder / "resultaattypeomschrijvingen.json", "resultaattypeomschrijvinggeneriek")
    write(
        {
            "procestypen": procestypen(
                types, read(folder / "selectielijst_2020_procestypen.json", "procestype")
            ),
            "resultaten": resultaten(read(folder / "selectielijst_2020.json", "resultaat"), types),
            "resultaattypeomschrijvingen": [
                {"uuid": row["uuid"], "omschrijving": row["omschrijving"]} for row in descriptions.values()
            ],
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
