"""The served OpenAPI documents and their documentation pages (assets from this host only)."""

from __future__ import annotations

from functools import cache

import orjson
import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mijnzaken.zgw import contract, openapi


@cache
def _document(api: str) -> bytes:
    from mijnzaken.zgw.router import served

    return orjson.dumps(openapi.document(api, settings.BASE_URL, served))


def openapi_json(_request: HttpRequest, api: str) -> HttpResponse:
    """The OpenAPI document of what this registry serves of an API."""
    return _with_version(HttpResponse(_document(api), content_type="application/json"), api)


def openapi_yaml(_request: HttpRequest, api: str) -> HttpResponse:
    """The same document as YAML."""
    text = yaml.safe_dump(orjson.loads(_document(api)), allow_unicode=True, sort_keys=False)
    return _with_version(HttpResponse(text, content_type="application/yaml"), api)


def docs_page(request: HttpRequest, api: str) -> HttpResponse:
    """A page to read and try the API."""
    return render(request, "zgw/docs.html", {"api": contract.apis()[api]})


def _with_version(response: HttpResponse, api: str) -> HttpResponse:
    response["API-version"] = contract.apis()[api].version
    return response
