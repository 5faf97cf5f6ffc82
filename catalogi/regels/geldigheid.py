"""Versions in time (ztc-016)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from catalogi.models import BesluitType, InformatieObjectType, ZaakType
from mijnzaken.zgw.rules import Change, Fault, check, one_at_a_time

# What the versions of a type have in common within their catalogus.
SLEUTELS = {ZaakType: "identificatie", BesluitType: "omschrijving", InformatieObjectType: "omschrijving"}
VERSIES = tuple(f"catalogi.{model.__name__}" for model in SLEUTELS)


def overlappende_versies(versie: Any) -> Any:
    """The other published versions of the same name whose window touches this one; both ends count."""
    model = type(versie)
    naam = SLEUTELS[model]
    zelfde = {"catalogus": versie.catalogus_id, naam: getattr(versie, naam), "concept": False}
    andere = model._default_manager.filter(**zelfde).exclude(pk=versie.pk).order_by("begin_geldigheid", "pk")
    if versie.einde_geldigheid:
        andere = andere.filter(begin_geldigheid__lte=versie.einde_geldigheid)
    return andere.filter(Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=versie.begin_geldigheid))


@check("ztc-016", *(f"{naam}:publish,update" for naam in VERSIES))
def versies_overlappen_niet(c: Change) -> Fault | None:
    """Published versions of one name never hold on the same day."""
    if c.new.concept and c.action != "publish":
        return None
    naam = getattr(c.new, SLEUTELS[type(c.new)])
    one_at_a_time("ztc-016", c.resource, str(c.new.catalogus_id), naam)
    andere = overlappende_versies(c.new).first()
    if andere is None:
        return None
    veld = "eindeGeldigheid" if c.given == {"eindeGeldigheid"} else "beginGeldigheid"
    reden = f"De versie {_in_woorden(c.new)} overlapt met de versie {_in_woorden(andere)}."
    return Fault(veld, "overlap", reden)


def _in_woorden(versie: Any) -> str:
    """``2026-01-01 tot en met onbepaald (uuid)``: which version, and when it holds."""
    return f"{versie.begin_geldigheid} tot en met {versie.einde_geldigheid or 'onbepaald'} ({versie.pk})"


@check("ztc-oas", "catalogi.ZaakType:create,update")
def verlengingstermijn_vereist_verlenging(c: Change) -> Fault | None:
    """A verlengingstermijn goes with a zaaktype whose zaken can be extended."""
    if not c.new.verlengingstermijn or c.new.verlenging_mogelijk:
        return None
    reden = "Een verlengingstermijn hoort alleen bij een zaaktype waarvan de zaken verlengd kunnen worden."
    return Fault("verlengingstermijn", "verlenging-mismatch", reden)


@check("ztc-oas", *(f"{naam}:create,update" for naam in VERSIES))
def einde_ligt_niet_voor_begin(c: Change) -> Fault | None:
    """EindeGeldigheid is not before beginGeldigheid."""
    if c.new.einde_geldigheid is None or c.new.einde_geldigheid >= c.new.begin_geldigheid:
        return None
    return Fault("eindeGeldigheid", "date-mismatch", "De geldigheid eindigt voordat zij begint.")
