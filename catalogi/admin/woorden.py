"""Durations and archive rules as people say them."""

from __future__ import annotations

import re

from catalogi.models import ResultaatType

_DUUR = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?"
)
_EENHEDEN = (
    ("jaar", "jaar"), ("maand", "maanden"), ("week", "weken"), ("dag", "dagen"),
    ("uur", "uur"), ("minuut", "minuten"), ("seconde", "seconden"),
)  # fmt: skip
# afleidingswijze → from which moment the term runs
_VANAF = {
    "afgehandeld": "afhandeling",
    "ander_datumkenmerk": "de datum in een andere registratie",
    "eigenschap": "de datum in een eigenschap van de zaak",
    "gerelateerde_zaak": "de afhandeling van de gerelateerde zaak",
    "hoofdzaak": "de afhandeling van de hoofdzaak",
    "ingangsdatum_besluit": "de ingangsdatum van het besluit",
    "termijn": "afhandeling en het einde van de procestermijn",
    "vervaldatum_besluit": "de vervaldatum van het besluit",
    "zaakobject": "de datum van een object bij de zaak",
}


def duur(iso: str | None) -> str:
    """``P1Y6M`` → "1 jaar en 6 maanden"; what is no duration stays as it is."""
    gevonden = _DUUR.fullmatch(iso or "")
    if gevonden is None:
        return iso or ""
    delen = [
        f"{int(aantal)} {enkel if int(aantal) == 1 else meer}"
        for aantal, (enkel, meer) in zip(gevonden.groups(), _EENHEDEN, strict=True)
        if aantal
    ]
    return " en ".join(filter(None, [", ".join(delen[:-1]), delen[-1]])) if delen else iso or ""


def archiefregel(resultaattype: ResultaatType) -> str:
    """What happens to a zaak with this outcome: "vernietigen, 5 jaar na afhandeling"."""
    wat = resultaattype.get_archiefnominatie_display().lower()
    if not wat:
        return "geen archiefregel"
    procedure = resultaattype.brondatum_archiefprocedure or {}
    vanaf = _VANAF.get(procedure.get("afleidingswijze", ""), "")
    termijn = duur(resultaattype.archiefactietermijn)
    if procedure.get("afleidingswijze") == "termijn" and procedure.get("procestermijn"):
        vanaf = f"afhandeling plus {duur(procedure['procestermijn'])}"
    if not termijn:
        return f"{wat}, zonder termijn"
    return f"{wat}, {termijn} na {vanaf}" if vanaf else f"{wat}, na {termijn}"
