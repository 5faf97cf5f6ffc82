"""Requests that are wrong as a whole: body, type, size, address, query. Always problem+json, never a 5xx."""

from __future__ import annotations

import pytest
from django.test import Client

from mijnzaken.zgw import contract, router
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import cast
from tests.api import JSON, check_answer, operation_at, token
from tests.factories import ZaakFactory
from zaken.models import Zaak

GEEN = "0192c1d2-0000-7000-8000-000000000009"
SCHRIJVEN = [
    op
    for api in contract.apis().values()
    for op in api.operations
    if router.served(op) and op.method in ("POST", "PUT", "PATCH")
]
LIJSTEN = [
    op
    for api in contract.apis().values()
    for op in api.operations
    if router.served(op) and op.action == "list" and "{" not in op.path
]


def cases(operations):
    return pytest.mark.parametrize("op", operations, ids=[f"{op.api}.{op.id}" for op in operations])


def path_of(op) -> str:
    return contract.apis()[op.api].root + op.path.replace("{uuid}", GEEN).replace("{zaak_uuid}", GEEN)


# -- bodies --------------------------------------------------------------------------------
GEEN_JSON = {
    "leeg": b"",
    "tekst": b"geen json",
    "half": b'{"zaaktype": "htt',
    "enkele aanhalingstekens": b"{'a': 1}",
    "NaN": b'{"a": NaN}',
    "komma": b'{"a": 1,}',
    "geen utf-8": b'{"omschrijving": "\xff\xfe"}',
    "los surrogaat": b'{"omschrijving": "\xed\xa0\x80"}',
    "bom en niets": b"\xef\xbb\xbf",
    "nul": b"\x00",
    "diep": b"[" * 100_000,
    "diep en dicht": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
}
GEEN_OBJECT = {"null": b"null", "lijst": b"[]", "tekst": b'"x"', "getal": b"1", "waar": b"true"}


@pytest.mark.parametrize("naam", GEEN_JSON)
@pytest.mark.parametrize("pad", ["zaken", "statussen", "zaaktypen", "applicaties", "kanaal", "abonnement"])
def test_inhoud_die_geen_json_is(naam, pad, beheerder):
    answer = beheerder.post(pad, GEEN_JSON[naam], geldig=False)

    assert answer.status == 400
    if "diep" not in naam:
        assert answer.codes == [("nonFieldErrors", "parse_error")]


@cases([op for op in SCHRIJVEN if op.action in ("create", "update", "partial_update")])
def test_inhoud_die_geen_object_is(op, beheerder):
    for body in GEEN_OBJECT.values():
        answer = beheerder.vraag(op.method, path_of(op), body, geldig=False)

        # An object that does not exist may be noticed before its body.
        assert answer.status == (400 if op.action == "create" else answer.status)
        assert answer.status in (400, 404)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize("naam", GEEN_OBJECT)
def test_wijziging_die_geen_object_is(method, naam, beheerder, melding):
    answer = beheerder.vraag(method, ZaakFactory(zaaktype=melding), GEEN_OBJECT[naam], geldig=False)

    assert answer.codes == [("nonFieldErrors", "invalid")]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_tien_megabyte_wordt_geweigerd(method, beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    body = b'{"toelichting": "' + b"x" * (10 * 1024 * 1024) + b'"}'

    answer = beheerder.vraag(method, "zaken" if method == "POST" else zaak, body, geldig=False)

    assert answer.status in (400, 413)


def test_net_binnen_de_grens_wordt_gelezen_en_op_lengte_geweigerd(beheerder, melding):
    body = cast.zaak(melding, toelichting="x" * (9 * 1024 * 1024))

    answer = beheerder.post("zaken", body, geldig=False)

    assert answer.codes == [("toelichting", "max_length")]


def test_veel_elementen_worden_zonder_moeite_geweigerd(beheerder, melding):
    kenmerken = [{"kenmerk": 1}] * 50_000

    answer = beheerder.post("zaken", cast.zaak(melding, kenmerken=kenmerken), geldig=False)

    assert answer.status == 400


@pytest.mark.parametrize("kind", ["", "json", "application/jsonx", "multipart/form-data; boundary=x"])
def test_verkeerd_mediatype(kind, beheerder):
    assert beheerder.post("zaken", b"{}", koppen={"Content-Type": kind or "x/y"}, geldig=False).status == 415


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_met_toevoeging_of_hoofdletters_wordt_gelezen(kind, beheerder, melding):
    assert beheerder.post("zaken", cast.zaak(melding), koppen={"Content-Type": kind}).status == 201


def test_brokken_zonder_lengte_worden_geweigerd_of_gelezen(beheerder, db):
    response = Client().generic(
        "POST",
        "/zaken/api/v1/zaken",
        b"",
        content_type=JSON,
        headers={
            "Authorization": f"Bearer {token('beheerder')}",
            "Transfer-Encoding": "chunked",
            "Content-Crs": "EPSG:4326",
            "Accept-Crs": "EPSG:4326",
        },
    )

    answer = check_answer(
        operation_at("POST", "/zaken/api/v1/zaken"), "POST zonder lengte", response, expanded=False
    )

    assert answer.status in (400, 411)


@pytest.mark.parametrize("length", ["-1", "abc", "99999999999999999999"])
def test_onzinnige_lengte_geeft_geen_fout_in_de_server(length, beheerder):
    answer = beheerder.post("zaken", b"{}", koppen={"Content-Length": length}, geldig=False)

    assert answer.status in (400, 411, 413)


# -- addresses -----------------------------------------------------------------------------
PADEN = [
    "/zaken/api/v1/zaken/", "/zaken/api/v1/zaken//", f"/zaken/api/v1/zaken/{GEEN}/", "/zaken/api/v1/", "/zaken/api/v1/onbekend",
    "/zaken/api/v1//zaken", f"/zaken/api/v1/zaken/{GEEN}/onbekend", "/zaken/api/v1/Zaken", "/zaken/api/v1/../v1/zaken",
    "/zaken/api/v1/zaken%00", "/zaken/api/v1/zaken/%ff", "/zaken/api/v1/zaken/☃", f"/zaken/api/v1/zaken/{{{GEEN}}}",
    "/zaken/api/v1/zaken/" + "a" * 5000, "/zaken/api/v1/zaken/" + GEEN.replace("-", ""), "/catalogi/api/v1/zaken",
]  # fmt: skip


@pytest.mark.parametrize("pad", PADEN)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_onbekend_pad_of_schuine_streep_aan_het_eind_is_niet_gevonden(pad, method, beheerder):
    answer = beheerder.vraag(method, pad, {} if method == "POST" else b"", geldig=False)

    assert answer.status == 404


@pytest.mark.parametrize("pad", ["/zaken/api/v2/zaken", "/zaken/api/v1", "/onbekend", "/zaken"])
def test_pad_buiten_de_api_s_is_niet_gevonden(pad, client, db):
    assert client.get(pad).status_code == 404


def test_uuid_in_hoofdletters_is_dezelfde(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    assert beheerder.lees(f"zaken/{str(zaak.pk).upper()}")["uuid"] == str(zaak.pk)


# -- queries -------------------------------------------------------------------------------
BLADEREN = {
    "page=0": {400, 404}, "page=-1": {400, 404}, "page=2": {404}, "page=99999999999999999999": {400, 404}, "page=1e3": {400}, "page=abc": {400},
    "page=1.5": {400}, "page=": {400}, "page=%00": {400}, "page=9223372036854775808": {400, 404}, "page=10000001": {404},
    "page=٣": {400}, "page=1&page=1": {400}, "pageSize=0": {400}, "pageSize=-1": {400}, "pageSize=501": {400}, "pageSize=x": {400},
    "pageSize=99999999999999999999": {400}, "page=1&pageSize=500": {200}, "expand=": {400}, "expand=,": {400}, "expand=..": {400},
    "expand=onbekend": {404}, "expand=zaaktype.": {400}, "expand=%00": {404, 400},
    "expand=" + ".".join(["hoofdzaak"] * 11): {400}, "expand=" + ",".join(["zaaktype"] * 21): {400}, "ordering=onbekend": {400},
    "ordering=-startdatum,startdatum": {200}, "onbekend=1": {400}, "%00=1": {400}, "zaaktype=&zaaktype=": {400}, "%ff=%ff": {400},
}  # fmt: skip


@pytest.mark.parametrize("query", BLADEREN)
def test_bladeren_sorteren_en_uitklappen(query, beheerder, melding):
    ZaakFactory(zaaktype=melding)

    answer = beheerder.get(f"zaken?{query}", geldig=False)

    assert answer.status in BLADEREN[query], answer.data


@pytest.mark.parametrize(
    "waarde", ["", "%00", "☃", "'", "%25", "x" * 5000, "%ff", "-1", "1e400", "null", "[]", "a,b,,c"]
)
@cases(LIJSTEN)
def test_elke_parameter_verdraagt_elke_waarde(op, waarde, beheerder):
    for parameter in op.parameters:
        answer = beheerder.get(f"{path_of(op)}?{parameter.name}={waarde}", geldig=False)

        assert answer.status in (200, 400, 404), parameter.name
        if waarde in ("", "%00"):
            assert answer.status in (400, 404), parameter.name
        if answer.status == 400:
            assert {name for name, _ in answer.codes} <= {parameter.name, "nonFieldErrors"}


@cases(LIJSTEN)
def test_elke_parameter_mag_maar_een_keer(op, beheerder):
    for parameter in op.parameters:
        answer = beheerder.get(f"{path_of(op)}?{parameter.name}=1&{parameter.name}=1", geldig=False)

        assert answer.codes == [(parameter.name, "invalid")]


DATA = [
    "2026-02-31",
    "2026-13-01",
    "2026-00-10",
    "0000-01-01",
    "10000-01-01",
    "2026-1-1",
    "01-02-2026",
    "2026-02-01T00:00:00Z",
    "morgen",
]


@pytest.mark.parametrize("datum", DATA)
def test_onmogelijke_datum_in_een_filter(datum, beheerder):
    for name in (
        "startdatum",
        "startdatum__gt",
        "registratiedatum__lt",
        "einddatum",
        "archiefactiedatum__gt",
    ):
        answer = beheerder.get(f"zaken?{name}={datum}", geldig=False)

        assert answer.codes == [(name, "invalid")]


@pytest.mark.parametrize("datum", DATA)
def test_onmogelijke_datum_in_een_lichaam(datum, beheerder, melding):
    answer = beheerder.post("zaken", cast.zaak(melding, startdatum=datum), geldig=False)

    assert answer.codes == [("startdatum", "invalid")]


MOMENTEN = [
    "2026-02-31T10:00:00Z",
    "2026-01-01",
    "2026-01-01T25:00:00Z",
    "2026-01-01T10:00:00+99:00",
    "gisteren",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
]


@pytest.mark.parametrize("moment", MOMENTEN)
def test_onmogelijk_tijdstip(moment, beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    answer = beheerder.post("statussen", cast.status(zaak, cast.statustype(melding), moment), geldig=False)

    assert [name for name, _ in answer.codes] == ["datumStatusGezet"]


# -- texts ---------------------------------------------------------------------------------
TEKSTEN = [
    "é ü ß",
    "🏛️👩‍👩‍👧",
    "مرحبا",
    "<script>alert(1)</script>",
    "'; DROP TABLE zaken_zaak; --",
    "%s %(a)s {0}",
    "\\u0000",
    "a\tb\nc\r",
    "\u2028\u202e",
    " ",
    "null",
]


@pytest.mark.parametrize("tekst", TEKSTEN)
def test_elke_tekst_komt_terug_zoals_zij_was(tekst, beheerder, melding):
    made = beheerder.maak("zaken", cast.zaak(melding, omschrijving=tekst, toelichting=tekst))

    assert beheerder.lees(made)["omschrijving"] == tekst


@pytest.mark.parametrize(
    "veld", ["omschrijving", "identificatie", "bronorganisatie", "zaaktype", "startdatum"]
)
def test_nulteken_in_een_tekst_wordt_geweigerd(veld, beheerder, melding):
    answer = beheerder.post("zaken", cast.zaak(melding) | {veld: "a\x00b"}, geldig=False)

    assert [name for name, _ in answer.codes] == [veld]
    assert Zaak.objects.count() == AuditRegel.objects.count() == Bericht.objects.count() == 0


@pytest.mark.parametrize(
    ("veld", "waarde", "pad"),
    [
        ("kenmerken", [{"kenmerk": "a\x00", "bron": "b"}], "kenmerken.0.kenmerk"),
        ("verlenging", {"reden": "a\x00", "duur": "P1D"}, "verlenging.reden"),
        ("productenOfDiensten", ["https://x.nl/\x00"], "productenOfDiensten.0"),
        ("relevanteAndereZaken", [{"url": "https://x.nl/\x00", "aardRelatie": "vervolg"}], "relevanteAndereZaken.0.url"),
    ],
)  # fmt: skip
def test_nulteken_binnen_een_groep_wordt_geweigerd_met_pad(veld, waarde, pad, beheerder, melding):
    answer = beheerder.post("zaken", cast.zaak(melding) | {veld: waarde}, geldig=False)

    assert [name for name, _ in answer.codes] == [pad]


def test_los_surrogaat_in_een_tekst_geeft_geen_fout_in_de_server(beheerder, melding):
    body = b'{"omschrijving": "\\ud800"}'

    answer = beheerder.patch(ZaakFactory(zaaktype=melding), body, geldig=False)

    assert answer.status == 400


@pytest.mark.parametrize("kop", ["X-Audit-Toelichting", "X-NLX-Logrecord-ID"])
@pytest.mark.parametrize("waarde", ["x" * 5000, "é", "\x00", "☃".encode().decode("latin-1")])
def test_elke_kop_wordt_verdragen(kop, waarde, beheerder, melding):
    answer = beheerder.post("zaken", cast.zaak(melding), koppen={kop: waarde})

    assert answer.status in (201, 400)


@pytest.mark.parametrize("volgnummer", [0, -1, 10_000, 2**31, 2**63, 10**400, 1.5, 1.0, "1", True, None])
def test_getal_buiten_de_grenzen(volgnummer, beheerder, melding):
    body = {"omschrijving": "x", "zaaktype": f"https://x.nl/{GEEN}", "volgnummer": volgnummer}

    answer = beheerder.post("statustypen", body, geldig=False)

    assert answer.status == 400
    assert (
        volgnummer in (1.0, "1")
        or "volgnummer" in {name for name, _ in answer.codes}
        or volgnummer == 10**400
    )


VERWIJZINGEN = [
    "", "geen url", "https://elders.nl/zaken/1", "http://testserver", "{basis}/zaken/api/v1/zaken", "{basis}/zaken/api/v1/zaken/",
    "{basis}/zaken/api/v1/zaken/x", "{basis}/catalogi/api/v1/zaaktypen/" + GEEN, "{basis}/zaken/api/v1/zaken/" + GEEN,
    "http://[", "https://x.nl:999999/", "ftp://x.nl/", "javascript:alert(1)", "//x.nl/", "https://x.nl/ a", "x" * 2000, "https://x.nl/" + "a" * 1000,
]  # fmt: skip


@pytest.mark.parametrize("url", VERWIJZINGEN)
@pytest.mark.parametrize("veld", ["zaak", "statustype", "gezetdoor"])
def test_verwijzing_die_niet_klopt(veld, url, beheerder, basis, melding):
    body = cast.status(ZaakFactory(zaaktype=melding), cast.statustype(melding))

    answer = beheerder.post("statussen", body | {veld: url.replace("{basis}", basis)}, geldig=False)

    if veld == "gezetdoor" and url == "":
        assert answer.status == 201
    else:
        assert {name for name, _ in answer.codes} == {veld}
