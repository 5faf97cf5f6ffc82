from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from catalogi.admin.keuzes import namenveld
from catalogi.admin.versie import VersieAdmin
from catalogi.models import BesluitType, InformatieObjectType
from catalogi.resources import BesluitTypeResource


@admin.register(BesluitType)
class BesluitTypeAdmin(VersieAdmin):
    """Besluittypen in their versions."""

    resource = BesluitTypeResource
    list_display = ("omschrijving", "besluitcategorie", "catalogus", "geldigheid", "toestand")
    search_fields = ("omschrijving", "omschrijving_generiek", "besluitcategorie")
    search_help_text = "Zoek op omschrijving of categorie."
    ordering = ("omschrijving", "-begin_geldigheid")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "catalogus",
                    "omschrijving",
                    "omschrijving_generiek",
                    "besluitcategorie",
                    "toelichting",
                    "toestand",
                )
            },
        ),
        ("Geldigheid", {"fields": ("begin_geldigheid", "einde_geldigheid")}),
        (
            "Publicatie en reactie",
            {
                "fields": (
                    "publicatie_indicatie",
                    "publicatietekst",
                    "publicatietermijn",
                    "reactietermijn",
                )
            },
        ),
        ("Documenten", {"fields": ("informatieobjecttypen",)}),
    )

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """The documenttypen are chosen from what there is."""
        catalogus = obj.catalogus_id if obj is not None else None
        return {"informatieobjecttypen": namenveld(InformatieObjectType, catalogus, "Informatieobjecttypen")}
