"""What is published stays as it is, and what is in use stays (ztc-009, ztc-010, ztc-017)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check, conflict, effect

SCHRIJVEN, VERWIJDEREN = "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen"
ONDERDELEN = ("StatusType", "ResultaatType", "RolType")


def _mag_corrigeren(c: Change) -> bool:
    return (VERWIJDEREN if c.action == "destroy" else SCHRIJVEN) in c.scopes


@check("ztc-009", "catalogi.ZaakType:update,destroy")
def gepubliceerd_zaaktype_blijft(c: Change) -> Fault | None:
    """A published zaaktype changes only in eindeGeldigheid, or as a correctie."""
    alleen_einde = c.action == "partial_update" and c.given <= {"eindeGeldigheid"}
    if c.old.concept or alleen_einde or _mag_corrigeren(c):
        return None
    return Fault("nonFieldErrors", "non-concept-object", "Het zaaktype is gepubliceerd en ligt vast.")


@check("ztc-010", *(f"catalogi.{naam}:create,update,destroy" for naam in ONDERDELEN))
def onderdeel_van_gepubliceerd_zaaktype_blijft(c: Change) -> Fault | None:
    """The parts of a published zaaktype change only as a correctie."""
    if c.new.zaaktype.concept or _mag_corrigeren(c):
        return None
    reden = "Het zaaktype is gepubliceerd; dit onderdeel ligt vast."
    return Fault("nonFieldErrors", "non-concept-zaaktype", reden)


@effect("ztc-oas", "catalogi.ZaakType:publish")
def publiceren_maakt_definitief(c: Change) -> None:
    """A published zaaktype is no longer a concept."""
    c.new.concept = False


@conflict("ztc-017", "catalogi.Catalogus:destroy")
def alleen_lege_catalogus_verdwijnt(c: Change) -> Fault | None:
    """A catalogus that still holds types is not destroyed."""
    if not c.new.zaaktypen.exists():
        return None
    return Fault("", "CATALOG_NOT_EMPTY", "De catalogus bevat nog typen en kan niet verwijderd worden.")
