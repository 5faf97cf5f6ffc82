"""Destroying a ZAAK with all that belongs to it (zrc-023)."""

from __future__ import annotations

from mijnzaken.zgw.models import AuditRegel
from mijnzaken.zgw.rules import Change, effect


@effect("zrc-023", "zaken.Zaak:destroy")
def deelzaken_gaan_mee(c: Change) -> None:
    """The deelzaken of a ZAAK, with all of theirs, are destroyed before it."""
    deelzaken = c.new.deelzaken.all()
    AuditRegel.objects.filter(hoofd_object__in=list(deelzaken.values_list("pk", flat=True))).delete()
    deelzaken.delete()
