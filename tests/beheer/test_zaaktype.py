from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from catalogi.models import ZaakType
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests.beheer.formulier import fouten, velden, verstuur
from tests.factories import ZaakTypeFactory, ZaakTypenRelatieFactory

LIJST = reverse("admin:catalogi_zaaktype_changelist")


def adres(zaaktype):
    return reverse("admin:catalogi_zaaktype_change", args=[zaaktype.pk])


@pytest.fixture
def concept(catalogus):
    return ZaakTypeFactory(catalogus=catalogus, concept=True, volledig=True)


@pytest.fixture
def statustype(concept):
    return concept.statustypen.order_by("volgnummer").first()


def rij(client, concept, groep, obj):
    """The number of the row of ``obj`` among the inline forms."""
    gevonden = velden(client.get(adres(concept)).content.decode())
    return next(
        n.removesuffix("-uuid") for n, v in gevonden.items() if n.startswith(groep) and v == str(obj.pk)
    )


def test_een_wijziging_loopt_door_de_keten(admin_client, admin_user, concept):
    antwoord = verstuur(admin_client, adres(concept), doel="Iets anders", trefwoorden="een\ntwee")

    assert antwoord.status_code == 302
    concept.refresh_from_db()
    assert (concept.doel, concept.trefwoorden) == ("Iets anders", ["een", "twee"])
    regel = AuditRegel.objects.get()
    assert (regel.actie, regel.resource, regel.hoofd_object) == ("partial_update", "zaaktype", concept.pk)
    assert (regel.applicatie_weergave, regel.gebruikers_id) == ("MijnZaken beheer", admin_user.username)
    assert regel.wijzigingen["nieuw"]["doel"] == "Iets anders"
    assert Bericht.objects.get().inhoud["actie"] == "partial_update"


def test_opslaan_zonder_wijziging_schrijft_niets(admin_client, concept):
    ZaakTypenRelatieFactory(van=concept)

    assert verstuur(admin_client, adres(concept)).status_code == 302

    assert not AuditRegel.objects.exists()
    assert not Bericht.objects.exists()


def test_een_nieuw_zaaktype_begint_als_concept(admin_client, catalogus):
    pagina = reverse("admin:catalogi_zaaktype_add")
    invoer = {
        "catalogus": str(catalogus.pk),
        "identificatie": "NIEUW",
        "omschrijving": "Nieuw type",
        "begin_geldigheid": "01-03-2026",
        "doel": "doel",
        "aanleiding": "aanleiding",
        "onderwerp": "onderwerp",
        "vertrouwelijkheidaanduiding": "3",
        "verantwoordelijke": "Team",
        "indicatie_intern_of_extern": "extern",
        "handeling_initiator": "Vragen",
        "handeling_behandelaar": "Doen",
        "doorlooptijd": "P10D",
        "referentieproces_naam": "Proces",
        "gerelateerde_zaaktypen_0_zaaktype": "ANDER",
        "gerelateerde_zaaktypen_0_aardRelatie": "vervolg",
    }

    antwoord = verstuur(admin_client, pagina, **invoer)

    zaaktype = ZaakType.objects.get(identificatie="NIEUW")
    assert antwoord.url == adres(zaaktype)
    assert zaaktype.concept
    assert (zaaktype.vertrouwelijkheidaanduiding, zaaktype.referentieproces["naam"]) == (3, "Proces")
    assert [r.zaaktype for r in zaaktype.gerelateerde_zaaktypen.all()] == ["ANDER"]
    assert AuditRegel.objects.get().actie == "create"


def test_de_regel_staat_met_reden_en_nummer_bij_het_veld(admin_client, concept):
    antwoord = verstuur(admin_client, adres(concept), einde_geldigheid="01-01-2019")

    assert antwoord.status_code == 200
    assert "(ztc-oas)" in fouten(antwoord)["einde_geldigheid"]
    assert not AuditRegel.objects.exists()


def test_een_regel_over_een_groep_staat_bij_die_groep(admin_client, concept):
    resultaattype = concept.resultaattypen.get()
    naam = rij(admin_client, concept, "resultaattypen", resultaattype)

    antwoord = verstuur(
        admin_client, adres(concept), **{f"{naam}-brondatum_archiefprocedure_afleidingswijze": "eigenschap"}
    )

    fout = fouten(antwoord)["brondatum_archiefprocedure"]
    assert "Datumkenmerk: " in fout
    assert "(ztc-004)" in fout


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("doorlooptijd", "tien dagen"),
        ("handeling_initiator", "x" * 21),
        ("producten_of_diensten", "geen url"),
    ],
)
def test_de_grenzen_van_het_contract_gelden_ook_hier(admin_client, concept, veld, waarde):
    antwoord = verstuur(admin_client, adres(concept), **{veld: waarde})

    assert veld in fouten(antwoord)


def test_de_groep_meldt_welk_onderdeel_niet_klopt(admin_client, concept):
    antwoord = verstuur(admin_client, adres(concept), referentieproces_link="nergens")

    assert fouten(antwoord)["referentieproces"].startswith("Link: ")


def test_een_onderdeel_krijgt_een_eigen_auditregel(admin_client, concept, statustype):
    naam = rij(admin_client, concept, "statustypen", statustype)

    antwoord = verstuur(
        admin_client,
        adres(concept),
        **{
            f"{naam}-omschrijving": "Binnen",
            f"{naam}-checklistitem_statustype_0_itemnaam": "Compleet",
            f"{naam}-checklistitem_statustype_0_vraagstelling": "Is alles er?",
        },
    )

    assert antwoord.status_code == 302
    statustype.refresh_from_db()
    assert statustype.omschrijving == "Binnen"
    assert statustype.checklistitem_statustype[0]["vraagstelling"] == "Is alles er?"
    assert AuditRegel.objects.get().resource == "statustype"


def test_onderdelen_komen_erbij_en_gaan_eraf(admin_client, concept, statustype):
    naam = rij(admin_client, concept, "statustypen", statustype)
    nieuw = {"volgnummer": "9", "omschrijving": "Slot", "uuid": "", "zaaktype": str(concept.pk)}
    nieuw |= {"checklistitem_statustype_total": "0"}

    antwoord = verstuur(
        admin_client,
        adres(concept),
        **{f"{naam}-DELETE": "on", "statustypen-TOTAL_FORMS": "4"},
        **{f"statustypen-3-{veld}": waarde for veld, waarde in nieuw.items()},
    )

    assert antwoord.status_code == 302, fouten(antwoord)
    assert [s.volgnummer for s in concept.statustypen.order_by("volgnummer")] == [2, 3, 9]
    assert sorted(AuditRegel.objects.values_list("actie", flat=True)) == ["create", "destroy"]


def test_een_volgnummer_dat_al_bestaat_staat_bij_het_veld(admin_client, concept):
    nieuw = {"volgnummer": "1", "omschrijving": "Dubbel", "uuid": "", "zaaktype": str(concept.pk)}
    nieuw |= {"checklistitem_statustype_total": "0"}

    antwoord = verstuur(
        admin_client,
        adres(concept),
        **{"statustypen-TOTAL_FORMS": "4"},
        **{f"statustypen-3-{veld}": waarde for veld, waarde in nieuw.items()},
    )

    assert antwoord.status_code == 200
    assert "volgnummer" in str(fouten(antwoord))


def test_wat_pas_bij_het_opslaan_blijkt_is_een_melding(admin_client, concept, monkeypatch):
    monkeypatch.setattr("mijnzaken.zgw.writer.review", lambda *_a: [])

    antwoord = verstuur(admin_client, adres(concept), einde_geldigheid="01-01-2019")

    assert antwoord.status_code == 302
    assert "eindigt voordat zij begint" in admin_client.get(antwoord.url).content.decode()
    assert not AuditRegel.objects.exists()


def test_gepubliceerd_ligt_vast_behalve_het_einde(admin_client, melding):
    html = admin_client.get(adres(melding)).content.decode()
    assert "Deze versie is gepubliceerd en ligt vast" in html
    assert 'name="omschrijving"' not in html
    assert "vernietigen, 5 jaar na afhandeling" in html

    antwoord = verstuur(admin_client, adres(melding), einde_geldigheid="31-12-2030", omschrijving="Anders")

    assert antwoord.status_code == 302
    melding.refresh_from_db()
    assert melding.einde_geldigheid == date(2030, 12, 31)
    assert melding.omschrijving != "Anders"
    assert AuditRegel.objects.count() == 1


def test_gepubliceerd_kan_niet_weg(admin_client, melding):
    assert admin_client.get(reverse("admin:catalogi_zaaktype_delete", args=[melding.pk])).status_code == 403

    keuze = {"action": "delete_selected", "_selected_action": [str(melding.pk)], "post": "yes"}
    admin_client.post(LIJST, keuze)

    assert ZaakType.objects.filter(pk=melding.pk).exists()


def test_een_concept_kan_weg_met_een_bericht(admin_client, concept):
    antwoord = admin_client.post(
        reverse("admin:catalogi_zaaktype_delete", args=[concept.pk]), {"post": "yes"}
    )

    assert antwoord.status_code == 302
    assert not ZaakType.objects.exists()
    assert Bericht.objects.get().inhoud["actie"] == "destroy"


def test_zoeken_en_filteren(admin_client, melding, concept):
    concept.trefwoorden = ["paspoort"]
    concept.save()

    def gevonden(**vraag):
        return {z.pk for z in admin_client.get(LIJST, vraag).context["cl"].queryset}

    assert gevonden(q="paspoort") == gevonden(toestand="concept") == {concept.pk}
    assert gevonden(toestand="gepubliceerd") == gevonden(q=melding.identificatie) == {melding.pk}
    assert gevonden(geldigheid="vandaag") == {melding.pk, concept.pk}
    assert gevonden(geldigheid="straks") == gevonden(geldigheid="voorbij") == set()


def test_het_logboek_van_de_beheerder_noemt_de_wijziging(admin_client, concept):
    verstuur(admin_client, adres(concept), doel="Anders")

    assert "Doel" in LogEntry.objects.get().get_change_message()
