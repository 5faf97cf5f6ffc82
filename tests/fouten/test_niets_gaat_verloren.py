"""Nothing is lost: whatever is killed, every committed message arrives at least once, and no other."""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from urllib.parse import quote

import pytest
from django.db import connection

from mijnzaken.zgw.models import Bericht
from notificaties.models import Abonnement, Aflevering
from tests.fouten.diensten import Ontvanger, Proces, valkey, vrije_poort, wacht_op_valkey

STORINGEN = int(os.environ.get("FOUTEN_STORINGEN", "55"))
SEED = int(os.environ.get("FOUTEN_SEED", str(time.time_ns() % 1_000_000)))
MAX_NALOOP = 40
OPSTARTTIJD = 4

SNEL = {
    "NOTIFICATIES_VERBIND_SECONDEN": "1",
    "NOTIFICATIES_LEES_SECONDEN": "1",
    "NOTIFICATIES_WACHT_SECONDEN": "1",
    "NOTIFICATIES_WACHT_MAX_SECONDEN": "2",
    "NOTIFICATIES_ONDERBREKING_SECONDEN": "1",
    "NOTIFICATIES_ONDERBREKING_MAX_SECONDEN": "2",
    "NOTIFICATIES_VEEG_SECONDEN": "1",
}


def database_url() -> str:
    s = connection.settings_dict
    wie = quote(s["USER"]) + (f":{quote(s['PASSWORD'])}" if s["PASSWORD"] else "") + "@" if s["USER"] else ""
    return f"postgresql://{wie}/{s['NAME']}?host={quote(s['HOST'] or '')}&port={s['PORT'] or 5432}"


@pytest.fixture
def opstelling(transactional_db, tmp_path):
    """Broker, two workers, beat and writer as processes, two receivers in threads."""
    poort = vrije_poort()
    env = {
        **os.environ,
        **SNEL,
        "DJANGO_SETTINGS_MODULE": "mijnzaken.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": f"redis://127.0.0.1:{poort}/0",
        "LOG_LEVEL": "WARNING",
    }
    celery = [sys.executable, "-m", "celery", "-A", "mijnzaken.celery"]
    zuinig = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    werker = [*celery, "worker", "-P", "threads", "-c", "4", *zuinig]
    delen = {
        "redis": valkey(poort, tmp_path),
        "worker": Proces("worker", werker, env, tmp_path),
        "tweede worker": Proces("tweede-worker", werker, env, tmp_path),
        "beat": Proces("beat", [*celery, "beat", "-s", str(tmp_path / "beat")], env, tmp_path),
        "schrijver": Schrijver(env, tmp_path),
    }
    alles, deel = Ontvanger("Token alles", storing=0.02), Ontvanger("Token deel")
    for ontvanger, filters in ((alles, {}), (deel, {"zaaktype": "zt-3", "bronorganisatie": "*"})):
        ontvanger.start()
        kanalen = [{"naam": "zaken", "filters": filters}]
        Abonnement.objects.create(callback_url=ontvanger.url, auth=ontvanger.auth, kanalen=kanalen)
    for proces in delen.values():
        proces.start()
    wacht_op_valkey(poort)
    yield delen, alles, deel, poort
    for proces in delen.values():
        proces.dood()
    alles.stop()
    deel.stop()


class Schrijver(Proces):
    """The writer; each life writes a series of its own."""

    leven = 0

    def __init__(self, env, map_) -> None:
        super().__init__("schrijver", [], env, map_)

    def start(self) -> None:
        self.leven += 1
        self.opdracht = [sys.executable, "tests/fouten/schrijver.py", f"r{self.leven}"]
        super().start()


def verstoor(soort: str, delen, ontvanger: Ontvanger, poort: int) -> None:
    if soort == "spoel redis":
        wacht_op_valkey(poort).flushall()
    elif soort == "ontvanger":
        ontvanger.stop()
        time.sleep(random.uniform(0, 0.5))
        ontvanger.start()
    else:
        delen[soort].herstart()


def test_alles_wat_is_vastgelegd_komt_aan(opstelling, capsys):
    delen, alles, deel, poort = opstelling
    random.seed(SEED)
    gewichten = {
        "worker": 3,
        "tweede worker": 3,
        "ontvanger": 4,
        "redis": 2,
        "spoel redis": 3,
        "schrijver": 1,
        "beat": 1,
    }
    geteld: Counter[str] = Counter()
    wacht_tot(lambda: len(alles.ontvangen) > 0, 20)

    for _ in range(STORINGEN):
        time.sleep(random.uniform(0.1, 1.3))
        (soort,) = random.choices(list(gewichten), gewichten.values())
        if "worker" in soort and delen[soort].leeftijd < OPSTARTTIJD:
            soort = "ontvanger"  # killing a worker that is not at work yet proves nothing
        verstoor(soort, delen, alles, poort)
        geteld[soort] += 1
    delen["redis"].dood()  # what is written from here on nobody is woken for
    time.sleep(1.5)
    delen["schrijver"].dood()
    delen["redis"].start()
    alles.storing = 0.0
    klaar = wacht_tot(lambda: not te_doen(), MAX_NALOOP)

    vastgelegd = {str(b.uuid): b.inhoud for b in Bericht.objects.all()}
    with capsys.disabled():
        print(  # noqa: T201 - the count is the point of this test
            f"\n[seed {SEED}] {sum(geteld.values())} storingen {dict(geteld)}: {len(vastgelegd)} vastgelegd, "
            f"{len(alles.ontvangen)} ontvangen in {alles.ontvangen.total()} keer"
        )
    assert klaar, f"na {MAX_NALOOP} s nog onderweg: {te_doen()}"
    assert len(vastgelegd) > 10 * STORINGEN
    assert set(alles.ontvangen) == set(vastgelegd)
    assert alles.inhoud == vastgelegd
    assert not [b for b in alles.inhoud.values() if b["resourceUrl"].endswith("teruggedraaid")]
    assert set(deel.ontvangen) == {n for n, b in vastgelegd.items() if b["kenmerken"]["zaaktype"] == "zt-3"}


def te_doen() -> tuple[int, int]:
    aantallen = (
        Bericht.objects.filter(verspreid_op=None).count(),
        Aflevering.objects.exclude(status="bezorgd").count(),
    )
    return aantallen if any(aantallen) else ()


def wacht_tot(voorwaarde, seconden: float) -> bool:
    einde = time.monotonic() + seconden
    while not voorwaarde():
        if time.monotonic() > einde:
            return False
        time.sleep(0.1)
    return True
