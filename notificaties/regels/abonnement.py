"""What an Abonnement may ask for, and whether its address really receives messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import orjson
from django.conf import settings

from mijnzaken.zgw.fields import uuid7
from mijnzaken.zgw.rules import Change, Fault, check, effect
from notificaties.models import Kanaal
from notificaties.verzenden import verzend

ONGEMACHTIGD = frozenset({401, 403})


@check("nrc", "notificaties.Abonnement:create,update")
def kanalen_en_filters_bestaan(c: Change) -> Iterator[Fault]:
    """Each kanaal exists and each filter is one of its kenmerken."""
    namen = [groep["naam"] for groep in c.new.kanalen]
    bekend = dict(Kanaal.objects.filter(naam__in=namen).values_list("naam", "filters"))
    for nummer, groep in enumerate(c.new.kanalen):
        naam = groep["naam"]
        if naam not in bekend:
            yield Fault(f"kanalen.{nummer}.naam", "kanaal_naam", f"Het kanaal {naam[:50]!r} bestaat niet.")
            continue
        vreemd = sorted(set(groep.get("filters") or {}) - set(bekend[naam]))
        if vreemd:
            reden = f"Het kanaal {naam} heeft geen kenmerk {', '.join(vreemd)[:200]}."
            yield Fault(f"kanalen.{nummer}.filters", "inconsistent-abonnement-filters", reden)


@effect("nrc", "notificaties.Abonnement:create,update")
def filters_staan_er_altijd(c: Change) -> None:
    """No filters is an empty object."""
    c.new.kanalen = [
        {"naam": groep["naam"], "filters": groep.get("filters") or {}} for groep in c.new.kanalen
    ]


def keur_callback(url: str, auth: str) -> Fault | None:
    """Send a test message: the receiver must take it, and refuse it without ``auth`` if that is demanded.

    No registered rule: a trial over the network comes only after everything else has proved right.
    """
    if not settings.NOTIFICATIES_CALLBACK_PROEF:
        return None
    proef = orjson.dumps(_proefbericht())
    uitkomst = verzend(url, auth, uuid7(), proef)
    if uitkomst.code is None or not 200 <= uitkomst.code <= 209:
        reden = f"antwoord {uitkomst.code}" if uitkomst.code else "geen antwoord"
        return Fault(
            "callbackUrl", "invalid-callback-url", f"Een proefbericht werd niet aangenomen: {reden}."
        )
    if (
        settings.NOTIFICATIES_CALLBACK_AUTH_PROEF
        and verzend(url, "", uuid7(), proef).code not in ONGEMACHTIGD
    ):
        reden = "Een proefbericht zonder autorisatie moet met 401 of 403 geweigerd worden."
        return Fault("callbackUrl", "no-auth-on-callback-url", reden)
    return None


def _proefbericht() -> dict[str, object]:
    url = f"{settings.BASE_URL}/notificaties/api/v1"
    return {
        "kanaal": "test",
        "hoofdObject": url,
        "resource": "test",
        "resourceUrl": url,
        "actie": "create",
        "aanmaakdatum": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "kenmerken": {},
    }
