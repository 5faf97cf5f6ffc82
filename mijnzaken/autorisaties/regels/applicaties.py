"""Clients and authorisations of an APPLICATIE (ac-001, ac-002, ac-003)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mijnzaken.autorisaties.models import Applicatie
from mijnzaken.zgw.rules import Change, Fault, check, one_at_a_time

# component → prefix of the scopes that need a type, the type, whether a level goes with it (ac-003)
EISEN = {
    "zrc": ("zaken.", "zaaktype", True),
    "drc": ("documenten.", "informatieobjecttype", True),
    "brc": ("besluiten.", "besluittype", False),
}


@check("ac-001", "autorisaties.Applicatie:create,update")
def client_id_hoort_bij_een_applicatie(c: Change) -> Fault | None:
    """A client id belongs to one applicatie only."""
    ids = c.new.client_ids
    one_at_a_time("ac-001")
    bezet = Applicatie.objects.filter(client_ids__overlap=ids).exclude(pk=c.new.pk).first()
    if bezet is None and len(set(ids)) == len(ids):
        return None
    reden = (
        f"Een clientId hoort al bij applicatie {bezet.label}." if bezet else "Een clientId staat er dubbel."
    )
    return Fault("clientIds", "clientId-exists", reden)


@check("ac-002", "autorisaties.Applicatie:create,update")
def autorisaties_zijn_eenduidig(c: Change) -> Fault | None:
    """Either all rights, or a list of them: never both, never neither."""
    rijen = _rijen(c)
    if c.new.heeft_alle_autorisaties and rijen:
        reden = "Met heeftAlleAutorisaties horen er geen autorisaties bij."
        return Fault("nonFieldErrors", "ambiguous-authorizations-specified", reden)
    if not c.new.heeft_alle_autorisaties and not rijen:
        return Fault(
            "nonFieldErrors", "missing-authorizations", "Geef autorisaties of heeftAlleAutorisaties."
        )
    return None


@check("ac-003", "autorisaties.Applicatie:create,update")
def autorisatie_noemt_type_en_niveau(c: Change) -> Iterator[Fault]:
    """Scopes on zaken, documenten and besluiten name the type, and where there is one the level."""
    for index, rij in enumerate(c.children.get("autorisaties", [])):
        prefix, soort, niveau = EISEN.get(rij.component, ("", "", False))
        if not prefix or not any(scope.startswith(prefix) for scope in rij.scopes):
            continue
        if not (getattr(rij, soort) or getattr(rij, f"{soort}_url")):
            yield _verplicht(index, soort)
        if niveau and not rij.max_vertrouwelijkheidaanduiding:
            yield _verplicht(index, "maxVertrouwelijkheidaanduiding")


def _verplicht(index: int, veld: str) -> Fault:
    return Fault(f"autorisaties.{index}.{veld}", "required", "Dit veld is verplicht bij deze scopes.")


def _rijen(c: Change) -> Any:
    if "autorisaties" in c.children or c.old is None:
        return c.children.get("autorisaties", [])
    return list(c.old.autorisaties.all())
