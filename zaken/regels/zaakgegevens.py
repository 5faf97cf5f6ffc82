"""The data of a ZAAK itself (zrc-009, 012, 014)."""

from __future__ import annotations

from functools import cache

from mijnzaken.zgw import contract
from mijnzaken.zgw.fields import snake
from mijnzaken.zgw.parser import Parse, compile_parser
from mijnzaken.zgw.rules import Change, Fault, check, effect, fill
from zaken.regels.afsluiten import SPELING

GROEPEN = ("verlenging", "opschorting", "processobject")


@fill("zrc-009", "zaken.Zaak:create,update")
def vertrouwelijkheid_volgt_uit_zaaktype(c: Change) -> None:
    """Without vertrouwelijkheidaanduiding a ZAAK has that of its zaaktype."""
    if not c.new.vertrouwelijkheidaanduiding:
        bron = c.new.zaaktype or c.old
        c.new.vertrouwelijkheidaanduiding = bron and bron.vertrouwelijkheidaanduiding


@cache
def _groepen() -> list[tuple[str, Parse]]:
    properties = contract.schema("zaken.Zaak")["properties"]
    return [(groep, compile_parser(properties[groep])) for groep in GROEPEN]


@check("zrc-012", "zaken.Zaak:create,update")
def gegevensgroep_is_leeg_of_volledig(c: Change) -> list[Fault]:
    """A gegevensgroep is absent (null) or an object with all its required parts."""
    faults: list[Fault] = []
    for groep, parse in _groepen():
        parse(getattr(c.new, snake(groep)), groep, faults)
    return faults


@check("zrc-014", "zaken.Zaak:create,update")
def zonder_betaling_geen_betaaldatum(c: Change) -> Fault | None:
    """Where nothing is to be paid (nvt) no laatsteBetaaldatum may be given."""
    gegeven = "laatsteBetaaldatum" in c.given and c.new.laatste_betaaldatum is not None
    if not gegeven or c.new.betalingsindicatie != "nvt":
        return None
    reden = "Zonder betaling (nvt) is er geen laatste betaaldatum."
    return Fault("laatsteBetaaldatum", "betaling-nvt", reden)


@check("zrc-oas", "zaken.Zaak:create,update")
def betaaldatum_ligt_niet_in_de_toekomst(c: Change) -> Fault | None:
    """laatsteBetaaldatum has passed."""
    datum = c.new.laatste_betaaldatum
    if datum is None or datum <= c.now + SPELING:
        return None
    return Fault("laatsteBetaaldatum", "future_not_allowed", "De laatste betaaldatum ligt in de toekomst.")


@effect("zrc-014", "zaken.Zaak:create,update")
def nvt_wist_betaaldatum(c: Change) -> None:
    """Changing to nvt empties laatsteBetaaldatum."""
    if c.new.betalingsindicatie == "nvt":
        c.new.laatste_betaaldatum = None
