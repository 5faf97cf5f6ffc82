from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin

from catalogi.admin.versie import VersieAdmin
from catalogi.models import InformatieObjectType
from catalogi.resources import InformatieObjectTypeResource


@admin.register(InformatieObjectType)
class InformatieObjectTypeAdmin(VersieAdmin):
    """Informatieobjecttypen in their versions."""

    resource = InformatieObjectTypeResource
    list_display = (
        "omschrijving", "informatieobjectcategorie", "vertrouwelijkheidaanduiding", "catalogus", "geldigheid",
        "toestand",
    )  # fmt: skip
    search_fields = ("omschrijving", "informatieobjectcategorie", "trefwoord")
    search_help_text = "Zoek op omschrijving, categorie of trefwoord."
    ordering = ("omschrijving", "-begin_geldigheid")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "catalogus",
                    "omschrijving",
                    "informatieobjectcategorie",
                    "vertrouwelijkheidaanduiding",
                    "trefwoord",
                    "toestand",
                )
            },
        ),
        ("Geldigheid", {"fields": ("begin_geldigheid", "einde_geldigheid")}),
        ("Generiek", {"fields": ("omschrijving_generiek",), "classes": ("collapse",)}),
    )
