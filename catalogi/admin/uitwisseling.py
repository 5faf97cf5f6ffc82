"""The pages by which a catalogus goes out as a file and comes in from one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from catalogi.models import Catalogus, ZaakType
from catalogi.uitwisseling import Rapport, exporteer, importeer
from catalogi.uitwisseling.rapport import Uitkomst, soortnaam
from catalogi.versies import periode
from mijnzaken.zgw.beheer import reason, reasons, toegang
from mijnzaken.zgw.formfields import words
from mijnzaken.zgw.problems import Fault, Problem
from mijnzaken.zgw.reader import today

SJABLONEN = "admin/catalogi/catalogus"
UUIDS = (("behouden", "Behouden, zoals in het bestand"), ("vernieuwen", "Vernieuwen"))


class ExportForm(forms.Form):
    """Which versions of zaaktypen go along; none chosen is all there is."""

    zaaktypen: Any = forms.ModelMultipleChoiceField(
        ZaakType.objects.none(),
        label="Zaaktypen",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "namen"}),
    )

    def __init__(self, *args: Any, catalogus: Catalogus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zaaktypen = ZaakType.objects.filter(catalogus=catalogus).order_by("identificatie", "begin_geldigheid")
        self.fields["zaaktypen"].queryset = zaaktypen  # type: ignore[attr-defined]
        self.fields["zaaktypen"].label_from_instance = _met_periode  # type: ignore[attr-defined]


def _met_periode(zaaktype: ZaakType) -> str:
    return f"{zaaktype}, {periode(zaaktype)}{' (concept)' if zaaktype.concept else ''}"


class ImportForm(forms.Form):
    """A file, where it goes and how; after the dry run the file comes back as text."""

    bestand = forms.FileField(
        label="Bestand", required=False, help_text="Een zip van MijnZaken of Open Zaak."
    )
    catalogus = forms.ModelChoiceField(
        Catalogus.objects.order_by("naam", "domein"),
        label="Catalogus",
        required=False,
        empty_label="Die in het bestand",
        help_text="De catalogus in het bestand wordt gemaakt als zij hier nog niet is.",
    )
    uuids = forms.ChoiceField(label="Uuids", choices=UUIDS)
    overslaan = forms.BooleanField(required=False)
    inhoud = forms.CharField(required=False, strip=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """``zip`` becomes the bytes of the file, whichever way it came."""
        data: dict[str, Any] = self.cleaned_data
        bestand = data.get("bestand")
        if bestand is not None and bestand.size > self.grootste():
            raise ValidationError(f"Het bestand is groter dan {self.grootste() // 1024} kB.", code="max_size")
        try:
            data["zip"] = (
                bestand.read() if bestand else base64.b64decode(data.get("inhoud", ""), validate=True)
            )
        except (binascii.Error, ValueError):
            data["zip"] = b""
        if not data["zip"] and "bestand" not in self.errors:
            self.add_error("bestand", ValidationError("Kies een bestand.", code="required"))
        return data

    @staticmethod
    def grootste() -> int:
        """As text it has to fit in a request again."""
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 4 * 3 - 64 * 1024


class Uitwisseling:
    """The part of the admin of catalogussen that is about files; for who may maintain zaaktypen."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        def eigen(route: str, naam: str, view: Callable[..., HttpResponse]) -> Any:
            return path(route, self.admin_site.admin_view(view), name=f"catalogi_catalogus_{naam}")

        return [
            eigen("importeren/", "importeren", self.importeren),
            eigen("<uuid:key>/exporteren/", "exporteren", self.exporteren),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def exporteren(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Ask which zaaktypen, and give the zip."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        catalogus = self.get_object(request, str(key))
        if catalogus is None:
            raise Http404("Deze catalogus bestaat niet.")
        form = ExportForm(request.POST if request.method == "POST" else None, catalogus=catalogus)
        if request.method == "POST" and form.is_valid():
            gekozen = list(form.cleaned_data["zaaktypen"]) or None
            antwoord = HttpResponse(exporteer(catalogus, gekozen), content_type="application/zip")
            naam = f"catalogus-{catalogus.domein}-{today():%Y%m%d}.zip"
            antwoord["Content-Disposition"] = f'attachment; filename="{_bestandsnaam(naam)}"'
            return antwoord
        extra = {"title": "Exporteren", "form": form, "original": catalogus}
        pagina: HttpResponse = self._blad(request, "exporteren", extra)
        return pagina

    def importeren(self: Any, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show what an import would do, and do it when that is confirmed."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        begin = {"catalogus": request.GET.get("catalogus"), "uuids": "behouden"}
        post = request.method == "POST"
        form = ImportForm(request.POST if post else None, request.FILES if post else None, initial=begin)
        extra: dict[str, Any] = {"title": "Importeren", "form": form}
        if post and form.is_valid():
            extra |= self._importeer(request, form)
        pagina: HttpResponse = self._blad(request, "importeren", extra)
        return pagina

    def _importeer(self: Any, request: HttpRequest, form: ImportForm) -> dict[str, Any]:
        data = form.cleaned_data
        proef = "bevestig" not in request.POST
        try:
            rapport = importeer(
                toegang(request),
                data["zip"],
                catalogus=data["catalogus"],
                proef=proef,
                uuids=data["uuids"],
                overslaan=data["overslaan"],
            )
        except Problem as problem:
            form.add_error("bestand", [ValidationError(tekst) for tekst in reasons(problem)])
            return {}
        if rapport.uitgevoerd:
            self._meld_import(request, rapport)
        return {
            "rapport": rapport,
            "regels": [_regel(regel) for regel in rapport.regels if _telt(regel)],
            "gelijk": [_regel(regel) for regel in rapport.regels if not _telt(regel)],
            "inhoud": "" if rapport.uitgevoerd else base64.b64encode(data["zip"]).decode(),
        }

    def _meld_import(self: Any, request: HttpRequest, rapport: Rapport) -> None:
        domein, _, rsin = rapport.catalogus.partition(" ")
        for catalogus in Catalogus.objects.filter(domein=domein, rsin=rsin):
            self.log_change(request, catalogus, rapport.samenvatting)
        self.message_user(request, rapport.samenvatting, messages.SUCCESS)

    def _blad(self: Any, request: HttpRequest, sjabloon: str, extra: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **extra}
        return TemplateResponse(request, f"{SJABLONEN}/{sjabloon}.html", context)


def _telt(regel: Any) -> bool:
    """Whether a line needs to be seen at once."""
    return regel.toestand is not Uitkomst.ONGEWIJZIGD or bool(regel.opmerkingen)


def _regel(regel: Any) -> dict[str, Any]:
    return {
        "toestand": regel.toestand.value,
        "soort": soortnaam(regel.soort),
        "naam": regel.naam,
        "redenen": [_reden(fout) for fout in regel.redenen],
        "opmerkingen": regel.opmerkingen,
    }


def _reden(fout: Fault) -> str:
    return reason(fout) if fout.name in ("", "nonFieldErrors") else f"{words(fout.name)}: {reason(fout)}"


def _bestandsnaam(naam: str) -> str:
    return "".join(teken if teken.isascii() and (teken.isalnum() or teken in "-.") else "_" for teken in naam)
