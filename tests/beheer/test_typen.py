"""The pages of informatieobjecttypen and besluittypen, and the choices that come from what there is."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from catalogi import versies
from catalogi.models import BesluitType, InformatieObjectType
from catalogi.selectielijst.adressen import adres as selectielijst
from catalogi.selectielijst.models import Procestype
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests.beheer.formulier import fouten, velden, verstuur
from tests.factories import (
    BesluitTypeFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
)

JAN = systeem("jan", "Jan")
FABRIEKEN = pytest.mark.parametrize("fabriek", [InformatieObjectTypeFactory, BesluitTypeFactory])


def pagina(naam, obj_of_model, *args):
    return reverse(f"admin:catalogi_{obj_of_model._meta.model_name}_{naam}", args=args)


def adres(obj):
    return pagina("change", obj, obj.pk)


@pytest.fixture
def concept(catalogus):
    return ZaakTypeFactory(catalogus=catalogus, concept=True, volledig=True)


@FABRIEKEN
def test_een_concept_wordt_bewerkt_via_de_keten(admin_client, catalogus, fabriek):
    obj = fabriek(catalogus=catalogus, concept=True)

    antwoord = verstuur(admin_client, adres(obj), omschrijving="Anders")

    assert antwoord.status_code == 302
    obj.refresh_from_db()
    assert obj.omschrijving == "Anders"
    assert AuditRegel.objects.get().resource == obj._meta.model_name
    assert Bericht.objects.get().kanaal == obj._meta.verbose_name_plural


@FABRIEKEN
def test_gepubliceerd_ligt_vast(admin_client, catalogus, fabriek):
    obj = fabriek(catalogus=catalogus)

    html = admin_client.get(adres(obj)).content.decode()

    assert "Deze versie is gepubliceerd en ligt vast" in html
    assert set(velden(html)) & {"omschrijving", "catalogus", "einde_geldigheid"} == {"einde_geldigheid"}
    assert admin_client.get(pagina("delete", obj, obj.pk)).status_code == 403


@FABRIEKEN
def test_nieuwe_versie_en_publiceren(admin_client, catalogus, fabriek):
    oud = fabriek(catalogus=catalogus)

    verstuur(admin_client, pagina("nieuwe_versie", oud, oud.pk))
    nieuw = type(oud).objects.get(concept=True)
    keuze = {"action": "publiceer", "_selected_action": [str(nieuw.pk)]}
    nakijken = admin_client.post(pagina("changelist", oud), keuze).url
    html = admin_client.get(nakijken).content.decode()
    antwoord = admin_client.post(nakijken, {"id": nieuw.pk, "beeindig": "on"}, follow=True)

    assert "Klaar om te publiceren" in html
    assert "De voorgaande versie geldt nu van" in antwoord.content.decode()
    oud.refresh_from_db()
    nieuw.refresh_from_db()
    assert not nieuw.concept
    assert oud.einde_geldigheid == nieuw.begin_geldigheid - versies.DAG
    assert admin_client.get(pagina("verschillen", nieuw, nieuw.pk)).status_code == 200


@FABRIEKEN
def test_kopieren_vraagt_een_omschrijving(admin_client, catalogus, fabriek):
    oud = fabriek(catalogus=catalogus)

    verstuur(admin_client, pagina("kopieren", oud, oud.pk), omschrijving="Kopie")

    assert type(oud).objects.get(omschrijving="Kopie").concept


@FABRIEKEN
def test_lijst_zoeken_en_filteren(admin_client, catalogus, fabriek):
    obj = fabriek(catalogus=catalogus)
    fabriek(catalogus=catalogus, concept=True)

    def gevonden(**vraag):
        return {z.pk for z in admin_client.get(pagina("changelist", obj), vraag).context["cl"].queryset}

    assert gevonden(q=obj.omschrijving, toestand="gepubliceerd", geldigheid="vandaag") == {obj.pk}


def test_een_nieuw_besluittype_kiest_zijn_documenttypen(admin_client, catalogus):
    InformatieObjectTypeFactory(catalogus=catalogus, omschrijving="Beschikking")
    invoer = {
        "catalogus": str(catalogus.pk),
        "omschrijving": "Besluit op bezwaar",
        "begin_geldigheid": "01-03-2026",
        "informatieobjecttypen": ["Beschikking"],
    }

    antwoord = verstuur(admin_client, pagina("add", BesluitType), **invoer)

    assert antwoord.status_code == 302, fouten(antwoord)
    assert BesluitType.objects.get().informatieobjecttypen == ["Beschikking"]


def test_een_nieuw_informatieobjecttype(admin_client, catalogus):
    invoer = {
        "catalogus": str(catalogus.pk),
        "omschrijving": "Advies",
        "informatieobjectcategorie": "Advies",
        "vertrouwelijkheidaanduiding": "1",
        "begin_geldigheid": "01-03-2026",
    }

    antwoord = verstuur(admin_client, pagina("add", InformatieObjectType), **invoer)

    assert antwoord.status_code == 302, fouten(antwoord)
    assert InformatieObjectType.objects.get().concept


def test_namen_worden_gekozen_en_onbekende_blijven(admin_client, concept):
    BesluitTypeFactory(catalogus=concept.catalogus, omschrijving="Verlening")
    BesluitTypeFactory(omschrijving="Van elders")
    concept.besluittypen = ["Vervallen"]
    concept.save()
    html = admin_client.get(adres(concept)).content.decode()
    assert "Vervallen (bestaat hier niet)" in html
    assert "Van elders" not in html

    assert verstuur(admin_client, adres(concept)).status_code == 302
    assert not AuditRegel.objects.exists()
    keuze = {"besluittypen": ["Vervallen", "Verlening"], "deelzaaktypen": [concept.identificatie]}
    verstuur(admin_client, adres(concept), **keuze)

    concept.refresh_from_db()
    assert set(concept.besluittypen) == {"Vervallen", "Verlening"}
    assert concept.deelzaaktypen == [concept.identificatie]


def test_een_naam_die_er_niet_is_kan_niet_worden_gekozen(admin_client, concept):
    antwoord = verstuur(admin_client, adres(concept), besluittypen=["Verzonnen"])

    assert "besluittypen" in fouten(antwoord)


def test_eigenschappen_documenttypen_en_zaakobjecttypen(admin_client, concept):
    InformatieObjectTypeFactory(catalogus=concept.catalogus, omschrijving="Brief")
    status = concept.statustypen.first()
    vreemd = ZaakTypeFactory(volledig=True).statustypen.first()
    html = admin_client.get(adres(concept)).content.decode()
    assert str(vreemd.pk) not in html

    antwoord = verstuur(
        admin_client,
        adres(concept),
        **{
            "eigenschappen-TOTAL_FORMS": "1",
            "eigenschappen-0-zaaktype": str(concept.pk),
            "eigenschappen-0-naam": "kleur",
            "eigenschappen-0-definitie": "De kleur",
            "eigenschappen-0-specificatie_formaat": "tekst",
            "eigenschappen-0-specificatie_lengte": "20",
            "eigenschappen-0-specificatie_kardinaliteit": "1",
            "eigenschappen-0-statustype": str(status.pk),
            "zaaktypeinformatieobjecttypen-TOTAL_FORMS": "1",
            "zaaktypeinformatieobjecttypen-0-zaaktype": str(concept.pk),
            "zaaktypeinformatieobjecttypen-0-volgnummer": "1",
            "zaaktypeinformatieobjecttypen-0-informatieobjecttype": "Brief",
            "zaaktypeinformatieobjecttypen-0-richting": "uitgaand",
            "zaakobjecttypen-TOTAL_FORMS": "1",
            "zaakobjecttypen-0-zaaktype": str(concept.pk),
            "zaakobjecttypen-0-relatie_omschrijving": "Boom",
            "zaakobjecttypen-0-objecttype": "https://objecten.voorbeeld.nl/boom",
        },
    )

    assert antwoord.status_code == 302, fouten(antwoord)
    assert concept.eigenschappen.get().statustype == status
    assert concept.zaaktypeinformatieobjecttypen.get().informatieobjecttype == "Brief"
    assert concept.zaakobjecttypen.get().relatie_omschrijving == "Boom"
    assert set(AuditRegel.objects.values_list("resource", flat=True)) == {
        "eigenschap",
        "zaaktypeinformatieobjecttype",
        "zaakobjecttype",
    }


def test_onderdelen_van_een_gepubliceerd_zaaktype_liggen_vast(admin_client, melding):
    EigenschapFactory(zaaktype=melding)
    ZaakTypeInformatieObjectTypeFactory(zaaktype=melding)
    ZaakObjectTypeFactory(zaaktype=melding)

    html = admin_client.get(adres(melding)).content.decode()

    rijen = {veld for veld in velden(html) if re.search(r"-\d+-", veld)}
    assert {veld.rpartition("-")[2] for veld in rijen} <= {"uuid", "zaaktype"}
    assert "<dt>Lengte</dt><dd>40</dd>" in html


# -- Selectielijst -------------------------------------------------------------------------


def test_het_procestype_wordt_gekozen_per_jaar(admin_client, concept):
    ander = Procestype.objects.filter(jaar=2020).order_by("nummer").first()
    html = admin_client.get(adres(concept)).content.decode()
    assert '<optgroup label="2020">' in html
    assert velden(html)["selectielijst_procestype"] == concept.selectielijst_procestype

    antwoord = verstuur(admin_client, adres(concept), selectielijst_procestype=selectielijst(ander))

    assert antwoord.status_code == 302, fouten(antwoord)
    concept.refresh_from_db()
    assert concept.selectielijst_procestype == selectielijst(ander)


def test_een_onbekend_procestype_blijft_staan(admin_client, concept):
    concept.selectielijst_procestype = "https://elders.voorbeeld.nl/procestypen/1"
    concept.save()

    html = admin_client.get(adres(concept)).content.decode()

    assert "Niet in de Selectielijst" in html
    assert velden(html)["selectielijst_procestype"] == concept.selectielijst_procestype


def test_de_klasse_komt_uit_het_procestype_van_het_zaaktype(admin_client, concept):
    html = admin_client.get(adres(concept)).content.decode()
    gegeven = velden(html)
    (resultaattype,) = concept.resultaattypen.all()

    assert gegeven["resultaattypen-0-selectielijstklasse"] == resultaattype.selectielijstklasse
    assert gegeven["resultaattypen-0-resultaattypeomschrijving"] == resultaattype.resultaattypeomschrijving
    assert "vernietigen na 10 jaar" in html
    antwoord = verstuur(
        admin_client,
        adres(concept),
        **{"resultaattypen-0-selectielijstklasse": "https://elders.voorbeeld.nl/resultaten/1"},
    )
    assert "selectielijstklasse" in fouten(antwoord)
