"""Benchmarks over HTTP, each beside its floor: ``make bench``.

Starts the product and the floor (vloer.py) under granian with the same workers and threads, on the
database of DATABASE_URL (by default an embedded one that stays in var/bench), fills it to N zaken when it
holds fewer, and prints medians and ratios.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

if "DATABASE_URL" not in os.environ:  # services of our own, with a disk that is really waited for
    from mijnzaken.lokaal.diensten import Diensten

    with Diensten(ROOT / "var" / "bench") as diensten:
        own = {
            **os.environ,
            **diensten.omgeving,
            "LOKAAL": "1",
            "SECRET_KEY": "b" * 60,
            "LOG_VERZOEKEN": "geen",
        }
        sys.exit(subprocess.call([sys.executable, __file__, *sys.argv[1:]], env=own))

import django  # noqa: E402

SECRET = "b" * 40
ZAAKTYPEN = 100


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


PORT = free_port()
os.environ["BASE_URL"] = f"http://127.0.0.1:{PORT}"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mijnzaken.settings")
django.setup()

import jwt  # noqa: E402
import orjson  # noqa: E402
from belasting import Meting, meet  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from catalogi.genereren import catalogus_met  # noqa: E402
from catalogi.models import StatusType, ZaakType  # noqa: E402
from mijnzaken.zgw.reader import reader  # noqa: E402
from mijnzaken.zgw.resource import registry  # noqa: E402
from zaken import tellen  # noqa: E402
from zaken.models import Rol, Zaak  # noqa: E402


def serve(app: str, port: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--log-level", "warning", app,
    ]  # fmt: skip
    log = (ROOT / "var" / "bench.log").open("ab")
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parent if app.startswith("vloer") else ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=log,
        stderr=log,
    )
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise SystemExit(f"{app} does not start; see var/bench.log")


def token() -> dict[str, str]:
    claims = {
        "iss": "bench",
        "iat": int(time.time()) - 1,
        "client_id": "bench",
        "user_id": "bench",
        "user_representation": "Bench",
    }
    return {
        "Authorization": "Bearer " + jwt.encode(claims, SECRET, "HS256"),
        "Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326", "Content-Type": "application/json",
    }  # fmt: skip


def bound(name: str, condition: str, order: str = "") -> str:
    """The compiled SELECT of a resource as one text, its own parameters filled in."""
    source = reader(registry[name])
    sql = f"{source.select} WHERE {condition}" + (f" ORDER BY {order}" if order else "")
    from psycopg import sql as psql

    from mijnzaken.zgw.parts import DAY
    from mijnzaken.zgw.reader import today

    with connection.cursor() as cursor:
        params = [
            psql.Literal(today() if p == DAY else p).as_string(cursor.connection.connection)
            for p in source.params
        ]
    return sql.replace("%%", "%%%%") % (*params, *(["%s"] * condition.count("%s")))


def floor_sql() -> dict[str, str]:
    zaken = reader(registry["zaken.Zaak"])
    status = 'SELECT s."uuid" FROM zaken_status s WHERE s."uuid" = ANY(%s::uuid[])'
    return {
        "detail": bound("zaken.Zaak", '"zaken_zaak"."uuid" = %s::uuid'),
        "lijst": bound(
            "zaken.Zaak",
            '"zaken_zaak"."uuid" = ANY(ARRAY(SELECT "uuid" FROM zaken_zaak ORDER BY "uuid" DESC LIMIT 100))',
            '"zaken_zaak"."uuid" DESC',
        ),
        "bsn": bound(
            "zaken.Zaak",
            "\"zaken_zaak\".\"uuid\" IN (SELECT zaak_id FROM zaken_rol WHERE betrokkene_type = 'natuurlijk_persoon' AND (betrokkene_identificatie ->> 'inpBsn') = %s)",
            '"zaken_zaak"."uuid" DESC LIMIT 100',
        ),
        "zaaktypenlijst": bound(
            "catalogi.ZaakType",
            '"catalogi_zaaktype"."uuid" = ANY(ARRAY(SELECT "uuid" FROM catalogi_zaaktype WHERE NOT concept'
            ' ORDER BY "uuid" DESC LIMIT 100))',
            '"catalogi_zaaktype"."uuid" DESC',
        ),
        "zaaktypen": bound("catalogi.ZaakType", '"catalogi_zaaktype"."uuid" = ANY(%s::uuid[])'),
        "statussen": bound("zaken.Status", '"zaken_status"."uuid" = ANY(%s::uuid[])'),
        "statustypen": bound(
            "catalogi.StatusType",
            f'"catalogi_statustype"."uuid" IN ({status.replace(chr(34) + "uuid" + chr(34) + " FROM", "statustype_id FROM")})',
        ),
        "plaats_zaaktype": str(zaken.index["zaaktype"]),
        "plaats_status": str(zaken.index["status"]),
        "audit": "INSERT INTO zgw_auditregel (uuid, bron, applicatie_id, applicatie_weergave, gebruikers_id, gebruikers_weergave, actie, actie_weergave, resultaat, hoofd_object, resource, resource_pad, toelichting, resource_weergave, logrecord_id, aanmaakdatum, wijzigingen) VALUES (%s, 'zrc', '', '', '', '', 'create', '', 201, %s, 'zaak', '', '', '', '', now(), %s)",
        "bericht": "INSERT INTO zgw_bericht (uuid, kanaal, inhoud) VALUES (%s, 'zaken', %s)",
    }


def prepare(wanted: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("laad_demo", client_id="bench-demo", secret=SECRET, verbosity=0)
    call_command("client", "bench", secret=SECRET, alle_rechten=True, verbosity=0)
    missing = wanted - Zaak.objects.count()
    if missing > 0:
        call_command("genereer_data", zaken=missing, verbosity=0)
    catalogus_met(ZAAKTYPEN)
    tellen.vouw()  # as beat does every ten seconds


def scenarios(seconds: float, chosen: list[str]) -> None:
    melding = ZaakType.objects.filter(identificatie="MELDING", concept=False).first()
    assert melding
    first = StatusType.objects.filter(zaaktype=melding).order_by("volgnummer").first()
    assert first
    keys = [str(k) for k in Zaak.objects.order_by("?").values_list("pk", flat=True)[:500]]
    bsns = list(
        Rol.objects.filter(betrokkene_type="natuurlijk_persoon")
        .order_by("?")
        .values_list("betrokkene_identificatie__inpBsn", flat=True)[:300]
    )
    base = os.environ["BASE_URL"]
    zaak = {
        "bronorganisatie": "123456782",
        "verantwoordelijkeOrganisatie": "123456782",
        "startdatum": "2026-01-05",
        "zaaktype": registry["catalogi.ZaakType"].url(melding.pk),
    }
    row = {c.attname: c.get_default() for c in Zaak._meta.concrete_fields if c.attname != "uuid"}
    row |= {
        "bronorganisatie": "123456782",
        "verantwoordelijke_organisatie": "123456782",
        "startdatum": "2026-01-05",
        "zaaktype_id": str(melding.pk),
        "vertrouwelijkheidaanduiding": 1,
        "kenmerken": "[]",
        "producten_of_diensten": "{}",
    }
    row = {k: str(v) if v is not None and not isinstance(v, int | str) else v for k, v in row.items()}
    port = free_port()
    servers = [
        serve("mijnzaken.wsgi:application", PORT, {}),
        serve(
            "vloer:application",
            port,
            {"VLOER_SQL": orjson.dumps(floor_sql()).decode(), "VLOER_ZAAK": json.dumps(row)},
        ),
    ]
    floor = f"http://127.0.0.1:{port}"
    body = json.dumps(zaak).encode()
    started = datetime.now(UTC)
    open_zaken: list[str] = []

    moments = itertools.count()

    def status(index: int, _number: int) -> tuple[str, str, bytes]:
        moment = started - timedelta(days=1) + timedelta(milliseconds=next(moments))  # one status per moment
        key = open_zaken[index % len(open_zaken)]
        inhoud = {
            "zaak": registry["zaken.Zaak"].url(key),
            "statustype": registry["catalogi.StatusType"].url(first.pk),
            "datumStatusGezet": moment.isoformat(),
        }
        return "POST", "/zaken/api/v1/statussen", json.dumps(inhoud).encode()

    bsn_filter = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
    cases: dict[str, tuple[Any, Any, int]] = {
        "lijst van 100": (lambda i, n: ("GET", "/zaken/api/v1/zaken", None), lambda i, n: ("GET", "/lijst", None), 1),
        "lijst op BSN, expand": (
            lambda i, n: ("GET", f"/zaken/api/v1/zaken?{bsn_filter}={bsns[n % len(bsns)]}&expand=zaaktype,status.statustype", None),
            lambda i, n: ("GET", f"/bsn/{bsns[n % len(bsns)]}", None), 1),
        "zaaktypen lijst van 100": (
            lambda i, n: ("GET", "/catalogi/api/v1/zaaktypen", None), lambda i, n: ("GET", "/zaaktypenlijst", None), 1),
        "detail": (lambda i, n: ("GET", f"/zaken/api/v1/zaken/{keys[n % len(keys)]}", None), lambda i, n: ("GET", f"/detail/{keys[n % len(keys)]}", None), 1),
        "POST zaak": (lambda i, n: ("POST", "/zaken/api/v1/zaken", body), lambda i, n: ("POST", "/zaak", b"{}"), 8),
        "POST status": (status, lambda i, n: ("POST", f"/status/{open_zaken[i]}/{first.pk}", b"{}"), 8),
    }  # fmt: skip
    try:
        import http.client

        for _ in range(16):
            link = http.client.HTTPConnection(f"127.0.0.1:{PORT}")
            link.request("POST", "/zaken/api/v1/zaken", body, token())
            open_zaken.append(json.loads(link.getresponse().read())["uuid"])
        sys.stdout.write(
            f"{'':24}{'c':>3}{'p50 ms':>9}{'p95 ms':>9}{'per s':>9}{'vloer ms':>10}{'vloer/s':>9}{'p50 ×':>7}{'1/s ×':>7}\n"
        )
        for name, (ours, bare, concurrency) in cases.items():
            if chosen and name not in chosen:
                continue
            for c in sorted({concurrency, 8}):
                for target, request in ((base, ours), (floor, bare)):
                    meet(target, request, token, gelijktijdig=c, seconden=1)
                mine = meet(base, ours, token, gelijktijdig=c, seconden=seconds)
                theirs = meet(floor, bare, token, gelijktijdig=c, seconden=seconds)
                report(name, c, mine, theirs)
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(10)


def report(name: str, c: int, mine: Meting, floor: Meting) -> None:
    faults = f"  {mine.fouten} FOUTEN" if mine.fouten or floor.fouten else ""
    sys.stdout.write(
        f"{name:24}{c:>3}{mine.p50:>9.2f}{mine.p95:>9.2f}{mine.per_seconde:>9.0f}{floor.p50:>10.2f}"
        f"{floor.per_seconde:>9.0f}{mine.p50 / floor.p50:>7.2f}{floor.per_seconde / mine.per_seconde:>7.2f}{faults}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zaken", type=int, default=100_000)
    parser.add_argument("--seconden", type=float, default=8)
    parser.add_argument("--alleen", action="append", default=[], help="name of a scenario; may be repeated")
    options = parser.parse_args()
    (ROOT / "var").mkdir(exist_ok=True)
    prepare(options.zaken)
    scenarios(options.seconden, options.alleen)
