"""What an EIGENSCHAP and the links to a STATUSTYPE demand (ztc-015)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check

LENGTES = {"datum": "8", "datum_tijd": "14"}  # YYYYMMDD and YYYYMMDDhhmmss


@check("ztc-015", "catalogi.Eigenschap:create,update")
def datumformaat_bepaalt_lengte(c: Change) -> Fault | None:
    """A date has 8 positions, a date with time 14."""
    nodig = LENGTES.get(c.new.specificatie.get("formaat", ""))
    if nodig is None or c.new.specificatie.get("lengte") == nodig:
        return None
    return Fault("specificatie.lengte", "invalid", f"De lengte bij dit formaat is {nodig}.")


@check("ztc-oas", "catalogi.Eigenschap:create,update", "catalogi.ZaakTypeInformatieObjectType:create,update")
def statustype_hoort_bij_zaaktype(c: Change) -> Fault | None:
    """A statustype that is referred to belongs to the same zaaktype."""
    if c.new.statustype is None or c.new.statustype.zaaktype_id == c.new.zaaktype_id:
        return None
    return Fault("statustype", "relations-incorrect-zaaktype", "Het statustype hoort bij een ander zaaktype.")
