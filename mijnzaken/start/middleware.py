"""What happens around every request: headers, one log line, and the admin's own chain."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]
LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})
log = structlog.get_logger("mijnzaken.verzoek")


class Antwoordkoppen:
    """Security headers on every answer; a view that needs more sets its own policy and keeps it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = settings.CONTENT_SECURITY_POLICY

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Content-Security-Policy", self.policy)
        if isinstance(response, HttpResponse):
            headers.setdefault("Content-Length", str(len(response.content)))
        return response


class Verzoeklog:
    """One log line per write, or per request, as LOG_VERZOEKEN says; never bodies or query strings."""

    def __init__(self, get_response: GetResponse) -> None:
        if settings.LOG_VERZOEKEN == "geen":
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.skip = frozenset() if settings.LOG_VERZOEKEN == "alles" else LEZEN

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in self.skip:
            return self.get_response(request)
        begin = time.perf_counter()
        response = self.get_response(request)
        log.info(
            "verzoek",
            methode=request.method,
            pad=request.path_info,
            status=response.status_code,
            ms=round((time.perf_counter() - begin) * 1000, 1),
        )
        return response


class BeheerKeten:
    """Sessions, CSRF, login and messages for the admin only: the APIs do not pay for them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.direct = get_response
        self.views: list[Callable[..., HttpResponseBase | None]] = []
        chain: Any = get_response
        for dotted in reversed(settings.BEHEER_MIDDLEWARE):
            chain = import_string(dotted)(chain)
            if hasattr(chain, "process_view"):
                self.views.insert(0, chain.process_view)
        self.beheer: GetResponse = chain

    @staticmethod
    def _is_beheer(request: HttpRequest) -> bool:
        return request.path_info.startswith(settings.BEHEER_PAD)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.beheer(request) if self._is_beheer(request) else self.direct(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not self._is_beheer(request):
            return None
        for process in self.views:
            if (response := process(request, view, args, kwargs)) is not None:
                return response
        return None
