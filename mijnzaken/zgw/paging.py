"""Pages: exact count, absolute next and previous, 404 beyond the last (algemeen §3)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from mijnzaken.zgw.access import Condition
from mijnzaken.zgw.problems import Fault, Problem, invalid
from mijnzaken.zgw.reader import Reader

PAGE_SIZE = 100
MAX_PAGE_SIZE = 500


def window(params: dict[str, Any]) -> tuple[int, int]:
    """``(page, size)`` that a request asks for."""
    page, size = params.get("page", 1), params.get("pageSize", PAGE_SIZE)
    if page < 1 or page > 10_000_000:
        raise Problem(404, "not_found", "Deze pagina bestaat niet.")
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise invalid(Fault("pageSize", "invalid", f"Een pagina heeft 1 tot {MAX_PAGE_SIZE} elementen."))
    return page, size


def totals(source: Reader, where: Condition, page: int, size: int) -> int:
    """The exact count; 404 when ``page`` lies beyond the last (page 1 always exists)."""
    total = source.count(where)
    if page > 1 and (page - 1) * size >= total:
        raise Problem(404, "not_found", "Deze pagina bestaat niet.")
    return total


def envelope(request: HttpRequest, total: int, page: int, size: int, results: list[Any]) -> dict[str, Any]:
    """The paged answer."""
    return {
        "count": total,
        "next": _url(request, page + 1) if page * size < total else None,
        "previous": _url(request, page - 1) if page > 1 else None,
        "results": results,
    }


def _url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{settings.BASE_URL}{request.path}?{urlencode(sorted(query.items()))}"
