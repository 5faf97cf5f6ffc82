"""A name with markup in it is text on every page, and no page needs what the policy forbids."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from catalogi import versies
from catalogi.models import ZaakType
from mijnzaken.zgw.access import systeem
from tests.beheer.formulier import velden
from tests.factories import (
    ApplicatieFactory,
    BesluitTypeFactory,
    CatalogusFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    ResultaatTypeFactory,
    RolFactory,
    RolTypeFactory,
    StatusFactory,
    StatusTypeFactory,
    ZaakFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
    ZaakTypenRelatieFactory,
)

BOOS = "<script>alert(1)</script>"
JAN = systeem(BOOS, BOOS)


@pytest.fixture
def gemeen(db):
    """A zaaktype with markup in every text that fits, once as concept and once published."""
    zaaktype = ZaakTypeFactory(
        catalogus=CatalogusFactory(naam=BOOS),
        identificatie=BOOS,
        omschrijving=BOOS,
        doel=BOOS,
        trefwoorden=[BOOS],
        besluittypen=[BOOS],
        referentieproces={"naam": BOOS, "link": ""},
        onderwerp=BOOS,
        verantwoordelijke=BOOS,
    )
    StatusTypeFactory(
        zaaktype=zaaktype,
        omschrijving=BOOS,
        volgnummer=1,
        checklistitem_statustype=[{"itemnaam": BOOS, "vraagstelling": BOOS}],
    )
    StatusTypeFactory(zaaktype=zaaktype, omschrijving=BOOS, volgnummer=2)
    ResultaatTypeFactory(zaaktype=zaaktype, omschrijving=BOOS, toelichting=BOOS)
    RolTypeFactory(zaaktype=zaaktype, omschrijving=BOOS)
    ZaakTypenRelatieFactory(van=zaaktype, zaaktype=BOOS, toelichting=BOOS)
    EigenschapFactory(zaaktype=zaaktype, naam=BOOS[:20], definitie=BOOS)
    ZaakTypeInformatieObjectTypeFactory(zaaktype=zaaktype, informatieobjecttype=BOOS)
    ZaakObjectTypeFactory(zaaktype=zaaktype, relatie_omschrijving=BOOS)
    versies.nieuwe_versie(JAN, zaaktype)
    return zaaktype


def paginas(gemeen):
    concept = ZaakType.objects.get(concept=True)
    zaak = ZaakFactory(zaaktype=gemeen, omschrijving=BOOS)
    StatusFactory(zaak=zaak, statustoelichting=BOOS)
    RolFactory(zaak=zaak, betrokkene_identificatie={"inpBsn": "999990639", "geslachtsnaam": BOOS})
    applicatie = ApplicatieFactory(label=BOOS, client_ids=[BOOS], alle_rechten=True)
    besluittype = BesluitTypeFactory(catalogus=gemeen.catalogus, omschrijving=BOOS, concept=True)
    documenttype = InformatieObjectTypeFactory(catalogus=gemeen.catalogus, omschrijving=BOOS)
    objecten = [gemeen, concept, gemeen.catalogus, zaak, applicatie, besluittype, documenttype]
    for obj in objecten:
        naam = f"admin:{obj._meta.app_label}_{obj._meta.model_name}"
        yield reverse(f"{naam}_changelist")
        yield reverse(f"{naam}_change", args=[obj.pk])
        yield reverse(f"{naam}_history", args=[obj.pk])
    for naam in ("nieuwe_versie", "kopieren", "verschillen"):
        yield reverse(f"admin:catalogi_zaaktype_{naam}", args=[gemeen.pk])
    yield reverse("admin:catalogi_zaaktype_publiceren") + f"?id={concept.pk}"
    yield reverse("admin:catalogi_zaaktype_delete", args=[concept.pk])
    yield reverse("admin:catalogi_catalogus_exporteren", args=[gemeen.catalogus.pk])
    yield reverse("admin:catalogi_catalogus_importeren")
    yield reverse("admin:index")


def test_opmaak_in_een_naam_is_tekst(admin_client, gemeen):
    for pagina in paginas(gemeen):
        antwoord = admin_client.get(pagina)

        assert antwoord.status_code == 200, pagina
        assert BOOS not in antwoord.content.decode(), pagina


def test_ook_in_meldingen(admin_client, gemeen):
    concept = ZaakType.objects.get(concept=True)
    invoer = {"id": concept.pk, "beeindig": "on"}

    html = admin_client.post(
        reverse("admin:catalogi_zaaktype_publiceren"), invoer, follow=True
    ).content.decode()

    assert "is gepubliceerd" in html
    assert BOOS not in html


def test_geen_pagina_heeft_eigen_script_of_stijl(admin_client, gemeen):
    for pagina in paginas(gemeen):
        antwoord = admin_client.get(pagina)
        html = antwoord.content.decode()

        assert "'unsafe-inline'" not in antwoord["Content-Security-Policy"]
        # Data in a script element is no script.
        scripts = [kop for kop in re.findall(r"<script\b[^>]*>", html) if "application/json" not in kop]
        assert all("src=" in kop for kop in scripts), pagina
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", html), pagina


@pytest.mark.parametrize(
    "onzin", ["\x00", "onzin", "-1", "9" * 400, "[", "0192c1d2-0000-7000-8000-000000000001"]
)
def test_onzin_in_een_formulier_geeft_geen_fout_van_de_server(admin_client, gemeen, onzin):
    concept = ZaakType.objects.get(concept=True)
    pagina = reverse("admin:catalogi_zaaktype_change", args=[concept.pk])
    goed = velden(admin_client.get(pagina).content.decode())
    inhoud = {veld for veld in goed if not veld.endswith(("_FORMS", "_total", "uuid", "-zaaktype"))}
    tellers = {veld for veld in goed if veld.endswith("_total")}

    for gekozen in (inhoud, {"catalogus"}, tellers, {"statustypen-0-uuid"}):
        antwoord = admin_client.post(pagina, goed | dict.fromkeys(gekozen, onzin))
        assert antwoord.status_code in (200, 302), gekozen
