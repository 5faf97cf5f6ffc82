"""What an administrator does after a failure: send again, and let an abonnement try at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mijnzaken.zgw.outbox import wekker
from notificaties.models import Abonnement, Aflevering
from notificaties.verspreiden import BEZORG


def verstuur_opnieuw(afleveringen: QuerySet[Aflevering]) -> int:
    """Open these deliveries as if new, whatever became of them; return their number."""
    nu = timezone.now()
    with transaction.atomic():
        wie = set(afleveringen.order_by().values_list("abonnement", flat=True).distinct())
        aantal = afleveringen.order_by().update(
            status=Aflevering.Status.open,
            pogingen=0,
            volgende_poging=nu,
            vervalt_op=nu + timedelta(hours=settings.NOTIFICATIES_VERVALT_UREN),
            bezorgd_op=None,
        )
        transaction.on_commit(lambda: _wek(wie))
    return aantal


def sluit_onderbreking(abonnementen: QuerySet[Abonnement]) -> int:
    """Close the circuit breaker: what is due goes out now; return the number of abonnementen."""
    with transaction.atomic():
        wie = set(abonnementen.order_by().values_list("uuid", flat=True))
        aantal = Abonnement.objects.filter(uuid__in=wie).update(opeenvolgende_fouten=0, geopend_tot=None)
        transaction.on_commit(lambda: _wek(wie))
    return aantal


def _wek(abonnementen: Iterable[UUID]) -> None:
    for abonnement in abonnementen:
        wekker().wek(BEZORG, str(abonnement))
