"""What a message must be before it is passed on; ``c.new`` is the parsed message."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from mijnzaken.zgw.rules import Change, Fault, check
from notificaties.models import Kanaal


@check("nrc", "notificaties.Message:create")
def kanaal_en_kenmerken_kloppen(c: Change) -> Fault | None:
    """The kanaal exists and the message has exactly its kenmerken."""
    filters = Kanaal.objects.filter(naam=c.new["kanaal"]).values_list("filters", flat=True).first()
    if filters is None:
        return Fault("kanaal", "message_kanaal", "Dit kanaal bestaat niet.")
    if set(c.new.get("kenmerken") or {}) != set(filters):
        reden = f"De kenmerken van dit kanaal zijn: {', '.join(filters) or 'geen'}."
        return Fault("kenmerken", "kenmerken_inconsistent", reden)
    return None


@check("nrc", "notificaties.Message:create")
def aanmaakdatum_ligt_niet_in_de_toekomst(c: Change) -> Fault | None:
    """Clocks may differ by as much as tokens may."""
    if c.new["aanmaakdatum"] > c.now + timedelta(seconds=settings.JWT_LEEWAY):
        return Fault("aanmaakdatum", "future_not_allowed", "Dit tijdstip ligt in de toekomst.")
    return None
