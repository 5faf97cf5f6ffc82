"""The floor: the same rows through a bare psycopg query and orjson, in the same kind of process.

A WSGI application without framework, authorisation or rules. ``/detail/<uuid>``, ``/lijst``, ``/bsn/<bsn>``
run the SQL that the product compiled, with the values as they come; ``/zaak`` and ``/status/<uuid>`` do the
bare inserts of a write (object, audit line, outbox row) in one transaction.
"""

import os
import threading
import uuid
from datetime import UTC, datetime

import orjson
import psycopg

SQL: dict[str, str] = orjson.loads(os.environ["VLOER_SQL"])
ZAAK: dict[str, str] = orjson.loads(os.environ["VLOER_ZAAK"])
_local = threading.local()


def _connection() -> psycopg.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=3)
    return _local.connection


def _rows(name: str, *params: object) -> list[tuple]:
    return _connection().execute(SQL[name], params).fetchall()


def _insert(table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    _connection().execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))


def _write(table: str, row: dict[str, object]) -> str:
    key = str(uuid.uuid4())
    with _connection().transaction():
        _insert(table, {"uuid": key, **row})
        _connection().execute(SQL["audit"], (str(uuid.uuid4()), key, orjson.dumps(row, default=str).decode()))
        _connection().execute(SQL["bericht"], (str(uuid.uuid4()), orjson.dumps({"kanaal": "zaken"}).decode()))
    return key


def application(environ, start_response):
    """WSGI."""
    _, name, *rest = environ["PATH_INFO"].split("/")
    environ["wsgi.input"].read()
    if name == "zaak":
        body = _write("zaken_zaak", {**ZAAK, "identificatie": f"VLOER-{uuid.uuid4().hex[:20]}"})
    elif name == "status":
        moment = datetime.now(UTC)
        body = _write(
            "zaken_status",
            {"zaak_id": rest[0], "statustype_id": rest[1], "statustype_url": "", "datum_status_gezet": moment,
             "statustoelichting": ""},
        )  # fmt: skip
    elif name == "bsn":
        zaken = _rows("bsn", rest[0])
        body = [zaken, [_rows(part, keys) for part, keys in _related(zaken)]]
    else:
        body = _rows(name, *rest)
    content = orjson.dumps(body, option=orjson.OPT_UTC_Z, default=str)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
    return [content]


def _related(zaken: list[tuple]) -> list[tuple[str, list[str]]]:
    """The keys of what ``expand=zaaktype,status.statustype`` adds, by position in the row."""
    return [
        ("zaaktypen", [zaak[int(SQL["plaats_zaaktype"])] for zaak in zaken]),
        ("statussen", [zaak[int(SQL["plaats_status"])] for zaak in zaken]),
        ("statustypen", [zaak[int(SQL["plaats_status"])] for zaak in zaken]),
    ]
