"""What holds for every resource alike: refusals, caching, paging, what is written is what is read."""

from __future__ import annotations

from typing import Any

import pytest

from mijnzaken.zgw import contract, router
from mijnzaken.zgw.contract import Operation
from tests import cast, wereld
from tests.api import Api

GEEN = "0192c1d2-0000-7000-8000-000000000009"
SERVED = [op for api in contract.apis().values() for op in api.operations if router.served(op)]


def having(action: str) -> Any:
    """One case per resource that has an action."""
    names = {op.resource for op in SERVED if op.action == action and wereld.gevuld(op.resource)}
    return pytest.mark.parametrize("naam", sorted(names - {"notificaties.Message"}))


def cases(operations: list[Operation]) -> Any:
    return pytest.mark.parametrize("op", operations, ids=[f"{op.api}.{op.id}" for op in operations])


def path_of(op: Operation, key: str = GEEN) -> str:
    return contract.apis()[op.api].root + op.path.replace("{uuid}", key).replace("{zaak_uuid}", key)


def query_of(op: Operation) -> dict[str, str]:
    """What makes a list of types show concepts too."""
    return {p.name: "alles" for p in op.parameters if p.name == "status"}


def operation_of(naam: str, action: str) -> Operation:
    return next(op for op in contract.operations(naam) if op.action == action)


@pytest.fixture(autouse=True)
def _zonder_proef(settings):
    settings.NOTIFICATIES_CALLBACK_PROEF = False


@pytest.fixture
def anoniem(db):
    return Api("", kop=None)


@pytest.fixture
def onbevoegd(db):
    """May do something in every API, and nothing that any operation here asks."""
    return cast.maak_applicatie("onbevoegd", ("drc", "documenten.lock"), ("ztc", "zaken.lezen"))


# -- refusals ------------------------------------------------------------------------------
@cases(SERVED)
def test_zonder_token_of_zonder_scope_is_alles_verboden(op, anoniem, onbevoegd):
    for api, code in ((anoniem, "not_authenticated"), (onbevoegd, "permission_denied")):
        answer = api.vraag(op.method, path_of(op), {}, geldig=False)

        assert answer.status == 403
        assert op.method == "HEAD" or answer.data["code"] == code


@cases([op for op in SERVED if "{" in op.path])
def test_onbekende_en_misvormde_uuid_zijn_niet_gevonden(op, beheerder):
    body = {} if op.method in ("PUT", "PATCH", "POST") else b""
    for key in (GEEN, "geen-uuid", f"{GEEN}0", GEEN[:-1], "%00"):
        answer = beheerder.vraag(op.method, path_of(op, key), body, geldig=False)

        # The body of a PUT may be judged before the object is looked for.
        assert answer.status == 404, (key, answer.data)


@pytest.mark.parametrize("path", sorted({contract.apis()[op.api].root + op.path for op in SERVED}))
def test_andere_methode_is_niet_toegestaan_en_noemt_welke_wel(path, beheerder):
    here = {op.method for op in SERVED if contract.apis()[op.api].root + op.path == path}
    real = path.replace("{uuid}", GEEN).replace("{zaak_uuid}", GEEN)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - here:
        answer = beheerder.vraag(method, real, {}, geldig=False)

        assert answer.status == 405
        assert set(answer.headers["Allow"].split(", ")) == here


@cases([op for op in SERVED if op.method == "GET"])
def test_een_andere_vorm_dan_json_is_niet_te_krijgen(op, beheerder):
    answer = beheerder.get(path_of(op), koppen={"Accept": "text/html"}, geldig=False)

    assert answer.status == 406


@cases([op for op in SERVED if op.method in ("POST", "PUT", "PATCH")])
def test_een_andere_vorm_dan_json_wordt_niet_gelezen(op, beheerder):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = beheerder.vraag(op.method, path_of(op), b"a=1", koppen={"Content-Type": kind}, geldig=False)

        assert answer.status == 415


@cases([op for op in SERVED if op.crs and op.method != "DELETE"])
def test_coordinatenstelsel_wordt_onderhandeld(op, beheerder):
    write = op.method not in ("GET", "HEAD")

    missing = beheerder.vraag(op.method, path_of(op), {}, geldig=False, koppen={"Content-Crs": None})
    other = beheerder.vraag(op.method, path_of(op), {}, geldig=False, koppen={"Accept-Crs": "EPSG:28992"})

    assert missing.status == 412 if write else missing.status in (200, 404)
    assert other.status == 406


@cases([op for op in SERVED if op.method == "GET"])
def test_onbekende_parameter_wordt_geweigerd(op, beheerder):
    answer = beheerder.get(path_of(op), geldig=False, onbekend="1")

    assert answer.codes == [("nonFieldErrors", "unknown-parameters")]


# -- caching -------------------------------------------------------------------------------
@having("headers")
def test_bekende_etag_geeft_304_tot_het_object_verandert(naam, beheerder):
    made = wereld.voorbeeld(beheerder, naam)
    etag = beheerder.get(made).headers["ETag"]

    for tags in (etag, f'"x", {etag}', f"W/{etag}", "*"):
        assert beheerder.get(made, koppen={"If-None-Match": tags}).status == 304
    assert beheerder.get(made, koppen={"If-None-Match": '"x"'}).status == 200
    if naam in wereld.ANDERS:
        assert beheerder.patch(made, wereld.ANDERS[naam]).status == 200
        assert beheerder.get(made, koppen={"If-None-Match": etag}).headers["ETag"] != etag


@having("headers")
def test_head_geeft_de_koppen_van_get_zonder_inhoud(naam, beheerder):
    made = wereld.voorbeeld(beheerder, naam)

    get, head = beheerder.get(made), beheerder.head(made)

    ignored = {"X-Request-ID", "Date"}
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k not in {*ignored, "Content-Length"}} == {
        k: v for k, v in get.headers.items() if k not in {*ignored, "Content-Length"}
    }
    assert int(head.headers["Content-Length"]) == len(get.content)


# -- paging --------------------------------------------------------------------------------
@cases([op for op in SERVED if op.paged and op.action == "list"])
def test_pagina_s_sluiten_aan_en_tellen_exact(op, beheerder, basis):
    made = [wereld.voorbeeld(beheerder, op.resource)["url"] for _ in range(2)]
    extra = query_of(op)
    whole = beheerder.lees(wereld.pad_van(op.resource), **extra)
    total = whole["count"]
    assert (whole["next"], whole["previous"], len(whole["results"])) == (None, None, total)

    seen, url, previous = [], f"{basis}{wereld.pad_van(op.resource)}?page=1&pageSize=1", None
    url += "".join(f"&{name}={value}" for name, value in extra.items())
    while url:
        page = beheerder.get(url).data
        assert page["count"] == total
        assert len(page["results"]) == 1
        assert (page["previous"] is None) == (previous is None)
        seen += page["results"]
        url, previous = page["next"], url
        assert url is None or url.startswith(basis)

    assert seen == whole["results"]
    assert set(made) <= {row["url"] for row in seen}
    assert beheerder.get(wereld.pad_van(op.resource), page=total + 1, pageSize=1).status == 404


# -- writing and reading -------------------------------------------------------------------
def assert_same(prop: Any, sent: Any, got: Any, path: str) -> None:
    """What was sent is what is read; relations by name are read as URLs."""
    if "x-zgw-naam" in prop:
        assert got.startswith("http"), path
    elif isinstance(sent, dict):
        inner = prop.get("properties", {})
        for key, value in sent.items():
            assert_same(inner.get(key, {}), value, got[key], f"{path}.{key}")
    elif isinstance(sent, list):
        assert len(sent) == len(got), path
        for index, (one, other) in enumerate(zip(sent, got, strict=True)):
            assert_same(prop.get("items", {}), one, other, f"{path}.{index}")
    else:
        assert got == sent, path


@having("retrieve")
def test_elk_veld_komt_terug_zoals_het_geschreven_is(naam, beheerder):
    body = wereld.vol(naam)

    made = beheerder.maak(wereld.pad_van(naam), body)

    read = beheerder.lees(made)
    assert made == read
    for field, prop in contract.schema(naam)["properties"].items():
        if field in body:
            assert_same(prop, body[field], read[field], field)
        else:
            assert prop.get("readOnly") or naam.startswith("catalogi."), f"{field} staat niet in wereld.py"


@pytest.mark.parametrize("soort", wereld.BETROKKENEN)
def test_elke_betrokkene_komt_terug_zoals_zij_geschreven_is(soort, beheerder):
    body = wereld.rol(soort)

    made = beheerder.maak("rollen", body)

    assert beheerder.lees(made)["betrokkeneIdentificatie"] == body["betrokkeneIdentificatie"]


@having("create")
def test_de_verplichte_velden_volstaan(naam, beheerder):
    made = beheerder.maak(wereld.pad_van(naam), wereld.kaal(naam))

    assert beheerder.lees(made) == made


@having("update")
def test_put_zet_wat_ontbreekt_terug_op_de_beginwaarde(naam, beheerder):
    made, bare = wereld.voorbeeld(beheerder, naam), wereld.kaal(naam)
    fresh = beheerder.maak(wereld.pad_van(naam), bare)
    properties = contract.schema(naam)["properties"]

    answer = beheerder.put(made, {key: _named(naam, key, made) for key in bare})

    assert answer.status == 200, answer.data
    for field in wereld.vol(naam).keys() - bare.keys():
        kept = made if properties[field].get("x-zgw-immutable") else fresh
        assert answer.data[field] == kept[field], field


def _named(naam: str, field: str, made: dict[str, Any]) -> Any:
    """The value of a field as a request takes it: without what is read-only inside."""
    value = made[field]
    inner = contract.schema(naam)["properties"][field].get("items", {}).get("properties", {})
    if isinstance(value, list) and inner:
        return [{k: v for k, v in item.items() if not inner[k].get("readOnly")} for item in value]
    return value


@having("partial_update")
def test_patch_verandert_alleen_wat_gegeven_is(naam, beheerder):
    made = wereld.voorbeeld(beheerder, naam)

    answer = beheerder.patch(made, wereld.ANDERS[naam])

    assert answer.status == 200, answer.data
    assert answer.data == made | wereld.ANDERS[naam]
    assert beheerder.lees(made) == answer.data


@having("partial_update")
def test_terugsturen_wat_gelezen_is_verandert_niets(naam, beheerder):
    made = wereld.voorbeeld(beheerder, naam)

    answer = beheerder.put(made, made, geldig=False)

    assert answer.status == 200, answer.data
    assert answer.data == made


@pytest.mark.parametrize("groep", ["verlenging", "opschorting", "processobject", "zaakgeometrie"])
def test_groep_is_null_als_zij_null_is_of_ontbreekt(groep, beheerder):
    body = wereld.vol("zaken.Zaak")

    made = beheerder.maak("zaken", {**body, groep: None})
    emptied = beheerder.patch(wereld.voorbeeld(beheerder, "zaken.Zaak"), {groep: None})
    absent = beheerder.maak("zaken", wereld.kaal("zaken.Zaak"))

    assert (made[groep], emptied.data[groep], absent[groep]) == (None, None, None)


def test_halve_groep_wordt_geweigerd_met_pad(beheerder):
    body = wereld.kaal("zaken.Zaak") | {"verlenging": {"reden": "Onderzoek"}, "opschorting": {}}

    answer = beheerder.post("zaken", body, geldig=False)

    assert set(answer.codes) == {
        ("verlenging.duur", "required"),
        ("opschorting.indicatie", "required"),
        ("opschorting.reden", "required"),
    }
