from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection

from catalogi.models import BesluitType, Catalogus, InformatieObjectType, ResultaatType, ZaakType
from catalogi.uitwisseling import exporteer, importeer
from catalogi.uitwisseling.rapport import Uitkomst
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests.factories import CatalogusFactory
from tests.uitwisseling.bestanden import JAN, ingepakt, typen, uitgepakt


@pytest.fixture
def leeg(bron) -> Catalogus:
    return CatalogusFactory(domein="LEEG")


def alle_tabellen() -> dict[str, tuple[int, str | None]]:
    """Of every table the number of rows and the highest key."""
    stand = {}
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            sleutel = connection.introspection.get_primary_key_column(cursor, tabel)
            cursor.execute(f'SELECT count(*), max("{sleutel}"::text) FROM "{tabel}"')
            stand[tabel] = cursor.fetchone()
    return stand


def test_export_import_export_geeft_hetzelfde(bron, leeg):
    eerst = exporteer(bron)

    rapport = importeer(JAN, eerst, catalogus=leeg, proef=False, uuids="vernieuwen")

    assert not rapport.botsingen, rapport.tekst()
    assert typen(exporteer(leeg)) == typen(eerst)


def test_een_nieuwe_catalogus_uit_het_bestand(bron):
    eerst = exporteer(bron)

    importeer(JAN, eerst, domein="NIEUW", proef=False, uuids="vernieuwen")

    nieuw = Catalogus.objects.get(domein="NIEUW")
    assert nieuw.contactpersoon_beheer_naam == bron.contactpersoon_beheer_naam
    assert typen(exporteer(nieuw)) == typen(eerst)


def test_uuids_blijven_als_dat_gekozen_is(bron):
    eerst = exporteer(bron)
    for model in (ZaakType, BesluitType, InformatieObjectType, Catalogus):
        model.objects.all().delete()

    rapport = importeer(JAN, eerst, proef=False, uuids="behouden")

    assert rapport.uitgevoerd, rapport.tekst()
    opnieuw = uitgepakt(exporteer(Catalogus.objects.get())) | {
        "manifest.json": uitgepakt(eerst)["manifest.json"]
    }
    assert opnieuw == uitgepakt(eerst)


def test_de_proef_verandert_niets(bron, leeg):
    bestand = exporteer(bron)
    stand = alle_tabellen()

    rapport = importeer(JAN, bestand, catalogus=leeg, proef=True, uuids="vernieuwen")

    assert alle_tabellen() == stand
    assert not rapport.uitgevoerd
    assert rapport.aantallen == {"aangemaakt": len(rapport.regels), "ongewijzigd": 0, "botst": 0}
    assert rapport.samenvatting.startswith("Een import zou geven:")


def test_de_tweede_import_zegt_dat_er_niets_verandert(bron, leeg):
    bestand = exporteer(bron)
    importeer(JAN, bestand, catalogus=leeg, proef=False, uuids="vernieuwen")
    stand = alle_tabellen()

    rapport = importeer(JAN, bestand, catalogus=leeg, proef=False, uuids="vernieuwen")

    assert rapport.verandert_niets
    assert {regel.toestand for regel in rapport.regels} == {Uitkomst.ONGEWIJZIGD}
    assert rapport.samenvatting == "De import verandert niets: alles is er al."
    assert alle_tabellen() == stand


def test_in_de_eigen_catalogus_verandert_er_niets(bron):
    rapport = importeer(JAN, exporteer(bron), proef=False, uuids="behouden")

    assert rapport.verandert_niets
    assert not rapport.botsingen


def test_nieuwe_typen_zijn_concept_met_auditregel_en_notificatie(bron, leeg):
    AuditRegel.objects.all().delete()
    Bericht.objects.all().delete()

    rapport = importeer(JAN, exporteer(bron), catalogus=leeg, proef=False, uuids="vernieuwen")

    for model in (ZaakType, BesluitType, InformatieObjectType):
        assert set(model.objects.filter(catalogus=leeg).values_list("concept", flat=True)) == {True}
    assert AuditRegel.objects.filter(gebruikers_id="jan").count() == len(rapport.regels)
    assert "Import uit" in AuditRegel.objects.first().toelichting
    kanalen = Counter(Bericht.objects.values_list("kanaal", flat=True))
    assert kanalen == {"zaaktypen": 4, "besluittypen": 1, "informatieobjecttypen": 3}


def test_vernieuwde_uuids_volgen_de_oude_orde(bron, leeg):
    oud = list(ResultaatType.objects.order_by("pk").values_list("omschrijving", flat=True))

    importeer(JAN, exporteer(bron), catalogus=leeg, proef=False, uuids="vernieuwen")

    nieuw = ResultaatType.objects.filter(zaaktype__catalogus=leeg).order_by("pk")
    assert list(nieuw.values_list("omschrijving", flat=True)) == oud


def test_een_zaaktype_neemt_mee_wat_het_noemt(bron):
    vergunning = ZaakType.objects.get(identificatie="VERGUNNING", concept=False)

    bestanden = uitgepakt(exporteer(bron, [vergunning]))

    assert [z["identificatie"] for z in bestanden["ZaakType.json"]] == ["VERGUNNING"]
    assert [b["omschrijving"] for b in bestanden["BesluitType.json"]] == ["Evenementenbesluit"]
    documenten = [d["omschrijving"] for d in bestanden["InformatieObjectType.json"]]
    assert documenten == ["Aanvraagformulier", "Besluitbrief"]
    assert len(bestanden["StatusType.json"]) == vergunning.statustypen.count()


def test_een_zaaktype_van_elders_wordt_niet_geexporteerd(bron, leeg):
    with pytest.raises(ValueError, match="another catalogus"):
        exporteer(leeg, ZaakType.objects.filter(catalogus=bron))


def test_een_bestand_zonder_uuids_mag_ook(bron, leeg):
    bestand = ingepakt(uitgepakt(exporteer(bron)) | typen(exporteer(bron)))

    rapport = importeer(JAN, bestand, catalogus=leeg, proef=False, uuids="behouden")

    assert not rapport.botsingen
    assert typen(exporteer(leeg)) == typen(exporteer(bron))


def test_het_rapport_is_ook_voor_machines(bron, leeg):
    rapport = importeer(JAN, exporteer(bron), catalogus=leeg, proef=True, uuids="vernieuwen").als_dict()

    zaaktype = next(o for o in rapport["objecten"] if o["soort"] == "ZaakType")
    assert zaaktype["naam"] == "MELDING (vanaf 2024-01-01)"
    assert zaaktype["toestand"] == "aangemaakt"
    assert rapport["aantallen"]["aangemaakt"] == len(rapport["objecten"])
    assert rapport["proef"]
    assert not rapport["uitgevoerd"]
