from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from notificaties.herstellen import verstuur_opnieuw
from notificaties.models import Aflevering


class StatusFilter(admin.SimpleListFilter):
    """Opens on what was given up: the list that somebody must look at."""

    title = "status"
    parameter_name = "status"

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [*Aflevering.Status.choices, ("alle", "Alle")]

    def choices(self, changelist: Any) -> Any:
        gekozen = self.value() or Aflevering.Status.opgegeven
        for waarde, titel in self.lookup_choices:
            yield {
                "selected": gekozen == waarde,
                "query_string": changelist.get_query_string({self.parameter_name: waarde}),
                "display": titel,
            }

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Aflevering]) -> QuerySet[Aflevering]:
        waarde = self.value() or Aflevering.Status.opgegeven
        return queryset if waarde == "alle" else queryset.filter(status=waarde)


@admin.register(Aflevering)
class AfleveringAdmin(admin.ModelAdmin[Aflevering]):
    """Deliveries and what went wrong with them; read only, save for sending again."""

    list_display = (
        "id", "kanaal", "actie", "abonnement", "status", "pogingen",
        "laatste_code", "laatste_fout", "volgende_poging", "vervalt_op",
    )  # fmt: skip
    list_filter = (StatusFilter, "abonnement")
    list_select_related = ("bericht", "abonnement")
    search_fields = ("=bericht__uuid",)
    search_help_text = "Zoek op bericht-id (de kop X-Bericht-Id)."
    ordering = ("-id",)
    show_full_result_count = False
    actions = ("opnieuw_versturen",)
    fields = (
        "bericht_id", "inhoud", "abonnement", "status", "pogingen", "laatste_code", "laatste_fout",
        "volgende_poging", "vervalt_op", "bezorgd_op",
    )  # fmt: skip
    readonly_fields = fields

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Aflevering | None = None) -> bool:
        return False

    @admin.display(description="kanaal", ordering="bericht__kanaal")
    def kanaal(self, aflevering: Aflevering) -> str:
        return aflevering.bericht.kanaal

    @admin.display(description="actie")
    def actie(self, aflevering: Aflevering) -> str:
        inhoud = aflevering.bericht.inhoud
        return f"{inhoud.get('resource', '')} {inhoud.get('actie', '')}"

    @admin.display(description="bericht-id")
    def bericht_id(self, aflevering: Aflevering) -> str:
        return str(aflevering.bericht.uuid)

    @admin.display(description="inhoud")
    def inhoud(self, aflevering: Aflevering) -> str:
        tekst = json.dumps(aflevering.bericht.inhoud, indent=2, ensure_ascii=False)
        return format_html("<pre>{}</pre>", tekst)

    @admin.action(description="Opnieuw versturen", permissions=["change"])
    def opnieuw_versturen(self, request: HttpRequest, queryset: QuerySet[Aflevering]) -> None:
        aantal = verstuur_opnieuw(queryset)
        self.message_user(request, f"{aantal} aflevering(en) worden opnieuw verstuurd.", messages.SUCCESS)

    def response_change(self, request: HttpRequest, obj: Aflevering) -> HttpResponse:
        """The button on the page of one delivery."""
        if "_opnieuw" in request.POST:
            self.opnieuw_versturen(request, self.get_queryset(request).filter(pk=obj.pk))
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)
