from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Model

from catalogi.models import ResultaatType, ZaakType
from catalogi.selectielijst import gegevens
from catalogi.selectielijst.adressen import NAMEN, Regel, sleutel
from catalogi.selectielijst.gegevens import Ongeldig, Verschil
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving

# Which types refer to an object of the list, and with what.
GEBRUIK: dict[type[Regel], tuple[type[Model], str]] = {
    Procestype: (ZaakType, "selectielijst_procestype"),
    Resultaat: (ResultaatType, "selectielijstklasse"),
    ResultaattypeOmschrijving: (ResultaatType, "resultaattypeomschrijving"),
}


class Command(BaseCommand):
    """Replace the Selectielijst by the one in a file; repeatable."""

    help = "Vervangt de selectielijst door die in een bestand, en meldt wat er veranderde."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bestand",
            type=Path,
            default=gegevens.MEEGELEVERD,
            help="standaard: de lijst van MijnZaken zelf",
        )
        parser.add_argument(
            "--proef", action="store_true", help="meldt wat er zou veranderen, verandert niets"
        )

    @transaction.atomic
    def handle(self, *, bestand: Path, proef: bool, **_options: Any) -> None:
        try:
            verschillen = gegevens.ververs(gegevens.lees(bestand.read_bytes()))
        except OSError as error:
            raise CommandError(f"{bestand} is niet te lezen: {error.strerror}") from None
        except Ongeldig as error:
            raise CommandError(f"{bestand}: {error}") from None
        for verschil in verschillen:
            self._meld(verschil)
        if proef:
            transaction.set_rollback(True)
            self.stdout.write("Dit was een proef: er is niets veranderd.")

    def _meld(self, verschil: Verschil) -> None:
        nieuw, anders, weg = verschil.toegevoegd, verschil.gewijzigd, verschil.vervallen
        self.stdout.write(
            f"{NAMEN[verschil.model]}: {len(nieuw)} nieuw, {len(anders)} gewijzigd, {len(weg)} vervallen"
        )
        aantal = in_gebruik(verschil)
        if aantal:
            model, _column = GEBRUIK[verschil.model]
            self.stdout.write(
                f"  let op: {aantal} {model._meta.verbose_name_plural} verwijzen naar wat verviel"
            )


def in_gebruik(verschil: Verschil) -> int:
    """How many types refer to what is no longer in the list; they keep their reference."""
    model, column = GEBRUIK[verschil.model]
    weg = {(NAMEN[verschil.model], regel.pk) for regel in verschil.vervallen}
    urls = model._default_manager.values_list(column, flat=True) if weg else ()
    return sum(sleutel(url) in weg for url in urls)
