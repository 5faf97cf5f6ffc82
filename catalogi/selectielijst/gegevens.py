"""From a file with the Selectielijst to its tables.

The file is a JSON object with three lists, ``procestypen``, ``resultaten`` and ``resultaattypeomschrijvingen``;
``gegevens.json`` beside this module is the one that ships with the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.db import transaction

from catalogi.selectielijst.adressen import COLLECTIES, NAMEN, Regel
from catalogi.selectielijst.models import Resultaat
from mijnzaken.zgw.rules import one_at_a_time

MEEGELEVERD = Path(__file__).with_name("gegevens.json")
Lijst = dict[type[Regel], dict[UUID, Regel]]


class Ongeldig(ValueError):
    """A file that is no Selectielijst; the text says where and why."""


@dataclass(frozen=True)
class Verschil:
    """What a refresh did to one of the tables."""

    model: type[Regel]
    toegevoegd: list[Regel]
    gewijzigd: list[Regel]
    vervallen: list[Regel]


def meegeleverd() -> Lijst:
    """The list that ships with the project."""
    return lees(MEEGELEVERD.read_bytes())


def lees(inhoud: bytes) -> Lijst:
    """The objects in a file, not saved; raises Ongeldig."""
    try:
        document = orjson.loads(inhoud)
    except orjson.JSONDecodeError as error:
        raise Ongeldig(f"dit is geen geldige JSON: {error}") from None
    if not isinstance(document, dict) or set(document) != set(COLLECTIES):
        raise Ongeldig(f"het bestand moet precies deze lijsten hebben: {', '.join(COLLECTIES)}")
    lijst = {model: _rijen(model, document[naam]) for naam, model in COLLECTIES.items()}
    _verwijzingen_kloppen(lijst)
    return lijst


def ververs(lijst: Lijst) -> list[Verschil]:
    """Make the tables equal to ``lijst``, in one transaction."""
    with transaction.atomic():
        one_at_a_time("selectielijst")
        verschillen = [_verschil(model, regels) for model, regels in lijst.items()]
        for verschil in verschillen:
            _bewaar(verschil.model, [*verschil.toegevoegd, *verschil.gewijzigd])
        for verschil in verschillen:
            verschil.model._default_manager.filter(pk__in=[r.pk for r in verschil.vervallen]).delete()
        return verschillen


# --- reading a file ------------------------------------------------------------------------------


def _rijen(model: type[Regel], rijen: Any) -> dict[UUID, Regel]:
    naam = NAMEN[model]
    if not isinstance(rijen, list):
        raise Ongeldig(f"{naam} is geen lijst")
    regels: dict[UUID, Regel] = {}
    for plaats, rij in enumerate(rijen, start=1):
        try:
            regel = _regel(model, rij)
        except ValidationError as error:
            raise Ongeldig(f"{naam}, nummer {plaats}: {'; '.join(_redenen(error))}") from None
        if regel.pk in regels:
            raise Ongeldig(f"{naam}, nummer {plaats}: {regel.pk} komt twee keer voor")
        regels[regel.pk] = regel
    return regels


def _regel(model: type[Regel], rij: Any) -> Regel:
    columns: dict[str, Any] = {field.name: field for field in model._meta.fields}
    if not isinstance(rij, dict) or set(rij) != set(columns):
        raise ValidationError(f"verwacht precies {', '.join(columns)}")
    for naam, waarde in rij.items():
        if not _bruikbaar(waarde) or (waarde is None and not columns[naam].null):
            raise ValidationError(f"{naam} heeft geen bruikbare waarde")
    links = [naam for naam, field in columns.items() if field.is_relation]
    for naam in links:
        rij[naam] = columns[naam].target_field.to_python(rij[naam])
    regel = model(**{columns[naam].attname: waarde for naam, waarde in rij.items()})
    regel.clean_fields(exclude=links)
    return regel


def _bruikbaar(waarde: Any) -> bool:
    return isinstance(waarde, str | int | None) and "\x00" not in str(waarde)


def _redenen(error: ValidationError) -> Iterator[str]:
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for naam, redenen in error.message_dict.items():
        yield f"{naam}: {' '.join(redenen)}"


def _verwijzingen_kloppen(lijst: Lijst) -> None:
    resultaten = {key: regel for key, regel in lijst[Resultaat].items() if isinstance(regel, Resultaat)}
    for regel in resultaten.values():
        if regel.procestype_id not in lijst[COLLECTIES["procestypen"]]:
            raise Ongeldig(f"resultaat {regel.pk}: procestype {regel.procestype_id} staat niet in de lijst")
        if regel.generiek_id is None:
            continue
        generiek = resultaten.get(regel.generiek_id)
        if generiek is None or generiek.generiek_id or generiek.procestype_id != regel.procestype_id:
            raise Ongeldig(
                f"resultaat {regel.pk}: {regel.generiek_id} is geen generiek resultaat van hetzelfde procestype"
            )


# --- writing the tables --------------------------------------------------------------------------


def _verschil(model: type[Regel], regels: dict[UUID, Regel]) -> Verschil:
    bestaand: dict[UUID, Regel] = {regel.pk: regel for regel in model._default_manager.order_by()}
    return Verschil(
        model,
        [regel for key, regel in regels.items() if key not in bestaand],
        [
            regel
            for key, regel in regels.items()
            if key in bestaand and _feiten(regel) != _feiten(bestaand[key])
        ],
        [regel for key, regel in bestaand.items() if key not in regels],
    )


def _feiten(regel: Regel) -> list[Any]:
    return [getattr(regel, field.attname) for field in regel._meta.fields]


def _bewaar(model: type[Regel], regels: Iterable[Any]) -> None:
    columns = [field.name for field in model._meta.fields if not field.primary_key]
    model._default_manager.bulk_create(
        regels, update_conflicts=True, unique_fields=["uuid"], update_fields=columns
    )
