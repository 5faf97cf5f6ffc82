from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from catalogi import versies
from catalogi.models import ZaakType
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.bodies import body_of
from mijnzaken.zgw.models import AuditRegel, Bericht
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.reader import today
from tests.beheer.formulier import verstuur
from tests.factories import (
    EigenschapFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
    ZaakTypenRelatieFactory,
)

PUBLICEREN = reverse("admin:catalogi_zaaktype_publiceren")
JAN = systeem("jan", "Jan")


def van(naam, zaaktype):
    return reverse(f"admin:catalogi_zaaktype_{naam}", args=[zaaktype.pk])


@pytest.fixture
def volgende(melding):
    return versies.nieuwe_versie(JAN, melding)


def test_een_nieuwe_versie_heeft_alles_van_de_vorige(melding):
    melding.deelzaaktypen, melding.besluittypen = ["X"], ["Besluit"]
    melding.save()
    ZaakTypenRelatieFactory(van=melding, zaaktype="Y", toelichting="zie ook")

    nieuw = versies.nieuwe_versie(JAN, melding)

    assert nieuw.concept
    assert nieuw.begin_geldigheid == today()
    assert nieuw.identificatie == melding.identificatie
    assert (nieuw.deelzaaktypen, nieuw.besluittypen) == (["X"], ["Besluit"])
    assert [(r.zaaktype, r.toelichting) for r in nieuw.gerelateerde_zaaktypen.all()] == [("Y", "zie ook")]
    for deel in ("statustypen", "resultaattypen", "roltypen"):
        assert _inhoud(nieuw, deel) == _inhoud(melding, deel)


def _inhoud(zaaktype, deel):
    from mijnzaken.zgw.resource import registry

    manager = getattr(zaaktype, deel)
    resource = next(r for r in registry.values() if r.model is manager.model)
    inhoud = [body_of(resource, obj) for obj in manager.order_by("pk")]
    return [{naam: waarde for naam, waarde in body.items() if naam != "zaaktype"} for body in inhoud]


def test_een_nieuwe_versie_neemt_alle_onderdelen_mee(melding):
    eind = melding.statustypen.get(volgnummer=3)
    EigenschapFactory(zaaktype=melding, statustype=eind)
    ZaakTypeInformatieObjectTypeFactory(zaaktype=melding, statustype=eind)
    ZaakObjectTypeFactory(zaaktype=melding)

    nieuw = versies.nieuwe_versie(JAN, melding)

    assert nieuw.eigenschappen.get().specificatie["lengte"] == "40"
    assert nieuw.eigenschappen.get().statustype == nieuw.statustypen.get(volgnummer=3) != eind
    assert nieuw.zaaktypeinformatieobjecttypen.get().statustype == nieuw.statustypen.get(volgnummer=3)
    assert nieuw.zaakobjecttypen.get().relatie_omschrijving == "gaat over"
    assert {v.veld for v in versies.verschillen(melding, nieuw)} == {"beginGeldigheid", "versiedatum"}


def test_een_nieuwe_versie_begint_na_de_laatste(melding):
    melding.einde_geldigheid = today() + timedelta(days=10)
    melding.save()

    assert versies.nieuwe_versie(JAN, melding).begin_geldigheid == today() + timedelta(days=11)


def test_publiceren_beeindigt_de_voorgaande_versie(melding, volgende):
    gedaan = versies.publiceren(JAN, volgende)

    melding.refresh_from_db()
    assert gedaan.beeindigd == melding
    assert melding.einde_geldigheid == today() - timedelta(days=1)
    assert not gedaan.versie.concept


def test_publiceren_is_alles_of_niets(melding, volgende):
    ZaakTypeFactory(
        catalogus=melding.catalogus,
        identificatie=melding.identificatie,
        begin_geldigheid=today() + timedelta(days=400),
    )

    with pytest.raises(Problem):
        versies.publiceren(JAN, volgende)

    melding.refresh_from_db()
    assert melding.einde_geldigheid is None


def test_overlap_noemt_beide_versies(melding, volgende):
    (mist,) = versies.ontbreekt(volgende, beeindig_voorgaande=False)

    assert versies.periode(volgende) in mist
    assert versies.periode(melding) in mist


def test_de_reden_van_ztc_016_noemt_beide_versies(melding, volgende):
    with pytest.raises(Problem) as gevangen:
        versies.publiceren(JAN, volgende, beeindig_voorgaande=False)

    (fout,) = gevangen.value.faults
    assert (fout.code, fout.rule) == ("overlap", "ztc-016")
    for versie in (melding, volgende):
        assert f"{versie.begin_geldigheid} tot en met onbepaald ({versie.pk})" in fout.reason


def test_de_lijst_noemt_in_woorden_wat_er_mist(admin_client, catalogus):
    leeg = ZaakTypeFactory(catalogus=catalogus, concept=True)

    html = admin_client.get(PUBLICEREN, {"id": leeg.pk}).content.decode()

    for tekst in ("ten minste twee statustypen", "ten minste één resultaattype", "ten minste één roltype"):
        assert tekst in html
    assert 'type="submit" class="default"' not in html


def test_publiceren_via_de_pagina(admin_client, melding, volgende):
    AuditRegel.objects.all().delete()
    Bericht.objects.all().delete()
    html = admin_client.get(PUBLICEREN, {"id": volgende.pk}).content.decode()
    assert "Klaar om te publiceren" in html
    assert f"eindigt dan op {today() - timedelta(days=1):%d-%m-%Y}" in html

    antwoord = admin_client.post(PUBLICEREN, {"id": volgende.pk, "beeindig": "on"}, follow=True)

    assert "is gepubliceerd, geldig vanaf" in antwoord.content.decode()
    assert "De voorgaande versie geldt nu van" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.einde_geldigheid == today() - timedelta(days=1)
    assert (AuditRegel.objects.count(), Bericht.objects.count()) == (2, 2)


def test_zonder_beeindigen_wordt_overlap_geweigerd(admin_client, melding, volgende):
    antwoord = admin_client.post(PUBLICEREN, {"id": volgende.pk}, follow=True)

    html = antwoord.content.decode()
    assert versies.periode(volgende) in html
    assert versies.periode(melding) in html
    volgende.refresh_from_db()
    assert volgende.concept


def test_meer_tegelijk_publiceren(admin_client, catalogus):
    goed = ZaakTypeFactory(catalogus=catalogus, concept=True, volledig=True)
    leeg = ZaakTypeFactory(catalogus=catalogus, concept=True)
    keuze = {"action": "publiceer", "_selected_action": [str(goed.pk), str(leeg.pk)]}
    pagina = admin_client.post(reverse("admin:catalogi_zaaktype_changelist"), keuze).url
    assert "Publiceren (1)" in admin_client.get(pagina).content.decode()

    admin_client.post(pagina, {"id": [goed.pk, leeg.pk], "beeindig": "on"})

    assert set(ZaakType.objects.filter(concept=False)) == {goed}


def test_nieuwe_versie_via_de_pagina(admin_client, melding):
    antwoord = verstuur(admin_client, van("nieuwe_versie", melding), begin="2031-05-01")

    nieuw = ZaakType.objects.get(concept=True)
    assert antwoord.url == reverse("admin:catalogi_zaaktype_change", args=[nieuw.pk])
    assert nieuw.begin_geldigheid == date(2031, 5, 1)


def test_kopieren_via_de_pagina(admin_client, melding):
    verstuur(admin_client, van("kopieren", melding), identificatie="KOPIE")

    kopie = ZaakType.objects.get(identificatie="KOPIE")
    assert kopie.concept
    assert kopie.statustypen.count() == melding.statustypen.count()


def test_een_kopie_die_niet_kan_staat_bij_het_formulier(admin_client, melding):
    melding.doorlooptijd = "onzin"
    melding.save()

    antwoord = verstuur(admin_client, van("kopieren", melding), identificatie="KOPIE")

    assert "Doorlooptijd" in antwoord.content.decode()
    assert not ZaakType.objects.filter(identificatie="KOPIE").exists()


@pytest.mark.parametrize("ids", [[], ["onzin"], ["0192c1d2-0000-7000-8000-000000000001"]])
def test_publiceren_van_niets_bestaat_niet(admin_client, ids):
    assert admin_client.get(PUBLICEREN, {"id": ids}).status_code == 404


def test_verschillen_tussen_versies(admin_client, melding, volgende):
    volgende.doel = "Een ander doel"
    volgende.save()
    volgende.statustypen.filter(volgnummer=1).update(omschrijving="Binnen")
    volgende.roltypen.first().delete()

    velden = {(v.onderdeel, v.veld) for v in versies.verschillen(melding, volgende)}
    html = admin_client.get(van("verschillen", volgende)).content.decode()

    assert {("", "doel"), ("", "beginGeldigheid"), ("statustype 1", "omschrijving")} <= velden
    assert any(onderdeel.startswith("roltype ") for onderdeel, _veld in velden)
    assert not any(onderdeel.startswith("resultaattype ") for onderdeel, _veld in velden)
    assert "Een ander doel" in html


def test_zonder_andere_versie_valt_er_niets_te_vergelijken(admin_client, melding):
    assert "maar één versie" in admin_client.get(van("verschillen", melding)).content.decode()
