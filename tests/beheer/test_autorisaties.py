from __future__ import annotations

import pytest
from django.urls import reverse

from catalogi.resources import ZaakTypeResource
from mijnzaken.autorisaties.models import Applicatie, Client
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests.beheer.formulier import fouten, verstuur
from tests.factories import ApplicatieFactory, AutorisatieFactory, ClientFactory

NIEUW = reverse("admin:autorisaties_applicatie_add")


def rij(nummer, **velden):
    return {f"autorisaties_{nummer}_{naam}": waarde for naam, waarde in velden.items()}


def test_een_applicatie_met_autorisaties(admin_client, melding):
    recht = rij(
        0,
        component="zrc",
        scopes="zaken.lezen\nzaken.aanmaken",
        zaaktype=ZaakTypeResource.url(melding.pk),
        maxVertrouwelijkheidaanduiding="intern",
    )

    antwoord = verstuur(admin_client, NIEUW, label="Balie", client_ids="balie\nbalie-test", **recht)

    assert antwoord.status_code == 302, fouten(antwoord)
    applicatie = Applicatie.objects.get()
    assert applicatie.client_ids == ["balie", "balie-test"]
    autorisatie = applicatie.autorisaties.get()
    assert (autorisatie.zaaktype, autorisatie.max_vertrouwelijkheidaanduiding) == (melding.pk, 3)
    assert autorisatie.scopes == ["zaken.lezen", "zaken.aanmaken"]
    assert (AuditRegel.objects.get().actie, Bericht.objects.get().kanaal) == ("create", "autorisaties")


def test_een_autorisatie_erbij_en_een_eraf(admin_client, melding):
    applicatie = ApplicatieFactory()
    weg = AutorisatieFactory(applicatie=applicatie, zaaktype=melding.pk)
    blijft = AutorisatieFactory(applicatie=applicatie, catalogi=True)
    leeg = rij(0, component="", scopes="", zaaktype="", maxVertrouwelijkheidaanduiding="")
    erbij = rij(2, component="nrc", scopes="notificaties.consumeren")
    pagina = reverse("admin:autorisaties_applicatie_change", args=[applicatie.pk])

    antwoord = verstuur(admin_client, pagina, **leeg, **erbij)

    assert antwoord.status_code == 302, fouten(antwoord)
    assert [a.component for a in applicatie.autorisaties.all()] == [blijft.component, "nrc"]
    assert not applicatie.autorisaties.filter(zaaktype=weg.zaaktype).exists()


@pytest.mark.parametrize(
    ("invoer", "veld", "regel"),
    [
        ({}, "__all__", "(ac-002)"),
        ({"heeft_alle_autorisaties": "on", "client_ids": "bezet"}, "client_ids", "(ac-001)"),
        (rij(0, component="zrc", scopes="zaken.lezen"), "autorisaties", "1, Zaaktype: "),
    ],
)
def test_de_regels_staan_bij_het_veld(admin_client, db, invoer, veld, regel):
    ApplicatieFactory(client_ids=["bezet"], alle_rechten=True)

    antwoord = verstuur(admin_client, NIEUW, **({"label": "Balie", "client_ids": "balie"} | invoer))

    assert regel in fouten(antwoord)[veld]


def test_het_geheim_wordt_nooit_getoond_en_blijft_staan(admin_client, db):
    client = ClientFactory()
    pagina = reverse("admin:autorisaties_client_change", args=[client.pk])
    lijst = admin_client.get(reverse("admin:autorisaties_client_changelist")).content.decode()
    assert client.secret not in lijst + admin_client.get(pagina).content.decode()
    assert "••••" in lijst

    assert verstuur(admin_client, pagina).status_code == 302

    assert Client.objects.get().secret == client.secret


def test_een_nieuw_geheim_vervangt_het_oude(admin_client, db):
    client = ClientFactory()
    pagina = reverse("admin:autorisaties_client_change", args=[client.pk])

    assert "secret" in fouten(verstuur(admin_client, pagina, secret="kort"))
    verstuur(admin_client, pagina, secret="n" * 40)

    assert Client.objects.get().secret == "n" * 40
