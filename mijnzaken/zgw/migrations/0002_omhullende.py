from django.db import migrations


class Migration(migrations.Migration):
    """The bounding box of a GeoJSON geometry, as a built-in type that GiST indexes: no PostGIS is needed."""

    dependencies = [("zgw", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION zgw_omhullende(geometrie jsonb) RETURNS box
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT box(point(min(x), min(y)), point(max(x), max(y)))
                FROM (
                    SELECT (p -> 0)::float8 AS x, (p -> 1)::float8 AS y
                    FROM jsonb_path_query(
                        geometrie, 'strict $.** ? (@.type() == "array" && @[0].type() == "number")'
                    ) p
                ) posities
            $$
            """,
            "DROP FUNCTION zgw_omhullende(jsonb)",
        )
    ]
