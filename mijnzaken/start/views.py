"""Start page and health: the two things to look at when something seems wrong."""

from dataclasses import asdict

from django.apps import apps as django_apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mijnzaken.start import gezondheid
from mijnzaken.zgw import contract


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What runs here: the APIs with their documentation, the admin, and the health of each part."""
    apis = [api for naam, api in sorted(contract.apis().items()) if naam in django_apps.app_configs]
    context = {"apis": apis, "gezondheid": gezondheid.meet(), "base_url": settings.BASE_URL}
    return render(request, "start/start.html", context)


@require_safe
@never_cache
def live(_request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers: an orchestrator restarts it otherwise."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when requests can be served, 503 without a database; a lost broker is told but costs nothing."""
    stand = gezondheid.meet()
    onderdelen = {
        deel.naam: {
            naam: waarde
            for naam, waarde in asdict(deel).items()
            if naam != "naam" and waarde not in (None, "")
        }
        for deel in stand.onderdelen
    }
    code = 503 if stand.status == "fout" else 200
    return JsonResponse({"status": stand.status, **onderdelen}, status=code)
