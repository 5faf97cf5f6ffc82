"""Numbers for zaken: a sequence per bronorganisatie and year, so that writers never wait for each other."""

from __future__ import annotations

from django.db import connection, transaction

_bekend: set[str] = set()
VOLGEND = """
    SELECT nummer, EXISTS (SELECT 1 FROM zaken_zaak z WHERE z.bronorganisatie = %s AND z.identificatie = nummer)
    FROM (SELECT %s::text || to_char(nextval(%s::text::regclass), 'FM0000000000') AS nummer) AS reeks
"""


def volgend_nummer(bronorganisatie: str, jaar: int) -> str:
    """The next free number, ``ZAAK-2026-0000000001``; never given twice, gaps may occur."""
    if not (bronorganisatie.isascii() and bronorganisatie.isdigit()):
        raise ValueError(f"no RSIN: {bronorganisatie!r}")  # it becomes part of a sequence's name
    reeks = f"zaaknummer_{bronorganisatie}_{jaar:04d}"
    if reeks not in _bekend:
        _zorg_voor(reeks)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(VOLGEND, [bronorganisatie, f"ZAAK-{jaar:04d}-", reeks])
            nummer, bezet = cursor.fetchone() or ("", False)
            if not bezet:  # a client may have given one of its zaken this number itself
                return str(nummer)


def _zorg_voor(reeks: str) -> None:
    """Make the sequence once; the lock keeps two first writers from making it both."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s::text) IS NOT NULL", [reeks])
        (bestaat,) = cursor.fetchone() or (False,)
        if not bestaat:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s::text))", [reeks])
            cursor.execute(f'CREATE SEQUENCE IF NOT EXISTS "{reeks}"')
        transaction.on_commit(lambda: _bekend.add(reeks))  # only what is committed may be remembered
