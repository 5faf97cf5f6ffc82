"""One message over HTTP: what is sent, and what its answer means."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from uuid import UUID

import httpx
from django.conf import settings
from django.utils import timezone

# Of an answer we read at most this much and keep the beginning.
MAX_ANTWOORD = 64 * 1024
MAX_FOUT = 500
TIJDELIJK = frozenset({408, 425, 429})


@dataclass(frozen=True)
class Uitkomst:
    """What became of one attempt: ``code`` is None when there was no answer at all."""

    code: int | None
    fout: str = ""
    wacht: int = 0

    @property
    def gelukt(self) -> bool:
        return self.code is not None and 200 <= self.code < 300

    @property
    def geweigerd(self) -> bool:
        """The receiver understood and refused; trying again soon will hardly help."""
        return self.code is not None and 400 <= self.code < 500 and self.code not in TIJDELIJK


@cache
def client() -> httpx.Client:
    """The connections of this process; kept open per receiver, never redirected."""
    timeout = httpx.Timeout(
        settings.NOTIFICATIES_LEES_SECONDEN, connect=settings.NOTIFICATIES_VERBIND_SECONDEN
    )
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=30)
    return httpx.Client(timeout=timeout, limits=limits, headers={"User-Agent": "MijnZaken"})


def verzend(url: str, auth: str, bericht: UUID | str, inhoud: bytes) -> Uitkomst:
    """POST one message; never raises for what a receiver or its address does.

    ``X-Bericht-Id`` is the same in every attempt, so that a receiver can drop a message it already has.
    """
    koppen = {"Content-Type": "application/json", "X-Bericht-Id": str(bericht)}
    if auth:
        koppen["Authorization"] = auth
    try:
        with client().stream("POST", url, content=inhoud, headers=koppen) as antwoord:
            tekst = _lees(antwoord)
            if antwoord.is_success:
                return Uitkomst(antwoord.status_code)
            return Uitkomst(antwoord.status_code, tekst, _wacht(antwoord.headers.get("Retry-After", "")))
    # ValueError: a header or address that cannot be put on the wire.
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fout:
        return Uitkomst(None, f"{type(fout).__name__}: {fout}"[:MAX_FOUT])


def _lees(antwoord: httpx.Response) -> str:
    """The start of the answer; the status line has decided already, so a broken body changes nothing."""
    gelezen, einde = bytearray(), time.monotonic() + settings.NOTIFICATIES_LEES_SECONDEN
    try:
        for deel in antwoord.iter_bytes():
            gelezen += deel
            if len(gelezen) > MAX_ANTWOORD or time.monotonic() > einde:
                break
    except httpx.HTTPError:
        pass
    return gelezen[:MAX_FOUT].decode(errors="replace").replace("\x00", "")


def _wacht(retry_after: str) -> int:
    """Seconds that the receiver asks to wait (a number or an HTTP date), 0 when it does not."""
    if retry_after.isdecimal():
        return int(retry_after[:6])
    try:
        moment = parsedate_to_datetime(retry_after)
        return max(0, int((moment - timezone.now()).total_seconds()))
    except (ValueError, TypeError):
        return 0
