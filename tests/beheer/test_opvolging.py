"""What names a version goes along to the next one."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from catalogi import versies
from catalogi.resources import BesluitTypeResource, ZaakTypeResource
from mijnzaken.autorisaties.models import Autorisatie
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.models import AuditRegel, Bericht
from notificaties.models import Abonnement
from tests.factories import ApplicatieFactory, AutorisatieFactory, BesluitTypeFactory, ZaakTypeFactory

JAN = systeem("jan", "Jan")
PUBLICEREN = reverse("admin:catalogi_zaaktype_publiceren")


@pytest.fixture
def volgende(melding):
    return versies.nieuwe_versie(JAN, melding)


@pytest.fixture
def autorisatie(melding):
    return AutorisatieFactory(zaaktype=melding.pk, scopes=["zaken.lezen", "zaken.bijwerken"])


def abonnement(**filters):
    kanalen = [{"naam": "zaken", "filters": filters}]
    return Abonnement.objects.create(callback_url="https://app.voorbeeld.nl/", auth="x", kanalen=kanalen)


def test_rechten_gelden_ook_op_de_nieuwe_versie(autorisatie, melding, volgende):
    ander = AutorisatieFactory(applicatie=autorisatie.applicatie, zaaktype=ZaakTypeFactory().pk)
    Bericht.objects.all().delete()

    gedaan = versies.publiceren(JAN, volgende)

    rijen = list(autorisatie.applicatie.autorisaties.all())
    assert [r.zaaktype for r in rijen] == [melding.pk, ander.zaaktype, volgende.pk]
    assert rijen[-1].scopes == autorisatie.scopes
    assert rijen[-1].max_vertrouwelijkheidaanduiding == autorisatie.max_vertrouwelijkheidaanduiding
    assert gedaan.overgenomen == (
        f"Applicatie {autorisatie.applicatie}: rechten overgenomen (zaken.bijwerken, zaken.lezen).",
    )
    assert AuditRegel.objects.get(hoofd_object=autorisatie.applicatie.pk).gebruikers_id == "jan"
    assert Bericht.objects.filter(kanaal="autorisaties").count() == 1


def test_zonder_de_keuze_blijft_alles_zoals_het_was(autorisatie, melding, volgende):
    abonnement(zaaktype=ZaakTypeResource.url(melding.pk))

    gedaan = versies.publiceren(JAN, volgende, neem_over=False)

    assert gedaan.overgenomen == ()
    assert Autorisatie.objects.count() == 1
    assert len(Abonnement.objects.get().kanalen) == 1


def test_wie_het_recht_al_heeft_krijgt_het_niet_dubbel(autorisatie, volgende):
    Autorisatie.objects.create(
        applicatie=autorisatie.applicatie,
        component="zrc",
        scopes=autorisatie.scopes,
        zaaktype=volgende.pk,
        max_vertrouwelijkheidaanduiding=autorisatie.max_vertrouwelijkheidaanduiding,
    )

    assert versies.publiceren(JAN, volgende).overgenomen == ()
    assert Autorisatie.objects.count() == 2


def test_een_filter_volgt_de_nieuwe_versie(melding, volgende):
    oud = abonnement(zaaktype=ZaakTypeResource.url(melding.pk), bronorganisatie="123456782")
    ander = abonnement(zaaktype="https://elders.voorbeeld.nl/zaaktypen/1")

    gedaan = versies.publiceren(JAN, volgende)

    oud.refresh_from_db()
    ander.refresh_from_db()
    assert [groep["filters"]["zaaktype"] for groep in oud.kanalen] == [
        ZaakTypeResource.url(melding.pk),
        ZaakTypeResource.url(volgende.pk),
    ]
    assert oud.kanalen[1]["filters"]["bronorganisatie"] == "123456782"
    assert len(ander.kanalen) == 1
    assert gedaan.overgenomen == ("Abonnement https://app.voorbeeld.nl/: filter overgenomen (kanaal zaken).",)


def test_ook_van_een_versie_die_al_was_beeindigd(autorisatie, melding, volgende):
    melding.einde_geldigheid = date(2021, 1, 1)
    melding.save()

    gedaan = versies.publiceren(JAN, volgende)

    assert gedaan.beeindigd is None
    assert len(gedaan.overgenomen) == 1


def test_rechten_op_een_besluittype(db):
    oud = BesluitTypeFactory()
    AutorisatieFactory(
        component="brc",
        scopes=["besluiten.lezen"],
        zaaktype=None,
        besluittype=oud.pk,
        max_vertrouwelijkheidaanduiding=None,
    )
    nieuw = versies.nieuwe_versie(JAN, oud)

    versies.publiceren(JAN, nieuw)

    assert {r.besluittype for r in Autorisatie.objects.all()} == {oud.pk, nieuw.pk}
    assert BesluitTypeResource.url(nieuw.pk) != BesluitTypeResource.url(oud.pk)


def test_een_applicatie_die_al_niet_klopte_houdt_de_publicatie_niet_tegen(melding, volgende):
    applicatie = ApplicatieFactory(label="Stuk")
    AutorisatieFactory(applicatie=applicatie, zaaktype=melding.pk, max_vertrouwelijkheidaanduiding=None)

    gedaan = versies.publiceren(JAN, volgende)

    assert not gedaan.versie.concept
    assert gedaan.overgenomen[0].startswith("Applicatie Stuk: rechten niet overgenomen.")


def test_de_pagina_vraagt_het_en_zegt_wat_er_is_gebeurd(admin_client, autorisatie, volgende):
    assert (
        'name="neem_over" id="neem_over" checked'
        in admin_client.get(PUBLICEREN, {"id": volgende.pk}).content.decode()
    )

    invoer = {"id": volgende.pk, "beeindig": "on", "neem_over": "on"}
    html = admin_client.post(PUBLICEREN, invoer, follow=True).content.decode()

    assert f"Applicatie {autorisatie.applicatie}: rechten overgenomen" in html


def test_op_de_pagina_uitgezet(admin_client, autorisatie, volgende):
    admin_client.post(PUBLICEREN, {"id": volgende.pk, "beeindig": "on"})

    volgende.refresh_from_db()
    assert not volgende.concept
    assert Autorisatie.objects.count() == 1
