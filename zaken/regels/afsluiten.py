"""Closing a ZAAK with its eindstatus, and reopening it (zrc-007, zrc-008)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mijnzaken.zgw.parser import AMSTERDAM
from mijnzaken.zgw.rules import Change, Fault, check, effect, gate, writes_under

GEFORCEERD = "zaken.geforceerd-bijwerken"
HEROPENEN = "zaken.heropenen"
TOEVOEGEN = "zaken.statussen.toevoegen"
# A clock that runs a little ahead is not a date in the future.
SPELING = timedelta(seconds=60)


def dag(moment: datetime) -> date:
    """The date of a moment in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()


def in_de_toekomst(c: Change) -> bool:
    """Whether the STATUS is dated later than now."""
    return bool(c.new.datum_status_gezet > c.now + SPELING)


def _geweigerd(reden: str) -> Fault:
    return Fault("", "permission_denied", reden)


@gate("zrc-007", *writes_under("zaken.Zaak", except_=["zaken.Status"]))
def gesloten_zaak_vereist_geforceerd_bijwerken(c: Change) -> Fault | None:
    """A closed ZAAK and all that hangs under it changes only with zaken.geforceerd-bijwerken."""
    eigen = c.resource == "zaken.Zaak"
    zaak = (c.old or c.new) if eigen else c.new.zaak
    # Destroying the ZAAK itself has a scope of its own (zrc-023).
    if not zaak.is_gesloten or (eigen and c.action == "destroy") or GEFORCEERD in c.scopes:
        return None
    return _geweigerd("De zaak is gesloten; wijzigen vereist zaken.geforceerd-bijwerken.")


@gate("zrc-007", "zaken.Status:create")
def alleen_aanmaken_geeft_alleen_de_eerste_status(c: Change) -> Fault | None:
    """zaken.aanmaken alone sets only the first STATUS of a ZAAK."""
    if TOEVOEGEN in c.scopes or HEROPENEN in c.scopes or c.new.zaak.status is None:
        return None
    return _geweigerd("Een volgende status vereist zaken.statussen.toevoegen.")


@gate("zrc-007", "zaken.Status:create")
def nieuwe_eindstatus_op_gesloten_zaak_vereist_scope(c: Change) -> Fault | None:
    """Setting the eindstatus again on a closed ZAAK is a change of a closed ZAAK."""
    if not c.new.zaak.is_gesloten or GEFORCEERD in c.scopes or HEROPENEN in c.scopes:
        return None
    if not c.new.statustype.is_eindstatus:
        return None
    return _geweigerd("De zaak is al gesloten; een nieuwe eindstatus vereist zaken.geforceerd-bijwerken.")


@gate("zrc-008", "zaken.Status:create")
def heropenen_vereist_scope(c: Change) -> Fault | None:
    """A STATUS that is not the eindstatus reopens a closed ZAAK: that takes zaken.heropenen."""
    if not c.new.zaak.is_gesloten or HEROPENEN in c.scopes or c.new.statustype.is_eindstatus:
        return None
    return _geweigerd("De zaak is gesloten; heropenen vereist zaken.heropenen.")


@check("zrc-007", "zaken.Status:create")
def afsluiten_vereist_resultaat(c: Change) -> Fault | None:
    """No eindstatus without a RESULTAAT."""
    if not c.new.statustype.is_eindstatus or c.new.zaak.resultaat is not None:
        return None
    return Fault("nonFieldErrors", "resultaat-does-not-exist", "De zaak heeft nog geen resultaat.")


@check("zrc-007", "zaken.Status:create")
def afsluiten_kan_niet_terug_in_de_tijd(c: Change) -> Fault | None:
    """Closing and reopening add the newest STATUS, so that einddatum and last STATUS always agree."""
    zaak, laatste = c.new.zaak, None
    if zaak.is_gesloten or c.new.statustype.is_eindstatus:
        laatste = zaak.status
    if laatste is None or c.new.datum_status_gezet > laatste.datum_status_gezet:
        return None
    reden = "Een status die de zaak sluit of heropent moet later zijn dan de laatst gezette status."
    return Fault("datumStatusGezet", "date-not-after-last-status", reden)


@check("zrc-oas", "zaken.Status:create")
def statusdatum_ligt_niet_in_de_toekomst(c: Change) -> Fault | None:
    """datumStatusGezet has passed."""
    if not in_de_toekomst(c):
        return None
    return Fault("datumStatusGezet", "date-in-future", "De status kan niet in de toekomst gezet zijn.")


@check("zrc-oas", "zaken.Status:create")
def statusdatum_ligt_niet_voor_startdatum(c: Change) -> Fault | None:
    """datumStatusGezet is on or after zaak.startdatum, in the Netherlands."""
    if in_de_toekomst(c) or dag(c.new.datum_status_gezet) >= c.new.zaak.startdatum:
        return None
    reden = "De status ligt voor de startdatum van de zaak."
    return Fault("datumStatusGezet", "date-before-startdatum", reden)


@effect("zrc-007", "zaken.Status:create")
def einddatum_volgt_uit_eindstatus(c: Change) -> None:
    """The eindstatus closes the ZAAK on its date in the Netherlands."""
    if c.new.statustype.is_eindstatus:
        c.new.zaak.einddatum = dag(c.new.datum_status_gezet)
        c.touch(c.new.zaak)


@effect("zrc-008", "zaken.Status:create")
def heropenen_wist_einddatum_en_archiefgegevens(c: Change) -> None:
    """Reopening empties einddatum, archiefactiedatum, archiefnominatie and startdatumBewaartermijn."""
    zaak = c.new.zaak
    if zaak.is_gesloten and not c.new.statustype.is_eindstatus:
        zaak.einddatum = zaak.archiefactiedatum = zaak.archiefnominatie = zaak.startdatum_bewaartermijn = None
        c.touch(zaak)
