"""Closing a ZAAK with its eindstatus, and reopening it (zrc-007, zrc-008)."""

from __future__ import annotations

from datetime import timedelta

from mijnzaken.zgw.parser import AMSTERDAM
from mijnzaken.zgw.rules import Change, Fault, check, effect, gate, writes_under

GEFORCEERD = "zaken.geforceerd-bijwerken"
# A clock that runs a little ahead is not a date in the future.
SPELING = timedelta(seconds=60)


@gate("zrc-007", *writes_under("zaken.Zaak", except_=["zaken.Status"]))
def gesloten_zaak_vereist_geforceerd_bijwerken(c: Change) -> Fault | None:
    """A closed ZAAK and all that hangs under it changes only with zaken.geforceerd-bijwerken."""
    zaak = (c.old or c.new) if c.resource == "zaken.Zaak" else c.new.zaak
    if (
        not zaak.is_gesloten
        or (c.action == "destroy" and c.resource == "zaken.Zaak")
        or GEFORCEERD in c.scopes
    ):
        return None
    return Fault("", "permission_denied", "De zaak is gesloten; wijzigen vereist zaken.geforceerd-bijwerken.")


@gate("zrc-007", "zaken.Status:create")
def alleen_aanmaken_geeft_alleen_de_eerste_status(c: Change) -> Fault | None:
    """zaken.aanmaken alone sets only the first STATUS of a ZAAK."""
    if {"zaken.statussen.toevoegen", "zaken.heropenen"} & {
        s for s in ("zaken.statussen.toevoegen", "zaken.heropenen") if s in c.scopes
    }:
        return None
    if not c.new.zaak.statussen.exists():
        return None
    return Fault("", "permission_denied", "Een volgende status vereist zaken.statussen.toevoegen.")


@gate("zrc-007", "zaken.Status:create")
def nieuwe_eindstatus_op_gesloten_zaak_vereist_scope(c: Change) -> Fault | None:
    """Setting the eindstatus again on a closed ZAAK is a change of a closed ZAAK."""
    if not (c.new.zaak.is_gesloten and c.new.statustype.is_eindstatus):
        return None
    if GEFORCEERD in c.scopes or "zaken.heropenen" in c.scopes:
        return None
    return Fault("", "permission_denied", "De zaak is al gesloten.")


@gate("zrc-008", "zaken.Status:create")
def heropenen_vereist_scope(c: Change) -> Fault | None:
    """A STATUS that is not the eindstatus reopens a closed ZAAK: that takes zaken.heropenen."""
    if not c.new.zaak.is_gesloten or c.new.statustype.is_eindstatus or "zaken.heropenen" in c.scopes:
        return None
    return Fault("", "permission_denied", "De zaak is gesloten; heropenen vereist zaken.heropenen.")


@check("zrc-007", "zaken.Status:create")
def afsluiten_vereist_resultaat(c: Change) -> Fault | None:
    """No eindstatus without a RESULTAAT."""
    if not c.new.statustype.is_eindstatus or c.new.zaak.resultaten.exists():
        return None
    return Fault("nonFieldErrors", "resultaat-does-not-exist", "De zaak heeft nog geen resultaat.")


@check("zrc-007", "zaken.Status:create")
def afsluiten_kan_niet_terug_in_de_tijd(c: Change) -> Fault | None:
    """Closing and reopening add the newest STATUS, so that einddatum and last STATUS always agree."""
    if not (c.new.statustype.is_eindstatus or c.new.zaak.is_gesloten):
        return None
    laatste = c.new.zaak.statussen.order_by("-datum_status_gezet").first()
    if laatste is None or c.new.datum_status_gezet > laatste.datum_status_gezet:
        return None
    reden = "Een status die de zaak sluit of heropent moet later zijn dan de laatst gezette status."
    return Fault("datumStatusGezet", "date-not-after-last-status", reden)


@check("zrc-oas", "zaken.Status:create")
def statusdatum_valt_binnen_de_zaak(c: Change) -> Fault | None:
    """datumStatusGezet lies not before zaak.startdatum and not in the future."""
    moment = c.new.datum_status_gezet
    if moment > c.now + SPELING:
        return Fault("datumStatusGezet", "date-in-future", "De status kan niet in de toekomst gezet zijn.")
    if moment.astimezone(AMSTERDAM).date() < c.new.zaak.startdatum:
        return Fault(
            "datumStatusGezet", "date-before-startdatum", "De status ligt voor de startdatum van de zaak."
        )
    return None


@effect("zrc-007", "zaken.Status:create")
def einddatum_volgt_uit_eindstatus(c: Change) -> None:
    """The eindstatus closes the ZAAK on its date in the Netherlands."""
    if c.new.statustype.is_eindstatus:
        c.new.zaak.einddatum = c.new.datum_status_gezet.astimezone(AMSTERDAM).date()
        c.touch(c.new.zaak)


@effect("zrc-008", "zaken.Status:create")
def heropenen_wist_einddatum_en_archiefgegevens(c: Change) -> None:
    """Reopening empties einddatum, archiefactiedatum, archiefnominatie and startdatumBewaartermijn."""
    zaak = c.new.zaak
    if zaak.is_gesloten and not c.new.statustype.is_eindstatus:
        zaak.einddatum = zaak.archiefactiedatum = zaak.archiefnominatie = zaak.startdatum_bewaartermijn = None
        c.touch(zaak)
