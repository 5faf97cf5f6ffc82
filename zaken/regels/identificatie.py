"""The number of a ZAAK: unique within its bronorganisatie (zrc-002)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check, effect
from zaken.models import Zaak
from zaken.nummering import volgend_nummer


def in_gebruik(bronorganisatie: str, identificatie: str) -> bool:
    """Whether another ZAAK of the bronorganisatie has this number."""
    return Zaak.objects.filter(bronorganisatie=bronorganisatie, identificatie=identificatie).exists()


@check("zrc-002", "zaken.Zaak:create")
def identificatie_is_uniek(c: Change) -> Fault | None:
    """A given identificatie is free; the database guards it against a concurrent twin."""
    if not c.new.identificatie or not in_gebruik(c.new.bronorganisatie, c.new.identificatie):
        return None
    reden = "Deze identificatie is al in gebruik binnen de bronorganisatie."
    return Fault("identificatie", "identificatie-niet-uniek", reden)


@effect("zrc-002", "zaken.Zaak:create")
def identificatie_wordt_uitgegeven(c: Change) -> None:
    """A ZAAK without identificatie gets the next free number of its bronorganisatie."""
    while not c.new.identificatie:
        nummer = volgend_nummer(c.new.bronorganisatie, c.now.year)
        if not in_gebruik(c.new.bronorganisatie, nummer):
            c.new.identificatie = nummer
