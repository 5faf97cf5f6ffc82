"""A catalogus, or some of its zaaktypen, as a zip (see `formaat`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson
from django.conf import settings
from django.db.models import QuerySet

from catalogi.models import (
    BesluitType,
    Catalogus,
    InformatieObjectType,
    ResultaatType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from catalogi.uitwisseling.formaat import (
    FORMAAT,
    MANIFEST,
    MET_STATUSTYPE,
    ONDERDELEN,
    SLEUTELS,
    VERSIE,
    resource,
    velden,
)
from mijnzaken.zgw.bodies import body_of


def exporteer(catalogus: Catalogus, zaaktypen: Iterable[ZaakType] | None = None) -> bytes:
    """The zip of a whole catalogus, or of these versions of zaaktypen with the types that they name.

    Of a named type every version goes along, for a name stands for all of them. Raises ValueError when a
    zaaktype is of another catalogus.
    """
    rijen = _keuze(catalogus, None if zaaktypen is None else list(zaaktypen))
    manifest = {
        "formaat": FORMAAT,
        "versie": VERSIE,
        "bron": settings.BASE_URL,
        "gemaakt": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archief:
        _schrijf(archief, MANIFEST, manifest)
        for soort in SLEUTELS:
            items = [_item(soort, obj) for obj in rijen[soort]]
            _schrijf(archief, f"{soort}.json", sorted(items, key=lambda item: _volgorde(soort, item)))
    return buffer.getvalue()


def _schrijf(archief: zipfile.ZipFile, naam: str, inhoud: Any) -> None:
    lid = zipfile.ZipInfo(naam)  # with a fixed date: equal contents are equal files, whenever they were made
    lid.external_attr = 0o644 << 16
    archief.writestr(lid, orjson.dumps(inhoud, option=orjson.OPT_INDENT_2), zipfile.ZIP_DEFLATED)


def _keuze(catalogus: Catalogus, zaaktypen: list[ZaakType] | None) -> dict[str, Iterable[Any]]:
    """The objects to export, per resource."""
    gekozen = ZaakType.objects.filter(catalogus=catalogus)
    documenten = InformatieObjectType.objects.filter(catalogus=catalogus)
    besluiten = BesluitType.objects.filter(catalogus=catalogus)
    if zaaktypen is not None:
        if any(zaaktype.catalogus_id != catalogus.pk for zaaktype in zaaktypen):
            raise ValueError("a zaaktype of another catalogus")
        gekozen = gekozen.filter(pk__in=[zaaktype.pk for zaaktype in zaaktypen])
        besluiten = besluiten.filter(omschrijving__in=_genoemd(gekozen, "besluittypen"))
        namen = _genoemd(besluiten, "informatieobjecttypen") | _genoemd_in_onderdelen(gekozen)
        documenten = documenten.filter(omschrijving__in=namen)
    onderdelen = {
        soort: resource(soort).model._default_manager.filter(zaaktype__in=gekozen).select_related("zaaktype")
        for soort in ONDERDELEN
    }
    for soort in MET_STATUSTYPE:
        onderdelen[soort] = onderdelen[soort].select_related("zaaktype", "statustype")
    return {
        "Catalogus": [catalogus],
        "InformatieObjectType": documenten,
        "BesluitType": besluiten,
        "ZaakType": gekozen,
        **onderdelen,
    }


def _genoemd(typen: QuerySet[Any], veld: str) -> set[str]:
    """The names that these types, and for zaaktypen their resultaattypen, have in a list."""
    lijsten = list(typen.values_list(veld, flat=True))
    if typen.model is ZaakType:
        lijsten += ResultaatType.objects.filter(zaaktype__in=typen).values_list(veld, flat=True)
    return {naam for lijst in lijsten for naam in lijst}


def _genoemd_in_onderdelen(zaaktypen: QuerySet[ZaakType]) -> set[str]:
    """The names of informatieobjecttypen in the parts of these zaaktypen."""
    samen = ZaakTypeInformatieObjectType.objects.filter(zaaktype__in=zaaktypen)
    resultaten = ResultaatType.objects.filter(zaaktype__in=zaaktypen)
    namen = set(samen.values_list("informatieobjecttype", flat=True))
    return namen.union(*resultaten.values_list("informatieobjecttypen", flat=True))


def _item(soort: str, obj: Any) -> dict[str, Any]:
    body = body_of(resource(soort), obj)
    item = {"uuid": str(obj.pk)} | {veld: body[veld] for veld in velden(soort)}
    if soort in ONDERDELEN:
        zaaktype = obj.zaaktype
        item["zaaktype"] = {
            "uuid": str(zaaktype.pk),
            "identificatie": zaaktype.identificatie,
            "beginGeldigheid": zaaktype.begin_geldigheid.isoformat(),
        }
    if soort in MET_STATUSTYPE:
        item["statustype"] = {"volgnummer": obj.statustype.volgnummer} if obj.statustype else None
    return item


def _volgorde(soort: str, item: dict[str, Any]) -> list[Any]:
    """By key and not by uuid, so that two exports can be laid side by side."""
    zaaktype = item.get("zaaktype", {})
    eigen = [str(item[veld]).rjust(5) if veld == "volgnummer" else item[veld] for veld in SLEUTELS[soort]]
    return [zaaktype.get("identificatie", ""), zaaktype.get("beginGeldigheid", ""), *eigen, item["uuid"]]
