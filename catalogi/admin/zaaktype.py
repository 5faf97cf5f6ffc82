from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from catalogi.admin.onderdelen import ResultaatTypen, RolTypen, StatusTypen
from catalogi.admin.versiebeheer import Versiebeheer
from catalogi.models import ZaakType
from catalogi.resources import ZaakTypeResource
from catalogi.versies import periode
from mijnzaken.zgw.beheer import ZgwModelAdmin
from mijnzaken.zgw.reader import today


class ToestandFilter(admin.SimpleListFilter):
    """Concept or published."""

    title = "toestand"
    parameter_name = "toestand"

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [("concept", "Concept"), ("gepubliceerd", "Gepubliceerd")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("concept", "gepubliceerd"):
            return queryset
        return queryset.filter(concept=self.value() == "concept")


class GeldigheidFilter(admin.SimpleListFilter):
    """Where today lies with respect to the window of a version."""

    title = "geldigheid"
    parameter_name = "geldigheid"

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [("vandaag", "Geldig vandaag"), ("straks", "Begint nog"), ("voorbij", "Beëindigd")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        vandaag = today()
        loopt = Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=vandaag)
        voorwaarden = {
            "vandaag": loopt & Q(begin_geldigheid__lte=vandaag),
            "straks": Q(begin_geldigheid__gt=vandaag),
            "voorbij": Q(einde_geldigheid__lt=vandaag),
        }
        gekozen = voorwaarden.get(self.value() or "")
        return queryset if gekozen is None else queryset.filter(gekozen)


@admin.register(ZaakType)
class ZaakTypeAdmin(Versiebeheer, ZgwModelAdmin):
    """Zaaktypen in their versions: a concept is edited, a published version only ends."""

    resource = ZaakTypeResource
    change_form_template = "admin/catalogi/zaaktype/change_form.html"
    inlines = (StatusTypen, ResultaatTypen, RolTypen)
    list_display = ("identificatie", "omschrijving", "catalogus", "geldigheid", "toestand")
    list_display_links = ("identificatie", "omschrijving")
    list_filter = (ToestandFilter, GeldigheidFilter, "catalogus")
    list_select_related = ("catalogus",)
    search_fields = ("identificatie", "omschrijving", "trefwoorden")
    search_help_text = "Zoek op identificatie, omschrijving of trefwoord."
    ordering = ("identificatie", "-begin_geldigheid")
    actions = ("publiceer",)
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
    readonly_fields = ("toestand",)

    def frozen(self, obj: Any) -> frozenset[str]:
        if obj.concept:
            return frozenset()
        return frozenset(self.form.base_fields) | _kolommen() - {"einde_geldigheid"}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.concept) and super().has_delete_permission(request, obj)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Parts hang on a zaaktype that exists: they come after it has been saved for the first time."""
        return super().get_inline_instances(request, obj) if obj is not None else []

    def response_add(self, request: HttpRequest, obj: Any, _continue: str | None = None) -> HttpResponse:
        tekst = "Het concept is opgeslagen. Voeg nu statustypen, resultaattypen en roltypen toe."
        self.message_user(request, tekst, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:catalogi_zaaktype_change", args=[obj.pk]))

    @admin.display(description="geldigheid", ordering="begin_geldigheid")
    def geldigheid(self, zaaktype: ZaakType) -> str:
        return periode(zaaktype)

    @admin.display(description="toestand", ordering="concept")
    def toestand(self, zaaktype: ZaakType) -> str:
        if zaaktype.concept:
            soort, tekst = "concept", "Concept"
        elif zaaktype.einde_geldigheid and zaaktype.einde_geldigheid < today():
            soort, tekst = "beeindigd", "Beëindigd"
        else:
            soort, tekst = "gepubliceerd", "Gepubliceerd"
        return format_html('<span class="merk merk-{}">{}</span>', soort, tekst)

    @admin.action(description="Publiceren…", permissions=["change"])
    def publiceer(self, _request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        ids = [("id", str(key)) for key in queryset.values_list("pk", flat=True)]
        return HttpResponseRedirect(f"{reverse('admin:catalogi_zaaktype_publiceren')}?{urlencode(ids)}")


def _kolommen() -> frozenset[str]:
    return frozenset(field.name for field in ZaakType._meta.concrete_fields)
