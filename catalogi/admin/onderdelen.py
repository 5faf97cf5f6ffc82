"""The parts of a zaaktype on its page: editable while it is a concept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from catalogi.admin.keuzes import klasseveld, naamveld, namenveld, omschrijvingveld
from catalogi.admin.woorden import archiefregel
from catalogi.models import (
    BesluitType,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakTypeInformatieObjectType,
)
from catalogi.resources import (
    CatalogusResource,
    EigenschapResource,
    ResultaatTypeResource,
    RolTypeResource,
    StatusTypeResource,
    ZaakObjectTypeResource,
    ZaakTypeInformatieObjectTypeResource,
)
from mijnzaken.zgw.beheer import ZgwInline


class _Onderdeel(ZgwInline):
    """A part is fixed as soon as its zaaktype is published (ztc-010)."""

    fk_name = "zaaktype"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.concept) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.concept) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.concept) and super().has_delete_permission(request, obj)


class StatusTypen(_Onderdeel):
    """In order; the last one closes a zaak."""

    resource, model = StatusTypeResource, StatusType
    ordering = ("volgnummer",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": (("volgnummer", "omschrijving"), "statustekst", "informeren")}),
        (
            "Meer",
            {
                "fields": (
                    "omschrijving_generiek",
                    "doorlooptijd",
                    "toelichting",
                    "checklistitem_statustype",
                ),
                "classes": ("collapse",),
            },
        ),
    )


class ResultaatTypen(_Onderdeel):
    """With the archive rule in words."""

    resource, model = ResultaatTypeResource, ResultaatType
    ordering = ("omschrijving",)
    readonly_fields = ("regel",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("omschrijving", "regel")}),
        ("Selectielijst", {"fields": ("resultaattypeomschrijving", "selectielijstklasse")}),
        (
            "Archivering",
            {
                "fields": (
                    ("archiefnominatie", "archiefactietermijn"),
                    "brondatum_archiefprocedure",
                ),
                "classes": ("collapse",),
            },
        ),
        (
            "Meer",
            {
                "fields": (
                    "toelichting",
                    "procestermijn",
                    "procesobjectaard",
                    "indicatie_specifiek",
                    "besluittypen",
                    "informatieobjecttypen",
                ),
                "classes": ("collapse",),
            },
        ),
    )

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """The Selectielijst, and the names that the catalogus has."""
        catalogus = obj.catalogus_id if obj is not None else None
        return {
            "resultaattypeomschrijving": omschrijvingveld(),
            "selectielijstklasse": klasseveld(obj),
            "besluittypen": namenveld(BesluitType, catalogus, "Besluittypen"),
            "informatieobjecttypen": namenveld(InformatieObjectType, catalogus, "Informatieobjecttypen"),
        }

    @admin.display(description="archiefregel")
    def regel(self, resultaattype: ResultaatType) -> str:
        return archiefregel(resultaattype)


class RolTypen(_Onderdeel):
    """Who can be involved."""

    resource, model = RolTypeResource, RolType
    ordering = ("omschrijving",)
    fields = (("omschrijving", "omschrijving_generiek"),)


class Eigenschappen(_Onderdeel):
    """What a zaak records beside what every zaak has."""

    resource, model = EigenschapResource, Eigenschap
    ordering = ("naam",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("naam", "definitie", "specificatie", "statustype")}),
        ("Meer", {"fields": ("toelichting",), "classes": ("collapse",)}),
    )

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """The statustype is one of the same zaaktype."""
        return {"statustype": _statustypeveld(obj, "Bekend bij statustype")}


class DocumentTypen(_Onderdeel):
    """Which documenten go with a zaak."""

    resource, model = ZaakTypeInformatieObjectTypeResource, ZaakTypeInformatieObjectType
    ordering = ("volgnummer",)
    fields = (("volgnummer", "informatieobjecttype"), ("richting", "statustype"))

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """A name that the catalogus has, and a statustype of the same zaaktype."""
        catalogus = obj.catalogus_id if obj is not None else None
        return {
            "informatieobjecttype": naamveld(InformatieObjectType, catalogus, "Informatieobjecttype"),
            "statustype": _statustypeveld(obj, "Verplicht bij statustype"),
        }


class ZaakObjectTypen(_Onderdeel):
    """What a zaak can be about."""

    resource, model = ZaakObjectTypeResource, ZaakObjectType
    ordering = ("relatie_omschrijving",)
    fields = ("relatie_omschrijving", "objecttype", "ander_objecttype")

    def given(self, obj: Any) -> Mapping[str, Any]:
        """The catalogus, which the contract asks for by name, is that of the zaaktype."""
        return {"catalogus": CatalogusResource.url(obj.catalogus_id)} if obj is not None else {}


def _statustypeveld(zaaktype: Any, label: str) -> forms.ModelChoiceField[StatusType]:
    eigen = StatusType.objects.filter(zaaktype=zaaktype).order_by("volgnummer")
    return forms.ModelChoiceField(eigen, label=label, required=False)
