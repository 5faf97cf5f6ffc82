"""A domain word is a word of the contract, or stands in docs/woordenlijst.md."""

import ast
import re
from pathlib import Path

from django.apps import apps

from mijnzaken.zgw import contract

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = ("catalogi", "zaken", "notificaties", "autorisaties")
TECHNICAL = {"config", "generator"}


def words(name):
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def schema_words(schema):
    found = set()
    for name, prop in schema.get("properties", {}).items():
        variants = prop.get("x-zgw-varianten", {}).values()
        found |= words(name).union(*(words(str(value)) for value in prop.get("enum", ())))
        found |= schema_words(prop).union(schema_words(prop.get("items", {})), *map(schema_words, variants))
    return found


def contract_words():
    found = words("AuditTrail") | schema_words(contract.schema("zaken.AuditTrail"))
    for api in contract.apis().values():
        found |= words(api.name).union(*(words(name) for name in api.schemas))
        found |= set().union(*map(schema_words, api.schemas.values()))
    return found


def own_words():
    """Those of models and columns everywhere, and of classes in the registries."""
    found = set()
    for label in ("zgw", *REGISTERS):
        for model in apps.get_app_config(label).get_models():
            found |= words(model.__name__).union(*(words(f.attname) for f in model._meta.concrete_fields))
    for label in REGISTERS:
        for file in Path(apps.get_app_config(label).path).rglob("*.py"):
            if not {"migrations", "commands", "admin"} & set(file.parts):
                tree = ast.parse(file.read_text("utf-8"))
                found |= {w for n in tree.body if isinstance(n, ast.ClassDef) for w in words(n.name)}
    return found - contract_words() - TECHNICAL


def listed():
    rows = re.findall(r"^\| (\w+) \|", (ROOT / "docs/woordenlijst.md").read_text("utf-8"), re.MULTILINE)
    return [row for row in rows if row != "woord"]


def test_elk_eigen_woord_staat_in_de_lijst():
    assert [word for word in sorted(own_words()) if not word.startswith(tuple(listed()))] == []


def test_elk_woord_in_de_lijst_wordt_gebruikt():
    used = own_words()

    assert [word for word in listed() if not any(other.startswith(word) for other in used)] == []


def test_de_lijst_blijft_kort():
    assert len(listed()) <= 30
