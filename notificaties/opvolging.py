"""An abonnement that filters on a version of a type follows its next version too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mijnzaken.zgw import writer
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import Resource
from mijnzaken.zgw.succession import successor
from notificaties.models import Abonnement
from notificaties.resources import AbonnementResource

# type → the kenmerk by which messages name it
KENMERKEN = {
    "catalogi.ZaakType": "zaaktype",
    "catalogi.InformatieObjectType": "informatieobjecttype",
    "catalogi.BesluitType": "besluittype",
}


@successor
def neem_filters_over(toegang: Toegang, resource: type[Resource], oud: UUID, nieuw: UUID) -> list[str]:
    """Every kanaal with a filter on ``oud`` is there a second time, with a filter on ``nieuw``."""
    kenmerk = KENMERKEN.get(resource.contract)
    if kenmerk is None:
        return []
    url = resource.url(oud)
    met_filter = Abonnement.objects.filter(kanalen__contains=[{"filters": {kenmerk: url}}])
    gedaan = []
    # In a fixed order: two publications at once never wait for each other.
    for key in met_filter.order_by("pk").values_list("pk", flat=True):
        abonnement = writer.locked(AbonnementResource, key)
        erbij = _nieuwe_groepen(abonnement.kanalen, kenmerk, url, resource.url(nieuw))
        if erbij:
            gedaan.append(_schrijf(toegang, abonnement, erbij))
    return gedaan


def _nieuwe_groepen(
    kanalen: list[dict[str, Any]], kenmerk: str, oud: str, nieuw: str
) -> list[dict[str, Any]]:
    over = [
        {**groep, "filters": {**groep["filters"], kenmerk: nieuw}}
        for groep in kanalen
        if (groep.get("filters") or {}).get(kenmerk) == oud
    ]
    return [groep for groep in over if groep not in kanalen]


def _schrijf(toegang: Toegang, abonnement: Abonnement, erbij: list[dict[str, Any]]) -> str:
    namen = ", ".join(sorted({groep["naam"] for groep in erbij}))
    try:
        write = writer.write_for(AbonnementResource, "partial_update", toegang)
        writer.update(write, str(abonnement.pk), {"kanalen": [*abonnement.kanalen, *erbij]})
    except Problem as problem:
        # A filter that was amiss before is no reason not to publish.
        redenen = " ".join(fault.reason for fault in problem.faults) or problem.detail
        return f"Abonnement {abonnement}: filter niet overgenomen. {redenen}"
    return f"Abonnement {abonnement}: filter overgenomen (kanaal {namen})."
