from django.db import migrations

# One statement-level trigger per kind of change, on its transition tables: a COPY of a million zaken adds
# as many rows as it has types and levels. A zaak that changes type or level is -1 there and +1 here.
KOLOMMEN = "zaaktype_id, zaaktype_url, vertrouwelijkheidaanduiding"
OUD = f"SELECT {KOLOMMEN}, -count(*) AS n FROM oud GROUP BY {KOLOMMEN}"
NIEUW = f"SELECT {KOLOMMEN}, count(*) AS n FROM nieuw GROUP BY {KOLOMMEN}"


def trigger(kind: str, tables: str, rows: str) -> migrations.RunSQL:
    name = f"zaken_tel_{kind.lower()}"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO zaken_telling ({KOLOMMEN}, aantal)
            SELECT {KOLOMMEN}, sum(n) FROM ({rows}) r GROUP BY {KOLOMMEN} HAVING sum(n) <> 0;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {name} AFTER {kind} ON zaken_zaak REFERENCING {tables}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON zaken_zaak; DROP FUNCTION {name}();",
    )


class Migration(migrations.Migration):
    dependencies = [("zaken", "0003_telling")]

    operations = [
        trigger("INSERT", "NEW TABLE AS nieuw", NIEUW),
        trigger("DELETE", "OLD TABLE AS oud", OUD),
        trigger("UPDATE", "OLD TABLE AS oud NEW TABLE AS nieuw", f"{OUD} UNION ALL {NIEUW}"),
        migrations.RunSQL(
            f"INSERT INTO zaken_telling ({KOLOMMEN}, aantal) "
            f"SELECT {KOLOMMEN}, count(*) FROM zaken_zaak GROUP BY {KOLOMMEN}",
            migrations.RunSQL.noop,
        ),
        # A filter like "level at most" needs no index here: the table stays as small as types × levels.
        migrations.RunSQL(
            "ALTER TABLE zaken_telling SET (autovacuum_vacuum_threshold = 50, autovacuum_vacuum_scale_factor = 0)",
            migrations.RunSQL.noop,
        ),
    ]
