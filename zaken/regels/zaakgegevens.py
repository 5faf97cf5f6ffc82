"""The data of a ZAAK itself (zrc-009, 012, 014)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mijnzaken.zgw import contract
from mijnzaken.zgw.parser import compile_parser
from mijnzaken.zgw.rules import Change, Fault, check, effect, fill

GROEPEN = ("verlenging", "opschorting", "processobject")


@fill("zrc-009", "zaken.Zaak:create,update")
def vertrouwelijkheid_volgt_uit_zaaktype(c: Change) -> None:
    """Without vertrouwelijkheidaanduiding a ZAAK has that of its zaaktype."""
    if not c.new.vertrouwelijkheidaanduiding and c.new.zaaktype:
        c.new.vertrouwelijkheidaanduiding = c.new.zaaktype.vertrouwelijkheidaanduiding


@check("zrc-012", "zaken.Zaak:create,update")
def gegevensgroep_is_leeg_of_volledig(c: Change) -> list[Fault]:
    """A gegevensgroep is absent (null) or an object with all its required parts."""
    faults: list[Fault] = []
    for groep in GROEPEN:
        compile_parser(contract.schema("zaken.Zaak")["properties"][groep])(
            getattr(c.new, groep), groep, faults
        )
    return faults


@check("zrc-014", "zaken.Zaak:create,update")
def betaaldatum_past_bij_betalingsindicatie(c: Change) -> Iterator[Fault]:
    """Where nothing is to be paid no laatsteBetaaldatum is given; it is never in the future."""
    datum = c.new.laatste_betaaldatum
    if datum is None:
        return
    if c.new.betalingsindicatie == "nvt" and "laatsteBetaaldatum" in c.given:
        reden = "Zonder betaling (nvt) is er geen laatste betaaldatum."
        yield Fault("laatsteBetaaldatum", "betaling-nvt", reden)
    if datum > c.now + timedelta(seconds=60):
        yield Fault("laatsteBetaaldatum", "future_not_allowed", "De laatste betaaldatum ligt in de toekomst.")


@effect("zrc-014", "zaken.Zaak:create,update")
def nvt_wist_betaaldatum(c: Change) -> None:
    """Changing to nvt empties laatsteBetaaldatum."""
    if c.new.betalingsindicatie == "nvt":
        c.new.laatste_betaaldatum = None
