"""Versions of a zaaktype: publish one, begin the next, copy it under another name.

Every step is a write like any other: rules, audit trail and notification. All or nothing: each function is
one transaction and raises the Problem of the first rule that refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from catalogi.models import ZaakType
from catalogi.resources import ResultaatTypeResource, RolTypeResource, StatusTypeResource, ZaakTypeResource
from mijnzaken.zgw import writer
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.bodies import body_of
from mijnzaken.zgw.reader import today
from mijnzaken.zgw.resource import Resource
from mijnzaken.zgw.writer import write_for

DAG = timedelta(days=1)
ONDERDELEN: tuple[type[Resource], ...] = (StatusTypeResource, ResultaatTypeResource, RolTypeResource)
# What a zaaktype cannot do without: its parts, how many, and why.
NODIG = (
    ("statustypen", 2, "ten minste twee statustypen: een begin en een einde"),
    ("resultaattypen", 1, "ten minste één resultaattype: anders kan een zaak niet worden afgesloten"),
    ("roltypen", 1, "ten minste één roltype: anders kan niemand bij een zaak horen"),
)


@dataclass(frozen=True)
class Publicatie:
    """What publishing did: the version that is definitive now, and the one that it ended, if any."""

    zaaktype: ZaakType
    beeindigd: ZaakType | None = None


def alle_versies(zaaktype: ZaakType) -> Any:
    """Every version of the same identificatie, concepts too, from old to new."""
    versies = ZaakType.objects.filter(catalogus=zaaktype.catalogus_id, identificatie=zaaktype.identificatie)
    return versies.order_by("begin_geldigheid", "pk")


def versies_van(zaaktype: ZaakType) -> Any:
    """The published versions of the same identificatie, save this one, from old to new."""
    return alle_versies(zaaktype).filter(concept=False).exclude(pk=zaaktype.pk)


def voorganger(zaaktype: ZaakType) -> ZaakType | None:
    """The version that began earlier and still holds when this one begins."""
    begin = zaaktype.begin_geldigheid
    lopend: ZaakType | None = (
        versies_van(zaaktype)
        .filter(Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=begin), begin_geldigheid__lt=begin)
        .last()
    )
    return lopend


def overlappend(zaaktype: ZaakType, *, beeindig_voorgaande: bool) -> list[ZaakType]:
    """The published versions that would hold on the same day as this one."""
    einde = zaaktype.einde_geldigheid or date.max
    versies = versies_van(zaaktype).filter(
        Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=zaaktype.begin_geldigheid),
        begin_geldigheid__lte=einde,
    )
    ending = voorganger(zaaktype) if beeindig_voorgaande else None
    return [versie for versie in versies if versie != ending]


def periode(zaaktype: ZaakType) -> str:
    """The window of a version, in words."""
    begin = f"{zaaktype.begin_geldigheid:%d-%m-%Y}"
    return (
        f"{begin} tot en met {zaaktype.einde_geldigheid:%d-%m-%Y}"
        if zaaktype.einde_geldigheid
        else f"vanaf {begin}"
    )


def ontbreekt(zaaktype: ZaakType, *, beeindig_voorgaande: bool = True) -> list[str]:
    """What stands in the way of publishing, in words; empty when nothing does."""
    if not zaaktype.concept:
        return ["deze versie is al gepubliceerd"]
    mist = [tekst for naam, aantal, tekst in NODIG if getattr(zaaktype, naam).count() < aantal]
    mist += [
        f"een geldigheid zonder overlap: deze versie ({periode(zaaktype)}) valt samen met de versie"
        f" {periode(andere)}"
        for andere in overlappend(zaaktype, beeindig_voorgaande=beeindig_voorgaande)
    ]
    return mist


@transaction.atomic
def publiceren(toegang: Toegang, zaaktype: ZaakType, *, beeindig_voorgaande: bool = True) -> Publicatie:
    """Make a concept definitive; the version before it ends the day before it begins."""
    key = str(zaaktype.pk)
    zaaktype = writer.locked(ZaakTypeResource, key)
    vorige = voorganger(zaaktype) if beeindig_voorgaande and zaaktype.concept else None
    if vorige is not None:
        einde = {"eindeGeldigheid": (zaaktype.begin_geldigheid - DAG).isoformat()}
        writer.update(write_for(ZaakTypeResource, "partial_update", toegang), str(vorige.pk), einde)
        vorige.refresh_from_db()
    writer.act(write_for(ZaakTypeResource, "publish", toegang), key)
    zaaktype.refresh_from_db()
    return Publicatie(zaaktype, vorige)


def volgend_begin(zaaktype: ZaakType) -> date:
    """The first day on which a next version can begin: today, or after the last published one has begun or ended."""
    laatste: ZaakType | None = alle_versies(zaaktype).filter(concept=False).last()
    if laatste is None:
        return today()
    return max(today(), (laatste.einde_geldigheid or laatste.begin_geldigheid) + DAG)


def nieuwe_versie(toegang: Toegang, zaaktype: ZaakType, begin: date | None = None) -> ZaakType:
    """A concept with everything that this version has, from ``begin`` on."""
    begin = begin or volgend_begin(zaaktype)
    return _overnemen(toegang, zaaktype, begin, {})


def kopieren(toegang: Toegang, zaaktype: ZaakType, identificatie: str, omschrijving: str = "") -> ZaakType:
    """A concept of another zaaktype, from today on, that starts as a copy of this one."""
    eigen = {"identificatie": identificatie, "omschrijving": omschrijving or zaaktype.omschrijving}
    return _overnemen(toegang, zaaktype, today(), eigen)


@dataclass(frozen=True)
class Verschil:
    """One field that differs between two versions; ``onderdeel`` is empty for the zaaktype itself."""

    onderdeel: str
    veld: str
    oud: Any
    nieuw: Any


def verschillen(oud: ZaakType, nieuw: ZaakType) -> list[Verschil]:
    """What ``nieuw`` has otherwise than ``oud``; parts are matched by volgnummer or omschrijving."""
    gevonden = list(_velden("", body_of(ZaakTypeResource, oud), body_of(ZaakTypeResource, nieuw)))
    for resource in ONDERDELEN:
        voor, na = _op_naam(resource, oud), _op_naam(resource, nieuw)
        for naam in sorted({*voor, *na}):
            gevonden += _velden(naam, voor.get(naam, {}), na.get(naam, {}))
    return gevonden


def _op_naam(resource: type[Resource], zaaktype: ZaakType) -> dict[str, dict[str, Any]]:
    soort = resource.model._meta.verbose_name
    rijen = [body_of(resource, deel) for deel in resource.model._default_manager.filter(zaaktype=zaaktype)]
    return {f"{soort} {rij.get('volgnummer', rij['omschrijving'])}": rij for rij in rijen}


def _velden(onderdeel: str, oud: dict[str, Any], nieuw: dict[str, Any]) -> Iterator[Verschil]:
    for veld in {**oud, **nieuw}:
        if veld != "zaaktype" and oud.get(veld) != nieuw.get(veld):
            yield Verschil(onderdeel, veld, oud.get(veld), nieuw.get(veld))


@transaction.atomic
def _overnemen(toegang: Toegang, bron: ZaakType, begin: date, eigen: dict[str, Any]) -> ZaakType:
    body = {**_gevuld(body_of(ZaakTypeResource, bron)), **eigen}
    body |= {"beginGeldigheid": begin.isoformat(), "versiedatum": begin.isoformat(), "eindeGeldigheid": None}
    nieuw = writer.create(write_for(ZaakTypeResource, "create", toegang), body).key
    for resource in ONDERDELEN:
        maak = write_for(resource, "create", toegang)
        for deel in resource.model._default_manager.filter(zaaktype=bron).order_by("pk"):
            # In the order of the source: the keys rise with time.
            writer.create(maak, {**_gevuld(body_of(resource, deel)), "zaaktype": ZaakTypeResource.url(nieuw)})
    return ZaakType.objects.get(pk=UUID(nieuw))


def _gevuld(body: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in body.items() if waarde is not None}
