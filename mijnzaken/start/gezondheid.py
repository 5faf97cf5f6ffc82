"""How each part of the installation is doing."""

from dataclasses import dataclass
from typing import Literal

import structlog
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone
from psycopg_pool import PoolTimeout

from mijnzaken.celery import app
from mijnzaken.zgw.models import Bericht

Status = Literal["ok", "verminderd", "fout"]
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Onderdeel:
    """One part: its state, and for the outbox how many messages wait and how old the oldest is."""

    naam: str
    status: Status
    toelichting: str = ""
    wachtend: int | None = None
    achterstand_seconden: float | None = None


@dataclass(frozen=True)
class Gezondheid:
    """The state of the installation: only without a database it cannot do its work."""

    onderdelen: tuple[Onderdeel, ...]

    @property
    def status(self) -> Status:
        standen = {onderdeel.status for onderdeel in self.onderdelen}
        return "fout" if "fout" in standen else "verminderd" if "verminderd" in standen else "ok"


def meet() -> Gezondheid:
    """Ask every part how it is; never raises for a part that is down."""
    return Gezondheid((*_database_en_outbox(), _broker()))


def _database_en_outbox() -> tuple[Onderdeel, ...]:
    try:
        connection.ensure_connection()
        stand = Bericht.objects.filter(verspreid_op=None).aggregate(
            aantal=Count("id"), oudste=Min("aanmaakdatum")
        )
    except (DatabaseError, PoolTimeout) as fout:
        log.warning("database onbereikbaar", fout=str(fout).strip())
        return (Onderdeel("database", "fout", "De database antwoordt niet."),)
    achterstand = (timezone.now() - stand["oudste"]).total_seconds() if stand["oudste"] else 0.0
    outbox = Onderdeel(
        "outbox", "ok", wachtend=stand["aantal"], achterstand_seconden=round(max(achterstand, 0.0), 1)
    )
    return Onderdeel("database", "ok"), outbox


def _broker() -> Onderdeel:
    try:
        with app.connection_for_write(connect_timeout=2) as lijn:
            lijn.connect()
            lijn.default_channel.client.ping()
    except Exception as fout:  # noqa: BLE001 - each transport raises its own; down is down
        log.warning("broker onbereikbaar", fout=str(fout))
        return Onderdeel(
            "broker",
            "verminderd",
            "De broker antwoordt niet; berichten wachten in de database tot hij terug is.",
        )
    return Onderdeel("broker", "ok")
