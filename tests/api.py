"""The client of the tests: every request and every answer is held against the contract.

The check shares no code with the parser: the shapes come from the contract as OpenAPI, and jsonschema judges.
A request that is meant to be wrong says ``geldig=False``. A 5xx fails the test always.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import jwt
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from mijnzaken.zgw import contract, openapi
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.resource import registry
from tests.vormen import FOUT, VALIDATIE_FOUT, embedded_faults, faults, validator_of

SECRET = "geheim-van-ten-minste-32-tekens-lang"
CRS = "EPSG:4326"
JSON = "application/json"
PROBLEM = "application/problem+json"
# What any path may answer beside the codes that the contract lists per operation.
OVERAL = {400, 403, 404, 405, 406, 411, 413, 415}
BODY = object()


# -- where things are ----------------------------------------------------------------------
@cache
def roots() -> dict[str, str]:
    """First segment of a path → the root of its API."""
    return {
        op.path.split("/")[1]: api.root for api in reversed(contract.apis().values()) for op in api.operations
    }


def pad(target: Any) -> str:
    """The path of ``"zaken"``, ``"zaken/<uuid>"``, a URL, a model instance or an answer's body."""
    target = adres(target)
    if target.startswith(settings.BASE_URL + "/"):
        return target[len(settings.BASE_URL) :]
    if target.startswith("/"):
        return target
    return f"{roots()[re.split('[/?]', target)[0]]}/{target}"


def adres(target: Any) -> str:
    """The URL of a model instance or of an answer's body; a text is passed on."""
    if isinstance(target, str):
        return target
    if isinstance(target, dict):
        return target["url"]
    return next(r for r in registry.values() if r.model is type(target)).url(target.pk)


@cache
def _paths() -> list[tuple[re.Pattern[str], str, Operation]]:
    return [
        (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(api.root + op.path))), op.method, op)
        for api in contract.apis().values()
        for op in sorted(api.operations, key=lambda op: "{" in op.path)
    ]


def operation_at(method: str, path: str) -> Operation | None:
    """The operation of the contract at a path."""
    found = (op for pattern, verb, op in _paths() if verb == method and pattern.fullmatch(path))
    return next(found, None)


# -- tokens --------------------------------------------------------------------------------
def token(client_id: str, /, secret: str = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    """A JWT; a claim that is None is left out."""
    payload = {
        "iss": client_id,
        "iat": int(time.time()),
        "client_id": client_id,
        "user_id": f"{client_id}-gebruiker",
        "user_representation": f"Gebruiker van {client_id}",
        **claims,
    }
    payload = {key: value for key, value in payload.items() if value is not None}
    return jwt.encode(payload, secret, algorithm)


# -- the client ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Antwoord:
    """An answer, already held against the contract."""

    status: int
    data: Any
    headers: Mapping[str, str]
    content: bytes
    operation: Operation | None

    @property
    def codes(self) -> list[tuple[str, str]]:
        """``(name, code)`` of each of the invalidParams."""
        assert self.status == 400, (self.status, self.data)
        return [(param["name"], param["code"]) for param in self.data["invalidParams"]]

    @property
    def resultaten(self) -> list[Any]:
        """The elements of a page."""
        assert self.status == 200, (self.status, self.data)
        return self.data["results"]


class Api:
    """One applicatie that calls; ``kop`` replaces the Authorization header, None leaves it out."""

    def __init__(self, client_id: str, kop: str | object | None = BODY, **claims: Any) -> None:
        self.client_id, self.kop, self.claims = client_id, kop, claims
        self._client = Client(raise_request_exception=True)

    def get(self, target: Any, *, geldig: bool = True, koppen: Any = None, **query: Any) -> Antwoord:
        return self.vraag("GET", target, query=query, geldig=geldig, koppen=koppen)

    def head(self, target: Any, *, geldig: bool = True, koppen: Any = None, **query: Any) -> Antwoord:
        return self.vraag("HEAD", target, query=query, geldig=geldig, koppen=koppen)

    def post(self, target: Any, body: Any = BODY, *, geldig: bool = True, koppen: Any = None) -> Antwoord:
        return self.vraag("POST", target, body, geldig=geldig, koppen=koppen)

    def put(self, target: Any, body: Any = BODY, *, geldig: bool = True, koppen: Any = None) -> Antwoord:
        return self.vraag("PUT", target, body, geldig=geldig, koppen=koppen)

    def patch(self, target: Any, body: Any = BODY, *, geldig: bool = True, koppen: Any = None) -> Antwoord:
        return self.vraag("PATCH", target, body, geldig=geldig, koppen=koppen)

    def delete(self, target: Any, *, geldig: bool = True, koppen: Any = None) -> Antwoord:
        return self.vraag("DELETE", target, geldig=geldig, koppen=koppen)

    def maak(self, target: str, body: Any) -> dict[str, Any]:
        """POST that has to succeed; the new object."""
        answer = self.post(target, body)
        assert answer.status == 201, (answer.status, answer.data)
        return answer.data

    def lees(self, target: Any, **query: Any) -> Any:
        """GET that has to succeed; the body."""
        answer = self.get(target, **query)
        assert answer.status == 200, (answer.status, answer.data)
        return answer.data

    def vraag(
        self,
        method: str,
        target: Any,
        body: Any = BODY,
        *,
        query: Mapping[str, Any] | None = None,
        geldig: bool = True,
        koppen: Mapping[str, str | None] | None = None,
    ) -> Antwoord:
        """Any request; ``body`` as bytes is sent as it is, ``koppen`` add, replace or (None) remove."""
        path, _, asked = pad(target).partition("?")
        op = operation_at(method, path)
        asked = "&".join(filter(None, [asked, urlencode(query or {}, quote_via=quote)]))
        if geldig:
            _check_request(op, f"{method} {path}", body, query or {})
        headers = {key: value for key, value in (self._headers(op) | dict(koppen or {})).items() if value}
        if method in ("POST", "PUT", "PATCH"):
            headers.setdefault("Content-Type", JSON)
        sent = b"" if body is BODY else body if isinstance(body, bytes) else json.dumps(body).encode()
        response = self._client.generic(
            method,
            quote(path, safe="/%:@"),
            sent,
            content_type=headers.get("Content-Type", ""),
            headers=headers,
            QUERY_STRING=quote(asked, safe="/%:@&=+,?;!$'()*[]~"),
        )
        wanted = body if isinstance(body, dict) else {}
        return check_answer(
            op,
            f"{method} {path}",
            response,
            expanded="expand=" in asked or "expand" in wanted or "fields" in wanted,
            selected=op is not None and op.action == "zoek" and "fields" in wanted,
        )

    def _headers(self, op: Operation | None) -> dict[str, str]:
        kop = f"Bearer {token(self.client_id, **self.claims)}" if self.kop is BODY else self.kop
        headers = {"Authorization": kop} if isinstance(kop, str) else {}
        return headers | ({"Accept-Crs": CRS, "Content-Crs": CRS} if op and op.crs else {})


def _check_request(op: Operation | None, what: str, body: Any, query: Mapping[str, Any]) -> None:
    assert op is not None, f"{what} staat niet in het contract"
    unknown = set(query) - {p.name for p in op.parameters}
    assert not unknown, f"{what}: parameters {unknown} staan niet in het contract"
    if body is not BODY:
        wrong = faults(validator_of(op.api, op.id, "verzoek"), body)
        assert not wrong, f"{what}: dit verzoek past niet op het contract (geldig=False?): {wrong}"


def check_answer(
    op: Operation | None, what: str, response: HttpResponse, *, expanded: bool, selected: bool = False
) -> Antwoord:
    """Status, headers and body against the contract; AssertionError with everything that is wrong.

    ``selected``: the request chose which fields come back, so that any may be absent.
    """
    status, content = response.status_code, response.content
    assert status < 500, f"{what} gaf {status}: {content[:1000]!r}"
    media = response.headers.get("Content-Type", "")
    data = json.loads(content) if content and "json" in media else None
    answer = Antwoord(status, data, response.headers, content, op)
    side = "selectie" if selected else "antwoord"
    good = _wrong_success(op, answer, side, expanded=expanded)
    wrong = list(good if status < 400 else _wrong_error(op, answer))
    if op is not None and response.headers.get("API-version") != contract.apis()[op.api].version:
        wrong.append(f"API-version is {response.headers.get('API-version')}")
    assert not wrong, f"{what} gaf {status}, buiten het contract: {wrong}\n{content[:1500].decode()}"
    return answer


def _wrong_success(op: Operation | None, answer: Antwoord, side: str, *, expanded: bool) -> Iterable[str]:
    if op is None:
        return
    yield from _wrong_headers(op, answer, expanded=expanded)
    if answer.status == 304 and op.etag:
        if answer.content:
            yield "304 heeft een inhoud"
        return
    if answer.status != op.status:
        yield f"status moet {op.status} zijn"
    validator = None if op.method == "HEAD" else validator_of(op.api, op.id, side)
    if validator is None:
        if answer.content:
            yield "er hoort geen inhoud te zijn"
        return
    yield from faults(validator, answer.data)
    if expanded:
        rows = answer.data.get("results", [answer.data]) if isinstance(answer.data, dict) else answer.data
        for row in rows:
            yield from embedded_faults(op.resource, row, side)


def _wrong_headers(op: Operation, answer: Antwoord, *, expanded: bool) -> Iterable[str]:
    headers = answer.headers
    if op.etag and not expanded and not re.fullmatch('"[^"]+"', headers.get("ETag", "")):
        yield "ETag ontbreekt"
    if op.crs and op.action != "destroy" and headers.get("Content-Crs") != CRS:
        yield "Content-Crs ontbreekt"
    if answer.content and headers.get("Content-Type") != JSON:
        yield f"Content-Type is {headers.get('Content-Type')}"
    if op.action == "create" and op.status == 201 and headers.get("Location") != answer.data["url"]:
        yield f"Location is {headers.get('Location')}"


def _wrong_error(op: Operation | None, answer: Antwoord) -> Iterable[str]:
    if op is not None and op.method == "HEAD":
        if answer.content:
            yield "HEAD heeft een inhoud"
        return
    if answer.headers.get("Content-Type") != PROBLEM:
        yield f"Content-Type is {answer.headers.get('Content-Type')}"
    if answer.status not in OVERAL | set(openapi.error_codes(op) if op else ()):
        yield "deze status hoort niet bij deze operatie"
    yield from faults(VALIDATIE_FOUT if answer.status == 400 else FOUT, answer.data)
    if isinstance(answer.data, dict) and answer.data.get("status") != answer.status:
        yield "status in de inhoud is een andere"
    if answer.status == 400 and not (answer.data or {}).get("invalidParams"):
        yield "invalidParams is leeg"
