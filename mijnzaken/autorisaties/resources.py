"""The Autorisaties API: which applicatie may do what."""

from __future__ import annotations

from typing import Any

from mijnzaken.autorisaties.models import Applicatie, Autorisatie, Component
from mijnzaken.zgw.parts import label
from mijnzaken.zgw.problems import not_found
from mijnzaken.zgw.reader import reader
from mijnzaken.zgw.resource import Child, Resource
from mijnzaken.zgw.views import Call, handles, respond


class ApplicatieResource(Resource, contract="autorisaties.Applicatie"):
    """APPLICATIE: who calls, under one or more client ids, and its autorisaties."""

    model = Applicatie
    kanaal = "autorisaties"
    children = {
        "autorisaties": Child(
            Autorisatie, "applicatie", {"componentWeergave": label("component", Component.choices)}
        )
    }
    filters = {"clientIds": lambda waarde: ("client_ids && %s::varchar[]", [waarde.split(",")])}


@handles("autorisaties.Applicatie:consumer")
def consumer(call: Call) -> Any:
    """The applicatie of one client id; one object, as text and reference implementation have it."""
    source = reader(ApplicatieResource)
    rows = source.rows(("client_ids @> %s::varchar[]", [[call.params["clientId"]]]))
    if not rows:
        raise not_found("Er is geen applicatie met deze clientId.")
    return respond(call, rows[0].data)
