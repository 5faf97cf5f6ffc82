"""What relations by name ask: they stay within one catalogus, and a name that is used keeps a version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from catalogi.models import (
    BesluitType,
    InformatieObjectType,
    ResultaatType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from catalogi.regels.geldigheid import SLEUTELS, VERSIES
from mijnzaken.zgw.filters import key_in
from mijnzaken.zgw.rules import Change, Fault, check

# field → the type that it names; a URL says which version of the name was meant, and so which catalogus
RELATIES: dict[str, Any] = {
    "besluittypen": BesluitType,
    "deelzaaktypen": ZaakType,
    "informatieobjecttype": InformatieObjectType,
    "informatieobjecttypen": InformatieObjectType,
}
MET_RELATIES = ("ZaakType", "BesluitType", "ResultaatType", "ZaakTypeInformatieObjectType")
MET_CATALOGUS = ("RolType", "ResultaatType", "ZaakObjectType")


@check("ztc-oas", *(f"catalogi.{naam}:create,update" for naam in MET_RELATIES))
def relaties_blijven_in_de_catalogus(c: Change) -> Iterator[Fault]:
    """A type that is referred to by URL stands in the same catalogus."""
    catalogus = c.new.catalogus_id if hasattr(c.new, "catalogus_id") else c.new.zaaktype.catalogus_id
    for veld in RELATIES.keys() & c.values.keys():
        model, waarde = RELATIES[veld], c.values[veld]
        urls = waarde if isinstance(waarde, list) else [waarde]
        keys = [key for url in urls if (key := key_in(url or "", f"catalogi.{model.__name__}"))]
        if keys and model.objects.filter(pk__in=keys).exclude(catalogus=catalogus).exists():
            reden = "Dit type staat in een andere catalogus."
            yield Fault(veld, "relations-incorrect-catalogus", reden)


@check("ztc-oas", *(f"catalogi.{naam}:create,update" for naam in MET_CATALOGUS))
def catalogus_is_die_van_het_zaaktype(c: Change) -> Fault | None:
    """A catalogus that is sent along is the one of the zaaktype."""
    url = c.values.get("catalogus")
    if not url or key_in(url, "catalogi.Catalogus") == str(c.new.zaaktype.catalogus_id):
        return None
    reden = "Het zaaktype staat in een andere catalogus."
    return Fault("catalogus", "relations-incorrect-catalogus", reden)


@check("ztc-oas", *(f"{naam}:destroy" for naam in VERSIES))
def gebruikte_naam_houdt_een_versie(c: Change) -> Fault | None:
    """The last version of a name stays while a published type refers to that name."""
    model = type(c.new)
    naam, sleutel = getattr(c.new, SLEUTELS[model]), SLEUTELS[model]
    andere = model._default_manager.filter(**{"catalogus": c.new.catalogus_id, sleutel: naam}).exclude(
        pk=c.new.pk
    )
    if andere.exists():
        return None
    for gebruik in _gebruik(model, naam, c.new):
        if (gebruiker := gebruik.first()) is not None:
            reden = f"Dit object is nog in gebruik door {gebruiker._meta.verbose_name} {gebruiker}."
            return Fault("nonFieldErrors", "pending-relations", reden)
    return None


def _gebruik(model: Any, naam: str, versie: Any) -> Iterator[Any]:
    """The published types, and the parts of published zaaktypen, that name it."""
    eigen = {"catalogus": versie.catalogus_id, "concept": False}
    van_zaaktype = {"zaaktype__catalogus": versie.catalogus_id, "zaaktype__concept": False}
    if model is ZaakType:
        by_name = Q(deelzaaktypen__contains=[naam]) | Q(gerelateerde_zaaktypen__zaaktype=naam)
        yield ZaakType.objects.filter(by_name, **eigen).exclude(pk=versie.pk)
    elif model is BesluitType:
        yield ZaakType.objects.filter(besluittypen__contains=[naam], **eigen)
        yield ResultaatType.objects.filter(besluittypen__contains=[naam], **van_zaaktype)
    else:
        yield ZaakTypeInformatieObjectType.objects.filter(informatieobjecttype=naam, **van_zaaktype)
        yield BesluitType.objects.filter(informatieobjecttypen__contains=[naam], **eigen)
        yield ResultaatType.objects.filter(informatieobjecttypen__contains=[naam], **van_zaaktype)
