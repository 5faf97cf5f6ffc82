from __future__ import annotations

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from mijnzaken.zgw.beheer import ZgwModelAdmin
from mijnzaken.zgw.models import AuditRegel
from zaken.models import Resultaat, Rol, Status, Zaak
from zaken.resources import ZaakResource

BSN = re.compile(r"\d{9}")
AUDIT_REGELS = 200
ZOEKTERM = "zaken_zoekterm"  # in the session
TEN_HOOGSTE = 1000  # cases of one person in a list
LAATSTE_STATUS = Status.objects.filter(zaak=OuterRef("pk")).order_by("-datum_status_gezet")


class AlleenLezen:
    """Cases are worked on through the API; here support looks."""

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class Openstaand(admin.SimpleListFilter):
    """Open or closed."""

    title = "afhandeling"
    parameter_name = "afhandeling"

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("gesloten", "Afgehandeld")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("open", "gesloten"):
            return queryset
        return queryset.filter(einddatum__isnull=self.value() == "open")


class Zoekterm(admin.SimpleListFilter):
    """What was searched for last; each way of searching has its index, nine digits may be a BSN."""

    title = "zoekterm"
    parameter_name = "gezocht"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.term: str = request.session.get(ZOEKTERM, "")
        super().__init__(request, *args)

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [("ja", self.term)] if self.term else []

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "ja" or not self.term:
            return queryset
        if BSN.fullmatch(self.term):
            return queryset.filter(Q(identificatie=self.term) | Q(pk__in=list(zaken_van(self.term))))
        return queryset.filter(Q(identificatie__startswith=self.term) | Q(omschrijving__icontains=self.term))


class Statussen(AlleenLezen, admin.TabularInline[Any, Any]):
    """The course of the case, latest first."""

    model = Status
    fk_name = "zaak"
    ordering = ("-datum_status_gezet",)
    fields = ("statustype", "datum_status_gezet", "statustoelichting", "gezetdoor")


class Rollen(AlleenLezen, admin.TabularInline[Any, Any]):
    """Who is involved; with the identification, for support has to recognise a person."""

    model = Rol
    fk_name = "zaak"
    fields = ("omschrijving", "betrokkene_type", "betrokkene", "gegevens", "roltoelichting")
    readonly_fields = ("omschrijving", "gegevens")

    @admin.display(description="identificatie")
    def gegevens(self, rol: Rol) -> str:
        paren = [(k, v) for k, v in (rol.betrokkene_identificatie or {}).items() if v and isinstance(v, str)]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", paren))


class Resultaten(AlleenLezen, admin.TabularInline[Any, Any]):
    """The outcome."""

    model = Resultaat
    fk_name = "zaak"
    fields = ("resultaattype", "toelichting")


@admin.register(Zaak)
class ZaakAdmin(AlleenLezen, ZgwModelAdmin):
    """Find a case and see what happened to it; nothing changes here."""

    resource = ZaakResource
    change_list_template = "admin/zaken/zaak/change_list.html"
    inlines = (Statussen, Resultaten, Rollen)
    list_display = ("identificatie", "omschrijving", "zaaktype", "status", "startdatum", "einddatum")
    list_filter = (Zoekterm, Openstaand, ("zaaktype", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("zaaktype",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-pk",)
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "identificatie",
                    "bronorganisatie",
                    "omschrijving",
                    "toelichting",
                    "zaaktype",
                    "status",
                    "vertrouwelijkheidaanduiding",
                    "hoofdzaak",
                )
            },
        ),
        (
            "Data",
            {
                "fields": (
                    "registratiedatum",
                    "startdatum",
                    "einddatum_gepland",
                    "uiterlijke_einddatum_afdoening",
                    "einddatum",
                    "verlenging",
                    "opschorting",
                )
            },
        ),
        (
            "Archief",
            {
                "fields": (
                    "archiefnominatie",
                    "archiefactiedatum",
                    "archiefstatus",
                    "startdatum_bewaartermijn",
                    "selectielijstklasse",
                )
            },
        ),
        ("Audit trail", {"fields": ("audit_trail",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        status = Subquery(LAATSTE_STATUS.values("statustype__omschrijving")[:1])
        rijen: QuerySet[Any] = super().get_queryset(request).annotate(laatste_status=status)
        return rijen

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A search is posted and kept in the session: a BSN does not belong in an address."""
        if request.method == "POST" and "zoek" in request.POST:
            term = request.POST["zoek"].replace("\x00", "").strip()[:100]
            request.session[ZOEKTERM] = term
            return HttpResponseRedirect(
                f"{request.path}?{Zoekterm.parameter_name}=ja" if term else request.path
            )
        return super().changelist_view(request, *args, **kwargs)

    @admin.display(description="status")
    def status(self, zaak: Any) -> str:
        return zaak.laatste_status or "-"

    @admin.display(description="audit trail")
    def audit_trail(self, zaak: Zaak) -> str:
        regels = AuditRegel.objects.filter(hoofd_object=zaak.pk).order_by("-pk")[:AUDIT_REGELS]
        rijen = [
            (
                f"{localtime(regel.aanmaakdatum):%d-%m-%Y %H:%M:%S}",
                regel.actie_weergave,
                f"{regel.resource} {regel.resource_weergave}",
                regel.applicatie_weergave or regel.applicatie_id or "-",
                regel.gebruikers_weergave or regel.gebruikers_id or "-",
                regel.toelichting or "-",
            )
            for regel in regels
        ]
        kop = ("Moment", "Actie", "Object", "Applicatie", "Gebruiker", "Toelichting")
        return format_html(
            "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
            format_html_join("", '<th scope="col">{}</th>', [(naam,) for naam in kop]),
            format_html_join(
                "", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rijen
            ),
        )


def zaken_van(bsn: str) -> QuerySet[Any, Any]:
    """The keys of the cases in which this person has a role, newest first."""
    # The key of the JSON as a literal: only so the planner finds the index.
    sleutel = RawSQL("betrokkene_identificatie ->> 'inpBsn'", ())
    rollen = Rol.objects.annotate(bsn=sleutel).filter(bsn=bsn).order_by("-zaak")
    return rollen.values_list("zaak", flat=True)[:TEN_HOOGSTE]
