"""The Selectielijst over HTTP: read only, open to everybody, in the shape of the Referentielijsten API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from catalogi.selectielijst.adressen import COLLECTIES, PAD, Regel, adres, adres_van, sleutel
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving
from mijnzaken.zgw import paging
from mijnzaken.zgw.fields import UUID_SHAPE
from mijnzaken.zgw.problems import Fault, Problem, invalid, not_found
from mijnzaken.zgw.reader import dumps
from mijnzaken.zgw.router import guarded

VERSIE = "0.6.0"  # of the Referentielijsten API
# Deployed clients say procesType, the API's description says proces_type.
PARAMETERS: dict[str, dict[str, type]] = {
    "procestypen": {"jaar": int},
    "resultaten": {"procesType": str, "proces_type": str, "page": int, "pageSize": int},
    "resultaattypeomschrijvingen": {},
}


@csrf_exempt
def selectielijst(request: HttpRequest, rest: str) -> HttpResponse:
    """Every address below ``PAD``; errors are problem+json too."""
    response = _antwoord(request, rest)
    response["API-version"] = VERSIE
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


@guarded
def _antwoord(request: HttpRequest, rest: str) -> HttpResponse:
    collection, _, key = rest.partition("/")
    if collection not in COLLECTIES or (key and not UUID_SHAPE.fullmatch(key)) or rest.endswith("/"):
        raise not_found("Dit pad bestaat niet.")
    if request.method not in ("GET", "HEAD"):
        response = Problem(405, "method_not_allowed", f"{request.method} kan hier niet.").response()
        response["Allow"] = "GET, HEAD"
        return response
    answer = _een(collection, key) if key else _lijst(request, collection)
    return HttpResponse(dumps(answer), content_type="application/json")


def _een(collection: str, key: str) -> Any:
    regel = _regels(COLLECTIES[collection]).filter(pk=key).first()
    if regel is None:
        raise not_found()
    return _vorm(regel)


def _lijst(request: HttpRequest, collection: str) -> Any:
    params = _parameters(request, collection)
    regels = _regels(COLLECTIES[collection])
    if collection != "resultaten":
        if "jaar" in params:
            regels = regels.filter(jaar=params["jaar"])
        return [_vorm(regel) for regel in regels]
    for name in {"procesType", "proces_type"} & set(params):
        regels = regels.filter(procestype=_procestype(name, params[name]))
    page, size = paging.window(params)
    total = regels.count()
    start = (page - 1) * size
    if page > 1 and start >= total:
        raise not_found("Deze pagina bestaat niet.")
    return paging.envelope(
        request, total, page, size, [_vorm(regel) for regel in regels[start : start + size]]
    )


def _parameters(request: HttpRequest, collection: str) -> dict[str, Any]:
    known = PARAMETERS[collection]
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        reason = f"Onbekende parameters: {', '.join(name[:100] for name in unknown[:20])}."
        raise invalid(Fault("nonFieldErrors", "unknown-parameters", reason))
    values: dict[str, Any] = {}
    for name in request.GET:
        text = request.GET[name]
        if known[name] is int and not (text.isascii() and text.isdecimal() and len(text) <= 9):
            raise invalid(Fault(name, "invalid", "Dit moet een geheel getal zijn."))
        values[name] = known[name](text)
    return values


def _procestype(name: str, url: str) -> Any:
    found = sleutel(url)
    if found is None or found[0] != "procestypen" or found[1] is None:
        raise invalid(Fault(name, "invalid", "Dit moet de URL van een procestype zijn."))
    return found[1]


def _regels(model: type[Regel]) -> QuerySet[Any]:
    regels: QuerySet[Any] = model._default_manager.all()
    return regels.select_related("procestype", "generiek") if model is Resultaat else regels


# --- shapes: what the API requires and the list of facts does not have is empty -------------------


def _procestype_vorm(regel: Procestype) -> dict[str, Any]:
    return {
        "url": adres(regel),
        "nummer": regel.nummer,
        "jaar": regel.jaar,
        "naam": regel.naam,
        "omschrijving": "",
        "toelichting": "",
        "procesobject": "",
    }


def _resultaat_vorm(regel: Resultaat) -> dict[str, Any]:
    return {
        "url": adres(regel),
        "procesType": adres_van(Procestype, regel.procestype_id),
        "nummer": regel.nummer,
        "volledigNummer": regel.volledig_nummer,
        "generiek": regel.generiek_id is None,
        "specifiek": regel.generiek_id is not None,
        "naam": regel.naam,
        "herkomst": "",
        "waardering": regel.waardering,
        "procestermijn": regel.procestermijn,
        "procestermijnWeergave": regel.get_procestermijn_display(),
        "bewaartermijn": regel.bewaartermijn,
    }


def _omschrijving_vorm(regel: ResultaattypeOmschrijving) -> dict[str, Any]:
    return {"url": adres(regel), "omschrijving": regel.omschrijving, "definitie": ""}


VORMEN: dict[type[Regel], Callable[[Any], dict[str, Any]]] = {
    Procestype: _procestype_vorm,
    Resultaat: _resultaat_vorm,
    ResultaattypeOmschrijving: _omschrijving_vorm,
}


def _vorm(regel: Regel) -> dict[str, Any]:
    return VORMEN[type(regel)](regel)


urlpatterns = [re_path(rf"^{PAD.strip('/')}/(?P<rest>.*)$", selectielijst)]
