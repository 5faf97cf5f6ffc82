"""The pages around versions: publish, next version, copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalogi import versies
from catalogi.regels.geldigheid import SLEUTELS
from catalogi.versies import Versie
from mijnzaken.zgw.beheer import reasons, toegang
from mijnzaken.zgw.formfields import shown, words
from mijnzaken.zgw.problems import Problem

SJABLONEN = "admin/catalogi/versie"


class NieuweVersieForm(forms.Form):
    """From when the next version holds."""

    begin = forms.DateField(
        label="Begin geldigheid", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class KopieForm(forms.Form):
    """What the copy is called."""

    identificatie = forms.CharField(label="Identificatie", max_length=50)
    omschrijving = forms.CharField(label="Omschrijving", max_length=80)

    def __init__(self, *args: Any, sleutel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sleutel != "identificatie":
            del self.fields["identificatie"]


class Versiebeheer:
    """The part of the admin of a kind of type that is about versions."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        def eigen(route: str, naam: str, view: Callable[..., HttpResponse]) -> Any:
            name = f"{self.opts.app_label}_{self.opts.model_name}_{naam}"
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            eigen("publiceren/", "publiceren", self.publiceren),
            eigen("<uuid:key>/nieuwe-versie/", "nieuwe_versie", self.nieuwe_versie),
            eigen("<uuid:key>/kopieren/", "kopieren", self.kopieren),
            eigen("<uuid:key>/verschillen/", "verschillen", self.verschillen),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def publiceren(self: Any, request: HttpRequest) -> HttpResponse:
        """The check list of one or many concepts; confirmed, those that lack nothing are published."""
        gekozen = self._gekozen(request)
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            keuze = {
                "beeindig_voorgaande": "beeindig" in request.POST,
                "neem_over": "neem_over" in request.POST,
            }
            for versie in gekozen:
                self._publiceer(request, versie, **keuze)
            doel = adres(gekozen[0]) if len(gekozen) == 1 else self._adres("changelist")
            return HttpResponseRedirect(doel)
        regels = [
            {
                "versie": versie,
                "periode": versies.periode(versie),
                "ontbreekt": versies.ontbreekt(versie),
                "voorganger": versies.voorganger(versie),
                "einde": versie.begin_geldigheid - versies.DAG,
            }
            for versie in gekozen
        ]
        klaar = sum(not regel["ontbreekt"] for regel in regels)
        extra = {"title": "Publiceren", "regels": regels, "klaar": klaar}
        pagina: HttpResponse = self._pagina(request, "publiceren", extra)
        return pagina

    def nieuwe_versie(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Ask from when, and make the concept."""
        bron: Versie = self._bron(request, key)
        form = NieuweVersieForm(request.POST or None, initial={"begin": versies.volgend_begin(bron)})

        def maak() -> Versie:
            return versies.nieuwe_versie(toegang(request), bron, form.cleaned_data["begin"])

        pagina: HttpResponse = self._overnemen(request, bron, form, "Nieuwe versie", maak)
        return pagina

    def kopieren(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Ask for a name, and make the concept."""
        bron: Versie = self._bron(request, key)
        sleutel = SLEUTELS[type(bron)]
        oud = {"omschrijving": bron.omschrijving} if sleutel != "omschrijving" else {}
        form = KopieForm(request.POST or None, initial=oud, sleutel=sleutel)

        def maak() -> Versie:
            return versies.kopieren(toegang(request), bron, **form.cleaned_data)

        pagina: HttpResponse = self._overnemen(request, bron, form, "Kopiëren", maak)
        return pagina

    def verschillen(self: Any, request: HttpRequest, key: Any) -> HttpResponse:
        """Two versions side by side: this one and another, by default the one that began before it."""
        deze = self.get_object(request, str(key))
        if deze is None:
            raise Http404("Deze versie bestaat niet.")
        if not self.has_view_permission(request, deze):
            raise PermissionDenied
        andere = list(versies.alle_versies(deze).exclude(pk=deze.pk))
        eerder = [versie for versie in andere if versie.begin_geldigheid <= deze.begin_geldigheid]
        gekozen = next((v for v in andere if str(v.pk) == request.GET.get("met")), None)
        met = gekozen or (eerder or andere or [None])[-1]
        regels = [
            (
                verschil.onderdeel or self.opts.verbose_name,
                words(verschil.veld),
                shown(verschil.oud),
                shown(verschil.nieuw),
            )
            for verschil in (versies.verschillen(met, deze) if met else ())
        ]
        keuze = [(versie, versies.periode(versie)) for versie in andere]
        extra = {"title": "Verschillen", "original": deze, "met": met, "regels": regels, "keuze": keuze}
        extra |= {"periode": versies.periode(deze), "periode_met": versies.periode(met) if met else ""}
        pagina: HttpResponse = self._pagina(request, "verschillen", extra)
        return pagina

    def _overnemen(
        self: Any, request: HttpRequest, bron: Versie, form: Any, titel: str, maak: Callable[[], Versie]
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

    def _publiceer(
        self: Any, request: HttpRequest, versie: Versie, *, beeindig_voorgaande: bool, neem_over: bool
    ) -> None:
        mist = versies.ontbreekt(versie, beeindig_voorgaande=beeindig_voorgaande)
        if mist:
            tekst = f"{versie} is niet gepubliceerd. Nodig: {'; '.join(mist)}."
            self.message_user(request, tekst, messages.ERROR)
            return
        try:
            gedaan = versies.publiceren(
                toegang(request), versie, beeindig_voorgaande=beeindig_voorgaande, neem_over=neem_over
            )
        except Problem as problem:
            tekst = f"{versie} is niet gepubliceerd. {' '.join(reasons(problem))}"
            self.message_user(request, tekst, messages.ERROR)
            return
        self._meld(request, gedaan)

    def _meld(self: Any, request: HttpRequest, gedaan: versies.Publicatie) -> None:
        """What publishing did, for the person and in the log of the admin."""
        tekst = f"{gedaan.versie} is gepubliceerd, geldig {versies.periode(gedaan.versie)}."
        if gedaan.beeindigd:
            tekst += f" De voorgaande versie geldt nu van {versies.periode(gedaan.beeindigd)}."
            self.log_change(request, gedaan.beeindigd, "Beëindigd door de publicatie van een nieuwe versie.")
        self.log_change(request, gedaan.versie, " ".join(["Gepubliceerd.", *gedaan.overgenomen]))
        self.message_user(request, tekst, messages.SUCCESS)
        for regel in gedaan.overgenomen:
            self.message_user(request, regel, messages.INFO)

    def _gekozen(self: Any, request: HttpRequest) -> list[Versie]:
        ids = (request.POST if request.method == "POST" else request.GET).getlist("id")
        try:
            gekozen = list(
                self.get_queryset(request)
                .filter(pk__in=ids)
                .order_by(SLEUTELS[self.model], "begin_geldigheid")
            )
        except ValidationError:
            gekozen = []
        if not gekozen:
            raise Http404("Niets gekozen.")
        return gekozen

    def _bron(self: Any, request: HttpRequest, key: Any) -> Versie:
        if not self.has_add_permission(request):
            raise PermissionDenied
        bron: Versie | None = self.get_object(request, str(key))
        if bron is None:
            raise Http404("Deze versie bestaat niet.")
        return bron

    def _adres(self, naam: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{naam}")

    def _pagina(self: Any, request: HttpRequest, sjabloon: str, extra: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **extra}
        return TemplateResponse(request, f"{SJABLONEN}/{sjabloon}.html", context)


def adres(versie: Versie) -> str:
    """The page of a version."""
    return reverse(f"admin:catalogi_{versie._meta.model_name}_change", args=[versie.pk])
