"""Which parts of brondatumArchiefprocedure an afleidingswijze demands (ztc-004 … ztc-008)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check

SCHRIJVEN = "catalogi.ResultaatType:create,update"


def _precies_bij(c: Change, veld: str, *wijzen: str) -> Fault | None:
    """``veld`` is filled for these afleidingswijzen and empty for every other."""
    procedure = c.new.brondatum_archiefprocedure or {}
    naam, gevuld = f"brondatumArchiefprocedure.{veld}", bool(procedure.get(veld))
    wijze = procedure.get("afleidingswijze")
    if not procedure or gevuld == (wijze in wijzen):
        return None
    if gevuld:
        return Fault(naam, "must-be-empty", f"Dit veld moet leeg zijn bij afleidingswijze {wijze}.")
    return Fault(naam, "required", f"Dit veld is verplicht bij afleidingswijze {wijze}.")


@check("ztc-004", SCHRIJVEN)
def datumkenmerk_past_bij_afleidingswijze(c: Change) -> Fault | None:
    """datumkenmerk names what holds the date: of an eigenschap, a zaakobject or something else."""
    return _precies_bij(c, "datumkenmerk", "eigenschap", "zaakobject", "ander_datumkenmerk")


@check("ztc-005", SCHRIJVEN)
def einddatum_bekend_past_bij_afleidingswijze(c: Change) -> Fault | None:
    """einddatumBekend says nothing where the brondatum follows from the end of the ZAAK itself."""
    procedure = c.new.brondatum_archiefprocedure or {}
    wijze = procedure.get("afleidingswijze")
    if not procedure.get("einddatumBekend") or wijze not in ("afgehandeld", "termijn"):
        return None
    reden = f"Dit veld mag niet waar zijn bij afleidingswijze {wijze}."
    return Fault("brondatumArchiefprocedure.einddatumBekend", "must-be-empty", reden)


@check("ztc-006", SCHRIJVEN)
def objecttype_past_bij_afleidingswijze(c: Change) -> Fault | None:
    """objecttype names the kind of object that holds the date."""
    return _precies_bij(c, "objecttype", "zaakobject", "ander_datumkenmerk")


@check("ztc-007", SCHRIJVEN)
def registratie_past_bij_afleidingswijze(c: Change) -> Fault | None:
    """registratie names the register that holds the date."""
    return _precies_bij(c, "registratie", "ander_datumkenmerk")


@check("ztc-008", SCHRIJVEN)
def procestermijn_past_bij_afleidingswijze(c: Change) -> Fault | None:
    """procestermijn is the time from the end of the ZAAK to the brondatum."""
    return _precies_bij(c, "procestermijn", "termijn")
