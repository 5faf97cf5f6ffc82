"""From deliveries to receivers: leases, order, back-off and the circuit breaker of one abonnement."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mijnzaken.zgw.outbox import wekker
from notificaties.verspreiden import ADEM, BEZORG, MAX_DUUR
from notificaties.verzenden import Uitkomst, verzend

log = structlog.get_logger(__name__)

PORTIE = 100
# After the last message a task waits this long for a next one: cheaper than a new task.
NAZIT = 0.2
FOUTEN_TOT_ONDERBREKING = 3
# A refusal (4xx) waits this many times longer than a failure: somebody has to repair something first.
WEIGERING_FACTOR = 12

NEEM = """
UPDATE notificaties_abonnement SET bezet_tot = statement_timestamp() + make_interval(secs => %s)
WHERE uuid = %s AND (bezet_tot IS NULL OR bezet_tot <= statement_timestamp() OR bezet_tot = %s)
  AND (geopend_tot IS NULL OR geopend_tot <= statement_timestamp())
RETURNING callback_url, auth, opeenvolgende_fouten, bezet_tot
"""
LAAT = "UPDATE notificaties_abonnement SET bezet_tot = NULL WHERE uuid = %s AND bezet_tot = %s"
TE_DOEN = """
SELECT v.id, b.uuid, coalesce(b.inhoud ->> 'hoofdObject', ''), b.inhoud::text, v.pogingen, v.vervalt_op
FROM notificaties_aflevering v JOIN zgw_bericht b ON b.id = v.bericht_id
WHERE v.abonnement_id = %s AND v.status = 'open' AND v.volgende_poging <= statement_timestamp()
ORDER BY v.volgende_poging, v.id LIMIT %s
"""
BEZORGD = """
UPDATE notificaties_aflevering v
SET status = 'bezorgd', pogingen = v.pogingen + 1, bezorgd_op = statement_timestamp(), laatste_code = u.code, laatste_fout = ''
FROM unnest(%s::bigint[], %s::smallint[]) AS u (id, code) WHERE v.id = u.id
"""
MISLUKT = """
UPDATE notificaties_aflevering SET status = %s, pogingen = pogingen + 1, volgende_poging = %s,
  laatste_code = %s, laatste_fout = %s
WHERE id = %s AND status = 'open'
"""
ZEKERING = "UPDATE notificaties_abonnement SET opeenvolgende_fouten = %s, geopend_tot = %s WHERE uuid = %s"


class Zending(NamedTuple):
    """An open delivery that is due."""

    id: int
    bericht: UUID
    hoofd_object: str
    inhoud: str
    pogingen: int
    vervalt_op: datetime


@dataclass
class Beurt:
    """The right to deliver to one abonnement until ``bezet_tot``."""

    abonnement: UUID
    callback_url: str
    auth: str
    fouten: int
    bezet_tot: datetime

    @property
    def proef(self) -> bool:
        """The breaker was open: one message decides whether it closes."""
        return self.fouten >= FOUTEN_TOT_ONDERBREKING


@dataclass
class Ronde:
    """The requests of one round, sent by several threads; stops at the third failure in a row."""

    beurt: Beurt
    fouten: int = 0
    uitkomsten: list[tuple[Zending, Uitkomst]] = field(default_factory=list)
    _slot: threading.Lock = field(default_factory=threading.Lock)
    _einde: float = field(default_factory=lambda: time.monotonic() + settings.NOTIFICATIES_LEES_SECONDEN)

    @property
    def voorbij(self) -> bool:
        return self.fouten >= FOUTEN_TOT_ONDERBREKING or time.monotonic() > self._einde

    def verstuur(self, zendingen: Sequence[Zending]) -> None:
        """Send what belongs to one main object, one after the other."""
        for zending in zendingen:
            if self.voorbij:
                return
            inhoud = zending.inhoud.encode()
            uitkomst = verzend(self.beurt.callback_url, self.beurt.auth, zending.bericht, inhoud)
            with self._slot:
                self.uitkomsten.append((zending, uitkomst))
                self.fouten = 0 if uitkomst.gelukt else self.fouten + 1


def bezorg(abonnement: UUID) -> int:
    """Send what is due for one abonnement; return how many messages were delivered.

    Does nothing when another task is at it or when the breaker is open. A message counts as delivered
    only after its answer came, so a killed worker means that it is sent again.
    """
    wek, taak = wekker(), (BEZORG, str(abonnement))
    totaal, einde = 0, time.monotonic() + MAX_DUUR
    beurt = neem_beurt(abonnement)
    while beurt:
        try:
            totaal += werk_af(beurt, einde)
        finally:
            laat_beurt(beurt)
        wek.slaap(*taak)
        if not zendingen(abonnement, 1):
            break
        if time.monotonic() > einde:
            wek.wek(*taak)
            break
        beurt = neem_beurt(abonnement)
    return totaal


def werk_af(beurt: Beurt, einde: float) -> int:
    """Rounds until nothing has come for a while, the breaker opens, the lease is lost or ``einde``."""
    totaal, laatst = 0, time.monotonic()
    while time.monotonic() < einde:
        rij = zendingen(beurt.abonnement, PORTIE)
        vol = len(rij) == PORTIE
        if rij:
            if beurt.proef:  # not the message that keeps failing, if there is another
                rij, vol = [min(rij, key=attrgetter("pogingen"))], True
            gelukt, door = ronde(beurt, rij)
            totaal, laatst = totaal + gelukt, time.monotonic()
            if not door or not verleng(beurt):
                break
        elif time.monotonic() - laatst > NAZIT:
            break
        if not vol:
            time.sleep(ADEM)
    return totaal


def ronde(beurt: Beurt, rij: Sequence[Zending]) -> tuple[int, bool]:
    """Send these, record what became of them; the number delivered, and whether to go on.

    Messages about one main object keep their order, different ones go side by side.
    """
    bezig = Ronde(beurt)
    groepen: dict[str, list[Zending]] = {}
    for zending in rij:
        groepen.setdefault(zending.hoofd_object, []).append(zending)
    if not connection.in_atomic_block:
        connection.close()  # to the pool: while we wait for the receiver somebody else may use it
    if len(groepen) == 1:
        bezig.verstuur(rij)
    else:
        with ThreadPoolExecutor(min(len(groepen), settings.NOTIFICATIES_GELIJKTIJDIG)) as draden:
            list(draden.map(bezig.verstuur, groepen.values()))
    gelukt = [(zending.id, uitkomst.code) for zending, uitkomst in bezig.uitkomsten if uitkomst.gelukt]
    mislukt = [(zending, uitkomst) for zending, uitkomst in bezig.uitkomsten if not uitkomst.gelukt]
    with transaction.atomic(), connection.cursor() as cursor:
        if gelukt:
            cursor.execute(BEZORGD, [list(kolom) for kolom in zip(*gelukt, strict=True)])
        if mislukt:
            cursor.executemany(MISLUKT, [stel_uit(zending, uitkomst) for zending, uitkomst in mislukt])
        door = zet_zekering(beurt, bezig)
    return len(gelukt), door


def zet_zekering(beurt: Beurt, bezig: Ronde) -> bool:
    """Open or close the circuit breaker after a round; False when it is open now.

    Three failures in a row open it for a while; then one message is tried, and each failure of that
    one doubles the pause, up to a maximum.
    """
    if not bezig.uitkomsten:
        return False
    fouten = bezig.fouten
    if fouten == len(bezig.uitkomsten):  # nothing succeeded: the failures of earlier rounds count on
        fouten += beurt.fouten
    if not beurt.proef:
        fouten = min(fouten, FOUTEN_TOT_ONDERBREKING)  # requests side by side are one moment
    fouten = min(fouten, 1000)
    geopend_tot = None
    if fouten >= FOUTEN_TOT_ONDERBREKING:
        geopend_tot = timezone.now() + onderbreking(fouten)
        log.warning("abonnement_onderbroken", abonnement=str(beurt.abonnement), tot=geopend_tot.isoformat())
    if fouten != beurt.fouten:
        with connection.cursor() as cursor:
            cursor.execute(ZEKERING, [fouten, geopend_tot, beurt.abonnement])
        beurt.fouten = fouten
    return geopend_tot is None


def onderbreking(fouten: int) -> timedelta:
    """How long the breaker stays open after this many failures in a row."""
    macht = min(fouten - FOUTEN_TOT_ONDERBREKING, 16)
    seconden = settings.NOTIFICATIES_ONDERBREKING_SECONDEN * 2**macht
    return timedelta(seconds=min(seconden, settings.NOTIFICATIES_ONDERBREKING_MAX_SECONDEN))


def stel_uit(zending: Zending, uitkomst: Uitkomst) -> tuple[str, datetime, int | None, str, int]:
    """The columns of a failed attempt: when to try again, or given up once ``vervalt_op`` has passed."""
    nu = timezone.now()
    if nu >= zending.vervalt_op:
        return "opgegeven", nu, uitkomst.code, uitkomst.fout, zending.id
    poging = min(nu + wachttijd(zending.pogingen + 1, uitkomst), zending.vervalt_op)
    return "open", poging, uitkomst.code, uitkomst.fout, zending.id


def wachttijd(pogingen: int, uitkomst: Uitkomst) -> timedelta:
    """Exponential back-off with a quarter of jitter; longer after a refusal or when the receiver asks so."""
    seconden: float = settings.NOTIFICATIES_WACHT_SECONDEN * 2 ** min(pogingen - 1, 20)
    if uitkomst.geweigerd:
        seconden *= WEIGERING_FACTOR
    seconden = min(max(seconden, uitkomst.wacht), settings.NOTIFICATIES_WACHT_MAX_SECONDEN)
    return timedelta(seconds=seconden * random.uniform(0.75, 1.25))  # noqa: S311 - spreading, not secrecy


def lease() -> timedelta:
    """How long a lease holds: a round (its requests begin within one read time-out) fits in three quarters."""
    return timedelta(
        seconds=(settings.NOTIFICATIES_VERBIND_SECONDEN + 3 * settings.NOTIFICATIES_LEES_SECONDEN) / 0.75
    )


def neem_beurt(abonnement: UUID, vorige: datetime | None = None) -> Beurt | None:
    """Take the lease of an abonnement (or prolong ``vorige``); None when it is taken or the breaker open."""
    with connection.cursor() as cursor:
        cursor.execute(NEEM, [lease().total_seconds(), abonnement, vorige])
        rij = cursor.fetchone()
    return Beurt(abonnement, *rij) if rij else None


def verleng(beurt: Beurt) -> bool:
    """Prolong the lease when a quarter of it is gone; False when another task has taken it."""
    wekker().blijf(BEZORG, str(beurt.abonnement))
    if beurt.bezet_tot - timezone.now() > lease() * 0.75:
        return True
    nieuw = neem_beurt(beurt.abonnement, beurt.bezet_tot)
    if nieuw:
        beurt.bezet_tot = nieuw.bezet_tot
    return nieuw is not None


def laat_beurt(beurt: Beurt) -> None:
    """Give the lease back, unless it is no longer ours."""
    with connection.cursor() as cursor:
        cursor.execute(LAAT, [beurt.abonnement, beurt.bezet_tot])


def zendingen(abonnement: UUID, aantal: int) -> list[Zending]:
    """The deliveries that are due, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(TE_DOEN, [abonnement, aantal])
        return [Zending(*rij) for rij in cursor.fetchall()]
