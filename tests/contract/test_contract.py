"""The contract itself: valid, quick to load, and equal to the standard save for what the page explains."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

from mijnzaken.zgw import contract, openapi

ROOT = Path(contract.__file__).resolve().parents[2]
STANDARD = ROOT.parent / "shared/standaard/openapi"
OPERATIONS = {
    "zaken": 69,
    "catalogi": 73,
    "documenten": 33,
    "besluiten": 12,
    "autorisaties": 7,
    "notificaties": 10,
}
URL = "http://127.0.0.1:8000"
EVERY = [
    pytest.param(op, id=f"{op.api}.{op.id}") for api in contract.apis().values() for op in api.operations
]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def refusals(schema: contract.Schema, value: object) -> list[str]:
    return [error.message for error in OAS30Validator(schema).iter_errors(value)]


# -- the files ---------------------------------------------------------------------
@pytest.mark.parametrize("name", ["algemeen", *contract.NAMES])
def test_elk_bestand_is_geldig_openapi(name):
    path = ROOT / f"openapi/{name}.yaml"

    errors = OpenAPIV30SpecValidator(yaml.safe_load(path.read_text()), base_uri=path.as_uri()).iter_errors()

    assert [error.message for error in errors] == []


def test_elke_api_heeft_al_haar_operaties():
    assert {name: len(api.operations) for name, api in contract.apis().items()} == OPERATIONS


def test_elke_operatie_noemt_een_scope():
    assert [op.id for api in contract.apis().values() for op in api.operations if not op.scopes] == []


def test_elke_verwijzing_noemt_een_bestaande_resource():
    text = "".join((ROOT / f"openapi/{name}.yaml").read_text() for name in contract.NAMES)

    targets = set(re.findall(r"x-zgw-link: ([\w.]+)", text))

    assert "catalogi.ZaakType" in targets
    assert all(contract.operations(target) for target in targets)


def test_elke_regel_heeft_een_eigen_nummer_en_een_zin():
    rows = list(csv.DictReader((ROOT / "openapi/regels.csv").open(encoding="utf-8")))

    assert len({row["nummer"] for row in rows}) == len(rows) == 71
    assert all(row["titel"].endswith(".") for row in rows)


# -- loading -----------------------------------------------------------------------
def test_gecompileerd_contract_wordt_bewaard_en_hergebruikt(tmp_path):
    script = "import sys; from mijnzaken.zgw import contract; contract.apis(); print('yaml' in sys.modules)"

    first = run("-c", script, MIJNZAKEN_CACHE=str(tmp_path))
    second = run("-c", script, MIJNZAKEN_CACHE=str(tmp_path))

    assert (first.stdout.strip(), second.stdout.strip()) == ("True", "False")
    assert len(list(tmp_path.iterdir())) == 1


def test_onleesbaar_bewaard_contract_wordt_opnieuw_gemaakt(tmp_path):
    script = "from mijnzaken.zgw import contract; print(len(contract.apis()))"
    run("-c", script, MIJNZAKEN_CACHE=str(tmp_path))
    kept = next(tmp_path.iterdir())
    kept.write_text('{"half')

    again = run("-c", script, MIJNZAKEN_CACHE=str(tmp_path))

    assert again.stdout.strip() == "6"
    assert json.loads(kept.read_text())


def test_map_waar_anderen_mogen_schrijven_wordt_niet_vertrouwd(tmp_path, monkeypatch):
    tmp_path.chmod(0o777)
    monkeypatch.setenv("MIJNZAKEN_CACHE", str(tmp_path))

    assert contract._cache_folder() is None


def test_schema_is_geheel_uitgeschreven():
    zaak = contract.schema("zaken.Zaak")

    assert "$ref" not in json.dumps({name: api.schemas for name, api in contract.apis().items()})
    assert zaak["properties"]["verlenging"]["x-zgw-schema"] == "zaken.Verlenging"
    assert zaak["properties"]["zaakgeometrie"]["x-zgw-geojson"] is True


def test_onbekende_naam_geeft_keyerror():
    with pytest.raises(KeyError):
        contract.schema("zaken.Onbekend")
    with pytest.raises(KeyError):
        contract.operation("onbekend", "zaken")


# -- the served document -----------------------------------------------------------
@pytest.mark.parametrize("name", contract.NAMES)
def test_aangeboden_document_is_geldig_openapi(name):
    document = openapi.document(name, URL)

    assert [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()] == []
    assert document["servers"] == [{"url": f"{URL}/{name}/api/v1"}]


def test_aangeboden_document_noemt_alleen_wat_wordt_aangeboden():
    document = openapi.document("zaken", URL, lambda op: op.resource == "zaken.Status")

    assert list(document["paths"]) == ["/statussen", "/statussen/{uuid}"]
    assert "Rol" not in document["components"]["schemas"]
    assert OpenAPIV30SpecValidator(document).is_valid()


def test_gevouwen_delen_zijn_terug():
    document = openapi.document("zaken", URL)
    operation = document["paths"]["/zaken/{uuid}"]["patch"]
    schemas = document["components"]["schemas"]

    assert {"PaginatedZaakList", "ZaakExpanded", "PatchedZaak", "Fout", "ValidatieFout"} <= schemas.keys()
    assert "required" not in schemas["PatchedZaak"]
    assert {"Accept-Crs", "X-Audit-Toelichting"} <= {p["name"] for p in operation["parameters"]}
    assert "412" in operation["responses"]


def test_relatie_op_naam_is_bij_schrijven_een_naam_en_bij_lezen_een_adres():
    schemas = openapi.document("catalogi", URL)["components"]["schemas"]

    assert "format" not in schemas["ZaakTypeRequest"]["properties"]["besluittypen"]["items"]
    assert schemas["ZaakType"]["properties"]["besluittypen"]["items"]["format"] == "uri"


# -- shapes for validation -----------------------------------------------------------
@pytest.mark.parametrize("op", EVERY)
def test_vorm_van_verzoek_en_antwoord_is_zelfstandig(op):
    request, response = openapi.request_schema(op), openapi.response_schema(op, strict=True)

    assert "$ref" not in json.dumps([request, response])
    assert (response is None) == (op.status == 204 or op.method == "HEAD")


def test_strenge_vorm_eist_elk_veld_en_geen_ander():
    schema = openapi.response_schema(contract.operation("audittrail_retrieve", "zaken"), strict=True)

    assert set(schema["required"]) == set(schema["properties"])
    assert refusals(schema, {"vreemd": 1})


def test_lege_groepen_mogen_null_zijn():
    fields = openapi.response_schema(contract.operation("zaak_retrieve", "zaken"))["properties"]
    role = openapi.response_schema(contract.operation("rol_retrieve", "zaken"))["properties"]

    assert refusals(fields["verlenging"], None) == []
    assert refusals(fields["zaakgeometrie"], None) == []
    assert refusals(fields["archiefnominatie"], None) == []
    assert refusals(role["betrokkeneIdentificatie"], None) == []
    assert refusals(fields["startdatum"], None)


def test_geometrie_past_op_precies_haar_eigen_vorm():
    fields = openapi.response_schema(contract.operation("zaak_retrieve", "zaken"))["properties"]

    assert refusals(fields["zaakgeometrie"], {"type": "Point", "coordinates": [4.9, 52.4]}) == []
    assert refusals(fields["zaakgeometrie"], {"type": "Point", "coordinates": [[4.9, 52.4]]})


def test_autorisatie_heeft_de_velden_van_haar_component():
    schema = openapi.response_schema(contract.operation("applicatie_read", "autorisaties"), strict=True)
    item = schema["properties"]["autorisaties"]["items"]
    right = {"component": "brc", "scopes": ["besluiten.lezen"], "besluittype": "http://x/1"}

    assert refusals(item, right) == []
    assert refusals(item, {**right, "component": "zrc"})


# -- against the standard ------------------------------------------------------------
@pytest.mark.skipif(
    not STANDARD.is_dir(), reason="de bestanden van de standaard staan niet naast het project"
)
def test_contract_is_gelijk_aan_de_standaard_op_verklaarde_afwijkingen_na():
    result = run("scripts/vergelijk_contract.py")

    assert result.returncode == 0, result.stdout


def test_vergelijking_zonder_standaard_meldt_waarom_zij_overslaat(tmp_path):
    result = run("scripts/vergelijk_contract.py", str(tmp_path / "weg"))

    assert result.returncode == 0
    assert result.stdout.startswith("Overgeslagen")
