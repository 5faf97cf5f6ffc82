from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from catalogi.admin.keuzes import namenveld, procestypeveld
from catalogi.admin.onderdelen import (
    DocumentTypen,
    Eigenschappen,
    ResultaatTypen,
    RolTypen,
    StatusTypen,
    ZaakObjectTypen,
)
from catalogi.admin.versie import VersieAdmin
from catalogi.admin.versiebeheer import adres
from catalogi.models import BesluitType, ZaakType
from catalogi.resources import ZaakTypeResource


@admin.register(ZaakType)
class ZaakTypeAdmin(VersieAdmin):
    """Zaaktypen in their versions, each with its parts."""

    resource = ZaakTypeResource
    inlines = (StatusTypen, ResultaatTypen, RolTypen, Eigenschappen, DocumentTypen, ZaakObjectTypen)
    list_display = ("identificatie", "omschrijving", "catalogus", "geldigheid", "toestand")
    list_display_links = ("identificatie", "omschrijving")
    search_fields = ("identificatie", "omschrijving", "trefwoorden")
    search_help_text = "Zoek op identificatie, omschrijving of trefwoord."
    ordering = ("identificatie", "-begin_geldigheid")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "catalogus",
                    "identificatie",
                    "omschrijving",
                    "omschrijving_generiek",
                    "toestand",
                )
            },
        ),
        ("Geldigheid", {"fields": ("begin_geldigheid", "einde_geldigheid", "versiedatum")}),
        (
            "Waar het om gaat",
            {
                "fields": (
                    "doel",
                    "aanleiding",
                    "onderwerp",
                    "toelichting",
                    "trefwoorden",
                    "vertrouwelijkheidaanduiding",
                    "verantwoordelijke",
                )
            },
        ),
        (
            "Behandeling",
            {
                "fields": (
                    "indicatie_intern_of_extern",
                    "handeling_initiator",
                    "handeling_behandelaar",
                    "doorlooptijd",
                    "servicenorm",
                    "opschorting_en_aanhouding_mogelijk",
                    "verlenging_mogelijk",
                    "verlengingstermijn",
                )
            },
        ),
        (
            "Publicatie",
            {"fields": ("publicatie_indicatie", "publicatietekst"), "classes": ("collapse",)},
        ),
        (
            "Selectielijst en referenties",
            {
                "fields": (
                    "selectielijst_procestype",
                    "referentieproces",
                    "producten_of_diensten",
                    "verantwoordingsrelatie",
                )
            },
        ),
        (
            "Verbanden",
            {
                "fields": ("deelzaaktypen", "besluittypen", "gerelateerde_zaaktypen"),
                "classes": ("collapse",),
            },
        ),
        ("Herkomst", {"fields": ("broncatalogus", "bronzaaktype"), "classes": ("collapse",)}),
    )

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """Relations by name and the procestype are chosen from what there is."""
        catalogus = obj.catalogus_id if obj is not None else None
        return {
            "selectielijst_procestype": procestypeveld(),
            "besluittypen": namenveld(BesluitType, catalogus, "Besluittypen"),
            "deelzaaktypen": namenveld(ZaakType, catalogus, "Deelzaaktypen"),
        }

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Parts hang on a zaaktype that exists: they come after it has been saved for the first time."""
        return super().get_inline_instances(request, obj) if obj is not None else []

    def response_add(self, request: HttpRequest, obj: Any, _continue: str | None = None) -> HttpResponse:
        tekst = "Het concept is opgeslagen. Voeg nu statustypen, resultaattypen en roltypen toe."
        self.message_user(request, tekst, messages.SUCCESS)
        return HttpResponseRedirect(adres(obj))
