"""The number of a ZAAK: unique within its bronorganisatie (zrc-002)."""

from __future__ import annotations

from mijnzaken.zgw.rules import Change, Fault, check, effect
from zaken.models import Zaak
from zaken.nummering import volgend_nummer
from zaken.regels.afsluiten import dag


@check("zrc-002", "zaken.Zaak:create")
def identificatie_is_uniek(c: Change) -> Fault | None:
    """A given identificatie is free; the database guards it against a concurrent twin."""
    nummer = c.new.identificatie
    if not nummer:
        return None
    if not Zaak.objects.filter(bronorganisatie=c.new.bronorganisatie, identificatie=nummer).exists():
        return None
    reden = "Deze identificatie is al in gebruik binnen de bronorganisatie."
    return Fault("identificatie", "identificatie-niet-uniek", reden)


@effect("zrc-002", "zaken.Zaak:create")
def identificatie_wordt_uitgegeven(c: Change) -> None:
    """A ZAAK without identificatie gets the next free number of its bronorganisatie."""
    if not c.new.identificatie:
        c.new.identificatie = volgend_nummer(c.new.bronorganisatie, dag(c.now).year)
