"""What is published stays as it is, and what is in use stays (ztc-009, ztc-010, ztc-017)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check, conflict, effect

SCHRIJVEN, VERWIJDEREN = "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen"
VERSIES = ("ZaakType", "BesluitType", "InformatieObjectType")
ONDERDELEN = ("StatusType", "ResultaatType", "RolType", "Eigenschap", "ZaakObjectType")
SAMEN = "ZaakTypeInformatieObjectType"


def _mag_corrigeren(c: Change) -> bool:
    return (VERWIJDEREN if c.action == "destroy" else SCHRIJVEN) in c.scopes


@check("ztc-009", *(f"catalogi.{naam}:update,destroy" for naam in VERSIES))
def gepubliceerd_type_blijft(c: Change) -> Fault | None:
    """A published zaaktype, besluittype or informatieobjecttype changes only in eindeGeldigheid, or as correctie."""
    alleen_einde = c.action == "partial_update" and c.given <= {"eindeGeldigheid"}
    if c.old.concept or alleen_einde or _mag_corrigeren(c):
        return None
    return Fault("nonFieldErrors", "non-concept-object", "Dit type is gepubliceerd en ligt vast.")


@check("ztc-010", *(f"catalogi.{naam}:create,update,destroy" for naam in (*ONDERDELEN, SAMEN)))
def onderdeel_van_gepubliceerd_zaaktype_blijft(c: Change) -> Fault | None:
    """The parts of a published zaaktype change only as a correctie."""
    if c.new.zaaktype.concept or _mag_corrigeren(c):
        return None
    reden = "Het zaaktype is gepubliceerd; dit onderdeel ligt vast."
    code = "non-concept-relation" if c.resource.endswith(SAMEN) else "non-concept-zaaktype"
    return Fault("nonFieldErrors", code, reden)


@effect("ztc-oas", *(f"catalogi.{naam}:publish" for naam in VERSIES))
def publiceren_maakt_definitief(c: Change) -> None:
    """A published type is no longer a concept."""
    c.new.concept = False


@conflict("ztc-017", "catalogi.Catalogus:destroy")
def alleen_lege_catalogus_verdwijnt(c: Change) -> Fault | None:
    """A catalogus that still holds types is not destroyed."""
    soorten = (c.new.zaaktypen, c.new.besluittypen, c.new.informatieobjecttypen)
    if not any(soort.exists() for soort in soorten):
        return None
    return Fault("", "CATALOG_NOT_EMPTY", "De catalogus bevat nog typen en kan niet verwijderd worden.")
