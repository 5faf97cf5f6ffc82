from django.db import migrations

TABELLEN = ("client", "applicatie", "autorisatie")

# A sequence, so that a number never comes back, also not after the table has been emptied.
FUNCTIE = """
CREATE SEQUENCE autorisaties_versie_nummer;
INSERT INTO autorisaties_versie (id, nummer) VALUES (1, nextval('autorisaties_versie_nummer'));
CREATE FUNCTION autorisaties_verhoog_versie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO autorisaties_versie (id, nummer) VALUES (1, nextval('autorisaties_versie_nummer'))
    ON CONFLICT (id) DO UPDATE SET nummer = EXCLUDED.nummer;
    RETURN NULL;
END $$;
"""
FUNCTIE_WEG = """
DROP FUNCTION autorisaties_verhoog_versie();
DROP SEQUENCE autorisaties_versie_nummer;
DELETE FROM autorisaties_versie;
"""


def trigger(tabel: str) -> migrations.RunSQL:
    """Every statement that touches the table raises the version once."""
    return migrations.RunSQL(
        f"CREATE TRIGGER verhoog_versie AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON autorisaties_{tabel}"
        " FOR EACH STATEMENT EXECUTE FUNCTION autorisaties_verhoog_versie()",
        f"DROP TRIGGER verhoog_versie ON autorisaties_{tabel}",
    )


class Migration(migrations.Migration):
    dependencies = [("autorisaties", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIE, FUNCTIE_WEG), *(trigger(tabel) for tabel in TABELLEN)]
