"""The Catalogi API: types of case, in versions."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef

from catalogi.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakType,
    ZaakTypeInformatieObjectType,
    ZaakTypenRelatie,
)
from catalogi.versierelaties import (
    DOCUMENTNAMEN_VAN_ZAAKTYPE,
    DOCUMENTTYPEN_VAN_ZAAKTYPE,
    GEBRUIK_VAN_DOCUMENTTYPE,
    GEEN_NAMEN,
    MET_GELDIGHEID,
    VAN_ZAAKTYPE,
    ZAAKTYPEN_VAN_BESLUITTYPE,
    ander_objecttype,
    begin_en_einde_object,
    heeft_besluittype,
    heeft_documenttype,
    namen,
    onderdeelfilters,
    versiefilters,
)
from mijnzaken.zgw.resource import Child, Resource
from mijnzaken.zgw.views import act, handles

LATERE_STATUSTYPEN = StatusType.objects.filter(
    zaaktype=OuterRef("zaaktype"), volgnummer__gt=OuterRef("volgnummer")
)
DEFINITIEF = {"status": "definitief"}


class CatalogusResource(Resource, contract="catalogi.Catalogus"):
    """CATALOGUS: the types of one domain of one organisation."""

    model = Catalogus
    derived = {
        "besluittypeOmschrijving": namen(
            BesluitType.objects.filter(catalogus=OuterRef("pk")), "omschrijving"
        ),
        "informatieobjecttypeOmschrijving": namen(
            InformatieObjectType.objects.filter(catalogus=OuterRef("pk")), "omschrijving"
        ),
    }


class ZaakTypeResource(Resource, contract="catalogi.ZaakType"):
    """ZAAKTYPE: one version of a type of case; a concept until it is published."""

    model = ZaakType
    kanaal, kenmerken = "zaaktypen", ("catalogus",)
    eager = ("catalogus",)
    children = {
        "gerelateerdeZaaktypen": Child(ZaakTypenRelatie, "van", {"zaaktypeIdentificatie": F("zaaktype")})
    }
    derived = {
        "informatieobjecttypen": DOCUMENTTYPEN_VAN_ZAAKTYPE,
        "informatieobjecttypeOmschrijving": DOCUMENTNAMEN_VAN_ZAAKTYPE,
        "besluittypeOmschrijving": F("besluittypen"),
        "deelzaaktypeIdentificaties": F("deelzaaktypen"),
        "resultaattypeOmschrijving": namen(
            ResultaatType.objects.filter(zaaktype=OuterRef("pk")), "omschrijving"
        ),
        **begin_en_einde_object(ZaakType, "identificatie"),
    }
    filters = versiefilters("catalogi_zaaktype")
    defaults = DEFINITIEF


class InformatieObjectTypeResource(Resource, contract="catalogi.InformatieObjectType"):
    """INFORMATIEOBJECTTYPE: one version of a type of document."""

    model = InformatieObjectType
    kanaal, kenmerken = "informatieobjecttypen", ("catalogus",)
    derived = {**GEBRUIK_VAN_DOCUMENTTYPE, **begin_en_einde_object(InformatieObjectType, "omschrijving")}
    filters = {**versiefilters("catalogi_informatieobjecttype"), "zaaktype": heeft_documenttype}
    defaults = DEFINITIEF


class BesluitTypeResource(Resource, contract="catalogi.BesluitType"):
    """BESLUITTYPE: one version of a type of decision."""

    model = BesluitType
    kanaal, kenmerken = "besluittypen", ("catalogus",)
    derived = {
        **ZAAKTYPEN_VAN_BESLUITTYPE,
        "informatieobjecttypeOmschrijvingen": F("informatieobjecttypen"),
        "vastgelegdIn": F("informatieobjecttypen"),
        **begin_en_einde_object(BesluitType, "omschrijving"),
    }
    filters = {**versiefilters("catalogi_besluittype"), "zaaktypen": heeft_besluittype}
    defaults = DEFINITIEF


@handles("catalogi.ZaakType:publish")
@handles("catalogi.InformatieObjectType:publish")
@handles("catalogi.BesluitType:publish")
def publiceren(call: Any) -> Any:
    """Make a concept the version that new objects use."""
    return act(call)


class StatusTypeResource(Resource, contract="catalogi.StatusType"):
    """STATUSTYPE: a phase; the one with the highest volgnummer is the eindstatus."""

    model = StatusType
    main_object, notifies = "zaaktype", False
    order = ("volgnummer", "uuid")
    eager = ("zaaktype",)
    derived = {**MET_GELDIGHEID, "isEindstatus": ~Exists(LATERE_STATUSTYPEN)}
    filters = onderdeelfilters("StatusType")
    defaults = DEFINITIEF


class ResultaatTypeResource(Resource, contract="catalogi.ResultaatType"):
    """RESULTAATTYPE: an outcome and what it means for archiving."""

    model = ResultaatType
    main_object, notifies = "zaaktype", False
    derived = {
        **MET_GELDIGHEID,
        "besluittypeOmschrijving": F("besluittypen"),
        "informatieobjecttypeOmschrijving": F("informatieobjecttypen"),
    }
    filters = onderdeelfilters("ResultaatType")
    defaults = DEFINITIEF


class RolTypeResource(Resource, contract="catalogi.RolType"):
    """ROLTYPE: what somebody can be to a case."""

    model = RolType
    main_object, notifies = "zaaktype", False
    derived = MET_GELDIGHEID
    filters = onderdeelfilters("RolType")
    defaults = DEFINITIEF


class EigenschapResource(Resource, contract="catalogi.Eigenschap"):
    """EIGENSCHAP: a fact that cases of the type record."""

    model = Eigenschap
    main_object, notifies = "zaaktype", False
    derived = MET_GELDIGHEID
    filters = onderdeelfilters("Eigenschap")
    defaults = DEFINITIEF


class ZaakTypeInformatieObjectTypeResource(Resource, contract="catalogi.ZaakTypeInformatieObjectType"):
    """ZAAKTYPE-INFORMATIEOBJECTTYPE: documents of a type belong to cases of a type."""

    model = ZaakTypeInformatieObjectType
    main_object, notifies = "zaaktype", False
    order = ("volgnummer", "uuid")
    derived = VAN_ZAAKTYPE
    filters = onderdeelfilters("ZaakTypeInformatieObjectType")
    defaults = DEFINITIEF


class ZaakObjectTypeResource(Resource, contract="catalogi.ZaakObjectType"):
    """ZAAKOBJECTTYPE: what kind of object cases of the type are about."""

    model = ZaakObjectType
    main_object, notifies = "zaaktype", False
    derived = {
        **MET_GELDIGHEID,
        # Read-only in the standard without anything that fills them.
        "resultaattypen": GEEN_NAMEN,
        "resultaattypeOmschrijving": GEEN_NAMEN,
        "statustypen": GEEN_NAMEN,
    }
    filters = {**onderdeelfilters("ZaakObjectType"), "anderObjecttype": ander_objecttype}
    defaults = DEFINITIEF
