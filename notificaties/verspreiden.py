"""From outbox to deliveries: each message becomes one Aflevering per matching Abonnement."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mijnzaken.zgw.outbox import VERSPREID, wekker

BEZORG = "notificaties.bezorg"

PORTIE = 500
# Pause between two looks while messages keep coming: many writes share one round.
ADEM = 0.05
# A task ends by then, so that no task holds a worker thread for itself.
MAX_DUUR = 20.0

BERICHTEN = """
SELECT id, kanaal, coalesce(inhoud ->> 'kenmerken', '{}') FROM zgw_bericht
WHERE verspreid_op IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
# The key share lock keeps an abonnement from being deleted between this and the insert below.
ABONNEMENTEN = (
    "SELECT uuid, kanalen::text, geopend_tot FROM notificaties_abonnement ORDER BY uuid FOR KEY SHARE"
)
AFLEVERINGEN = """
INSERT INTO notificaties_aflevering (bericht_id, abonnement_id, vervalt_op)
SELECT bericht, abonnement, statement_timestamp() + make_interval(hours => %s)
FROM unnest(%s::bigint[], %s::uuid[]) AS paar (bericht, abonnement)
"""
VERSPREID_OP = "UPDATE zgw_bericht SET verspreid_op = statement_timestamp() WHERE id = ANY(%s::bigint[])"


class Ontvanger(NamedTuple):
    """What the distributor knows of an abonnement."""

    uuid: UUID
    kanalen: list[dict[str, Any]]
    geopend_tot: datetime | None


def past(kanalen: Iterable[Mapping[str, Any]], kanaal: str, kenmerken: Mapping[str, str]) -> bool:
    """Whether one of the subscribed kanalen asks for a message with these kenmerken.

    Each filter must equal the kenmerk of that name; ``*`` and an absent key leave it free.
    """
    return any(
        groep["naam"] == kanaal
        and all(
            waarde in {"*", kenmerken.get(sleutel)}
            for sleutel, waarde in (groep.get("filters") or {}).items()
        )
        for groep in kanalen
    )


def verspreid() -> int:
    """Distribute everything that waits, stay a little for what follows; return the number of messages.

    Safe to run several times at once: every message is claimed by a row lock.
    """
    wek, totaal, einde = wekker(), 0, time.monotonic() + MAX_DUUR
    while aantal := verspreid_portie():
        totaal += aantal
        if time.monotonic() > einde:
            break
        wek.blijf(VERSPREID)
        if aantal < PORTIE:
            time.sleep(ADEM)
    wek.slaap(VERSPREID)
    laatste = verspreid_portie()
    if laatste == PORTIE:
        wek.wek(VERSPREID)
    return totaal + laatste


def verspreid_portie() -> int:
    """Distribute the oldest messages in one transaction and wake the delivery of their receivers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BERICHTEN, [PORTIE])
        berichten = cursor.fetchall()
        if not berichten:
            return 0
        cursor.execute(ABONNEMENTEN)
        paren = koppel(
            [(nummer, kanaal, orjson.loads(kenmerken)) for nummer, kanaal, kenmerken in berichten],
            [
                Ontvanger(uuid, orjson.loads(kanalen), open_tot)
                for uuid, kanalen, open_tot in cursor.fetchall()
            ],
        )
        if paren:
            nummers = [nummer for nummer, _ in paren]
            ontvangers = [ontvanger.uuid for _, ontvanger in paren]
            cursor.execute(AFLEVERINGEN, [settings.NOTIFICATIES_VERVALT_UREN, nummers, ontvangers])
        cursor.execute(VERSPREID_OP, [[nummer for nummer, *_ in berichten]])
    wek_bezorging({ontvanger.uuid: ontvanger for _, ontvanger in paren}.values())
    return len(berichten)


def koppel(
    berichten: Iterable[tuple[int, str, dict[str, str]]], ontvangers: Iterable[Ontvanger]
) -> list[tuple[int, Ontvanger]]:
    """Pair each message (number, kanaal, kenmerken) with the receivers that asked for it, in order."""
    per_kanaal: dict[str, list[Ontvanger]] = defaultdict(list)
    for ontvanger in ontvangers:
        for naam in {groep["naam"] for groep in ontvanger.kanalen}:
            per_kanaal[naam].append(ontvanger)
    return [
        (nummer, ontvanger)
        for nummer, kanaal, kenmerken in berichten
        for ontvanger in per_kanaal[kanaal]
        if past(ontvanger.kanalen, kanaal, kenmerken)
    ]


def wek_bezorging(ontvangers: Iterable[Ontvanger]) -> None:
    """Wake a delivery task for each receiver whose circuit breaker lets messages through."""
    nu = timezone.now()
    for ontvanger in ontvangers:
        if ontvanger.geopend_tot is None or ontvanger.geopend_tot <= nu:
            wekker().wek(BEZORG, str(ontvanger.uuid))
