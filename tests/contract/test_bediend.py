"""What is served is in the contract, and what is in the contract is served or stands in the shrinking list.

The contract is read here as the plain YAML that it is, without the loader of the kit.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator

from mijnzaken.zgw import contract, router

FOLDER = Path(contract.__file__).resolve().parents[2] / "openapi"
LIJST = FOLDER / "nog_niet_bediend.txt"
METHODS = ("get", "head", "post", "put", "patch", "delete")
apis = pytest.mark.parametrize("name", contract.NAMES)


@cache
def written(name: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """operationId → method, path and operation, from the file of the contract."""
    document = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {
        item[method]["operationId"]: (method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def served(client: Any, name: str) -> dict[str, Any]:
    """The document that the API gives."""
    answer = client.get(f"/{name}/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["API-version"] == contract.apis()[name].version
    return answer.json()


def operations(document: dict[str, Any]) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {
        item[method]["operationId"]: (method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def listed() -> list[str]:
    lines = LIJST.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def scopes(operation: dict[str, Any]) -> list[str]:
    return sorted(scope for way in operation["security"] for scope in way["JWT-Claims"])


def query_names(operation: dict[str, Any]) -> set[str]:
    return {p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"}


def success(operation: dict[str, Any]) -> list[str]:
    return sorted(str(code) for code in operation["responses"] if str(code).startswith("2"))


def test_lijst_noemt_precies_wat_nog_niet_bediend_wordt():
    missing = [
        f"{api.name}.{op.id}"
        for api in contract.apis().values()
        for op in api.operations
        if not router.served(op)
    ]

    assert listed() == missing, "werk openapi/nog_niet_bediend.txt bij; de lijst mag alleen korter worden"


@apis
def test_elke_operatie_van_het_contract_wordt_bediend_of_staat_op_de_lijst(name, client):
    offered = {f"{name}.{op}" for op in operations(served(client, name))}
    waiting = {line for line in listed() if line.startswith(f"{name}.")}

    assert offered | waiting == {f"{name}.{op}" for op in written(name)}
    assert not offered & waiting


@apis
def test_elke_bediende_operatie_is_die_van_het_contract(name, client):
    for op_id, (method, path, operation) in operations(served(client, name)).items():
        own_method, own_path, own = written(name)[op_id]
        extra = {"page", "pageSize"} if own.get("x-zgw-paged") else set()

        assert (method, path) == (own_method, own_path)
        assert scopes(operation) == scopes(own), op_id
        assert query_names(operation) == query_names(own) | extra, op_id
        assert success(operation) == success(own), op_id


@apis
def test_elk_pad_dat_antwoordt_staat_in_het_aangeboden_document(name, client):
    routed = {
        (method.lower(), op.path)
        for _names, methods in router.routes(name).values()
        for method, (op, _view) in methods.items()
    }

    assert routed == {(method, path) for method, path, _ in operations(served(client, name)).values()}


@apis
def test_aangeboden_document_is_geldig_en_als_yaml_gelijk(name, client):
    document = served(client, name)
    answer = client.get(f"/{name}/api/v1/openapi.yaml")

    assert [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()] == []
    assert yaml.safe_load(answer.content) == document


@apis
def test_documentatiepagina_haalt_niets_van_elders(name, client):
    page = client.get(f"/{name}/api/v1/docs")

    assert page.status_code == 200
    assert b"http://" not in page.content.replace(b"http://www.w3.org", b"")
    assert b"https://" not in page.content
