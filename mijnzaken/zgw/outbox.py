"""The outbox: a notification is a row in the transaction of its change; Redis only wakes its readers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import kombu.exceptions
import orjson
import redis
import structlog
from django.conf import settings
from django.db import connection, transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

from mijnzaken.celery import app
from mijnzaken.zgw.fields import uuid7

log = structlog.get_logger(__name__)

VERSPREID = "notificaties.verspreid"

INSERT = "INSERT INTO zgw_bericht (uuid, kanaal, inhoud) VALUES (%s::uuid, %s, %s::jsonb)"


def plaats(kanaal: str, inhoud: Mapping[str, Any]) -> None:
    """Put one message in the outbox; it exists exactly when the surrounding transaction commits.

    ``inhoud`` is the whole message (contract notificaties.Message) and goes to subscribers as it is;
    dates and uuids in it may be Python objects. The distributor is woken once per transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [uuid7(), kanaal, orjson.dumps(inhoud).decode()])
    # A rollback to a savepoint removes the hooks that were added inside it, so looking here is exact.
    if not any(wek in hook for hook in connection.run_on_commit):
        transaction.on_commit(wek)


def wek() -> None:
    """Wake the distributor; never raises, because the periodic sweep finds whatever this misses."""
    wekker().wek(VERSPREID)


class Wekker:
    """Sends a task unless the same task is already on its way or at work.

    A key in Redis says so. The task calls :meth:`blijf` while it works, then :meth:`slaap`, and only
    after that takes its last look: whoever committed while the key stood is seen by that last look,
    whoever commits later finds no key and sends the task anew. The key expires by itself, so that a
    killed worker or a lost task costs seconds, and the periodic sweep covers those.

    Redis may be away: each failure is swallowed, and for a growing pause (at most ``RUST_MAX``) it is
    not tried again, so that writes do not wait for it.
    """

    GELDIG = 5
    RUST_MIN, RUST_MAX = 0.5, 5.0

    def __init__(self, url: str) -> None:
        # Celery and redis-py name a Unix socket differently.
        self._redis = redis.Redis.from_url(
            url.replace("redis+socket://", "unix://", 1).replace("virtual_host=", "db="),
            socket_connect_timeout=0.25,
            socket_timeout=0.25,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
        )
        self._rust = 0.0
        self._wakker_na = 0.0

    def wek(self, taak: str, *args: str) -> None:
        """Send the task, once, however often this is called before the task has run."""
        if self._sleutel("set", taak, args, nx=True):
            try:
                app.send_task(taak, args=args, retry=False, ignore_result=True)
            except (kombu.exceptions.OperationalError, OSError, redis.RedisError) as fout:
                self._faal(fout)
                self._sleutel("wis", taak, args)

    def blijf(self, taak: str, *args: str) -> None:
        """Keep others from sending the task: it is running and will look again."""
        self._sleutel("set", taak, args, nx=False)

    def slaap(self, taak: str, *args: str) -> None:
        """The task is about to take its last look; from now on it must be sent anew."""
        self._sleutel("wis", taak, args)

    def _sleutel(self, doe: str, taak: str, args: tuple[str, ...], *, nx: bool = False) -> bool:
        """Set or delete the key; True when that changed it, False also when Redis is away."""
        if time.monotonic() < self._wakker_na:
            return False
        naam = ":".join(("wek", taak, *args))
        try:
            if doe == "wis":
                gelukt = bool(self._redis.delete(naam))
            else:
                gelukt = bool(self._redis.set(naam, 1, nx=nx, ex=self.GELDIG))
        except (redis.RedisError, OSError) as fout:
            self._faal(fout)
            return False
        self._rust = 0.0
        return gelukt

    def _faal(self, fout: Exception) -> None:
        self._rust = min(self.RUST_MAX, max(self.RUST_MIN, self._rust * 2))
        self._wakker_na = time.monotonic() + self._rust
        log.warning("wekken_mislukt", fout=str(fout), rust_seconden=self._rust)


@cache
def wekker() -> Wekker:
    """The one Wekker of this process, on the broker's Redis."""
    return Wekker(settings.REDIS_URL)
