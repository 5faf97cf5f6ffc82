"""The audit trail: one line per successful write, in its transaction (algemeen §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import connection

from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.fields import uuid7
from mijnzaken.zgw.models import AuditRegel
from mijnzaken.zgw.reader import dumps
from mijnzaken.zgw.resource import Resource, api_of

log = structlog.get_logger(__name__)
ACTIES = {
    "create": ("Object aangemaakt", 201),
    "update": ("Object bijgewerkt", 200),
    "partial_update": ("Object deels bijgewerkt", 200),
    "destroy": ("Object verwijderd", 204),
}
COLUMNS = (
    "uuid", "bron", "applicatie_id", "applicatie_weergave", "gebruikers_id", "gebruikers_weergave", "actie",
    "actie_weergave", "resultaat", "hoofd_object", "resource", "resource_pad", "toelichting",
    "resource_weergave", "logrecord_id", "aanmaakdatum", "wijzigingen",
)  # fmt: skip
INSERT = (
    f'INSERT INTO "{AuditRegel._meta.db_table}" ({", ".join(COLUMNS)}) '
    f"VALUES ({', '.join(['%s'] * (len(COLUMNS) - 1))}, %s::jsonb)"
)


@dataclass(frozen=True)
class Herkomst:
    """What a request says about itself for the trail."""

    toelichting: str = ""
    logrecord_id: str = ""


def schrijf(
    resource: type[Resource],
    action: str,
    toegang: Toegang,
    herkomst: Herkomst,
    obj: Any,
    main_key: Any,
    oud: dict[str, Any] | None,
    nieuw: dict[str, Any] | None,
    now: datetime,
) -> None:
    """Add the line for one write; ``oud`` and ``nieuw`` are the resource as the API shows it."""
    weergave, status = ACTIES[action]
    name = resource.contract.partition(".")[2].lower()
    path = resource.local_path(obj.pk, main_key)
    values = (
        uuid7(), api_of(resource).component, toegang.client.applicatie[:100], toegang.client.label[:200],
        toegang.user_id, toegang.user_representation, action, weergave, status, main_key, name, path,
        herkomst.toelichting, str(obj)[:200], herkomst.logrecord_id[:255], now,
        dumps({"oud": oud, "nieuw": nieuw}).decode(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
    log.info("schrijven", actie=action, resource=name, object=path, client=toegang.client.client_id)
