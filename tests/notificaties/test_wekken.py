"""Redis only carries the wake-up: at most one per task under way, and its absence costs nothing."""

from __future__ import annotations

import pytest
import redis

from mijnzaken.zgw.outbox import Wekker, wek
from tests.flows.diensten import vrije_poort

TAAK = "notificaties.test"


@pytest.fixture
def wekker(settings):
    from mijnzaken.celery import app

    wekker = Wekker(settings.REDIS_URL)
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.delete(f"wek:{TAAK}:a")
    voor = app.amqp.queues["celery"].name
    lengte = client.llen(voor)
    yield wekker, lambda: client.llen(voor) - lengte
    client.delete(f"wek:{TAAK}:a")
    client.ltrim(voor, client.llen(voor) - lengte, -1)


def test_een_taak_die_al_onderweg_is_wordt_niet_nogmaals_verstuurd(wekker):
    een, gestuurd = wekker
    for _ in range(5):
        een.wek(TAAK, "a")

    assert gestuurd() == 1


def test_na_het_inslapen_wordt_opnieuw_gewekt(wekker):
    een, gestuurd = wekker
    een.wek(TAAK, "a")
    een.blijf(TAAK, "a")
    een.slaap(TAAK, "a")
    een.wek(TAAK, "a")

    assert gestuurd() == 2


def test_zonder_redis_gaat_alles_door_en_wordt_niet_steeds_opnieuw_geprobeerd(monkeypatch):
    wekker = Wekker(f"redis://127.0.0.1:{vrije_poort()}/0")
    pogingen = []
    echt = wekker._redis.set
    monkeypatch.setattr(wekker._redis, "set", lambda *a, **k: pogingen.append(a) or echt(*a, **k))

    for _ in range(10):
        wekker.wek(TAAK, "a")

    assert len(pogingen) == 1


def test_een_socket_mag_heten_zoals_celery_hem_noemt():
    kenmerken = Wekker(
        "redis+socket:///run/valkey.sock?virtual_host=2"
    )._redis.connection_pool.connection_kwargs

    assert (kenmerken["path"], kenmerken["db"]) == ("/run/valkey.sock", 2)


def test_wekken_geeft_nooit_een_fout(monkeypatch):
    monkeypatch.setattr("mijnzaken.zgw.outbox.wekker", lambda: Wekker(f"redis://127.0.0.1:{vrije_poort()}/0"))

    wek()
