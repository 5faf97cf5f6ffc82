from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from mijnzaken.autorisaties.models import Applicatie
from mijnzaken.autorisaties.resources import ApplicatieResource
from mijnzaken.zgw.beheer import ZgwModelAdmin


@admin.register(Applicatie)
class ApplicatieAdmin(ZgwModelAdmin):
    """Applicaties and their rights; a change acts on the next request."""

    resource = ApplicatieResource
    list_display = ("label", "namen", "heeft_alle_autorisaties", "aantal_autorisaties")
    list_filter = ("heeft_alle_autorisaties",)
    search_fields = ("label", "client_ids")
    search_help_text = "Zoek op label of client-id."
    ordering = ("label",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("label", "client_ids")}),
        (
            "Rechten",
            {
                "fields": ("heeft_alle_autorisaties", "autorisaties", "alleen_is_gereed_voor_publicatie"),
                "description": "Een applicatie heeft alle autorisaties, of een lijst met ten minste één "
                "autorisatie: niet beide. Bij scopes op zaken horen een zaaktype (de URL ervan) en een niveau.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rijen: QuerySet[Any] = super().get_queryset(request).annotate(aantal=Count("autorisaties"))
        return rijen

    @admin.display(description="client-ids")
    def namen(self, applicatie: Applicatie) -> str:
        return ", ".join(applicatie.client_ids)

    @admin.display(description="autorisaties", ordering="aantal")
    def aantal_autorisaties(self, applicatie: Any) -> str:
        return "alle" if applicatie.heeft_alle_autorisaties else str(applicatie.aantal)
