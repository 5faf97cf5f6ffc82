"""When a closed ZAAK may be destroyed or transferred (zrc-021, zrc-022)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import isodate
from dateutil.relativedelta import relativedelta

from mijnzaken.zgw.parser import AMSTERDAM
from mijnzaken.zgw.rules import Change, Fault, check, effect


class Onbepaald(Exception):
    """The brondatum must exist but its source is missing: closing is refused with this reason."""


def plus(dag: date, duur: str) -> date:
    """A date plus an ISO 8601 duration, in calendar years and months."""
    waarde = isodate.parse_duration(duur)
    if isinstance(waarde, isodate.Duration):
        dag += relativedelta(years=int(waarde.years), months=int(waarde.months))
        waarde = waarde.tdelta
    return dag + waarde  # type: ignore[no-any-return]


def brondatum(zaak: Any, procedure: dict[str, Any], einddatum: date) -> date | None:
    """The date from which the bewaartermijn counts; None when it is not known (yet).

    Raises Onbepaald where the table of zrc-021 has an error for an empty source. The sources that no
    registry serves yet (zaakeigenschappen, zaakobjecten, besluiten) are empty.
    """
    wijze = procedure.get("afleidingswijze")
    if wijze == "afgehandeld":
        return einddatum
    if wijze == "termijn":
        if not procedure.get("procestermijn"):
            raise Onbepaald("De procestermijn van het resultaattype ontbreekt.")
        return plus(einddatum, procedure["procestermijn"])
    if wijze == "hoofdzaak":
        if zaak.hoofdzaak is None:
            raise Onbepaald("De zaak heeft geen hoofdzaak.")
        return zaak.hoofdzaak.einddatum  # type: ignore[no-any-return]
    if wijze == "gerelateerde_zaak":
        return _van_gerelateerde_zaken(zaak)
    if wijze in ("zaakobject", "ingangsdatum_besluit"):
        bron = "zaakobject" if wijze == "zaakobject" else "besluit"
        raise Onbepaald(f"De zaak heeft geen {bron} waaruit de brondatum volgt.")
    return None


def _van_gerelateerde_zaken(zaak: Any) -> date | None:
    relaties = list(zaak.relevante_andere_zaken.select_related("url"))
    if not relaties:
        raise Onbepaald("De zaak heeft geen gerelateerde zaken.")
    data = [relatie.url.einddatum if relatie.url else None for relatie in relaties]
    return None if None in data else max(d for d in data if d)


def afleiding(zaak: Any, einddatum: date) -> tuple[str | None, date | None, date | None]:
    """``(archiefnominatie, archiefactiedatum, startdatumBewaartermijn)`` at closing; what is set stays."""
    resultaat = zaak.resultaten.select_related("resultaattype").first()
    soort = resultaat.resultaattype if resultaat else None
    nominatie = zaak.archiefnominatie or (soort.archiefnominatie if soort else "") or None
    if soort is None or not soort.archiefactietermijn or not soort.brondatum_archiefprocedure:
        return nominatie, zaak.archiefactiedatum, zaak.startdatum_bewaartermijn
    start = zaak.startdatum_bewaartermijn or brondatum(zaak, soort.brondatum_archiefprocedure, einddatum)
    if start is None:
        return nominatie, zaak.archiefactiedatum, None
    return nominatie, zaak.archiefactiedatum or plus(start, soort.archiefactietermijn), start


@check("zrc-021", "zaken.Status:create")
def archiefactiedatum_is_te_bepalen(c: Change) -> Fault | None:
    """Closing is refused when the archiefactiedatum should follow from something that is not there."""
    if not c.new.statustype.is_eindstatus:
        return None
    try:
        afleiding(c.new.zaak, c.new.datum_status_gezet.astimezone(AMSTERDAM).date())
    except (Onbepaald, OverflowError) as fout:
        return Fault("nonFieldErrors", "archiefactiedatum-error", str(fout))
    return None


@effect("zrc-021", "zaken.Status:create")
def archiefgegevens_volgen_uit_resultaattype(c: Change) -> None:
    """Closing sets archiefnominatie, archiefactiedatum and startdatumBewaartermijn."""
    if not c.new.statustype.is_eindstatus:
        return
    zaak = c.new.zaak
    gevonden = afleiding(zaak, c.new.datum_status_gezet.astimezone(AMSTERDAM).date())
    zaak.archiefnominatie, zaak.archiefactiedatum, zaak.startdatum_bewaartermijn = gevonden
    c.touch(zaak)


@check("zrc-022", "zaken.Zaak:create,update")
def archiveren_vereist_nominatie_en_datum(c: Change) -> Iterator[Fault]:
    """An archiefstatus beyond nog_te_archiveren needs archiefnominatie and archiefactiedatum."""
    if c.new.archiefstatus == "nog_te_archiveren":
        return
    if not c.new.archiefnominatie:
        yield Fault("archiefnominatie", "archiefnominatie-not-set", "De archiefnominatie is nog niet bekend.")
    if not c.new.archiefactiedatum:
        yield Fault(
            "archiefactiedatum", "archiefactiedatum-not-set", "De archiefactiedatum is nog niet bekend."
        )
