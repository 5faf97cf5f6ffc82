"""Numbers for zaken: a sequence per bronorganisatie and year, so that writers never wait for each other."""

from __future__ import annotations

from django.db import connection, transaction

_bekend: set[str] = set()


def volgend_nummer(bronorganisatie: str, jaar: int) -> str:
    """The next number, ``ZAAK-2026-0000000001``; never given twice, gaps may occur."""
    if not (bronorganisatie.isascii() and bronorganisatie.isdigit()):
        raise ValueError(f"no RSIN: {bronorganisatie!r}")  # it becomes part of a sequence's name
    reeks = f"zaaknummer_{bronorganisatie}_{jaar:04d}"
    with connection.cursor() as cursor:
        if reeks not in _bekend:
            _zorg_voor(reeks)
        cursor.execute("SELECT nextval(%s::text::regclass)", [reeks])
        (nummer,) = cursor.fetchone() or (0,)
    return f"ZAAK-{jaar:04d}-{nummer:010d}"


def _zorg_voor(reeks: str) -> None:
    """Make the sequence once; the lock keeps two first writers from making it both."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s::text) IS NOT NULL", [reeks])
        (bestaat,) = cursor.fetchone() or (False,)
        if not bestaat:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s::text))", [reeks])
            cursor.execute(f'CREATE SEQUENCE IF NOT EXISTS "{reeks}"')
        else:
            _bekend.add(reeks)  # only what is committed may be remembered
