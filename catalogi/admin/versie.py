"""What the admin pages of the three kinds of types that have versions share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import urlencode

from catalogi.admin.versiebeheer import Versiebeheer
from catalogi.versies import Versie, periode
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


class VersieAdmin(Versiebeheer, ZgwModelAdmin):
    """A concept is edited, a published version only ends."""

    change_form_template = "admin/catalogi/versie/change_form.html"
    list_filter = (ToestandFilter, GeldigheidFilter, "catalogus")
    list_select_related = ("catalogus",)
    readonly_fields = ("toestand",)
    actions = ("publiceer",)

    def frozen(self, obj: Any) -> frozenset[str]:
        if obj.concept:
            return frozenset()
        columns = frozenset(field.name for field in self.opts.concrete_fields)
        return frozenset(self.form.base_fields) | columns - {"einde_geldigheid"}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.concept) and super().has_delete_permission(request, obj)

    @admin.display(description="geldigheid", ordering="begin_geldigheid")
    def geldigheid(self, versie: Versie) -> str:
        return periode(versie)

    @admin.display(description="toestand", ordering="concept")
    def toestand(self, versie: Versie) -> str:
        if versie.concept:
            soort, tekst = "concept", "Concept"
        elif versie.einde_geldigheid and versie.einde_geldigheid < today():
            soort, tekst = "beeindigd", "Beëindigd"
        else:
            soort, tekst = "gepubliceerd", "Gepubliceerd"
        return format_html('<span class="merk merk-{}">{}</span>', soort, tekst)

    @admin.action(description="Publiceren…", permissions=["change"])
    def publiceer(self, _request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        ids = [("id", str(key)) for key in queryset.values_list("pk", flat=True)]
        return HttpResponseRedirect(f"{self._adres('publiceren')}?{urlencode(ids)}")
