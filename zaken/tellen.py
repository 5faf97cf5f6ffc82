"""Keeping the counters of zaken small, and proving them (zaken.models.Telling)."""

from __future__ import annotations

from django.db import connection, transaction

SLOT = 7_240_101  # advisory lock: one folder at a time
KOLOMMEN = "zaaktype_id, zaaktype_url, vertrouwelijkheidaanduiding"
VOUW = f"""
    WITH weg AS (DELETE FROM zaken_telling RETURNING {KOLOMMEN}, aantal)
    INSERT INTO zaken_telling ({KOLOMMEN}, aantal)
    SELECT {KOLOMMEN}, sum(aantal) FROM weg GROUP BY {KOLOMMEN} HAVING sum(aantal) <> 0
"""
ECHT = f"SELECT {KOLOMMEN}, count(*) FROM zaken_zaak GROUP BY {KOLOMMEN}"
GETELD = f"SELECT {KOLOMMEN}, sum(aantal) FROM zaken_telling GROUP BY {KOLOMMEN} HAVING sum(aantal) <> 0"


def vouw() -> None:
    """Fold the rows of each type and level into one; readers see the old rows or the new, never both."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SLOT])
        (vrij,) = cursor.fetchone() or (False,)
        if vrij:
            cursor.execute(VOUW)


def afwijkingen() -> int:
    """In how many types and levels the counters differ from the zaken; always 0."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (({ECHT}) EXCEPT ({GETELD}) UNION ALL ({GETELD}) EXCEPT ({ECHT})) v"
        )
        (aantal,) = cursor.fetchone() or (0,)
    return int(aantal)


def herstel() -> None:
    """Count anew, while no zaak is written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE zaken_zaak IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM zaken_telling")
        cursor.execute(f"INSERT INTO zaken_telling ({KOLOMMEN}, aantal) {ECHT}")
