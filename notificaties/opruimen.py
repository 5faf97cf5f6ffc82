"""What runs by the clock: finding work whose wake-up was lost, giving up, and throwing away."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mijnzaken.zgw.models import Bericht
from mijnzaken.zgw.outbox import wek, wekker
from notificaties.verspreiden import BEZORG

log = structlog.get_logger(__name__)

PORTIE = 5000

TE_WEKKEN = """
SELECT a.uuid FROM notificaties_abonnement a
WHERE (a.geopend_tot IS NULL OR a.geopend_tot <= statement_timestamp()) AND (a.bezet_tot IS NULL OR a.bezet_tot <= statement_timestamp())
  AND EXISTS (SELECT FROM notificaties_aflevering v
    WHERE v.abonnement_id = a.uuid AND v.status = 'open' AND v.volgende_poging <= statement_timestamp())
"""
GEEF_OP = """
UPDATE notificaties_aflevering v SET status = 'opgegeven', laatste_fout = CASE v.laatste_fout
  WHEN '' THEN 'De ontvanger was niet bereikbaar.' ELSE v.laatste_fout END
FROM notificaties_abonnement a
WHERE a.uuid = v.abonnement_id AND a.geopend_tot > statement_timestamp() AND v.status = 'open' AND v.vervalt_op <= statement_timestamp()
"""
OUD = """
SELECT id, uuid FROM zgw_bericht WHERE uuid > %s AND uuid < %s AND verspreid_op IS NOT NULL
ORDER BY uuid LIMIT %s
"""
WIS_AFLEVERINGEN = """
DELETE FROM notificaties_aflevering WHERE bericht_id = ANY(%s::bigint[])
  AND (status = 'bezorgd' AND bezorgd_op < %s OR status = 'opgegeven' AND vervalt_op < %s)
"""
WIS_BERICHTEN = """
DELETE FROM zgw_bericht b WHERE id = ANY(%s::bigint[])
  AND NOT EXISTS (SELECT FROM notificaties_aflevering v WHERE v.bericht_id = b.id)
"""


def veeg() -> None:
    """Wake the distributor and every receiver that has work waiting: retries, and lost wake-ups."""
    if Bericht.objects.filter(verspreid_op=None).exists():
        wek()
    with connection.cursor() as cursor:
        cursor.execute(TE_WEKKEN)
        for (abonnement,) in cursor.fetchall():
            wekker().wek(BEZORG, str(abonnement))


def ruim_op() -> None:
    """Give up what outlived its term behind an open breaker; delete what was kept long enough."""
    with connection.cursor() as cursor:
        cursor.execute(GEEF_OP)
        if cursor.rowcount:
            log.warning("afleveringen_opgegeven", aantal=cursor.rowcount)
    nu = timezone.now()
    wis(
        nu - timedelta(days=settings.NOTIFICATIES_BEWAAR_DAGEN),
        nu - timedelta(days=settings.NOTIFICATIES_BEWAAR_DAGEN_OPGEGEVEN),
    )


def wis(bezorgd_voor: datetime, opgegeven_voor: datetime) -> int:
    """Delete messages of before ``bezorgd_voor`` with nothing open; return their number.

    Runs through the time-ordered uuids in portions, each a short transaction. A message is kept as
    long as one of its deliveries is.
    """
    totaal, na, tot = 0, UUID(int=0), UUID(int=int(bezorgd_voor.timestamp() * 1000) << 80)
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(OUD, [na, tot, PORTIE])
            rijen = cursor.fetchall()
            nummers = [nummer for nummer, _ in rijen]
            cursor.execute(WIS_AFLEVERINGEN, [nummers, bezorgd_voor, opgegeven_voor])
            cursor.execute(WIS_BERICHTEN, [nummers])
            totaal += int(cursor.rowcount)
        if len(rijen) < PORTIE:
            return totaal
        na = rijen[-1][1]
