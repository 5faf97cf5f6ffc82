from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from mijnzaken.start.rollen import ROLLEN
from tests.beheer.formulier import velden
from tests.factories import ZaakTypeFactory


@pytest.fixture
def als(client, db):
    def inloggen(rol):
        gebruiker = User.objects.create_user(rol, is_staff=True)
        gebruiker.groups.add(Group.objects.get(name=rol))
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def concept(catalogus):
    return ZaakTypeFactory(catalogus=catalogus, concept=True, volledig=True)


@pytest.mark.parametrize("rol", ROLLEN)
def test_ieder_mag_zaaktypen_en_zaken_zien(als, concept, rol):
    client = als(rol)

    for naam in ("catalogi_zaaktype", "catalogi_catalogus", "zaken_zaak"):
        assert client.get(reverse(f"admin:{naam}_changelist")).status_code == 200
    assert client.get(reverse("admin:catalogi_zaaktype_change", args=[concept.pk])).status_code == 200


def test_raadplegen_wijzigt_niets(als, concept):
    client = als("Raadplegen")
    pagina = reverse("admin:catalogi_zaaktype_change", args=[concept.pk])

    html = client.get(pagina).content.decode()

    assert "doel" not in velden(html)
    assert "<dt>Naam</dt><dd>Proces</dd>" in html
    assert client.post(pagina, {"doel": "x"}).status_code == 403
    assert client.post(reverse("admin:catalogi_zaaktype_publiceren"), {"id": concept.pk}).status_code == 403
    for naam in ("nieuwe_versie", "kopieren"):
        assert client.get(reverse(f"admin:catalogi_zaaktype_{naam}", args=[concept.pk])).status_code == 403


def test_zaaktypebeheer_publiceert_en_gaat_niet_over_rechten(als, concept):
    client = als("Zaaktypebeheer")

    client.post(reverse("admin:catalogi_zaaktype_publiceren"), {"id": concept.pk, "beeindig": "on"})

    concept.refresh_from_db()
    assert not concept.concept
    assert client.get(reverse("admin:autorisaties_applicatie_changelist")).status_code == 403


def test_beheer_gaat_over_rechten_en_notificaties(als):
    client = als("Beheer")

    for naam in ("autorisaties_applicatie", "autorisaties_client", "notificaties_abonnement"):
        assert client.get(reverse(f"admin:{naam}_changelist")).status_code == 200


def test_wie_niet_is_ingelogd_komt_nergens(client, concept):
    for adres in (
        reverse("admin:catalogi_zaaktype_publiceren"),
        reverse("admin:catalogi_zaaktype_kopieren", args=[concept.pk]),
        reverse("admin:catalogi_zaaktype_change", args=[concept.pk]),
    ):
        assert client.get(adres).status_code == 302
