"""Nothing is lost: whatever is killed while meldingen are handled, every write's notification arrives."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter

import httpx
import pytest

from tests.factories import BSN
from tests.flows.diensten import Ontvanger, wacht_op_valkey, wacht_tot
from tests.flows.draad import Zaaktype
from tests.flows.product import SNEL, Product

STORINGEN = int(os.environ.get("FOUTEN_STORINGEN", "55"))
SEED = int(os.environ.get("FOUTEN_SEED", str(time.time_ns() % 1_000_000)))
GEWICHTEN = {
    "worker": 6,
    "tweede worker": 6,
    "ontvanger": 8,
    "redis": 4,
    "spoel redis": 6,
    "beat": 2,
    "web": 1,
}
BEHANDELAARS = 3
MAX_NALOOP = 40
# Killing a part that is not at work yet proves nothing.
OPSTARTTIJD = {"worker": 5, "tweede worker": 5, "web": 15}
TE_DOEN = """
SELECT (SELECT count(*) FROM zgw_bericht WHERE verspreid_op IS NULL),
       (SELECT count(*) FROM notificaties_aflevering WHERE status <> 'bezorgd')
"""


class Behandelaar(threading.Thread):
    """Handles one melding after the other over the API until ``klaar``; remembers what was confirmed."""

    def __init__(self, product: Product, zaaktypen: list[Zaaktype], klaar: threading.Event) -> None:
        super().__init__(daemon=True)
        self.api, self.zaaktypen, self.klaar = product.api(), zaaktypen, klaar
        self.bevestigd: list[tuple[str, str]] = []
        self.onbeantwoord = 0
        self.geweigerd = 0
        self.fout: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.klaar.is_set():
                try:
                    self.melding(random.choice(self.zaaktypen))
                except httpx.HTTPError:
                    # The web process was killed: this write was done, or it was not.
                    self.onbeantwoord += 1
                    time.sleep(0.2)
        except BaseException as fout:  # noqa: BLE001 - shown by the test
            self.fout = fout

    def melding(self, zaaktype: Zaaktype) -> None:
        zaak = self.maak("zaken", zaaktype.zaak())
        self.maak("rollen", zaaktype.rol(zaak, BSN))
        self.maak("statussen", zaaktype.status(zaak, 0, "2026-01-05"))
        self.geweigerd += bool(self.api.post("statussen", zaaktype.status(zaak, -1, "2026-01-06")).codes)
        resultaat = self.maak("resultaten", zaaktype.resultaat(zaak))
        self.maak("statussen", zaaktype.status(zaak, -1, "2026-01-07"))
        self.maak("statussen", zaaktype.status(zaak, 1, "2026-01-08"))  # reopens
        assert self.api.delete(resultaat).status == 204
        self.bevestigd.append(("destroy", resultaat["url"]))

    def maak(self, pad: str, body: dict) -> dict:
        nieuw = self.api.maak(pad, body)
        self.bevestigd.append(("create", nieuw["url"]))
        time.sleep(random.uniform(0, 0.04))
        return nieuw


@pytest.fixture
def opstelling(tmp_path):
    """The product with two workers, and two subscribers: one for everything, one for one zaaktype."""
    product = Product(tmp_path, **SNEL)
    alles, deel = Ontvanger("Token alles", storing=0.02), Ontvanger("Token deel")
    try:
        product.start()
        alles.start()
        deel.start()
        yield product, alles, deel
    finally:
        product.stop()
        alles.stop()
        deel.stop()


def abonneer(api, ontvanger, filters):
    kanalen = [{"naam": "zaken", "filters": filters}]
    body = {"callbackUrl": ontvanger.url, "auth": ontvanger.auth, "kanalen": kanalen}
    assert wacht_tot(lambda: api.post("abonnement", body).status == 201, 10)  # a trial may fail: 2 % do


def verstoor(soort: str, product: Product, ontvanger: Ontvanger) -> None:
    if soort == "spoel redis":
        wacht_op_valkey(product.redis_poort).flushall()
    elif soort == "ontvanger":
        ontvanger.stop()
        time.sleep(random.uniform(0, 0.5))
        ontvanger.start()
    else:
        product.delen[soort].herstart()


def stoor(product: Product, ontvanger: Ontvanger) -> Counter[str]:
    """All failures, one after the other; how often each."""
    geteld: Counter[str] = Counter()
    for _ in range(STORINGEN):
        time.sleep(random.uniform(0.1, 1.2))
        (soort,) = random.choices(list(GEWICHTEN), GEWICHTEN.values())
        if soort in OPSTARTTIJD and product.delen[soort].leeftijd < OPSTARTTIJD[soort]:
            soort = "ontvanger"
        verstoor(soort, product, ontvanger)
        geteld[soort] += 1
    return geteld


def test_elke_bevestigde_schrijfactie_komt_aan(opstelling, capsys):
    product, alles, deel = opstelling
    random.seed(SEED)
    api = product.api()
    melding, vergunning = Zaaktype(api, "MELDING"), Zaaktype(api, "VERGUNNING")
    abonneer(api, alles, {})
    abonneer(api, deel, {"zaaktype": melding.type["url"], "bronorganisatie": "*"})
    klaar = threading.Event()
    mensen = [Behandelaar(product, [melding, vergunning], klaar) for _ in range(BEHANDELAARS)]
    for mens in mensen:
        mens.start()
    wacht_tot(lambda: alles.berichten("zaken"), 20)

    geteld = stoor(product, alles)
    product.delen["redis"].dood()  # what is written from here on nobody is woken for
    time.sleep(1.5)
    klaar.set()
    for mens in mensen:
        mens.join()
    product.delen["redis"].start()
    alles.storing = 0.0
    rustig = wacht_tot(lambda: product.database.vraag(TE_DOEN) == [(0, 0)], MAX_NALOOP)

    vastgelegd = {str(n): b for n, b in product.database.vraag("SELECT uuid, inhoud FROM zgw_bericht")}
    ontvangen = alles.berichten("zaken")
    bevestigd = [wat for mens in mensen for wat in mens.bevestigd]
    keer = sum(alles.ontvangen[nummer] for nummer in ontvangen)
    onbeantwoord, geweigerd = sum(m.onbeantwoord for m in mensen), sum(m.geweigerd for m in mensen)
    with capsys.disabled():
        print(  # noqa: T201 - the count is the point of this test
            f"\n[seed {SEED}] {geteld.total()} storingen {dict(geteld)}: {len(bevestigd)} bevestigd, "
            f"{onbeantwoord} zonder antwoord, {geweigerd} geweigerd; {len(vastgelegd)} vastgelegd, "
            f"{len(ontvangen)} ontvangen in {keer} keer"
        )
    assert not [mens.fout for mens in mensen if mens.fout]
    assert rustig, f"na {MAX_NALOOP} s nog onderweg: {product.database.vraag(TE_DOEN)}"
    assert len(bevestigd) > 5 * STORINGEN
    assert set(bevestigd) <= {(b["actie"], b["resourceUrl"]) for b in ontvangen.values()}
    assert ontvangen == vastgelegd
    assert len(bevestigd) <= len(vastgelegd) <= len(bevestigd) + onbeantwoord
    assert deel.berichten("zaken") == {
        n: b for n, b in vastgelegd.items() if b["kenmerken"]["zaaktype"] == melding.type["url"]
    }
