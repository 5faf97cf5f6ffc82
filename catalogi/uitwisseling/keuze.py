"""Which catalogus somebody means on a command line."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from catalogi.models import Catalogus


def is_uuid(tekst: str) -> bool:
    """Whether a text is a uuid."""
    try:
        UUID(tekst)
    except ValueError:
        return False
    return True


def catalogus_van(keuze: str) -> Catalogus:
    """The catalogus with this uuid, domein or domein/RSIN; LookupError says why there is none."""
    domein, _, rsin = keuze.partition("/")
    waar = Q(pk=keuze) if is_uuid(keuze) else Q(domein=domein) & (Q(rsin=rsin) if rsin else Q())
    gevonden = list(Catalogus.objects.filter(waar)[:2])
    if len(gevonden) == 1:
        return gevonden[0]
    if gevonden:
        raise LookupError(f"Er is meer dan één catalogus met domein {domein}; geef domein/RSIN.")
    raise LookupError(f"Er is geen catalogus {keuze}.")
