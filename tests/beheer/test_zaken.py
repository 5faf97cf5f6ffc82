from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import BSN, RolFactory, StatusFactory, ZaakFactory
from zaken.models import Zaak

LIJST = reverse("admin:zaken_zaak_changelist")


@pytest.fixture
def zaak(melding):
    zaak = ZaakFactory(zaaktype=melding, identificatie="ZAAK-1", omschrijving="Losse stoeptegel")
    StatusFactory(zaak=zaak)
    RolFactory(zaak=zaak)
    return zaak


def test_zoeken_op_identificatie_omschrijving_en_bsn(admin_client, zaak):
    ZaakFactory(identificatie="ANDERS")

    for vraag in ("ZAAK-1", "stoeptegel", BSN):
        antwoord = admin_client.post(LIJST, {"zoek": vraag}, follow=True)

        assert list(antwoord.context["cl"].queryset) == [zaak], vraag


def test_een_bsn_komt_niet_in_het_adres(admin_client, zaak):
    antwoord = admin_client.post(LIJST, {"zoek": BSN})

    assert antwoord.url == f"{LIJST}?gezocht=ja"


def test_een_lege_zoekvraag_toont_alles(admin_client, zaak):
    admin_client.post(LIJST, {"zoek": "bestaat niet"})

    antwoord = admin_client.post(LIJST, {"zoek": ""}, follow=True)

    assert list(antwoord.context["cl"].queryset) == [zaak]


def test_de_lijst_toont_type_en_status(admin_client, zaak):
    html = admin_client.get(LIJST).content.decode()

    assert str(zaak.zaaktype) in html
    assert "Ontvangen" in html


def test_de_lijst_kost_steeds_evenveel_vragen(admin_client, zaak, django_assert_max_num_queries):
    for _ in range(20):
        StatusFactory(zaak=ZaakFactory(zaaktype=zaak.zaaktype))

    with django_assert_max_num_queries(10):
        admin_client.get(LIJST)


def test_de_pagina_toont_de_audit_trail(admin_client, beheerder, zaak):
    beheerder.patch(f"/zaken/api/v1/zaken/{zaak.pk}", {"omschrijving": "Scheve stoeptegel"})

    html = admin_client.get(reverse("admin:zaken_zaak_change", args=[zaak.pk])).content.decode()

    assert "Object deels bijgewerkt" in html
    assert "inpBsn" in html


def test_er_valt_niets_te_wijzigen(admin_client, zaak):
    pagina = reverse("admin:zaken_zaak_change", args=[zaak.pk])

    assert admin_client.post(pagina, {"omschrijving": "x"}).status_code == 403
    assert admin_client.get(reverse("admin:zaken_zaak_add")).status_code == 403
    admin_client.post(LIJST, {"action": "delete_selected", "_selected_action": [str(zaak.pk)], "post": "yes"})

    assert Zaak.objects.filter(pk=zaak.pk, omschrijving=zaak.omschrijving).exists()
