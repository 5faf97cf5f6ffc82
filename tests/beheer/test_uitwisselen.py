"""A catalogus out as a file and in again, by way of the pages."""

from __future__ import annotations

import io
import zipfile

import orjson
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogi.models import Catalogus, ZaakType
from catalogi.uitwisseling import exporteer
from mijnzaken.zgw.models import AuditRegel
from tests.beheer.formulier import velden

IMPORTEREN = reverse("admin:catalogi_catalogus_importeren")


def exporteren(catalogus):
    return reverse("admin:catalogi_catalogus_exporteren", args=[catalogus.pk])


def bestand(inhoud):
    return SimpleUploadedFile("catalogus.zip", inhoud, content_type="application/zip")


@pytest.fixture
def leeg(db):
    return Catalogus.objects.create(naam="Leeg", domein="LEEG", rsin="123456782")


def nakijken(client, inhoud, catalogus=None):
    invoer = {
        "bestand": bestand(inhoud),
        "uuids": "vernieuwen",
        "catalogus": catalogus.pk if catalogus else "",
    }
    return client.post(IMPORTEREN, invoer)


def zaaktypen_in(antwoord):
    archief = zipfile.ZipFile(io.BytesIO(antwoord.content))
    return {item["identificatie"] for item in orjson.loads(archief.read("ZaakType.json"))}


def test_de_hele_catalogus_of_gekozen_zaaktypen(admin_client, melding, vergunning):
    adres = exporteren(melding.catalogus)
    assert str(vergunning) in admin_client.get(adres).content.decode()

    alles = admin_client.post(adres)
    een = admin_client.post(adres, {"zaaktypen": [melding.pk]})

    assert alles["Content-Type"] == "application/zip"
    assert "attachment" in alles["Content-Disposition"]
    assert zaaktypen_in(alles) == {"MELDING", "VERGUNNING"}
    assert zaaktypen_in(een) == {"MELDING"}


def test_importeren_laat_eerst_zien_wat_er_gebeurt(admin_client, melding, leeg):
    html = nakijken(admin_client, exporteer(melding.catalogus), leeg).content.decode()

    assert "Wat een import zou doen" in html
    assert "aangemaakt" in html
    assert not leeg.zaaktypen.exists()
    assert not AuditRegel.objects.exists()

    antwoord = admin_client.post(IMPORTEREN, velden(html) | {"bevestig": "Importeren"})

    assert "Geïmporteerd: " in antwoord.content.decode()
    gemaakt = leeg.zaaktypen.get()
    assert gemaakt.concept
    assert gemaakt.statustypen.count() == 3
    assert gemaakt.pk != melding.pk


def test_nog_eens_importeren_verandert_niets(admin_client, melding):
    html = nakijken(admin_client, exporteer(melding.catalogus)).content.decode()

    assert "verandert niets" in html
    assert 'name="bevestig"' not in html


def test_wat_botst_staat_er_met_de_reden(admin_client, melding):
    inhoud = exporteer(melding.catalogus)
    ZaakType.objects.update(doel="Iets anders")

    html = nakijken(admin_client, inhoud).content.decode()

    assert "botst" in html
    assert "Doel: Hier staat iets anders dan in het bestand." in html


@pytest.mark.parametrize("inhoud", [b"geen zip", b""])
def test_een_slecht_bestand_geeft_een_melding(admin_client, db, inhoud):
    antwoord = nakijken(admin_client, inhoud)

    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors["bestand"]


@pytest.mark.parametrize("invoer", [{}, {"inhoud": "geen base64!", "uuids": "behouden"}, {"uuids": "onzin"}])
def test_zonder_bestand_staat_er_wat_er_mist(admin_client, db, invoer):
    antwoord = admin_client.post(IMPORTEREN, invoer | {"bevestig": "x"})

    assert antwoord.status_code == 200
    assert "bestand" in antwoord.context["form"].errors


def test_te_groot_is_te_groot(admin_client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 128 * 1024

    antwoord = nakijken(admin_client, b"x" * 40_000)

    assert "groter dan" in antwoord.content.decode()


def test_namen_in_een_rapport_zijn_tekst(admin_client, melding, leeg):
    ZaakType.objects.update(identificatie="<script>alert(1)</script>")

    html = nakijken(admin_client, exporteer(melding.catalogus), leeg).content.decode()

    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize(("rol", "status"), [("Raadplegen", 403), ("Zaaktypebeheer", 200), ("Beheer", 200)])
def test_vanaf_zaaktypebeheer(client, catalogus, rol, status):
    gebruiker = User.objects.create_user(rol, is_staff=True)
    gebruiker.groups.add(Group.objects.get(name=rol))
    client.force_login(gebruiker)

    assert client.get(IMPORTEREN).status_code == status
    assert client.get(exporteren(catalogus)).status_code == status
