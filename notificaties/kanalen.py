"""The kanalen on which this installation's own registries publish."""

from __future__ import annotations

from typing import Any

from django.db import connections

KANALEN: dict[str, list[str]] = {
    "zaken": ["bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding"],
    "documenten": ["bronorganisatie", "informatieobjecttype", "vertrouwelijkheidaanduiding"],
    "besluiten": ["verantwoordelijkeOrganisatie", "besluittype"],
    "zaaktypen": ["catalogus"],
    "besluittypen": ["catalogus"],
    "informatieobjecttypen": ["catalogus"],
    "autorisaties": [],
}


def maak_kanalen(using: str = "default", **_: Any) -> None:
    """Receiver of post_migrate: add each kanaal that is missing and leave the others as they are."""
    from notificaties.models import Kanaal

    if "notificaties_kanaal" not in connections[using].introspection.table_names():
        return  # migrated back to before the first migration
    Kanaal.objects.using(using).bulk_create(
        [Kanaal(naam=naam, filters=filters) for naam, filters in KANALEN.items()], ignore_conflicts=True
    )
