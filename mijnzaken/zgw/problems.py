"""Errors as the standard wants them: problem+json with ``Fout`` or ``ValidatieFout`` (algemeen §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

import orjson
import structlog
from django.http import HttpResponse

log = structlog.get_logger(__name__)

TITLES = {
    400: "Ongeldige invoer",
    401: "Niet geauthenticeerd",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Methode niet toegestaan",
    406: "Gevraagde vorm niet beschikbaar",
    409: "Conflict",
    411: "Lengte vereist",
    412: "Voorwaarde niet vervuld",
    413: "Verzoek te groot",
    415: "Mediatype niet ondersteund",
    500: "Interne fout",
    503: "Tijdelijk niet beschikbaar",
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the input: camelCase path of the field, machine code, reason in Dutch.

    ``rule`` is the number of the norm behind it; people see it, the contract has no place for it.
    """

    name: str
    code: str
    reason: str
    rule: str = field(default="", compare=False)


class Problem(Exception):
    """An answer that is an error; raised anywhere below a view, rendered once by the view."""

    def __init__(self, status: int, code: str, detail: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = tuple(faults)

    def response(self) -> HttpResponse:
        """The problem+json answer; its ``instance`` stands in the log too."""
        instance = f"urn:uuid:{uuid4()}"
        body: dict[str, object] = {
            "type": f"urn:zgw:fout:{self.code}",
            "code": self.code,
            "title": TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        if self.status == 400:
            body["invalidParams"] = [
                {"name": f.name, "code": f.code, "reason": f.reason} for f in self.faults
            ]
        log.info(
            "fout",
            instance=instance,
            status=self.status,
            code=self.code,
            velden=[f.name for f in self.faults],
        )
        return HttpResponse(orjson.dumps(body), content_type="application/problem+json", status=self.status)


def invalid(*faults: Fault) -> Problem:
    """400: the input breaks the contract or a rule; ``faults`` name every field."""
    return Problem(400, "invalid", "De invoer voldoet niet aan de eisen.", faults)


def forbidden(detail: str, code: str = "permission_denied") -> Problem:
    """403: the client may not do this (S: any failing step of authentication or authorisation)."""
    return Problem(403, code, detail)


def not_found(detail: str = "Deze resource bestaat niet.") -> Problem:
    """404: no such resource."""
    return Problem(404, "not_found", detail)
