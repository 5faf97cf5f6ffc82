"""Form fields whose choices are what the catalogus and the Selectielijst hold."""

from __future__ import annotations

from functools import cache
from typing import Any

from catalogi.models import ZaakType
from catalogi.regels.geldigheid import SLEUTELS
from catalogi.selectielijst.adressen import opgezocht
from catalogi.selectielijst.keuzes import omschrijving_keuzes, procestype_keuzes, resultaat_keuzes
from catalogi.selectielijst.models import Procestype
from mijnzaken.zgw.formfields import Choices, ManyOf, OneOf, known_names


def namen(model: Any, catalogus: Any = None) -> list[str]:
    """The names of all types of a kind in a catalogus, or in any; one for all versions."""
    sleutel = SLEUTELS[model]
    rijen = model.objects.filter(catalogus=catalogus) if catalogus else model.objects
    return list(rijen.order_by(sleutel).values_list(sleutel, flat=True).distinct())


def namenveld(model: Any, catalogus: Any, label: str) -> ManyOf:
    """Some types of a kind, by name."""
    return ManyOf(namen(model, catalogus), label=label, required=False)


def naamveld(model: Any, catalogus: Any, label: str) -> OneOf:
    """One type of a kind, by name."""
    bekend = namen(model, catalogus)
    return OneOf(lambda huidig: known_names(bekend, [huidig] if huidig else []), label=label)


def procestypeveld() -> OneOf:
    """A procestype of the Selectielijst, under the year of its list."""
    help_text = "Bepaalt uit welke resultaten van de Selectielijst een resultaattype kan kiezen."
    return OneOf(_procestypen, label="Procestype (Selectielijst)", required=False, help_text=help_text)


def _procestypen(huidig: str) -> Choices:
    gekozen = opgezocht(Procestype, huidig)
    jaren = Procestype.objects.order_by("-jaar").values_list("jaar", flat=True).distinct()
    groepen: Choices = [
        (str(jaar), procestype_keuzes(jaar, huidig if gekozen and gekozen.jaar == jaar else ""))
        for jaar in jaren
    ]
    return groepen if gekozen or not huidig else [*groepen, ("Niet in de Selectielijst", [(huidig, huidig)])]


def klasseveld(zaaktype: ZaakType | None) -> OneOf:
    """A resultaat of the procestype that the zaaktype has."""
    procestype = zaaktype.selectielijst_procestype if zaaktype else ""

    @cache  # each row of the page asks the same
    def keuzes(huidig: str) -> Choices:
        return list(resultaat_keuzes(procestype, huidig))

    help_text = "" if procestype else "Kies eerst bij het zaaktype een procestype en sla dat op."
    return OneOf(keuzes, label="Selectielijstklasse", help_text=help_text)


def omschrijvingveld() -> OneOf:
    """A generic name of resultaattypen."""
    return OneOf(cache(lambda huidig: list(omschrijving_keuzes(huidig))), label="Resultaattypeomschrijving")
