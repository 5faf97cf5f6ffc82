"""What a functional administrator sees and does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notificaties.models import Abonnement, Aflevering

ABONNEMENTEN = "admin:notificaties_abonnement_changelist"
AFLEVERINGEN = "admin:notificaties_aflevering_changelist"


@pytest.fixture
def opgegeven(abonneer, aflevering):
    return aflevering(
        abonneer(),
        status="opgegeven",
        pogingen=29,
        laatste_code=500,
        laatste_fout="Stuk",
        vervalt_op=timezone.now(),
    )


def test_de_lijst_opent_met_wat_is_opgegeven(admin_client, opgegeven, aflevering):
    open_ = aflevering(opgegeven.abonnement)

    eerst = admin_client.get(reverse(AFLEVERINGEN)).context["cl"].result_list
    alles = admin_client.get(reverse(AFLEVERINGEN), {"status": "alle"}).context["cl"].result_list

    assert list(eerst) == [opgegeven]
    assert set(alles) == {opgegeven, open_}


def test_een_of_meer_afleveringen_opnieuw_versturen(admin_client, opgegeven):
    keuze = {"action": "opnieuw_versturen", "_selected_action": [opgegeven.pk]}

    antwoord = admin_client.post(reverse(AFLEVERINGEN), keuze, follow=True)

    assert "1 aflevering(en) worden opnieuw verstuurd." in antwoord.content.decode()
    opgegeven.refresh_from_db()
    assert (opgegeven.status, opgegeven.pogingen) == ("open", 0)
    assert opgegeven.vervalt_op > timezone.now() + timedelta(hours=23)


def test_opnieuw_versturen_op_de_pagina_van_een_aflevering(admin_client, opgegeven):
    pagina = reverse("admin:notificaties_aflevering_change", args=[opgegeven.pk])
    assert "Stuk" in admin_client.get(pagina).content.decode()

    assert admin_client.post(pagina, {"_opnieuw": "1"}).status_code == 302

    assert Aflevering.objects.get().status == "open"


def test_de_autorisatiekop_wordt_nooit_getoond_en_blijft_staan(admin_client, abonneer):
    abonnement = abonneer(auth="Token zeer-geheim")
    pagina = reverse("admin:notificaties_abonnement_change", args=[abonnement.pk])
    assert "zeer-geheim" not in admin_client.get(pagina).content.decode()

    invoer = {
        "callback_url": "https://elders.example/",
        "auth": "",
        "kanalen": '[{"naam": "zaken"}]',
        "eigenaar": "",
    }
    assert admin_client.post(pagina, invoer).status_code == 302

    abonnement.refresh_from_db()
    assert (abonnement.auth, abonnement.callback_url) == ("Token zeer-geheim", "https://elders.example/")


@pytest.mark.parametrize(
    "kanalen",
    ["[]", '{"naam": "zaken"}', '[{"naam": "onzin"}]', '[{"naam": "zaken", "filters": {"x": "y"}}]'],
)
def test_kanalen_die_niet_kloppen_worden_geweigerd(admin_client, db, kanalen):
    invoer = {"callback_url": "https://a.example/", "auth": "Token x", "kanalen": kanalen}

    antwoord = admin_client.post(reverse("admin:notificaties_abonnement_add"), invoer)

    assert "kanalen" in antwoord.context["adminform"].form.errors
    assert not Abonnement.objects.exists()


def test_een_onderbreking_is_zichtbaar_en_op_te_heffen(admin_client, abonneer):
    straks = timezone.now() + timedelta(minutes=5)
    abonnement = abonneer(geopend_tot=straks, opeenvolgende_fouten=5)
    assert (
        "onderbroken tot"
        in admin_client.get(reverse(ABONNEMENTEN), {"toestand": "onderbroken"}).content.decode()
    )

    admin_client.post(reverse(ABONNEMENTEN), {"action": "hervat", "_selected_action": [abonnement.pk]})

    abonnement.refresh_from_db()
    assert (abonnement.geopend_tot, abonnement.opeenvolgende_fouten) == (None, 0)


def test_alle_lijsten_openen(admin_client, opgegeven):
    for naam in ("kanaal", "abonnement", "aflevering"):
        assert admin_client.get(reverse(f"admin:notificaties_{naam}_changelist")).status_code == 200
