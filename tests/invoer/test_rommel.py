"""Junk for every field of every POST, drawn from the contract: 400 naming the field, nothing half written.

``rommel`` gives for a schema values that the contract forbids; jsonschema is asked again, so that a value that
the contract does admit is not counted as junk.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mijnzaken.zgw import contract, openapi, router
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import wereld
from tests.vormen import faults, formats, plain

POSTS = [
    op
    for api in contract.apis().values()
    for op in api.operations
    if router.served(op) and op.action == "create"
]
STIL = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ALLES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.just("\x00"),
    st.just("2026-02-31"),
    st.just("https://elders.voorbeeld.nl/1"),
    st.lists(st.one_of(st.integers(), st.text(max_size=5), st.none()), max_size=3),
    st.dictionaries(st.text(max_size=10), st.one_of(st.integers(), st.text(max_size=5)), max_size=3),
)


def cases(operations: Any) -> Any:
    return pytest.mark.parametrize("op", operations, ids=[f"{op.api}.{op.id}" for op in operations])


@pytest.fixture(autouse=True)
def _zonder_proef(settings):
    settings.NOTIFICATIES_CALLBACK_PROEF = False


def rommel(schema: Any) -> list[Any]:
    """Values of the wrong type or out of bounds for one property."""
    wrong: list[Any] = [1.5, [1.5], {"a": 1.5}, True, "x" * 5000, "\x00", -1, 2**64 - 1, "2026-02-31", None]
    if "maxLength" in schema:
        wrong.append("é" * (schema["maxLength"] + 1))
    for bound, step in (("maximum", 1), ("minimum", -1)):
        if bound in schema:
            wrong.append(schema[bound] + step)
    if schema.get("type") == "array":
        wrong += [[value] for value in rommel(schema.get("items", {}))]
    for name, inner in schema.get("properties", {}).items():
        wrong += [{name: value} for value in rommel(inner)[:6]]
    return wrong


def counts() -> tuple[int, ...]:
    return AuditRegel.objects.count(), Bericht.objects.count()


@cases(POSTS)
def test_rommel_in_een_veld_wordt_geweigerd_met_de_naam_van_het_veld(op, beheerder):
    schema = openapi.request_schema(op)
    body, path, before = wereld.vol(op.resource), wereld.pad_van(op.resource), counts()
    for name, prop in schema["properties"].items():
        validator = Draft202012Validator(plain(prop), format_checker=formats)
        for value in rommel(prop):
            if not faults(validator, value):
                continue
            with transaction.atomic():
                answer = beheerder.post(path, {**body, name: value}, geldig=False)

                named = {fault.partition(".")[0] for fault, _ in answer.codes}
                assert name in named or named == {"nonFieldErrors"}, (name, value, answer.codes)
                assert counts() == before
                transaction.set_rollback(True)


@cases(POSTS)
def test_ontbrekend_verplicht_veld_wordt_genoemd(op, beheerder):
    body = wereld.vol(op.resource)
    for name in openapi.request_schema(op)["required"]:
        answer = beheerder.post(
            wereld.pad_van(op.resource), {k: v for k, v in body.items() if k != name}, geldig=False
        )

        assert (name, "required") in answer.codes


@cases(POSTS)
def test_leeg_object_noemt_elk_verplicht_veld(op, beheerder):
    answer = beheerder.post(wereld.pad_van(op.resource), {}, geldig=False)

    assert answer.codes == [(name, "required") for name in openapi.request_schema(op)["required"]] or {
        name for name, _ in answer.codes
    } == set(openapi.request_schema(op)["required"])


@cases(POSTS)
def test_willekeurige_lichamen_geven_nooit_een_fout_in_de_server(op, beheerder):
    names = list(openapi.request_schema(op)["properties"])
    body, path = wereld.vol(op.resource), wereld.pad_van(op.resource)

    @STIL
    @given(st.dictionaries(st.sampled_from(names), ALLES, min_size=1, max_size=4))
    def probeer(changes: dict[str, Any]) -> None:
        before = counts()
        with transaction.atomic():
            answer = beheerder.post(path, body | changes, geldig=False)
            assert answer.status in (200, 201, 400)
            assert answer.status < 300 or counts() == before
            transaction.set_rollback(True)

    probeer()


def test_zaakgeometrie_die_geen_geometrie_is(beheerder):
    body = wereld.kaal("zaken.Zaak")
    wrong: list[Any] = [
        {}, [], "POINT(1 1)", {"type": "Point"}, {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]}, {"type": "Point", "coordinates": [[1, 2]]},
        {"type": "Polygon", "coordinates": [1]}, {"type": "Onbekend", "coordinates": [1, 2]},
        {"type": ["Point"], "coordinates": [1, 2]}, {"type": "GeometryCollection"},
        {"type": "GeometryCollection", "geometries": [{"type": "Point"}]},
    ]  # fmt: skip
    for value in wrong:
        answer = beheerder.post("zaken", body | {"zaakgeometrie": value}, geldig=False)

        assert all(name.startswith("zaakgeometrie") for name, _ in answer.codes), value


@pytest.mark.parametrize("soort", wereld.BETROKKENEN)
def test_rommel_in_de_betrokkene_wordt_geweigerd_met_pad(soort, beheerder):
    body = wereld.rol(soort)
    schema = contract.schema("zaken.Rol")["properties"]["betrokkeneIdentificatie"]["x-zgw-varianten"][soort]
    for name in schema["properties"]:
        wrong = {**body, "betrokkeneIdentificatie": {**body["betrokkeneIdentificatie"], name: 1.5}}

        answer = beheerder.post("rollen", wrong, geldig=False)

        assert [fault for fault, _ in answer.codes] == [f"betrokkeneIdentificatie.{name}"]
