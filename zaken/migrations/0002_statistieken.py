from django.db import migrations

# The keys of betrokkene_identificatie that are indexed. The planner takes no statistics from a partial
# index; without these it expects half a percent of all rollen for any one BSN and reads all zaken instead.
SLEUTELS = (
    "inpBsn",
    "anpIdentificatie",
    "inpA_nummer",
    "innNnpId",
    "annIdentificatie",
    "vestigingsNummer",
    "kvkNummer",
    "identificatie",
)


def statistiek(sleutel: str) -> migrations.RunSQL:
    naam = f"zaken_rol_{sleutel.lower()}"
    return migrations.RunSQL(
        f"CREATE STATISTICS {naam} ON (betrokkene_identificatie ->> '{sleutel}') FROM zaken_rol",
        f"DROP STATISTICS {naam}",
    )


class Migration(migrations.Migration):
    dependencies = [("zaken", "0001_initial")]

    operations = [statistiek(sleutel) for sleutel in SLEUTELS]
