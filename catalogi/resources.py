"""The Catalogi API: types of case, in versions."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Cast

from catalogi.models import Catalogus, ResultaatType, RolType, StatusType, ZaakType, ZaakTypenRelatie
from mijnzaken.zgw.parser import Invalid
from mijnzaken.zgw.resource import Child, Resource
from mijnzaken.zgw.views import act, handles

GEEN_NAMEN = Value([], ArrayField(models.TextField()))
LATERE_STATUSTYPEN = StatusType.objects.filter(
    zaaktype=OuterRef("zaaktype"), volgnummer__gt=OuterRef("volgnummer")
)


def _over_versies(prefix: str, aggregaat: type[models.Aggregate], veld: str) -> Subquery:
    """beginObject and eindeObject: over all published versions of one identificatie."""
    versies = ZaakType.objects.filter(
        catalogus=OuterRef(f"{prefix}catalogus"),
        identificatie=OuterRef(f"{prefix}identificatie"),
        concept=False,
    ).order_by()
    return Subquery(versies.values("catalogus").annotate(uiterste=aggregaat(veld)).values("uiterste"))


def _einde_object(prefix: str = "") -> Any:
    """The last eindeGeldigheid, empty while a version is still open."""
    open_versie = ZaakType.objects.filter(
        catalogus=OuterRef(f"{prefix}catalogus"),
        identificatie=OuterRef(f"{prefix}identificatie"),
        concept=False,
        einde_geldigheid=None,
    )
    return models.Case(
        models.When(Exists(open_versie), then=Value(None, models.DateField())),
        default=_over_versies(prefix, Max, "einde_geldigheid"),
    )


VAN_ZAAKTYPE = {
    "zaaktypeIdentificatie": F("zaaktype__identificatie"),
    "catalogus": Cast("zaaktype__catalogus_id", models.TextField()),
    "beginGeldigheid": F("zaaktype__begin_geldigheid"),
    "eindeGeldigheid": F("zaaktype__einde_geldigheid"),
    "beginObject": _over_versies("zaaktype__", Min, "begin_geldigheid"),
    "eindeObject": _einde_object("zaaktype__"),
}


def status_filter(concept: str) -> Any:
    """``status``: concept, definitief (the default) or alles; child types look at their zaaktype."""

    def voorwaarde(waarde: str) -> tuple[str, list[Any]]:
        keuzen = {"concept": concept, "definitief": f"NOT {concept}", "alles": "TRUE"}
        if waarde not in keuzen:
            raise Invalid("invalid_choice", "Kies concept, definitief of alles.")
        return keuzen[waarde], []

    return voorwaarde


def geldig_op(begin: str, einde: str) -> Any:
    """``datumGeldigheid``: versions whose window holds the date, both ends inclusive."""
    return lambda dag: (f"{begin} <= %s AND ({einde} IS NULL OR {einde} >= %s)", [dag, dag])


def via_zaaktype(tabel: str) -> dict[str, Any]:
    """Filters of the types that belong to one version of a zaaktype."""
    veld = f'(SELECT z.{{}} FROM catalogi_zaaktype z WHERE z.uuid = "{tabel}".zaaktype_id)'
    return {
        "status": status_filter(veld.format("concept")),
        "datumGeldigheid": geldig_op(veld.format("begin_geldigheid"), veld.format("einde_geldigheid")),
        "zaaktypeIdentificatie": lambda waarde: (f"{veld.format('identificatie')} = %s", [waarde]),
    }


def _ook_met_streepjes(filters: dict[str, Any]) -> dict[str, Any]:
    """Resultaattypen know two filters by two names."""
    return {
        **filters,
        "zaaktype_identificatie": filters["zaaktypeIdentificatie"],
        "datum_geldigheid": filters["datumGeldigheid"],
    }


class CatalogusResource(Resource, contract="catalogi.Catalogus"):
    """CATALOGUS: the types of one domain of one organisation."""

    model = Catalogus
    derived = {"besluittypeOmschrijving": GEEN_NAMEN, "informatieobjecttypeOmschrijving": GEEN_NAMEN}


class ZaakTypeResource(Resource, contract="catalogi.ZaakType"):
    """ZAAKTYPE: one version of a type of case; a concept until it is published."""

    model = ZaakType
    kanaal, kenmerken = "zaaktypen", ("catalogus",)
    eager = ("catalogus",)
    children = {
        "gerelateerdeZaaktypen": Child(ZaakTypenRelatie, "van", {"zaaktypeIdentificatie": F("zaaktype")})
    }
    derived = {
        "informatieobjecttypeOmschrijving": GEEN_NAMEN,
        "besluittypeOmschrijving": F("besluittypen"),
        "deelzaaktypeIdentificaties": F("deelzaaktypen"),
        "resultaattypeOmschrijving": ArraySubquery(
            ResultaatType.objects.filter(zaaktype=OuterRef("pk")).order_by("-uuid").values("omschrijving")
        ),
        "beginObject": _over_versies("", Min, "begin_geldigheid"),
        "eindeObject": _einde_object(),
    }
    filters = {
        "status": status_filter('"catalogi_zaaktype"."concept"'),
        "datumGeldigheid": geldig_op(
            '"catalogi_zaaktype"."begin_geldigheid"', '"catalogi_zaaktype"."einde_geldigheid"'
        ),
    }
    defaults = {"status": "definitief"}


@handles("catalogi.ZaakType:publish")
def publiceren(call: Any) -> Any:
    """Make a concept the version that new zaken use."""
    return act(call)


class StatusTypeResource(Resource, contract="catalogi.StatusType"):
    """STATUSTYPE: a phase; the one with the highest volgnummer is the eindstatus."""

    model = StatusType
    main_object, notifies = "zaaktype", False
    order = ("volgnummer", "uuid")
    eager = ("zaaktype",)
    derived = {**VAN_ZAAKTYPE, "isEindstatus": ~Exists(LATERE_STATUSTYPEN)}
    filters = via_zaaktype("catalogi_statustype")
    defaults = {"status": "definitief"}


class ResultaatTypeResource(Resource, contract="catalogi.ResultaatType"):
    """RESULTAATTYPE: an outcome and what it means for archiving."""

    model = ResultaatType
    main_object, notifies = "zaaktype", False
    derived = {
        **VAN_ZAAKTYPE,
        "besluittypeOmschrijving": F("besluittypen"),
        "informatieobjecttypeOmschrijving": F("informatieobjecttypen"),
    }
    filters = _ook_met_streepjes(via_zaaktype("catalogi_resultaattype"))
    defaults = {"status": "definitief"}


class RolTypeResource(Resource, contract="catalogi.RolType"):
    """ROLTYPE: what somebody can be to a case."""

    model = RolType
    main_object, notifies = "zaaktype", False
    derived = VAN_ZAAKTYPE
    filters = via_zaaktype("catalogi_roltype")
    defaults = {"status": "definitief"}
