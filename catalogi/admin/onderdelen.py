"""The parts of a zaaktype on its page: editable while it is a concept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from catalogi.admin.woorden import archiefregel
from catalogi.models import ResultaatType, RolType, StatusType
from catalogi.resources import ResultaatTypeResource, RolTypeResource, StatusTypeResource
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

    @admin.display(description="archiefregel")
    def regel(self, resultaattype: ResultaatType) -> str:
        return archiefregel(resultaattype)


class RolTypen(_Onderdeel):
    """Who can be involved."""

    resource, model = RolTypeResource, RolType
    ordering = ("omschrijving",)
    fields = (("omschrijving", "omschrijving_generiek"),)
