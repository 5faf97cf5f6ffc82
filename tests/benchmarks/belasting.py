"""A closed-loop load client: N keep-alive connections, each sends its next request after the previous answer."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

Request = tuple[str, str, bytes | None]


@dataclass
class Meting:
    """What one run measured: requests per second and latencies in milliseconds."""

    per_seconde: float
    p50: float
    p95: float
    fouten: int
    bytes: int


def meet(
    base: str,
    volgende: Callable[[int, int], Request],
    headers: Callable[[], dict[str, str]],
    *,
    gelijktijdig: int,
    seconden: float,
) -> Meting:
    """Run ``volgende(verbinding, nummer)`` against a loopback server for a bounded time."""
    host = urlsplit(base).netloc
    if not host.startswith(("127.0.0.1:", "localhost:")):
        raise ValueError("loopback only")
    tijden: list[float] = []
    fouten = omvang = 0
    lock = threading.Lock()
    einde = time.perf_counter() + seconden

    def loop(index: int) -> None:
        nonlocal fouten, omvang
        verbinding = http.client.HTTPConnection(host, timeout=30)
        eigen, mis, groot, nummer = [], 0, 0, 0
        kop = headers()
        while time.perf_counter() < einde and nummer < 100_000:
            methode, pad, inhoud = volgende(index, nummer)
            start = time.perf_counter()
            verbinding.request(methode, pad, inhoud, kop)
            antwoord = verbinding.getresponse()
            data = antwoord.read()
            eigen.append((time.perf_counter() - start) * 1000)
            mis += antwoord.status >= 400
            groot = len(data)
            nummer += 1
        verbinding.close()
        with lock:
            tijden.extend(eigen)
            fouten += mis
            omvang = groot

    begin = time.perf_counter()
    threads = [threading.Thread(target=loop, args=(i,)) for i in range(gelijktijdig)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    duur = time.perf_counter() - begin
    tijden.sort()
    return Meting(
        len(tijden) / duur, statistics.median(tijden), tijden[int(len(tijden) * 0.95)], fouten, omvang
    )
