from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from mijnzaken.autorisaties.models import Applicatie, Client

# HS256 asks for a key at least as long as its hash.
MINIMUM = 32


class ClientForm(forms.ModelForm[Client]):
    """The secret is written, never shown: an empty field keeps the one there is."""

    secret = forms.CharField(
        label="Geheim",
        required=False,
        max_length=255,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=f"Ten minste {MINIMUM} tekens. Leeg laten: het huidige geheim blijft.",
    )

    class Meta:
        model = Client
        fields = ("client_id", "secret")

    def clean_secret(self) -> str:
        waarde: str = self.cleaned_data["secret"]
        if not waarde and self.instance.secret:
            return self.instance.secret
        if len(waarde) < MINIMUM:
            raise ValidationError(f"Het geheim telt ten minste {MINIMUM} tekens.", code="min_length")
        return waarde


@admin.register(Client)
class ClientAdmin(admin.ModelAdmin[Client]):
    """Client ids and their secrets; rights hang on the applicatie that names the client id."""

    form = ClientForm
    list_display = ("client_id", "geheim", "applicatie", "aangemaakt")
    search_fields = ("client_id",)
    ordering = ("client_id",)
    fields: ClassVar[Any] = ("client_id", "secret", "applicatie")
    readonly_fields = ("applicatie",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        # The name is in the tokens of a client that is in use.
        return own if obj is None else ("client_id", *own)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look sees that there is a secret, and not which."""
        if obj is not None and not self.has_change_permission(request, obj):
            return ("client_id", "geheim", "applicatie")
        return super().get_fields(request, obj)

    @admin.display(description="geheim")
    def geheim(self, client: Client) -> str:
        return f"•••••••• ({len(client.secret)} tekens)" if client.secret else "geen"

    @admin.display(description="applicatie")
    def applicatie(self, client: Client) -> str:
        gevonden = Applicatie.objects.filter(client_ids__contains=[client.client_id]).first()
        return gevonden.label if gevonden else "geen: deze client heeft geen rechten"
