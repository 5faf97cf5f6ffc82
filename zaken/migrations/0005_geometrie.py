from django.db import migrations


class Migration(migrations.Migration):
    """Finds the zaken in an area; a zaak without geometry costs nothing."""

    dependencies = [("zaken", "0004_telling_triggers"), ("zgw", "0002_omhullende")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX zaak_geometrie ON zaken_zaak USING gist (zgw_omhullende(zaakgeometrie))"
            " WHERE zaakgeometrie IS NOT NULL",
            "DROP INDEX zaak_geometrie",
        )
    ]
