"""When a closed ZAAK may be destroyed or transferred (zrc-021, zrc-022, zrc-026a)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import isodate
from dateutil.relativedelta import relativedelta
from django.db.models import prefetch_related_objects

from mijnzaken.zgw.rules import Change, Fault, check, effect, norm
from zaken.regels.afsluiten import dag, in_de_toekomst

# Sources that no registry serves yet: an error where zrc-021 demands one, unknown where it does not.
ZONDER_BRON = {"zaakobject": "zaakobject", "ingangsdatum_besluit": "besluit"}


class Onbepaald(Exception):
    """The archiefactiedatum should follow from something that is not there: the reason."""


def plus(begin: date, duur: str) -> date:
    """A date plus an ISO 8601 duration, in calendar years and months."""
    try:
        waarde = isodate.parse_duration(duur)
        if isinstance(waarde, isodate.Duration):
            begin += relativedelta(years=int(waarde.years), months=int(waarde.months))
            waarde = waarde.tdelta
        return begin + waarde  # type: ignore[no-any-return]
    except (OverflowError, ValueError):
        raise Onbepaald(f"{begin} plus {duur} is geen datum.") from None


def brondatum(zaak: Any, procedure: dict[str, Any], einddatum: date) -> date | None:
    """The date from which the bewaartermijn counts; None when it is not known (yet).

    Raises Onbepaald where the table of zrc-021 has an error for an empty source.
    """
    wijze = procedure.get("afleidingswijze") or ""
    if wijze == "afgehandeld":
        return einddatum
    if wijze == "termijn":
        return _na_procestermijn(procedure, einddatum)
    if wijze == "hoofdzaak":
        return _van_hoofdzaak(zaak)
    if wijze == "gerelateerde_zaak":
        return _van_gerelateerde_zaken(zaak)
    if wijze in ZONDER_BRON:
        raise Onbepaald(f"De zaak heeft geen {ZONDER_BRON[wijze]} waaruit de brondatum volgt.")
    return None


def _na_procestermijn(procedure: dict[str, Any], einddatum: date) -> date:
    if not procedure.get("procestermijn"):
        raise Onbepaald("De procestermijn van het resultaattype ontbreekt.")
    return plus(einddatum, procedure["procestermijn"])


def _van_hoofdzaak(zaak: Any) -> date | None:
    if zaak.hoofdzaak is None:
        raise Onbepaald("De zaak heeft geen hoofdzaak.")
    return zaak.hoofdzaak.einddatum  # type: ignore[no-any-return]


def _van_gerelateerde_zaken(zaak: Any) -> date | None:
    prefetch_related_objects([zaak], "relevante_andere_zaken__url")
    data = [relatie.url and relatie.url.einddatum for relatie in zaak.relevante_andere_zaken.all()]
    if not data:
        raise Onbepaald("De zaak heeft geen gerelateerde zaken.")
    return max(data) if all(data) else None


def afleiding(zaak: Any, resultaattype: Any, einddatum: date) -> tuple[date | None, date | None]:
    """``(start of the bewaartermijn, archiefactiedatum)`` of a ZAAK that ends on ``einddatum``.

    What is set already stays. Raises Onbepaald when the date cannot be determined.
    """
    procedure = resultaattype.brondatum_archiefprocedure
    if not procedure or not resultaattype.archiefactietermijn:
        return zaak.startdatum_bewaartermijn, zaak.archiefactiedatum
    start = zaak.startdatum_bewaartermijn or brondatum(zaak, procedure, einddatum)
    if start is None and procedure.get("einddatumBekend") and zaak.archiefactiedatum is None:
        raise Onbepaald("De einddatum van het procesobject moet bekend zijn voordat de zaak sluit.")
    actie = zaak.archiefactiedatum or (start and plus(start, resultaattype.archiefactietermijn))
    return start, actie


def leid_af(zaak: Any, resultaattype: Any, einddatum: date) -> None:
    """Set archiefnominatie, archiefactiedatum and startdatumBewaartermijn of a ZAAK that is closed."""
    start, zaak.archiefactiedatum = afleiding(zaak, resultaattype, einddatum)
    zaak.archiefnominatie = zaak.archiefnominatie or resultaattype.archiefnominatie or None
    bewaartermijn_begint(zaak, start)


@norm("zrc-026a")
def bewaartermijn_begint(zaak: Any, start: date | None) -> None:
    """startdatumBewaartermijn is the brondatum, and only of a ZAAK that is to be destroyed."""
    if zaak.archiefnominatie == "vernietigen":
        zaak.startdatum_bewaartermijn = start


def _fout(zaak: Any, resultaattype: Any, einddatum: date) -> Fault | None:
    try:
        afleiding(zaak, resultaattype, einddatum)
    except Onbepaald as fout:
        return Fault("nonFieldErrors", "archiefactiedatum-error", str(fout))
    return None


@check("zrc-021", "zaken.Status:create")
def archiefactiedatum_is_te_bepalen(c: Change) -> Fault | None:
    """Closing is refused when the archiefactiedatum should follow from something that is not there."""
    resultaat = c.new.zaak.resultaat if c.new.statustype.is_eindstatus else None
    if resultaat is None or in_de_toekomst(c):
        return None
    return _fout(c.new.zaak, resultaat.resultaattype, dag(c.new.datum_status_gezet))


@effect("zrc-021", "zaken.Status:create")
def archiefgegevens_volgen_uit_resultaattype(c: Change) -> None:
    """Closing derives the archive data from the resultaattype."""
    zaak = c.new.zaak
    if c.new.statustype.is_eindstatus:
        leid_af(zaak, zaak.resultaat.resultaattype, dag(c.new.datum_status_gezet))
        c.touch(zaak)


@effect("zrc-021", "zaken.Status:create")
def deelzaken_volgen_hoofdzaak(c: Change) -> None:
    """Deelzaken that closed before their hoofdzaak, and wait for its einddatum, get their dates."""
    if not c.new.statustype.is_eindstatus:
        return
    gesloten = c.new.zaak.deelzaken.filter(
        einddatum__isnull=False,
        archiefactiedatum=None,
        resultaten__resultaattype__brondatum_archiefprocedure__afleidingswijze="hoofdzaak",
    )
    for deelzaak in gesloten.select_for_update(of=("self",), no_key=True).order_by("pk"):
        deelzaak.hoofdzaak = c.new.zaak  # as it is about to be saved
        if _fout(deelzaak, deelzaak.resultaat.resultaattype, deelzaak.einddatum) is None:
            leid_af(deelzaak, deelzaak.resultaat.resultaattype, deelzaak.einddatum)
            c.touch(deelzaak)


@check("zrc-021", "zaken.Resultaat:create")
def nieuw_resultaat_bepaalt_archiefactiedatum(c: Change) -> Fault | None:
    """A RESULTAAT for a closed ZAAK is refused for the same reason as closing with it would be."""
    zaak = c.new.zaak
    return _fout(zaak, c.new.resultaattype, zaak.einddatum) if zaak.is_gesloten else None


@effect("zrc-021", "zaken.Resultaat:create")
def archiefgegevens_volgen_uit_nieuw_resultaat(c: Change) -> None:
    """A closed ZAAK that gets its RESULTAAT anew derives its archive data from it."""
    if c.new.zaak.is_gesloten:
        leid_af(c.new.zaak, c.new.resultaattype, c.new.zaak.einddatum)
        c.touch(c.new.zaak)


@effect("zrc-021", "zaken.Resultaat:destroy")
def archiefgegevens_vervallen_zonder_resultaat(c: Change) -> None:
    """A closed ZAAK without RESULTAAT has no archive data: there is nothing that they follow from."""
    zaak = c.new.zaak
    if zaak.is_gesloten:
        zaak.archiefactiedatum = zaak.archiefnominatie = zaak.startdatum_bewaartermijn = None
        c.touch(zaak)


@check("zrc-022", "zaken.Zaak:create,update")
def archiveren_vereist_nominatie_en_datum(c: Change) -> Iterator[Fault]:
    """An archiefstatus beyond nog_te_archiveren needs archiefnominatie and archiefactiedatum."""
    if c.new.archiefstatus == "nog_te_archiveren":
        return
    if not c.new.archiefnominatie:
        yield Fault("archiefnominatie", "archiefnominatie-not-set", "De archiefnominatie is nog niet bekend.")
    if not c.new.archiefactiedatum:
        reden = "De archiefactiedatum is nog niet bekend."
        yield Fault("archiefactiedatum", "archiefactiedatum-not-set", reden)
