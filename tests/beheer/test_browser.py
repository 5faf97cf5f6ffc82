"""The thread of a functional admin in a real browser, with the site's own content security policy in force.

Skipped where Debian's chromium is not installed. SCHERMAFBEELDINGEN=docs/beheer keeps the screenshots.
"""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from catalogi.models import ZaakType
from mijnzaken.zgw.reader import today
from tests import cast
from tests.factories import StatusTypeFactory, ZaakTypeFactory

CHROMIUM = shutil.which("chromium")
WACHTWOORD = "een-heel-lang-wachtwoord"
BOOS = "<script>alert(1)</script>"

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is niet geïnstalleerd (apt install chromium)"
)


@pytest.fixture
def pagina(live_server, monkeypatch):
    """A page of a browser in which an administrator is logged in; anything amiss in it fails the test."""
    # Playwright keeps an event loop in this thread; the tests use the ORM beside it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    User.objects.create_superuser("beheerder", password=WACHTWOORD)
    mis = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pagina = browser.new_page(viewport={"width": 1280, "height": 800}, base_url=live_server.url)
        # A browser asks for an icon by itself; the admin has none.
        pagina.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        pagina.on("console", lambda bericht: bericht.type == "error" and mis.append(bericht.text))
        pagina.on("pageerror", lambda fout: mis.append(str(fout)))
        pagina.on("dialog", lambda venster: (mis.append(venster.message), venster.dismiss()))
        pagina.goto("/beheer/")
        pagina.fill("#id_username", "beheerder")
        pagina.fill("#id_password", WACHTWOORD)
        pagina.click("input[type=submit]")
        yield pagina
        browser.close()
    assert mis == []


def bewaar(pagina, naam):
    if map_ := os.environ.get("SCHERMAFBEELDINGEN"):
        pagina.wait_for_load_state("networkidle")
        pagina.screenshot(path=Path(map_) / f"{naam}.png")


def naar(pagina, naam, *args):
    pagina.goto(reverse(f"admin:catalogi_zaaktype_{naam}", args=args))


def test_een_nieuwe_versie_maken_aanvullen_en_publiceren(pagina):
    melding = cast.maak_melding(cast.maak_catalogus())
    naar(pagina, "changelist")
    bewaar(pagina, "lijst")
    pagina.click(f"text={melding.omschrijving}")
    bewaar(pagina, "gepubliceerd")

    pagina.click("text=Nieuwe versie")
    pagina.click("text=Concept maken")
    concept = ZaakType.objects.get(concept=True)
    bewaar(pagina, "concept")
    pagina.click("#statustypen-group .add-row a")
    pagina.fill("#id_statustypen-3-volgnummer", "4")
    pagina.fill("#id_statustypen-3-omschrijving", "Nagekeken")
    pagina.locator("#statustypen-3").scroll_into_view_if_needed()
    bewaar(pagina, "statustype")
    pagina.click("input[name=_continue]")
    sync_api.expect(pagina.locator(".messagelist .success")).to_be_visible()
    assert concept.statustypen.filter(omschrijving="Nagekeken", volgnummer=4).exists()

    pagina.click("a:text-is('Publiceren')")
    bewaar(pagina, "publiceren")
    pagina.click("text=Publiceren (1)")
    sync_api.expect(pagina.locator(".messagelist .success")).to_contain_text("is gepubliceerd")
    bewaar(pagina, "gedaan")

    naar(pagina, "change", melding.pk)
    sync_api.expect(pagina.locator(".merk")).to_have_text("Beëindigd")
    melding.refresh_from_db()
    assert melding.einde_geldigheid == today() - timedelta(days=1)


def test_de_reden_staat_bij_het_veld(pagina):
    concept = ZaakTypeFactory(concept=True, volledig=True)
    naar(pagina, "change", concept.pk)

    pagina.fill("#id_einde_geldigheid", "01-01-2019")
    pagina.click("input[name=_save]")

    sync_api.expect(pagina.locator(".field-einde_geldigheid .errorlist")).to_contain_text("(ztc-oas)")
    bewaar(pagina, "reden")


def test_opmaak_in_een_naam_doet_niets(pagina):
    zaaktype = ZaakTypeFactory(identificatie=BOOS, omschrijving=BOOS, concept=True, volledig=True)
    StatusTypeFactory(zaaktype=zaaktype, omschrijving=BOOS, volgnummer=9)

    for naam, args in (
        ("changelist", ()),
        ("change", (zaaktype.pk,)),
        ("history", (zaaktype.pk,)),
        ("delete", (zaaktype.pk,)),
        ("kopieren", (zaaktype.pk,)),
    ):
        naar(pagina, naam, *args)
        sync_api.expect(pagina.locator("body")).to_contain_text(BOOS)
