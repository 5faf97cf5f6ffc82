"""Routes from the contract: one table of paths, one entry point, every error as problem+json."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from mijnzaken.zgw import contract, views
from mijnzaken.zgw.access import authenticate
from mijnzaken.zgw.contract import Api, Operation
from mijnzaken.zgw.documentation import docs_page, openapi_json, openapi_yaml
from mijnzaken.zgw.fields import UUID_SHAPE
from mijnzaken.zgw.problems import Fault, Problem, invalid, not_found
from mijnzaken.zgw.resource import registry
from mijnzaken.zgw.views import Call

log = structlog.get_logger(__name__)
Route = tuple[tuple[str, ...], dict[str, tuple[Operation, Callable[[Call], HttpResponse]]]]


@cache
def routes(api: str) -> dict[tuple[str, ...], Route]:
    """Path segments (``*`` for a uuid) → names of the uuids and the operation per method; served ones only."""
    table: dict[tuple[str, ...], Route] = {}
    for op in contract.apis()[api].operations:
        view = views.handler(op)
        if view is None:
            continue
        segments = op.path.strip("/").split("/")
        key = tuple("*" if s.startswith("{") else s for s in segments)
        names = tuple(s.strip("{}") for s in segments if s.startswith("{"))
        table.setdefault(key, (names, {}))[1][op.method] = (op, view)
    return table


def served(op: Operation) -> bool:
    """Whether an operation of the contract is served."""
    return views.handler(op) is not None


def _dispatch(request: HttpRequest, api: Api, rest: str) -> HttpResponse:
    segments = rest.split("/")
    found = routes(api.name).get(tuple("*" if UUID_SHAPE.fullmatch(s) else s for s in segments))
    if found is None:
        raise not_found("Dit pad bestaat niet.")
    names, methods = found
    if request.method not in methods:
        problem = Problem(405, "method_not_allowed", f"{request.method} kan hier niet.").response()
        problem["Allow"] = ", ".join(sorted(methods))
        return problem
    op, view = methods[request.method]
    toegang = authenticate(request)
    toegang.eis(op)
    views.negotiate(request, op)
    keys = [s.lower() for s in segments if UUID_SHAPE.fullmatch(s)]
    call = Call(request, op, registry[op.resource], toegang, dict(zip(names, keys, strict=True)))
    views.query(call)
    response = _retried(view, call)
    if op.crs and op.action != "destroy":
        response["Content-Crs"] = views.CRS
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _retried(view: Callable[[Call], HttpResponse], call: Call) -> HttpResponse:
    """Run a view; a deadlock victim was rolled back whole, so it is tried once more."""
    try:
        return view(call)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") not in ("40P01", "40001"):
            raise
        return view(call)


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose every error is an answer with problem+json, never an error page."""

    @csrf_exempt
    @wraps(view)
    def entry(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        except RequestDataTooBig:
            response = Problem(413, "entity_too_large", "Het verzoek is te groot.").response()
        except DataError as error:
            # The contract admits it but the database cannot hold it: still the client's input.
            reason = f"Een waarde is niet op te slaan: {str(error).splitlines()[0][:200]}."
            response = invalid(Fault("nonFieldErrors", "invalid", reason)).response()
        except (OperationalError, InterfaceError):
            log.exception("database_onbereikbaar", pad=request.path)
            response = Problem(503, "service_unavailable", "De database is nu niet bereikbaar.").response()
            response["Retry-After"] = "5"
        except Exception:
            log.exception("interne_fout", pad=request.path)
            response = Problem(500, "error", "Er ging hier iets mis; het is vastgelegd.").response()
        return response

    return entry


def _entry(api: Api) -> Callable[..., HttpResponseBase]:
    dispatch = guarded(_dispatch)

    @csrf_exempt
    def entry(request: HttpRequest, rest: str) -> HttpResponseBase:
        response = dispatch(request, api, rest)
        response["API-version"] = api.version
        return response

    return entry


def urlpatterns() -> list[URLPattern]:
    """The URL patterns of all APIs, with their OpenAPI documents and documentation pages."""
    patterns: list[Any] = []
    for api in contract.apis().values():
        root = api.root.strip("/")
        patterns += [
            path(f"{root}/openapi.json", openapi_json, {"api": api.name}, name=f"{api.name}-openapi"),
            path(f"{root}/openapi.yaml", openapi_yaml, {"api": api.name}),
            path(f"{root}/docs", docs_page, {"api": api.name}, name=f"{api.name}-docs"),
            re_path(rf"^{root}/(?P<rest>.*)$", _entry(api)),
        ]
    return patterns
