"""Versions of a zaaktype, informatieobjecttype or besluittype: publish one, begin the next, copy it.

Every step is a write like any other: rules, audit trail and notification. All or nothing: each function is
one transaction and raises the Problem of the first rule that refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q

from catalogi.models import BesluitType, InformatieObjectType, ZaakType
from catalogi.regels.geldigheid import SLEUTELS, overlappende_versies
from catalogi.resources import (
    EigenschapResource,
    ResultaatTypeResource,
    RolTypeResource,
    StatusTypeResource,
    ZaakObjectTypeResource,
    ZaakTypeInformatieObjectTypeResource,
)
from mijnzaken.zgw import writer
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.bodies import body_of
from mijnzaken.zgw.reader import today
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.succession import succeed
from mijnzaken.zgw.writer import write_for

Versie = ZaakType | BesluitType | InformatieObjectType
V = TypeVar("V", bound=Versie)

DAG = timedelta(days=1)
# Statustypen first: other parts refer to them.
ONDERDELEN: tuple[type[Resource], ...] = (
    StatusTypeResource,
    ResultaatTypeResource,
    RolTypeResource,
    EigenschapResource,
    ZaakTypeInformatieObjectTypeResource,
    ZaakObjectTypeResource,
)
# What a zaaktype cannot do without: its parts, how many, and why.
NODIG = (
    ("statustypen", 2, "ten minste twee statustypen: een begin en een einde"),
    ("resultaattypen", 1, "ten minste één resultaattype: anders kan een zaak niet worden afgesloten"),
    ("roltypen", 1, "ten minste één roltype: anders kan niemand bij een zaak horen"),
)


@dataclass(frozen=True)
class Publicatie:
    """What publishing did: the version that is definitive now, the one that it ended, and what went along."""

    versie: Versie
    beeindigd: Versie | None = None
    overgenomen: tuple[str, ...] = ()


def resource_van(versie: Versie) -> type[Resource]:
    """The declaration of the kind of type that this is a version of."""
    return registry[f"catalogi.{type(versie).__name__}"]


def alle_versies(versie: Versie) -> Any:
    """Every version of the same identificatie or omschrijving, concepts too, from old to new."""
    sleutel = SLEUTELS[type(versie)]
    zelfde = {"catalogus": versie.catalogus_id, sleutel: getattr(versie, sleutel)}
    return type(versie)._default_manager.filter(**zelfde).order_by("begin_geldigheid", "pk")


def versies_van(versie: Versie) -> Any:
    """The published versions of the same name, save this one, from old to new."""
    return alle_versies(versie).filter(concept=False).exclude(pk=versie.pk)


def vorige(versie: V) -> V | None:
    """The published version that began last before this one, also when it has ended already."""
    eerder: V | None = versies_van(versie).filter(begin_geldigheid__lt=versie.begin_geldigheid).last()
    return eerder


def voorganger(versie: V) -> V | None:
    """The version that began earlier and still holds when this one begins."""
    begin = versie.begin_geldigheid
    lopend: V | None = (
        versies_van(versie)
        .filter(Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=begin), begin_geldigheid__lt=begin)
        .last()
    )
    return lopend


def overlappend(versie: V, *, beeindig_voorgaande: bool) -> list[V]:
    """The published versions that would hold on the same day as this one."""
    ending = voorganger(versie) if beeindig_voorgaande else None
    return [andere for andere in overlappende_versies(versie) if andere != ending]


def periode(versie: Versie) -> str:
    """The window of a version, in words."""
    begin = f"{versie.begin_geldigheid:%d-%m-%Y}"
    return (
        f"{begin} tot en met {versie.einde_geldigheid:%d-%m-%Y}"
        if versie.einde_geldigheid
        else f"vanaf {begin}"
    )


def ontbreekt(versie: Versie, *, beeindig_voorgaande: bool = True) -> list[str]:
    """What stands in the way of publishing, in words; empty when nothing does."""
    if not versie.concept:
        return ["deze versie is al gepubliceerd"]
    nodig = NODIG if isinstance(versie, ZaakType) else ()
    mist = [tekst for naam, aantal, tekst in nodig if getattr(versie, naam).count() < aantal]
    mist += [
        f"een geldigheid zonder overlap: deze versie ({periode(versie)}) valt samen met de versie"
        f" {periode(andere)}"
        for andere in overlappend(versie, beeindig_voorgaande=beeindig_voorgaande)
    ]
    return mist


@transaction.atomic
def publiceren(
    toegang: Toegang, versie: Versie, *, beeindig_voorgaande: bool = True, neem_over: bool = True
) -> Publicatie:
    """Make a concept definitive; the version before it ends the day before it begins.

    With ``neem_over`` the rights and filters that name the version before it are given on this one too.
    """
    resource, key = resource_van(versie), str(versie.pk)
    versie = writer.locked(resource, key)
    lopend = voorganger(versie) if beeindig_voorgaande and versie.concept else None
    if lopend is not None:
        einde = {"eindeGeldigheid": (versie.begin_geldigheid - DAG).isoformat()}
        writer.update(write_for(resource, "partial_update", toegang), str(lopend.pk), einde)
        lopend.refresh_from_db()
    writer.act(write_for(resource, "publish", toegang), key)
    versie.refresh_from_db()
    eerder = vorige(versie) if neem_over else None
    overgenomen = succeed(toegang, resource, eerder.pk, versie.pk) if eerder else []
    return Publicatie(versie, lopend, tuple(overgenomen))


def volgend_begin(versie: Versie) -> date:
    """The first day on which a next version can begin: today, or after the last published one has begun or ended."""
    laatste: Versie | None = alle_versies(versie).filter(concept=False).last()
    if laatste is None:
        return today()
    return max(today(), (laatste.einde_geldigheid or laatste.begin_geldigheid) + DAG)


def nieuwe_versie(toegang: Toegang, versie: V, begin: date | None = None) -> V:
    """A concept with everything that this version has, from ``begin`` on."""
    return _overnemen(toegang, versie, begin or volgend_begin(versie), {})


def kopieren(toegang: Toegang, versie: V, **eigen: str) -> V:
    """A concept under another name (``identificatie``, ``omschrijving``), from today on, that starts as a copy."""
    return _overnemen(toegang, versie, today(), {naam: waarde for naam, waarde in eigen.items() if waarde})


@dataclass(frozen=True)
class Verschil:
    """One field that differs between two versions; ``onderdeel`` is empty for the type itself."""

    onderdeel: str
    veld: str
    oud: Any
    nieuw: Any


def verschillen(oud: V, nieuw: V) -> list[Verschil]:
    """What ``nieuw`` has otherwise than ``oud``; parts are matched by volgnummer or name."""
    resource = resource_van(oud)
    gevonden = list(_velden("", body_of(resource, oud), body_of(resource, nieuw)))
    for onderdeel in ONDERDELEN if isinstance(oud, ZaakType) else ():
        voor, na = _op_naam(onderdeel, oud), _op_naam(onderdeel, nieuw)
        for naam in sorted({*voor, *na}):
            gevonden += _velden(naam, voor.get(naam, {}), na.get(naam, {}))
    return gevonden


def _op_naam(resource: type[Resource], zaaktype: Versie) -> dict[str, dict[str, Any]]:
    gevonden = {}
    for deel in _delen(resource, zaaktype):
        body = body_of(resource, deel)
        if "statustype" in body:
            # Each version has statustypen of its own: what counts is which one it is.
            body["statustype"] = str(deel.statustype) if deel.statustype else None
        naam = body.get("volgnummer") or body.get("naam") or body.get("omschrijving")
        gevonden[f"{resource.model._meta.verbose_name} {naam or body['relatieOmschrijving']}"] = body
    return gevonden


def _velden(onderdeel: str, oud: dict[str, Any], nieuw: dict[str, Any]) -> Iterator[Verschil]:
    for veld in {**oud, **nieuw}:
        if veld != "zaaktype" and oud.get(veld) != nieuw.get(veld):
            yield Verschil(onderdeel, veld, oud.get(veld), nieuw.get(veld))


@transaction.atomic
def _overnemen(toegang: Toegang, bron: V, begin: date, eigen: dict[str, Any]) -> V:
    resource = resource_van(bron)
    body = {**_gevuld(body_of(resource, bron)), **eigen}
    body |= {"beginGeldigheid": begin.isoformat(), "eindeGeldigheid": None}
    if isinstance(bron, ZaakType):
        body["versiedatum"] = begin.isoformat()
    nieuw = writer.create(write_for(resource, "create", toegang), body).key
    if isinstance(bron, ZaakType):
        _onderdelen_overnemen(toegang, bron, resource.url(nieuw), body["catalogus"])
    model: Any = type(bron)
    gemaakt: V = model._default_manager.get(pk=nieuw)
    return gemaakt


def _onderdelen_overnemen(toegang: Toegang, bron: ZaakType, zaaktype: str, catalogus: str) -> None:
    statustypen: dict[str, str] = {}  # URL of a statustype of the source → the URL of its copy
    for resource in ONDERDELEN:
        maak = write_for(resource, "create", toegang)
        for deel in _delen(resource, bron):
            body = {**_gevuld(body_of(resource, deel)), "zaaktype": zaaktype}
            if "statustype" in body:
                body["statustype"] = statustypen[body["statustype"]]
            if resource is ZaakObjectTypeResource:
                body["catalogus"] = catalogus
            row = writer.create(maak, body)
            if resource is StatusTypeResource:
                statustypen[resource.url(deel.pk)] = resource.url(row.key)


def _delen(resource: type[Resource], zaaktype: Versie) -> Any:
    # In the order in which they were made: the keys rise with time.
    return resource.model._default_manager.filter(zaaktype=zaaktype).order_by("pk")


def _gevuld(body: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in body.items() if waarde is not None}
