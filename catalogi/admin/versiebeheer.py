"""The pages around versions: publish, next version, copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalogi import versies
from catalogi.models import ZaakType
from mijnzaken.zgw.beheer import reasons, toegang
from mijnzaken.zgw.formfields import shown, words
from mijnzaken.zgw.problems import Problem

SJABLONEN = "admin/catalogi/zaaktype"


class NieuweVersieForm(forms.Form):
    """From when the next version holds."""

    begin = forms.DateField(
        label="Begin geldigheid", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class KopieForm(forms.Form):
    """What the copy is called."""

    identificatie = forms.CharField(label="Identificatie", max_length=50)
    omschrijving = forms.CharField(label="Omschrijving", max_length=80)


class Versiebeheer:
    """The part of the admin of zaaktypen that is about versions."""

    admin_site: Any

    def get_urls(self) -> list[Any]:
        def eigen(route: str, naam: str, view: Callable[..., HttpResponse]) -> Any:
            return path(route, self.admin_site.admin_view(view), name=f"catalogi_zaaktype_{naam}")

        return [
            eigen("publiceren/", "publiceren", self.publiceren),
            eigen("<uuid:key>/nieuwe-versie/", "nieuwe_versie", self.nieuwe_versie),
            eigen("<uuid:key>/kopieren/", "kopieren", self.kopieren),
            eigen("<uuid:key>/verschillen/", "verschillen", self.verschillen),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def publiceren(self: Any, request: HttpRequest) -> HttpResponse:
        """The check list of one or many concepts; confirmed, those that lack nothing are published."""
        zaaktypen = self._gekozen(request)
        if not self.has_change_permission(request):
            raise PermissionDenied
        beeindig = request.method != "POST" or "beeindig" in request.POST
        if request.method == "POST":
            for zaaktype in zaaktypen:
                self._publiceer(request, zaaktype, beeindig_voorgaande=beeindig)
            if len(zaaktypen) == 1:
                return HttpResponseRedirect(adres(zaaktypen[0]))
            return HttpResponseRedirect(reverse("admin:catalogi_zaaktype_changelist"))
        regels = [
            {
                "zaaktype": zaaktype,
                "periode": versies.periode(zaaktype),
                "ontbreekt": versies.ontbreekt(zaaktype),
                "voorganger": versies.voorganger(zaaktype),
                "einde": zaaktype.begin_geldigheid - versies.DAG,
            }
            for zaaktype in zaaktypen
        ]
        klaar = sum(not regel["ontbreekt"] for regel in regels)
        extra = {"title": "Publiceren", "regels": regels, "klaar": klaar, "opts": self.opts}
        pagina: HttpResponse = self._pagina(request, "publiceren", extra)
        return pagina

    def nieuwe_versie(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Ask from when, and make the concept."""
        bron = self._bron(request, key)
        form = NieuweVersieForm(request.POST or None, initial={"begin": versies.volgend_begin(bron)})

        def maak() -> ZaakType:
            return versies.nieuwe_versie(toegang(request), bron, form.cleaned_data["begin"])

        pagina: HttpResponse = self._overnemen(request, bron, form, "Nieuwe versie", maak)
        return pagina

    def kopieren(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Ask for a name, and make the concept."""
        bron = self._bron(request, key)
        form = KopieForm(request.POST or None, initial={"omschrijving": bron.omschrijving})

        def maak() -> ZaakType:
            return versies.kopieren(toegang(request), bron, **form.cleaned_data)

        pagina: HttpResponse = self._overnemen(request, bron, form, "Kopiëren", maak)
        return pagina

    def verschillen(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Two versions side by side: this one and another, by default the one that began before it."""
        zaaktype = self.get_object(request, str(key))
        if zaaktype is None:
            raise Http404("Dit zaaktype bestaat niet.")
        if not self.has_view_permission(request, zaaktype):
            raise PermissionDenied
        andere = list(versies.alle_versies(zaaktype).exclude(pk=zaaktype.pk))
        eerder = [versie for versie in andere if versie.begin_geldigheid <= zaaktype.begin_geldigheid]
        gekozen = next((v for v in andere if str(v.pk) == request.GET.get("met")), None)
        met = gekozen or (eerder or andere or [None])[-1]
        regels = [
            (
                verschil.onderdeel or "zaaktype",
                words(verschil.veld),
                shown(verschil.oud),
                shown(verschil.nieuw),
            )
            for verschil in (versies.verschillen(met, zaaktype) if met else ())
        ]
        keuze = [(versie, versies.periode(versie)) for versie in andere]
        extra = {"title": "Verschillen", "original": zaaktype, "met": met, "regels": regels, "keuze": keuze}
        extra |= {"periode": versies.periode(zaaktype), "periode_met": versies.periode(met) if met else ""}
        pagina: HttpResponse = self._pagina(request, "verschillen", extra)
        return pagina

    def _overnemen(
        self: Any, request: HttpRequest, bron: ZaakType, form: Any, titel: str, maak: Callable[[], ZaakType]
    ) -> HttpResponse:
        if request.method == "POST" and form.is_valid():
            try:
                nieuw = maak()
            except Problem as problem:
                form.add_error(None, [ValidationError(reden) for reden in reasons(problem)])
            else:
                tekst = f"Er is een concept gemaakt, geldig {versies.periode(nieuw)}."
                self.log_addition(request, nieuw, f"{titel} van {bron}, {versies.periode(bron)}.")
                self.message_user(request, tekst, messages.SUCCESS)
                return HttpResponseRedirect(adres(nieuw))
        context = {"title": titel, "form": form, "original": bron, "periode": versies.periode(bron)}
        pagina: HttpResponse = self._pagina(request, "overnemen", context)
        return pagina

    def _publiceer(self: Any, request: HttpRequest, zaaktype: ZaakType, *, beeindig_voorgaande: bool) -> None:
        mist = versies.ontbreekt(zaaktype, beeindig_voorgaande=beeindig_voorgaande)
        if mist:
            tekst = f"{zaaktype} is niet gepubliceerd. Nodig: {'; '.join(mist)}."
            self.message_user(request, tekst, messages.ERROR)
            return
        try:
            gedaan = versies.publiceren(toegang(request), zaaktype, beeindig_voorgaande=beeindig_voorgaande)
        except Problem as problem:
            tekst = f"{zaaktype} is niet gepubliceerd. {' '.join(reasons(problem))}"
            self.message_user(request, tekst, messages.ERROR)
            return
        tekst = f"{gedaan.zaaktype} is gepubliceerd, geldig {versies.periode(gedaan.zaaktype)}."
        if gedaan.beeindigd:
            tekst += f" De voorgaande versie geldt nu van {versies.periode(gedaan.beeindigd)}."
            self.log_change(request, gedaan.beeindigd, "Beëindigd door de publicatie van een nieuwe versie.")
        self.log_change(request, gedaan.zaaktype, "Gepubliceerd.")
        self.message_user(request, tekst, messages.SUCCESS)

    def _gekozen(self: Any, request: HttpRequest) -> list[ZaakType]:
        ids = (request.POST if request.method == "POST" else request.GET).getlist("id")
        try:
            gekozen = list(
                self.get_queryset(request).filter(pk__in=ids).order_by("identificatie", "begin_geldigheid")
            )
        except ValidationError:
            gekozen = []
        if not gekozen:
            raise Http404("Geen zaaktype gekozen.")
        return gekozen

    def _bron(self: Any, request: HttpRequest, key: Any) -> ZaakType:
        if not self.has_add_permission(request):
            raise PermissionDenied
        bron: ZaakType | None = self.get_object(request, str(key))
        if bron is None:
            raise Http404("Dit zaaktype bestaat niet.")
        return bron

    def _pagina(self: Any, request: HttpRequest, sjabloon: str, extra: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **extra}
        return TemplateResponse(request, f"{SJABLONEN}/{sjabloon}.html", context)


def adres(zaaktype: ZaakType) -> str:
    """The page of a zaaktype."""
    return reverse(admin.site.name + ":catalogi_zaaktype_change", args=[zaaktype.pk])
