from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import localize

from notificaties.herstellen import sluit_onderbreking
from notificaties.models import Abonnement, Aflevering, Kanaal

OPGEGEVEN = Aflevering.objects.filter(abonnement=OuterRef("pk"), status=Aflevering.Status.opgegeven)


def keur_kanalen(kanalen: Any) -> None:
    """Raise ValidationError unless this is a list of existing kanalen with filters that they have."""
    if not isinstance(kanalen, list) or not kanalen:
        raise ValidationError('Geef een lijst, bijvoorbeeld [{"naam": "zaken", "filters": {}}].')
    bekend = dict(Kanaal.objects.values_list("naam", "filters"))
    for groep in kanalen:
        if not isinstance(groep, dict) or not isinstance(groep.get("filters", {}), dict):
            raise ValidationError("Elk kanaal is een object met een naam en filters.")
        if groep.get("naam") not in bekend:
            raise ValidationError(f"Het kanaal {groep.get('naam')!r} bestaat niet.")
        vreemd = set(groep.get("filters", {})) - set(bekend[groep["naam"]])
        if vreemd:
            raise ValidationError(
                f"Het kanaal {groep['naam']} heeft geen kenmerk {', '.join(sorted(vreemd))}."
            )


class AbonnementForm(forms.ModelForm[Abonnement]):
    """The secret is written, never shown: an empty field keeps the one there is."""

    auth = forms.CharField(
        label="Autorisatiekop",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Volledige waarde van de kop Authorization. Leeg laten: de huidige waarde blijft.",
    )
    callback_url = forms.URLField(label="Callback-URL", assume_scheme="https", max_length=1000)

    class Meta:
        model = Abonnement
        fields = ("callback_url", "auth", "kanalen", "eigenaar")

    def clean_auth(self) -> str:
        waarde: str = self.cleaned_data["auth"] or self.instance.auth
        if not waarde:
            raise ValidationError("Dit veld is vereist.", code="required")
        return waarde

    def clean_kanalen(self) -> Any:
        kanalen = self.cleaned_data["kanalen"]
        keur_kanalen(kanalen)
        return kanalen


class ToestandFilter(admin.SimpleListFilter):
    """Abonnementen behind an open breaker, or with messages that were given up."""

    title = "toestand"
    parameter_name = "toestand"

    def lookups(self, _request: HttpRequest, _admin: Any) -> list[tuple[str, str]]:
        return [("onderbroken", "Onderbroken"), ("opgegeven", "Met opgegeven afleveringen")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Abonnement]) -> QuerySet[Abonnement]:
        if self.value() == "onderbroken":
            return queryset.filter(geopend_tot__gt=timezone.now())
        if self.value() == "opgegeven":
            return queryset.filter(Exists(OPGEGEVEN))
        return queryset


@admin.register(Abonnement)
class AbonnementAdmin(admin.ModelAdmin[Abonnement]):
    """Receivers, and whether they can be reached."""

    form = AbonnementForm
    list_display = ("callback_url", "namen", "eigenaar", "toestand", "opeenvolgende_fouten", "opgegeven")
    list_filter = (ToestandFilter,)
    search_fields = ("callback_url", "eigenaar")
    readonly_fields = ("toestand", "opeenvolgende_fouten")
    actions = ("hervat",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("callback_url", "auth", "kanalen", "eigenaar")}),
        ("Bezorging", {"fields": ("toestand", "opeenvolgende_fouten")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Abonnement]:
        return super().get_queryset(request).annotate(heeft_opgegeven=Exists(OPGEGEVEN))

    @admin.display(description="kanalen")
    def namen(self, abonnement: Abonnement) -> str:
        return ", ".join(groep["naam"] for groep in abonnement.kanalen)

    @admin.display(description="toestand")
    def toestand(self, abonnement: Abonnement) -> str:
        if abonnement.onderbroken:
            return f"onderbroken tot {localize(timezone.localtime(abonnement.geopend_tot))}"
        if abonnement.geopend_tot:
            return "proefbericht volgt"
        return "in bedrijf"

    @admin.display(description="opgegeven", boolean=True)
    def opgegeven(self, abonnement: Abonnement) -> bool:
        return bool(getattr(abonnement, "heeft_opgegeven", False))

    @admin.action(description="Onderbreking opheffen", permissions=["change"])
    def hervat(self, request: HttpRequest, queryset: QuerySet[Abonnement]) -> None:
        aantal = sluit_onderbreking(queryset)
        self.message_user(request, f"Onderbreking opgeheven van {aantal} abonnement(en).", messages.SUCCESS)
