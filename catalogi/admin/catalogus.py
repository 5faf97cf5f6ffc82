from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalogi.admin.uitwisseling import Uitwisseling
from catalogi.models import Catalogus
from catalogi.resources import CatalogusResource
from mijnzaken.zgw.beheer import ZgwModelAdmin


@admin.register(Catalogus)
class CatalogusAdmin(Uitwisseling, ZgwModelAdmin):
    """Catalogussen, and how many zaaktypen (versions) each holds."""

    resource = CatalogusResource
    change_form_template = "admin/catalogi/catalogus/change_form.html"
    change_list_template = "admin/catalogi/catalogus/change_list.html"
    list_display = ("__str__", "domein", "rsin", "contactpersoon_beheer_naam", "zaaktypen")
    search_fields = ("naam", "domein", "rsin")
    ordering = ("naam", "domein")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("naam", "domein", "rsin")}),
        (
            "Contactpersoon",
            {
                "fields": (
                    "contactpersoon_beheer_naam",
                    "contactpersoon_beheer_telefoonnummer",
                    "contactpersoon_beheer_emailadres",
                )
            },
        ),
        ("Versie", {"fields": ("versie", "begindatum_versie"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rijen: QuerySet[Any] = super().get_queryset(request).annotate(aantal=Count("zaaktypen"))
        return rijen

    @admin.display(description="zaaktypen", ordering="aantal")
    def zaaktypen(self, catalogus: Any) -> int:
        return int(catalogus.aantal)
