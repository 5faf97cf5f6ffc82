"""Rights on a version of a type are given on the next version too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mijnzaken.autorisaties.models import Applicatie, Autorisatie
from mijnzaken.autorisaties.resources import ApplicatieResource
from mijnzaken.zgw import writer
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.bodies import body_of
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import Resource
from mijnzaken.zgw.succession import successor

SOORTEN = {
    "catalogi.ZaakType": "zaaktype",
    "catalogi.InformatieObjectType": "informatieobjecttype",
    "catalogi.BesluitType": "besluittype",
}


@successor
def neem_rechten_over(toegang: Toegang, resource: type[Resource], oud: UUID, nieuw: UUID) -> list[str]:
    """Every applicatie with rights on ``oud`` gets the same on ``nieuw``, as rows of their own."""
    soort = SOORTEN.get(resource.contract)
    if soort is None:
        return []
    namen = Autorisatie.objects.filter(**{soort: oud}).values("applicatie")
    gedaan = []
    # In a fixed order: two publications at once never wait for each other.
    for key in Applicatie.objects.filter(pk__in=namen).order_by("pk").values_list("pk", flat=True):
        applicatie = writer.locked(ApplicatieResource, key)
        rijen = body_of(ApplicatieResource, applicatie)["autorisaties"]
        erbij = _nieuwe_rijen(rijen, soort, resource.url(oud), resource.url(nieuw))
        if erbij:
            gedaan.append(_schrijf(toegang, applicatie, rijen, erbij))
    return gedaan


def _nieuwe_rijen(rijen: list[dict[str, Any]], soort: str, oud: str, nieuw: str) -> list[dict[str, Any]]:
    over = [{**rij, soort: nieuw} for rij in rijen if rij.get(soort) == oud]
    return [rij for rij in over if rij not in rijen]


def _schrijf(toegang: Toegang, applicatie: Applicatie, rijen: list[Any], erbij: list[Any]) -> str:
    scopes = ", ".join(sorted({scope for rij in erbij for scope in rij["scopes"]}))
    try:
        write = writer.write_for(ApplicatieResource, "partial_update", toegang)
        writer.update(write, str(applicatie.pk), {"autorisaties": [*rijen, *erbij]})
    except Problem as problem:
        # Rights that were amiss before are no reason not to publish.
        redenen = " ".join(fault.reason for fault in problem.faults) or problem.detail
        return f"Applicatie {applicatie.label}: rechten niet overgenomen. {redenen}"
    return f"Applicatie {applicatie.label}: rechten overgenomen ({scopes})."
