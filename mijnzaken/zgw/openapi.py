"""The OpenAPI document that each registry serves, unfolded from the contract.

The contract leaves out what follows from it; here that comes back: pages, ``_expand``, request bodies,
headers, error answers. The same shapes, written out in place, validate requests and answers in tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mijnzaken.zgw import contract
from mijnzaken.zgw.contract import Api, Operation, Schema
from mijnzaken.zgw.openapi_shapes import Shaper, everything

CRS: Schema = {"type": "string", "enum": ["EPSG:4326"]}
TEXT: Schema = {"type": "string"}
WRITES = ("create", "update", "partial_update")
VERBS = {
    "list": "Lijst van {}",
    "create": "{} aanmaken",
    "retrieve": "{} opvragen",
    "update": "{} geheel wijzigen",
    "partial_update": "{} deels wijzigen",
    "destroy": "{} verwijderen",
    "headers": "Koppen van {}",
    "zoek": "{} zoeken",
    "publish": "{} publiceren",
    "lock": "{} vergrendelen",
    "unlock": "{} ontgrendelen",
    "download": "Inhoud van {} ophalen",
}
ERRORS = {
    400: "Ongeldig verzoek",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    406: "Gevraagde vorm niet beschikbaar",
    409: "Botst met de toestand van het object",
    410: "Bestaat niet meer",
    412: "Verplichte kop ontbreekt",
    415: "Vorm van de inhoud niet ondersteund",
    429: "Te veel verzoeken",
    500: "Fout in de server",
}
RESPONSE_HEADERS = {
    "API-version": {"schema": TEXT, "description": "Versie van de API"},
    "ETag": {"schema": TEXT, "description": "Kenmerk van deze toestand"},
    "Location": {"schema": {"type": "string", "format": "uri"}, "description": "Adres van het nieuwe object"},
    "Content-Crs": {"schema": CRS, "description": "Coördinatenstelsel van het antwoord"},
    "X-Warning": {"schema": TEXT, "description": "Waarschuwing bij een geslaagd verzoek"},
}
REQUEST_HEADERS = {
    "If-None-Match": (TEXT, "ETags die al bekend zijn"),
    "Accept-Crs": (CRS, "Gewenst coördinatenstelsel"),
    "Content-Crs": (CRS, "Coördinatenstelsel van het verzoek"),
    "X-Audit-Toelichting": (TEXT, "Reden, voor het audittrail"),
    "X-NLX-Logrecord-ID": (TEXT, "Kenmerk van de logregel bij de aanroeper"),
}


# -- schemas for validation ----------------------------------------------------
def request_schema(op: Operation) -> Schema | None:
    """What the body of a request may be, written out in place, or None when it has no body."""
    return _request(op, Shaper("verzoek", op.action))


def response_schema(
    op: Operation, *, strict: bool = False, served: Callable[[Operation], bool] = everything
) -> Schema | None:
    """What the body of a successful answer is, written out in place, or None when it has no body.

    With ``strict`` every field of the resource must be there and no other may.
    """
    return _response(op, Shaper("antwoord", op.action, strict=strict, served=served))


def _plain(name: str) -> Schema:
    return Shaper("antwoord", "list").value(contract.schema(f"algemeen.{name}"))


FOUT = _plain("Fout")
VALIDATIE_FOUT = _plain("ValidatieFout")


def _request(op: Operation, shaper: Shaper) -> Schema | None:
    if op.request is not None:
        return shaper.value(op.request)
    if op.action not in WRITES:
        return None
    return shaper.resource(contract.schema(op.resource), patch=op.action == "partial_update")


def _response(op: Operation, shaper: Shaper) -> Schema | None:
    if op.response is not None:
        return shaper.value(op.response)
    if op.method == "HEAD" or op.status == 204:
        return None
    schema = contract.schema(op.resource)
    expand = op.action == "zoek" or any(p.name == "expand" for p in op.parameters)
    one = shaper.expanded(schema) if expand and "x-zgw-expand" in schema else shaper.resource(schema)
    if op.paged:
        return shaper.page(schema, one)
    return {"type": "array", "items": one} if op.action == "list" else one


# -- the served document ---------------------------------------------------------
def document(api_name: str, base_url: str, served: Callable[[Operation], bool] = everything) -> Schema:
    """The OpenAPI 3.0.3 document of one API, limited to the operations for which ``served`` holds."""
    api = contract.apis()[api_name]
    components: dict[str, Schema] = {"Fout": FOUT, "ValidatieFout": VALIDATIE_FOUT}
    paths: dict[str, Schema] = {}
    for op in api.operations:
        if served(op):
            item = paths.setdefault(op.path, _path_item(op))
            item[op.method.lower()] = _operation(op, components, served)
    return {
        "openapi": "3.0.3",
        "info": {"title": api.title, "version": api.version, "description": _description(api)},
        "servers": [{"url": base_url.rstrip("/") + api.root}],
        "tags": [{"name": name} for name in sorted({path.split("/")[1] for path in paths})],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "headers": RESPONSE_HEADERS,
            "responses": {str(code): _error(code) for code in ERRORS},
            "securitySchemes": {"JWT-Claims": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _description(api: Api) -> str:
    return f"{api.title} {api.version} van de ZGW-standaard, zoals MijnZaken haar aanbiedt."


def _path_item(op: Operation) -> Schema:
    names = re.findall(r"{(\w+)}", op.path)
    schema = {"type": "string", "format": "uuid"}
    made = [{"name": name, "in": "path", "required": True, "schema": schema} for name in names]
    return {"parameters": made} if made else {}


def _operation(op: Operation, components: dict[str, Schema], served: Callable[[Operation], bool]) -> Schema:
    name = op.resource.partition(".")[2].lower()
    summary = VERBS.get(op.action, op.action.replace("_", " ")).format(name)
    made: Schema = {
        "operationId": op.id,
        "summary": summary[0].upper() + summary[1:],
        "tags": [op.path.split("/")[1]],
        "security": [{"JWT-Claims": [scope]} for scope in op.scopes],
        "parameters": [*_query(op), *_request_headers(op)],
    }
    if op.deprecated:
        made["deprecated"] = True
    body = _request(op, Shaper("verzoek", op.action, components=components))
    if body is not None:
        made["requestBody"] = {"required": True, "content": {_media(op.request): {"schema": body}}}
    answer = _response(op, Shaper("antwoord", op.action, components=components, served=served))
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in response_headers(op)}
    made["responses"] = {str(op.status): {"description": "Gelukt", "headers": headers}}
    if answer is not None:
        made["responses"][str(op.status)]["content"] = {_media(op.response): {"schema": answer}}
    if op.etag:
        made["responses"]["304"] = {"description": "Ongewijzigd", "headers": headers}
    made["responses"] |= {str(c): {"$ref": f"#/components/responses/{c}"} for c in error_codes(op)}
    return made


def _media(body: Schema | None) -> str:
    return str((body or {}).get("x-zgw-media", "application/json"))


def _query(op: Operation) -> Iterator[Schema]:
    for found in op.parameters:
        made: Schema = {"name": found.name, "in": "query", "required": found.required}
        made["schema"] = Shaper("verzoek", op.action).value(found.schema)
        if found.schema.get("type") == "array":
            made |= {"style": "form", "explode": found.explode}
        yield made | ({"description": found.description} if found.description else {})


def _request_headers(op: Operation) -> Iterator[Schema]:
    for name in request_headers(op):
        schema, text = REQUEST_HEADERS[name]
        required = op.crs and name in crs_required(op)
        yield {"name": name, "in": "header", "required": required, "schema": schema, "description": text}


def request_headers(op: Operation) -> list[str]:
    """The request headers that have a meaning for an operation, Content-Type apart."""
    crs = ["Accept-Crs", "Content-Crs"] if op.crs else []
    audit = ["X-Audit-Toelichting", "X-NLX-Logrecord-ID"] if op.audit else []
    return [*(["If-None-Match"] if op.etag else []), *crs, *audit]


def crs_required(op: Operation) -> tuple[str, ...]:
    """Which coordinate headers an operation cannot do without: those that say how to read or write."""
    return {"GET": ("Accept-Crs",), "HEAD": ("Accept-Crs",), "DELETE": ()}.get(
        op.method, ("Accept-Crs", "Content-Crs")
    )


def response_headers(op: Operation) -> list[str]:
    """The headers that a successful answer carries."""
    made = ["API-version", *op.headers]
    if op.etag:
        made.append("ETag")
    if op.action == "create" and op.status == 201:
        made.append("Location")
    if op.crs and op.action != "destroy":
        made.append("Content-Crs")
    return made


def error_codes(op: Operation) -> list[int]:
    """The error codes that an operation may answer with."""
    missing = [404] if "{" in op.path or op.paged else []
    return sorted({400, 401, 403, 406, 409, 410, 415, 429, 500, *missing, *op.codes})


def _error(code: int) -> Schema:
    name = "ValidatieFout" if code == 400 else "Fout"
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {
        "description": ERRORS[code],
        "headers": {"API-version": {"$ref": "#/components/headers/API-version"}},
        "content": content,
    }
