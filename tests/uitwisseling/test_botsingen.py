from __future__ import annotations

from datetime import date

import pytest

from catalogi.models import InformatieObjectType, RolType, StatusType, ZaakType
from catalogi.uitwisseling import exporteer, importeer
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.problems import Problem
from tests.factories import CatalogusFactory
from tests.uitwisseling.bestanden import JAN, gewijzigd


@pytest.fixture
def bestand(bron) -> bytes:
    return exporteer(bron)


@pytest.fixture
def doel(bron, bestand):
    """A catalogus that has the whole file already, as concepts."""
    catalogus = CatalogusFactory(domein="DOEL")
    importeer(JAN, bestand, catalogus=catalogus, proef=False, uuids="vernieuwen")
    return catalogus


def melding(catalogus):
    return catalogus.zaaktypen.get(identificatie="MELDING", begin_geldigheid=date(2024, 1, 1))


def opnieuw(bestand, catalogus, **keuzes):
    return importeer(JAN, bestand, catalogus=catalogus, **({"proef": False, "uuids": "vernieuwen"} | keuzes))


def test_wat_hier_anders_is_botst_en_blijft(bestand, doel):
    zaaktype = melding(doel)
    zaaktype.doel = "Iets heel anders"
    zaaktype.save()

    rapport = opnieuw(bestand, doel)

    (botsing,) = rapport.botsingen
    assert (botsing.soort, botsing.uuid) == ("ZaakType", str(zaaktype.pk))
    assert [reden.name for reden in botsing.redenen] == ["doel"]
    assert melding(doel).doel == "Iets heel anders"


def test_bij_een_botsing_wordt_niets_geschreven(bestand, doel):
    ZaakType.objects.filter(pk=melding(doel).pk).update(doel="Iets anders")
    doel.zaaktypen.filter(identificatie="VERGUNNING").delete()

    rapport = opnieuw(bestand, doel)

    assert not rapport.uitgevoerd
    assert rapport.samenvatting.startswith("Niets geïmporteerd, want er zijn botsingen")
    assert not doel.zaaktypen.filter(identificatie="VERGUNNING").exists()


def test_botsingen_kunnen_worden_overgeslagen(bestand, doel):
    ZaakType.objects.filter(pk=melding(doel).pk).update(doel="Iets anders")
    doel.zaaktypen.filter(identificatie="VERGUNNING").delete()

    rapport = opnieuw(bestand, doel, overslaan=True)

    assert rapport.uitgevoerd
    assert doel.zaaktypen.filter(identificatie="VERGUNNING").count() == 2
    assert melding(doel).doel == "Iets anders"


def test_een_onderdeel_dat_hier_ontbreekt_komt_erbij_in_een_concept(bestand, doel):
    melding(doel).roltypen.get(omschrijving="Melder").delete()

    rapport = opnieuw(bestand, doel)

    assert rapport.aantallen["aangemaakt"] == 1
    assert melding(doel).roltypen.filter(omschrijving="Melder").exists()


def test_een_gepubliceerd_zaaktype_krijgt_geen_onderdelen(bestand, doel):
    zaaktype = melding(doel)
    zaaktype.roltypen.get(omschrijving="Melder").delete()
    ZaakType.objects.filter(pk=zaaktype.pk).update(concept=False)

    rapport = opnieuw(bestand, doel, overslaan=True)

    (botsing,) = rapport.botsingen
    assert botsing.naam.endswith("Melder")
    assert "gepubliceerd" in botsing.redenen[0].reason
    assert not zaaktype.roltypen.filter(omschrijving="Melder").exists()


def test_het_einde_van_een_gepubliceerde_versie_wordt_hier_bepaald(bestand, doel):
    ZaakType.objects.filter(pk=melding(doel).pk).update(concept=False, einde_geldigheid=date(2026, 12, 31))

    rapport = opnieuw(bestand, doel)

    assert rapport.verandert_niets
    assert not rapport.botsingen
    assert any("tot en met 2026-12-31" in tekst for regel in rapport.regels for tekst in regel.opmerkingen)


def test_een_documenttype_dat_hier_al_geldt_wordt_gebruikt(bestand, doel):
    doel.informatieobjecttypen.filter(omschrijving="Besluitbrief").update(
        concept=False, begin_geldigheid=date(2020, 1, 1)
    )

    rapport = opnieuw(bestand, doel)

    assert rapport.verandert_niets
    assert not rapport.botsingen
    assert doel.informatieobjecttypen.filter(omschrijving="Besluitbrief").count() == 1


def test_een_uuid_dat_al_gebruikt_is_botst(bestand, bron):
    rapport = opnieuw(bestand, CatalogusFactory(domein="LEEG"), uuids="behouden")

    assert len(rapport.botsingen) == len(rapport.regels)
    assert rapport.botsingen[0].redenen[0].name == "uuid"


def test_wat_een_regel_weigert_noemt_de_regel(bestand, bron):
    def zonder_einde(zaaktypen):
        zaaktypen[0]["eindeGeldigheid"] = "2000-01-01"

    leeg = CatalogusFactory(domein="LEEG")
    rapport = opnieuw(gewijzigd(bestand, "ZaakType.json", zonder_einde), leeg)

    botsing = rapport.botsingen[0]
    assert [(reden.name, reden.code, bool(reden.rule)) for reden in botsing.redenen] == [
        ("eindeGeldigheid", "date-mismatch", True)
    ]
    assert not leeg.zaaktypen.exists()


def test_onderdelen_van_een_zaaktype_dat_botst_botsen_ook(bestand, bron):
    def te_lang(zaaktypen):
        zaaktypen[0]["identificatie"] = "x" * 51

    leeg = CatalogusFactory(domein="LEEG")
    inhoud = gewijzigd(bestand, "ZaakType.json", te_lang)
    rapport = opnieuw(inhoud, leeg, overslaan=True)

    assert rapport.uitgevoerd
    assert leeg.zaaktypen.count() == 3
    assert {regel.soort for regel in rapport.botsingen} == {
        "ZaakType",
        "StatusType",
        "RolType",
        "ResultaatType",
    }


@pytest.mark.parametrize("waarde", [None, 7, [], {}, "\x00", "geen datum", ["x"], 10**30, True])
@pytest.mark.parametrize(
    "veld", ["identificatie", "beginGeldigheid", "gerelateerdeZaaktypen", "referentieproces"]
)
def test_een_verkeerde_waarde_is_een_botsing_en_geen_fout(bestand, bron, veld, waarde):
    def bederf(zaaktypen):
        zaaktypen[0][veld] = waarde

    leeg = CatalogusFactory(domein="LEEG")
    inhoud = gewijzigd(bestand, "ZaakType.json", bederf)
    rapport = opnieuw(inhoud, leeg, proef=True)

    geldig = (veld, waarde) in [("gerelateerdeZaaktypen", []), ("identificatie", "geen datum")]
    assert bool(rapport.botsingen) != geldig


def test_wat_alleen_hier_is_blijft_en_wordt_genoemd(bestand, doel):
    RolType.objects.create(
        zaaktype=melding(doel), omschrijving="Buur", omschrijving_generiek="belanghebbende"
    )

    rapport = opnieuw(bestand, doel)

    assert rapport.verandert_niets
    assert rapport.opmerkingen == ["Alleen hier, en dat blijft zo: roltype MELDING (vanaf 2024-01-01), Buur."]


def test_twee_concepten_van_dezelfde_dag_blijven_twee(bron, doel):
    tweede = melding(bron)
    tweede.pk, tweede.concept, tweede.toelichting = None, True, "tweede poging"
    tweede.save(force_insert=True)
    StatusType.objects.create(zaaktype=tweede, volgnummer=1, omschrijving="Enige")

    opnieuw(exporteer(bron), doel)
    rapport = opnieuw(exporteer(bron), doel)

    assert rapport.verandert_niets
    assert not rapport.botsingen
    concepten = doel.zaaktypen.filter(identificatie="MELDING", begin_geldigheid=date(2024, 1, 1))
    assert sorted(z.statustypen.count() for z in concepten) == [1, 3]


def test_wie_niet_mag_schrijven_importeert_niets(bestand, bron):
    lezer = systeem("piet", "Piet", ("catalogi.schrijven", "catalogi.geforceerd-schrijven"))
    leeg = CatalogusFactory(domein="LEEG")

    with pytest.raises(Problem) as fout:
        importeer(lezer, bestand, catalogus=leeg, proef=False, uuids="vernieuwen")

    assert fout.value.status == 403
    assert not InformatieObjectType.objects.filter(catalogus=leeg).exists()
