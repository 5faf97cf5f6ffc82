"""Objects and Changes by hand, without a database: what a rule sees."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from catalogi.demo import brondatumprocedure
from catalogi.models import Catalogus, ResultaatType, StatusType, ZaakType
from mijnzaken.zgw.rules import Change
from zaken.models import Resultaat, Status, Zaak

NU = datetime(2026, 2, 1, 12, tzinfo=UTC)


def wijziging(new: Any, action: str = "create", old: Any = None, given: str = "", scopes: str = "") -> Change:
    """What the pipeline would hand to the rules."""
    return Change(
        f"{new._meta.app_label}.{new._meta.object_name}",
        action,
        new,
        old,
        frozenset(given.split()),
        frozenset(scopes.split()),
        NU,
    )


def zaaktype(**velden: Any) -> ZaakType:
    velden = {"identificatie": "MELDING", "concept": False, "vertrouwelijkheidaanduiding": 1} | velden
    return ZaakType(**{"catalogus": Catalogus()} | velden)


def zaak(**velden: Any) -> Zaak:
    """An open zaak without statuses and resultaat."""
    velden = {
        "zaaktype": zaaktype(),
        "startdatum": date(2026, 1, 5),
        "vertrouwelijkheidaanduiding": 1,
    } | velden
    obj = Zaak(bronorganisatie="123456782", **velden)
    obj.status = obj.resultaat = None
    return obj


def resultaattype(afleidingswijze: str = "afgehandeld", **velden: Any) -> ResultaatType:
    """Destroyed five years after its brondatum."""
    procedure = brondatumprocedure(afleidingswijze, procestermijn=velden.pop("procestermijn", None))
    velden = {
        "archiefnominatie": "vernietigen",
        "archiefactietermijn": "P5Y",
        "zaaktype": zaaktype(),
    } | velden
    return ResultaatType(brondatum_archiefprocedure=procedure, **velden)


def met_resultaat(zaak: Zaak, *args: Any, **velden: Any) -> Zaak:
    zaak.resultaat = Resultaat(zaak=zaak, resultaattype=resultaattype(*args, **velden))
    return zaak


def status(zaak: Zaak, *, eind: bool = False, moment: datetime = NU, **velden: Any) -> Status:
    soort = StatusType(zaaktype=zaak.zaaktype)
    soort.is_eindstatus = eind
    return Status(**{"zaak": zaak, "statustype": soort, "datum_status_gezet": moment} | velden)


def codes(faults: Any) -> list[tuple[str, str]]:
    """``(name, code)`` of a rule's answer, whatever its form."""
    found = [faults] if hasattr(faults, "code") else list(faults or ())
    return [(fault.name, fault.code) for fault in found]
