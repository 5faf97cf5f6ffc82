"""Relations and filters over versions: by name on writing, the versions valid at a date on reading."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Cast

from catalogi.models import (
    BesluitType,
    InformatieObjectType,
    ResultaatType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from mijnzaken.zgw import contract
from mijnzaken.zgw.filters import key_in
from mijnzaken.zgw.parser import Invalid
from mijnzaken.zgw.parts import AnyOf, as_text, valid_on_day

GEEN_NAMEN = Value([], ArrayField(models.TextField()))
Voorwaarde = tuple[str, list[Any]]


def _over_versies(
    model: Any, naam: str, prefix: str, aggregaat: type[models.Aggregate], veld: str
) -> Subquery:
    zelfde = {
        "catalogus": OuterRef(f"{prefix}catalogus"),
        naam: OuterRef(f"{prefix}{naam}"),
        "concept": False,
    }
    versies = model.objects.filter(**zelfde).order_by().values("catalogus")
    return Subquery(versies.annotate(uiterste=aggregaat(veld)).values("uiterste"))


def begin_en_einde_object(model: Any, naam: str, prefix: str = "") -> dict[str, Any]:
    """beginObject and eindeObject: over all published versions of one name; no end while one is open."""
    zelfde = {
        "catalogus": OuterRef(f"{prefix}catalogus"),
        naam: OuterRef(f"{prefix}{naam}"),
        "concept": False,
    }
    open_versie = model.objects.filter(**zelfde, einde_geldigheid=None)
    return {
        "beginObject": _over_versies(model, naam, prefix, Min, "begin_geldigheid"),
        "eindeObject": models.Case(
            models.When(Exists(open_versie), then=Value(None, models.DateField())),
            default=_over_versies(model, naam, prefix, Max, "einde_geldigheid"),
        ),
    }


VAN_ZAAKTYPE = {
    "zaaktypeIdentificatie": F("zaaktype__identificatie"),
    "catalogus": Cast("zaaktype__catalogus_id", models.TextField()),
}
MET_GELDIGHEID = {
    **VAN_ZAAKTYPE,
    "beginGeldigheid": F("zaaktype__begin_geldigheid"),
    "eindeGeldigheid": F("zaaktype__einde_geldigheid"),
    **begin_en_einde_object(ZaakType, "identificatie", "zaaktype__"),
}


def namen(rijen: Any, veld: str) -> ArraySubquery:
    """The distinct values of a column, in order."""
    return ArraySubquery(rijen.order_by(veld).values_list(veld).distinct())


def geldige(model: Any, *voorwaarden: Any, prefix: str = "", **zelfde: Any) -> ArraySubquery:
    """The keys of the versions that hold on the day of the request."""
    rijen = model.objects.filter(*voorwaarden, valid_on_day(prefix), **zelfde)
    return ArraySubquery(rijen.order_by("pk").values_list(as_text("pk")))


def _documentnamen(zaaktype: str) -> Any:
    return ZaakTypeInformatieObjectType.objects.filter(zaaktype=OuterRef(zaaktype)).order_by()


# zaaktype → informatieobjecttypen, through the names in ZAAKTYPE-INFORMATIEOBJECTTYPE.
DOCUMENTTYPEN_VAN_ZAAKTYPE = geldige(
    InformatieObjectType,
    omschrijving__in=ZaakTypeInformatieObjectType.objects.filter(zaaktype=OuterRef(OuterRef("pk"))).values(
        "informatieobjecttype"
    ),
    catalogus=OuterRef("catalogus"),
)
DOCUMENTNAMEN_VAN_ZAAKTYPE = namen(_documentnamen("pk"), "informatieobjecttype")

_MET_BESLUITTYPE = AnyOf(OuterRef("omschrijving"), F("besluittypen"))
_MET_DOCUMENTTYPE = AnyOf(OuterRef("omschrijving"), F("informatieobjecttypen"))
_ZAAKTYPEN_MET_DOCUMENTTYPE = Exists(
    ZaakTypeInformatieObjectType.objects.filter(
        zaaktype=OuterRef("pk"), informatieobjecttype=OuterRef(OuterRef("omschrijving"))
    )
)

ZAAKTYPEN_VAN_BESLUITTYPE = {
    "zaaktypen": geldige(ZaakType, _MET_BESLUITTYPE, catalogus=OuterRef("catalogus")),
    "zaaktypeIdentificaties": namen(
        ZaakType.objects.filter(_MET_BESLUITTYPE, catalogus=OuterRef("catalogus"), concept=False),
        "identificatie",
    ),
    "resultaattypen": geldige(
        ResultaatType, _MET_BESLUITTYPE, prefix="zaaktype__", zaaktype__catalogus=OuterRef("catalogus")
    ),
    "resultaattypenOmschrijving": namen(
        ResultaatType.objects.filter(
            _MET_BESLUITTYPE, zaaktype__catalogus=OuterRef("catalogus"), zaaktype__concept=False
        ),
        "omschrijving",
    ),
}
GEBRUIK_VAN_DOCUMENTTYPE = {
    "zaaktypen": geldige(ZaakType, _ZAAKTYPEN_MET_DOCUMENTTYPE, catalogus=OuterRef("catalogus")),
    "zaaktypeIdentificaties": namen(
        ZaakType.objects.filter(_ZAAKTYPEN_MET_DOCUMENTTYPE, catalogus=OuterRef("catalogus"), concept=False),
        "identificatie",
    ),
    "besluittypen": geldige(BesluitType, _MET_DOCUMENTTYPE, catalogus=OuterRef("catalogus")),
    "besluittypeOmschrijving": namen(
        BesluitType.objects.filter(_MET_DOCUMENTTYPE, catalogus=OuterRef("catalogus"), concept=False),
        "omschrijving",
    ),
}


# --- filters -------------------------------------------------------------------------------------


def _status(concept: str) -> Any:
    """``status``: concept, definitief (the default) or alles; child types look at their zaaktype."""
    keuzes = {"concept": concept, "definitief": f"NOT {concept}", "alles": "TRUE"}

    def voorwaarde(waarde: str) -> Voorwaarde:
        if waarde not in keuzes:
            raise Invalid("invalid_choice", "Kies concept, definitief of alles.")
        return keuzes[waarde], []

    return voorwaarde


def _geldig_op(begin: str, einde: str) -> Any:
    """``datumGeldigheid``: versions whose window holds the date, both ends inclusive."""
    return lambda dag: (f"({begin} <= %s AND ({einde} IS NULL OR {einde} >= %s))", [dag, dag])


def _gelijk_aan_datum(kolom: str) -> Any:
    return lambda dag: (f"{kolom} = %s", [dag])


def versiefilters(tabel: str) -> dict[str, Any]:
    """Filters of the three types that are versions themselves."""
    return {
        "status": _status(f'"{tabel}"."concept"'),
        "datumGeldigheid": _geldig_op(f'"{tabel}"."begin_geldigheid"', f'"{tabel}"."einde_geldigheid"'),
    }


def onderdeelfilters(naam: str) -> dict[str, Any]:
    """Filters of a type that belongs to one version of a zaaktype, as far as the contract lets it have them."""
    (lijst,) = (op for op in contract.operations(f"catalogi.{naam}") if op.action == "list")
    gevraagd = {parameter.name for parameter in lijst.parameters}
    return {veld: f for veld, f in _onderdeelfilters(f"catalogi_{naam.lower()}").items() if veld in gevraagd}


def _onderdeelfilters(tabel: str) -> dict[str, Any]:
    veld = f'(SELECT z.{{}} FROM catalogi_zaaktype z WHERE z.uuid = "{tabel}".zaaktype_id)'
    geldig = _geldig_op(veld.format("begin_geldigheid"), veld.format("einde_geldigheid"))

    def identificatie(waarde: str) -> Voorwaarde:
        return f"{veld.format('identificatie')} = %s", [waarde]

    def catalogus(waarde: str) -> Voorwaarde:
        key = key_in(waarde, "catalogi.Catalogus")
        return (f"{veld.format('catalogus_id')} = %s::text::uuid", [key]) if key else ("FALSE", [])

    return {
        "status": _status(veld.format("concept")),
        "datumGeldigheid": geldig,
        "datum_geldigheid": geldig,
        "zaaktypeIdentificatie": identificatie,
        "zaaktype_identificatie": identificatie,
        "catalogus": catalogus,
        "datumBeginGeldigheid": _gelijk_aan_datum(veld.format("begin_geldigheid")),
        "datumEindeGeldigheid": _gelijk_aan_datum(veld.format("einde_geldigheid")),
    }


def heeft_besluittype(waarde: str) -> Voorwaarde:
    """``besluittypen?zaaktypen=``: the besluittypen of a zaaktype, by identificatie or URL."""
    key = key_in(waarde, "catalogi.ZaakType")
    zelf = "z.uuid = %s::text::uuid" if key else "z.identificatie = %s"
    return (
        f"EXISTS (SELECT 1 FROM catalogi_zaaktype z WHERE {zelf} AND z.catalogus_id = catalogi_besluittype.catalogus_id"
        " AND catalogi_besluittype.omschrijving = ANY(z.besluittypen))"
    ), [key or waarde]


def heeft_documenttype(waarde: str) -> Voorwaarde:
    """``informatieobjecttypen?zaaktype=``: the documenttypen of a zaaktype, by identificatie or URL."""
    key = key_in(waarde, "catalogi.ZaakType")
    zelf = "z.uuid = %s::text::uuid" if key else "z.identificatie = %s"
    return (
        "EXISTS (SELECT 1 FROM catalogi_zaaktypeinformatieobjecttype t JOIN catalogi_zaaktype z ON z.uuid = t.zaaktype_id"
        f" WHERE {zelf} AND z.catalogus_id = catalogi_informatieobjecttype.catalogus_id"
        " AND t.informatieobjecttype = catalogi_informatieobjecttype.omschrijving)"
    ), [key or waarde]


def ander_objecttype(waarde: str) -> Voorwaarde:
    """``anderObjecttype``: a text in the contract, true or false in meaning."""
    keuze = {"true": True, "false": False, "1": True, "0": False}.get(waarde.lower())
    if keuze is None:
        raise Invalid("invalid", "Dit moet true of false zijn.")
    return "catalogi_zaakobjecttype.ander_objecttype = %s", [keuze]
