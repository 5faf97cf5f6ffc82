"""The operations of a resource as HTTP: negotiation, then reader or writer, then bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from mijnzaken.zgw import contract, expand, paging, writer
from mijnzaken.zgw.access import Condition, Toegang
from mijnzaken.zgw.audit import Herkomst
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.filters import conditions, parse_query
from mijnzaken.zgw.links import fetch
from mijnzaken.zgw.problems import Fault, Problem, invalid, not_found
from mijnzaken.zgw.reader import Row, conjunction, dumps, reader
from mijnzaken.zgw.resource import Resource, registry

CRS = "EPSG:4326"
BODILESS = ("publish", "lock", "unlock")  # actions that need no body
F = TypeVar("F", bound=Callable[["Call"], HttpResponse])
Pick = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Call:
    """One request to one operation, authenticated, its query parsed."""

    request: HttpRequest
    op: Operation
    resource: type[Resource]
    toegang: Toegang
    path: dict[str, str]
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.path["uuid"]

    @property
    def parent(self) -> str | None:
        """The main object in the path of a nested resource."""
        return next((value for name, value in self.path.items() if name != "uuid"), None)

    def body(self) -> Any:
        """The JSON of the request."""
        return read_json(self.request)

    def write(self) -> writer.Write:
        meta = self.request.META
        herkomst = Herkomst(
            _header(meta, "HTTP_X_AUDIT_TOELICHTING"), _header(meta, "HTTP_X_NLX_LOGRECORD_ID")
        )
        return writer.Write(self.resource, self.op, self.toegang, herkomst)


def _header(meta: dict[str, Any], name: str) -> str:
    """A header as text: WSGI hands over latin-1, clients send UTF-8."""
    raw: str = meta.get(name, "")
    return raw if raw.isascii() else raw.encode("latin-1", "replace").decode("utf-8", "replace")


handlers: dict[tuple[str, str], Callable[[Call], HttpResponse]] = {}


def handles(operation: str) -> Callable[[F], F]:
    """Register the view of an operation that is not one of the standard seven: ``"catalogi.ZaakType:publish"``."""
    resource, _, action = operation.partition(":")

    def decorate(function: F) -> F:
        handlers[resource, action] = function
        return function

    return decorate


# --- reading -------------------------------------------------------------------------------------


def list_(call: Call) -> HttpResponse:
    """GET on a collection: a page, or a bare array where the standard does not page."""
    params = {**call.resource.defaults, **call.params}
    where = within_sight(call, conditions(call.resource, params))
    return answer_rows(call, where, params, expand.wanted(params))


def within_sight(call: Call, found: list[Condition]) -> Condition:
    """``found`` among the rows that the client may see."""
    return conjunction([*found, nested(call), call.toegang.zichtbaar(call.resource, call.op.scopes)])


def answer_rows(
    call: Call, where: Condition, params: dict[str, Any], tree: expand.Tree, pick: Pick | None = None
) -> HttpResponse:
    """The rows of ``where`` with what ``tree`` expands; of each object what ``pick`` takes."""
    resource, source = call.resource, reader(call.resource)
    order = source.order_by(resource.ordering(params["ordering"])) if "ordering" in params else source.order
    day = day_of(params)
    if not call.op.paged:
        rows = source.rows(where, order, day)
        expand.attach(resource, rows, tree, call.toegang, day)
        return respond(call, [row.data for row in rows])
    page, size = paging.window(params)
    total = paging.totals(source, where, page, size)
    rows = source.page(where, order, size, (page - 1) * size, day) if total else []
    expand.attach(resource, rows, tree, call.toegang, day)
    objects = [pick(row.data) if pick else row.data for row in rows]
    return respond(call, paging.envelope(call.request, total, page, size, objects))


def day_of(params: dict[str, Any]) -> date | None:
    """The day at which relations by name are resolved; None is today. The contract has two spellings."""
    return params.get("datumGeldigheid") or params.get("datum_geldigheid")


def nested(call: Call) -> Condition | None:
    """The condition of a nested path; its main object must exist and be within the client's rights."""
    if call.parent is None:
        return None
    resource = call.resource
    main = fetch(registry[resource.main_resource], UUID(call.parent))
    if main is None:
        raise not_found()
    call.toegang.mag(call.op, resource, main)
    return f'"{resource.model._meta.db_table}"."{resource.main_column}" = %s::uuid', [call.parent]


def retrieve(call: Call) -> HttpResponse:
    """GET or HEAD on one object, with ETag; 403 when it exists but is not for this client."""
    resource, source = call.resource, reader(call.resource)
    tree = expand.wanted(call.params)
    own: Condition = (f'"{source.table}"."uuid" = %s::uuid', [call.key])
    where = conjunction([own, nested(call)])
    visible = call.toegang.zichtbaar(resource, call.op.scopes)
    day = day_of(call.params)
    rows = source.rows(conjunction([where, visible]), day=day)
    if not rows:
        if visible is not None and source.count(where):
            raise Problem(403, "permission_denied", "De applicatie heeft geen rechten op dit object.")
        raise not_found()
    row = rows[0]
    if tree:
        expand.attach(resource, [row], tree, call.toegang, day)
        return respond(call, row.data)
    return respond_one(call, row)


def respond_one(call: Call, row: Row, status: int = 0) -> HttpResponse:
    """One object with its ETag; 304 when the client has it already, no body for HEAD."""
    content = dumps(row.data)
    etag = f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    if call.op.etag and _matches(call.request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(content, content_type="application/json", status=status or call.op.status)
    if call.op.etag:
        response["ETag"] = etag
    return response


def _matches(header: str, etag: str) -> bool:
    return bool(header) and (
        header == "*" or etag in [tag.strip().removeprefix("W/") for tag in header.split(",")]
    )


def respond(call: Call, value: Any, status: int = 0) -> HttpResponse:
    """Any JSON answer."""
    return HttpResponse(dumps(value), content_type="application/json", status=status or call.op.status)


# --- writing -------------------------------------------------------------------------------------


def create(call: Call) -> HttpResponse:
    """POST on a collection."""
    row = writer.create(call.write(), call.body(), call.parent)
    response = respond(call, row.data)
    response["Location"] = call.resource.url(row.key, call.parent)
    return response


def update(call: Call) -> HttpResponse:
    """PUT or PATCH."""
    return respond(call, writer.update(call.write(), call.key, call.body()).data)


def act(call: Call) -> HttpResponse:
    """An action of the resource's own on one object."""
    body = call.body() if call.op.request and call.request.body else None
    return respond(call, writer.act(call.write(), call.key, body).data)


def destroy(call: Call) -> HttpResponse:
    """DELETE."""
    writer.destroy(call.write(), call.key)
    response = HttpResponse(status=204)
    del response["Content-Type"]
    return response


STANDARD: dict[str, Callable[[Call], HttpResponse]] = {
    "list": list_,
    "retrieve": retrieve,
    "headers": retrieve,
    "create": create,
    "update": update,
    "partial_update": update,
    "destroy": destroy,
}


def handler(op: Operation) -> Callable[[Call], HttpResponse] | None:
    """The view of an operation, or None while its resource is not served."""
    if op.resource not in registry:
        return None
    return handlers.get((op.resource, op.action)) or STANDARD.get(op.action)


# --- negotiation ---------------------------------------------------------------------------------


def read_json(request: HttpRequest) -> Any:
    """The JSON body; 400 when it is none, 413 when it is too large."""
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError as error:
        raise invalid(Fault("nonFieldErrors", "parse_error", f"Dit is geen geldige JSON: {error}.")) from None
    except RequestDataTooBig:
        raise Problem(413, "entity_too_large", "Het verzoek is te groot.") from None
    except UnreadablePostError:
        raise invalid(
            Fault("nonFieldErrors", "parse_error", "De inhoud kwam niet volledig binnen.")
        ) from None


def negotiate(request: HttpRequest, op: Operation) -> None:
    """406, 411, 415 and 412: what the client accepts, sends and in which coordinate system."""
    meta = request.META
    accept, media = meta.get("HTTP_ACCEPT", ""), media_of(op.response)
    if accept and not any(kind in accept for kind in (media, "*/*", "application/*", "+json")):
        raise Problem(406, "not_acceptable", f"Alleen {media} is beschikbaar.")
    writes = op.method in ("POST", "PUT", "PATCH")
    if writes:
        if "chunked" in meta.get("HTTP_TRANSFER_ENCODING", "").lower():
            raise Problem(411, "length_required", "Stuur de lengte van de inhoud mee (Content-Length).")
        if not (meta.get("CONTENT_LENGTH") or "0").isdecimal():
            raise invalid(Fault("nonFieldErrors", "parse_error", "Content-Length is geen getal."))
        kind = meta.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        empty = not meta.get("CONTENT_LENGTH") or meta["CONTENT_LENGTH"] == "0"
        if kind != media_of(op.request) and not (empty and op.action in BODILESS):
            raise Problem(415, "unsupported_media_type", f"Stuur de inhoud als {media_of(op.request)}.")
    if op.crs:
        # Reading without Accept-Crs is tolerated: deployed clients omit it.
        _crs(meta, "HTTP_CONTENT_CRS", "Content-Crs", needed=writes)
        _crs(meta, "HTTP_ACCEPT_CRS", "Accept-Crs", needed=writes)


def media_of(body: contract.Schema | None) -> str:
    """The media type of a body: JSON unless the contract names another."""
    return str((body or {}).get("x-zgw-media", "application/json"))


def _crs(meta: dict[str, Any], key: str, name: str, *, needed: bool) -> None:
    value = meta.get(key)
    if value is None:
        if needed:
            raise Problem(412, "precondition_failed", f"De header {name} ontbreekt; stuur {CRS}.")
    elif value.strip().upper() != CRS:
        raise Problem(406, "not_acceptable", f"{name} kan alleen {CRS} zijn.")


def query(call: Call) -> None:
    """Parse the query of a call."""
    call.params = parse_query(call.op, call.request.GET)
