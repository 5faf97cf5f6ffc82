"""What a ZAAK and its parts may refer to (zrc-001, 011, 013, 015, 016, 019, 020)."""

from __future__ import annotations

from mijnzaken.zgw.links import resolve
from mijnzaken.zgw.rules import Change, Fault, check, effect, norm
from zaken.models import Rol

EENMALIG = ("initiator", "zaakcoordinator")
# Every link is followed by the kit before any rule runs, those in relevanteAndereZaken too.
norm("zrc-011")(resolve)


def _mismatch(wat: str) -> Fault:
    return Fault("nonFieldErrors", "zaaktype-mismatch", f"Het {wat} hoort niet bij het zaaktype van de zaak.")


@check("zrc-001", "zaken.Zaak:create,update")
def zaaktype_is_gepubliceerd(c: Change) -> Fault | None:
    """New zaken, and zaken that change type, use a published zaaktype."""
    zaaktype = c.new.zaaktype
    if zaaktype is None or not zaaktype.concept or (c.old and c.old.zaaktype_id == c.new.zaaktype_id):
        return None
    return Fault("zaaktype", "not-published", "Het zaaktype is nog een concept.")


def _hoofdzaak_verandert(c: Change) -> bool:
    return bool(c.new.hoofdzaak_id and (c.old is None or c.old.hoofdzaak_id != c.new.hoofdzaak_id))


@check("zrc-013", "zaken.Zaak:create,update")
def hoofdzaak_is_een_andere_zaak(c: Change) -> Fault | None:
    """A ZAAK is not its own hoofdzaak."""
    if not c.new.hoofdzaak_id or c.new.hoofdzaak_id != c.new.pk:
        return None
    return Fault("hoofdzaak", "self-forbidden", "Een zaak kan niet zijn eigen hoofdzaak zijn.")


@check("zrc-013", "zaken.Zaak:create,update")
def hoofdzaak_is_geen_deelzaak(c: Change) -> Fault | None:
    """A hoofdzaak is no deelzaak itself, and a ZAAK with deelzaken does not become one."""
    if not _hoofdzaak_verandert(c) or c.new.hoofdzaak_id == c.new.pk:
        return None
    if c.new.hoofdzaak.hoofdzaak_id:
        return Fault("hoofdzaak", "deelzaak-als-hoofdzaak", "De hoofdzaak is zelf een deelzaak.")
    if c.old and c.new.deelzaken.exists():
        return Fault("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak heeft zelf deelzaken.")
    return None


@check("zrc-013", "zaken.Zaak:create,update")
def zaaktype_is_deelzaaktype_van_hoofdzaak(c: Change) -> Fault | None:
    """The zaaktype of the hoofdzaak names that of the deelzaak among its deelzaaktypen."""
    if not c.new.hoofdzaak_id or not (_hoofdzaak_verandert(c) or c.old.zaaktype_id != c.new.zaaktype_id):
        return None
    soort, hoofdsoort = c.new.zaaktype, c.new.hoofdzaak.zaaktype
    if soort is None or hoofdsoort is None:
        return None  # the type stands in another registry
    if soort.catalogus_id == hoofdsoort.catalogus_id and soort.identificatie in hoofdsoort.deelzaaktypen:
        return None
    reden = "Het zaaktype is geen deelzaaktype van de hoofdzaak."
    return Fault("hoofdzaak", "invalid-deelzaaktype", reden)


@check("zrc-015", "zaken.Zaak:create,update")
def producten_horen_bij_zaaktype(c: Change) -> Fault | None:
    """productenOfDiensten is a selection from those of the zaaktype."""
    toegestaan = c.new.zaaktype.producten_of_diensten if c.new.zaaktype else c.new.producten_of_diensten
    if set(c.new.producten_of_diensten) <= set(toegestaan):
        return None
    reden = "Een product of dienst komt niet voor bij het zaaktype."
    return Fault("productenOfDiensten", "invalid-products-services", reden)


@check("zrc-016", "zaken.Status:create")
def statustype_hoort_bij_zaaktype(c: Change) -> Fault | None:
    """statustype ∈ zaaktype.statustypen."""
    return None if c.new.statustype.zaaktype_id == c.new.zaak.zaaktype_id else _mismatch("statustype")


@check("zrc-oas", "zaken.Status:create")
def gezetdoor_is_rol_van_de_zaak(c: Change) -> Fault | None:
    """gezetdoor is a ROL in the same ZAAK."""
    if c.new.gezetdoor is None or c.new.gezetdoor.zaak_id == c.new.zaak.pk:
        return None
    return Fault("gezetdoor", "inconsistent-relation", "Deze rol hoort bij een andere zaak.")


@check("zrc-019", "zaken.Rol:create")
def roltype_hoort_bij_zaaktype(c: Change) -> Fault | None:
    """roltype ∈ zaaktype.roltypen."""
    return None if c.new.roltype.zaaktype_id == c.new.zaak.zaaktype_id else _mismatch("roltype")


@effect("zrc-019", "zaken.Rol:create")
def omschrijving_volgt_uit_roltype(c: Change) -> None:
    """omschrijving and omschrijvingGeneriek are copied from the roltype."""
    c.new.omschrijving = c.new.roltype.omschrijving
    c.new.omschrijving_generiek = c.new.roltype.omschrijving_generiek


@check("zrc-ref", "zaken.Rol:create")
def betrokkene_is_bekend(c: Change) -> Fault | None:
    """A ROL names its betrokkene by URL or by identification."""
    if c.new.betrokkene or any((c.new.betrokkene_identificatie or {}).values()):
        return None
    return Fault("nonFieldErrors", "invalid-betrokkene", "Geef betrokkene of betrokkeneIdentificatie.")


@check("zrc-ref", "zaken.Rol:create")
def initiator_en_coordinator_zijn_eenmalig(c: Change) -> Fault | None:
    """A ZAAK has at most one initiator and one zaakcoordinator."""
    soort = c.new.roltype.omschrijving_generiek
    if soort not in EENMALIG or not Rol.objects.filter(zaak=c.new.zaak, omschrijving_generiek=soort).exists():
        return None
    return Fault("roltype", "max-occurences", f"De zaak heeft al een {soort}.")


@check("zrc-020", "zaken.Resultaat:create")
def resultaattype_hoort_bij_zaaktype(c: Change) -> Fault | None:
    """resultaattype ∈ zaaktype.resultaattypen."""
    return None if c.new.resultaattype.zaaktype_id == c.new.zaak.zaaktype_id else _mismatch("resultaattype")
