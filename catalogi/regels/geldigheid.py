"""Versions in time (ztc-016)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from catalogi.models import ZaakType
from mijnzaken.zgw.rules import Change, Fault, check, one_at_a_time


def overlappende_versie(zaaktype: Any) -> Any:
    """Another published version of the same identificatie whose window touches this one; both ends count."""
    versies = ZaakType.objects.filter(
        catalogus=zaaktype.catalogus_id, identificatie=zaaktype.identificatie, concept=False
    ).exclude(pk=zaaktype.pk)
    if zaaktype.einde_geldigheid:
        versies = versies.filter(begin_geldigheid__lte=zaaktype.einde_geldigheid)
    return versies.filter(
        Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=zaaktype.begin_geldigheid)
    ).first()


@check("ztc-016", "catalogi.ZaakType:publish,update")
def versies_overlappen_niet(c: Change) -> Fault | None:
    """Published versions of one identificatie never hold on the same day."""
    if c.new.concept and c.action != "publish":
        return None
    one_at_a_time("ztc-016", str(c.new.catalogus_id), c.new.identificatie)
    andere = overlappende_versie(c.new)
    if andere is None:
        return None
    veld = "eindeGeldigheid" if c.given == {"eindeGeldigheid"} else "beginGeldigheid"
    einde = andere.einde_geldigheid or "onbepaald"
    reden = f"Overlapt met de versie van {andere.begin_geldigheid} tot en met {einde} ({andere.pk})."
    return Fault(veld, "overlap", reden)


@check("ztc-oas", "catalogi.ZaakType:create,update")
def einde_ligt_niet_voor_begin(c: Change) -> Fault | None:
    """eindeGeldigheid is not before beginGeldigheid."""
    if c.new.einde_geldigheid is None or c.new.einde_geldigheid >= c.new.begin_geldigheid:
        return None
    return Fault("eindeGeldigheid", "date-mismatch", "De geldigheid eindigt voordat zij begint.")
