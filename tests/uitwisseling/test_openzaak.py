from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from catalogi.demo import GENERIEK, SELECTIELIJST, ZAAKTYPEN
from catalogi.models import Catalogus, ZaakType
from catalogi.uitwisseling import importeer
from mijnzaken.zgw.problems import Problem
from tests.factories import RSIN, CatalogusFactory
from tests.uitwisseling.bestanden import JAN, ingepakt

ECHT = Path(settings.BASE_DIR).parent / "shared" / "voorbeelden" / "openzaak-export.zip"
BASIS = "https://openzaak.voorbeeld.nl/catalogi/api/v1"
KLASSE = "d8b21822-3ff1-4414-b17b-cbfd662b40d8"  # of the procestype of MELDING


def url(pad: str, nummer: int) -> str:
    return f"{BASIS}/{pad}/{nummer:08}-0000-4000-8000-000000000000"


CATALOGUS = {
    "url": url("catalogussen", 1),
    "domein": "OZ",
    "rsin": RSIN,
    "contactpersoon_beheer_naam": "Beheer",
    "contactpersoon_beheer_telefoonnummer": "",
    "contactpersoon_beheer_emailadres": "",
    "zaaktypen": [url("zaaktypen", 1), url("zaaktypen", 2)],
    "naam": "Van elders",
    "versie": "",
    "begindatum_versie": None,
}
DOCUMENTTYPE = {
    "url": url("informatieobjecttypen", 1),
    "catalogus": url("catalogussen", 1),
    "omschrijving": "Brief",
    "vertrouwelijkheidaanduiding": "intern",
    "begin_geldigheid": "2020-01-01",
    "einde_geldigheid": None,
    "concept": False,
    "informatieobjectcategorie": "Stuk",
    "trefwoord": [],
    "omschrijving_generiek": {
        "informatieobjecttype_omschrijving_generiek": "",
        "definitie_informatieobjecttype_omschrijving_generiek": "",
        "herkomst_informatieobjecttype_omschrijving_generiek": "",
        "hierarchie_informatieobjecttype_omschrijving_generiek": "",
        "opmerking_informatieobjecttype_omschrijving_generiek": "",
    },
}
BESLUITTYPE = {
    "url": url("besluittypen", 1),
    "catalogus": url("catalogussen", 1),
    "omschrijving": "Besluit",
    "publicatie_indicatie": False,
    "reactietermijn": "P14D",
    "publicatietermijn": None,
    "informatieobjecttypen": [url("informatieobjecttypen", 1)],
    "vastgelegd_in": ["Brief"],
    "zaaktypen": [],
    "begin_geldigheid": "2020-01-01",
    "einde_geldigheid": None,
    "concept": False,
}


def zaaktype(nummer: int, **velden) -> dict:
    return {
        "url": url("zaaktypen", nummer),
        "identificatie": f"ZAAKTYPE_{nummer}",
        "omschrijving": "Iets melden",
        "omschrijving_generiek": "",
        "vertrouwelijkheidaanduiding": "openbaar",
        "doel": "Doel",
        "aanleiding": "Aanleiding",
        "toelichting": "",
        "indicatie_intern_of_extern": "extern",
        "handeling_initiator": "melden",
        "onderwerp": "Onderwerp",
        "handeling_behandelaar": "behandelen",
        "doorlooptijd": "P30D",
        "servicenorm": None,
        "opschorting_en_aanhouding_mogelijk": False,
        "verlenging_mogelijk": False,
        "verlengingstermijn": None,
        "trefwoorden": [],
        "publicatie_indicatie": False,
        "publicatietekst": "",
        "verantwoordingsrelatie": [],
        "producten_of_diensten": [],
        "selectielijst_procestype": ZAAKTYPEN["MELDING"]["selectielijst_procestype"],
        "referentieproces": {"naam": "Proces", "link": ""},
        "verantwoordelijke": "Team",
        "broncatalogus": {"url": "", "domein": "", "rsin": ""},
        "bronzaaktype": {"url": "", "identificatie": "", "omschrijving": ""},
        "begin_geldigheid": "2020-01-01",
        "einde_geldigheid": None,
        "versiedatum": "2020-01-01",
        "concept": False,
        "catalogus": url("catalogussen", 1),
        "besluittypen": [url("besluittypen", 1)],
        "deelzaaktypen": [],
        "gerelateerde_zaaktypen": [],
        **velden,
    }


def onderdeel(pad: str, nummer: int = 1, **velden) -> dict:
    eigen = {"url": url(pad, nummer), "zaaktype": url("zaaktypen", 1), "zaaktype_identificatie": "ZAAKTYPE_1"}
    return eigen | velden


RESULTAATTYPE = onderdeel(
    "resultaattypen",
    omschrijving="Klaar",
    resultaattypeomschrijving=f"{SELECTIELIJST}/resultaattypeomschrijvingen/{GENERIEK['Toegekend']}",
    omschrijving_generiek="Toegekend",
    selectielijstklasse=f"{SELECTIELIJST}/resultaten/{KLASSE}",
    archiefnominatie="vernietigen",
    archiefactietermijn="P5Y",
    brondatum_archiefprocedure={
        "afleidingswijze": "afgehandeld",
        "datumkenmerk": "",
        "einddatum_bekend": False,
        "objecttype": "",
        "registratie": "",
        "procestermijn": None,
    },
    procesobjectaard="",
    indicatie_specifiek=None,
    procestermijn=None,
    besluittypen=[],
    besluittype_omschrijving=[],
    informatieobjecttypen=[url("informatieobjecttypen", 1)],
    informatieobjecttype_omschrijving=["Brief"],
)


def export(**lijsten) -> bytes:
    """A zip in the shape of Open Zaak, with other contents for the lists that are named."""
    alles = {
        "Catalogus": [CATALOGUS],
        "InformatieObjectType": [DOCUMENTTYPE],
        "BesluitType": [BESLUITTYPE],
        "ZaakType": [
            zaaktype(
                1,
                deelzaaktypen=[url("zaaktypen", 2)],
                gerelateerde_zaaktypen=[
                    {"zaaktype": url("zaaktypen", 2), "aard_relatie": "vervolg", "toelichting": ""}
                ],
            ),
            zaaktype(2),
        ],
        "StatusType": [
            onderdeel("statustypen", n, omschrijving=f"Stap {n}", volgnummer=n, toelichting=None)
            for n in (2, 1)
        ],
        "RolType": [onderdeel("roltypen", omschrijving="Melder", omschrijving_generiek="initiator")],
        "ResultaatType": [RESULTAATTYPE],
        "Eigenschap": [
            onderdeel(
                "eigenschappen",
                naam="kleur",
                definitie="",
                specificatie={"groep": "", "formaat": "tekst", "lengte": "20", "kardinaliteit": "1"},
                statustype=url("statustypen", 2),
            )
        ],
        "ZaakTypeInformatieObjectType": [
            onderdeel(
                "zaaktype-informatieobjecttypen",
                informatieobjecttype=url("informatieobjecttypen", 1),
                volgnummer=1,
                richting="inkomend",
                statustype=None,
            )
        ],
    }
    return ingepakt({f"{soort}.json": items for soort, items in (alles | lijsten).items()})


@pytest.fixture
def doel(db) -> Catalogus:
    return CatalogusFactory(domein="DOEL")


def ingelezen(inhoud, **keuzes):
    return importeer(JAN, inhoud, **({"proef": False, "uuids": "behouden"} | keuzes))


def opmerkingen(rapport) -> str:
    return "\n".join(tekst for regel in rapport.regels for tekst in regel.opmerkingen)


def test_alles_komt_over_als_concept(db):
    rapport = ingelezen(export())

    assert rapport.uitgevoerd, rapport.tekst()
    assert rapport.bron == "openzaak"
    zaaktype = ZaakType.objects.get(identificatie="ZAAKTYPE_1")
    assert zaaktype.concept
    assert str(zaaktype.pk) == "00000001-0000-4000-8000-000000000000"
    assert zaaktype.catalogus.naam == "Van elders"
    assert (zaaktype.besluittypen, zaaktype.deelzaaktypen) == (["Besluit"], ["ZAAKTYPE_2"])
    assert [relatie.zaaktype for relatie in zaaktype.gerelateerde_zaaktypen.all()] == ["ZAAKTYPE_2"]
    assert zaaktype.broncatalogus is None


def test_onderdelen_komen_bij_hun_zaaktype(db):
    ingelezen(export())

    zaaktype = ZaakType.objects.get(identificatie="ZAAKTYPE_1")
    assert zaaktype.eigenschappen.get().statustype.volgnummer == 2
    assert zaaktype.zaaktypeinformatieobjecttypen.get().informatieobjecttype == "Brief"
    resultaattype = zaaktype.resultaattypen.get()
    assert resultaattype.informatieobjecttypen == ["Brief"]
    assert resultaattype.brondatum_archiefprocedure["einddatumBekend"] is False
    assert resultaattype.omschrijving_generiek == "Toegekend"


def test_de_tweede_keer_verandert_niets(db):
    ingelezen(export())

    rapport = ingelezen(export())

    assert rapport.samenvatting == "De import verandert niets: alles is er al.", rapport.tekst()


def test_waar_geen_plaats_voor_is_wordt_genoemd(doel):
    vreemd = onderdeel(
        "roltypen", omschrijving="Melder", omschrijving_generiek="initiator", kleur="rood", leeg=""
    )

    rapport = ingelezen(export(RolType=[vreemd]), catalogus=doel)

    assert "kleur wordt niet overgenomen" in opmerkingen(rapport)
    assert "leeg" not in opmerkingen(rapport)


def test_een_leeg_niveau_geeft_niets_vrij(doel):
    rapport = ingelezen(export(ZaakType=[zaaktype(1, vertrouwelijkheidaanduiding="")]), catalogus=doel)

    assert doel.zaaktypen.get().get_vertrouwelijkheidaanduiding_display() == "Zeer geheim"
    assert "vertrouwelijkheidaanduiding is leeg" in opmerkingen(rapport)


def test_een_onbekend_procestype_vervalt_en_wordt_genoemd(doel):
    onbekend = f"{SELECTIELIJST}/procestypen/00000000-0000-4000-8000-000000000005"
    inhoud = export(ZaakType=[zaaktype(1, selectielijst_procestype=onbekend)], ResultaatType=[])

    rapport = ingelezen(inhoud, catalogus=doel)

    assert doel.zaaktypen.get().selectielijst_procestype == ""
    assert f"selectielijstProcestype {onbekend} wordt niet overgenomen" in opmerkingen(rapport)
    assert ingelezen(inhoud, catalogus=doel).verandert_niets


def test_types_die_niet_in_het_bestand_staan_worden_genoemd(doel):
    ver = {
        "zaaktype": "https://elders.voorbeeld.nl/zaaktypen/9",
        "aard_relatie": "vervolg",
        "toelichting": "",
    }
    weg = {"zaaktype": url("zaaktypen", 9), "aard_relatie": "vervolg", "toelichting": ""}
    alleen = zaaktype(1, deelzaaktypen=[url("zaaktypen", 8)], gerelateerde_zaaktypen=[weg, ver])

    rapport = ingelezen(export(ZaakType=[alleen], BesluitType=[]), catalogus=doel)

    assert rapport.uitgevoerd
    relaties = doel.zaaktypen.get().gerelateerde_zaaktypen.all()
    assert [relatie.zaaktype for relatie in relaties] == [ver["zaaktype"]]
    for veld, adres in (
        ("besluittypen", url("besluittypen", 1)),
        ("deelzaaktypen", url("zaaktypen", 8)),
        ("zaaktype", weg["zaaktype"]),
    ):
        assert f"{veld} {adres} wordt niet overgenomen" in opmerkingen(rapport)


def test_een_documenttype_dat_ontbreekt_botst(doel):
    rapport = ingelezen(export(InformatieObjectType=[], BesluitType=[]), catalogus=doel, overslaan=True)

    assert [regel.soort for regel in rapport.botsingen] == ["ZaakTypeInformatieObjectType"]
    assert rapport.botsingen[0].redenen[0].name == "informatieobjecttype"


def test_zonder_catalogus_moet_er_een_gekozen_zijn(doel):
    rapport = ingelezen(export(Catalogus=[]))

    assert not rapport.uitgevoerd
    assert "kies er een" in rapport.opmerkingen[0]
    assert ingelezen(export(Catalogus=[]), catalogus=doel).uitgevoerd


def test_een_rsin_dat_niet_klopt_kan_worden_vervangen(db):
    inhoud = export(Catalogus=[CATALOGUS | {"rsin": "100000000"}])

    assert [regel.soort for regel in ingelezen(inhoud).botsingen] == ["Catalogus"]
    assert ingelezen(inhoud, rsin=RSIN).uitgevoerd


@pytest.mark.parametrize(
    ("lijsten", "melding"),
    [
        ({"Catalogus": [CATALOGUS, CATALOGUS | {"url": url("catalogussen", 2)}]}, "meer dan één catalogus"),
        ({"RolType": [{"omschrijving": "x"}]}, "zonder url"),
        ({"RolType": [onderdeel("roltypen"), onderdeel("roltypen")]}, "meer dan eens"),
        ({"RolType": [{"url": f"{BASIS}/roltypen/7"}]}, "uuid dat er geen is"),
        ({"ZaakType": []}, "verwijst naar een zaaktype dat niet in het bestand staat"),
        ({"StatusType": []}, "verwijst naar een statustype dat niet in het bestand staat"),
        ({"RolType": [onderdeel("roltypen", zaaktype=["x"])]}, "verwijst naar een zaaktype"),
    ],
)
def test_een_bestand_dat_niet_klopt_geeft_een_melding(lijsten, melding):
    with pytest.raises(Problem, match=melding):
        importeer(JAN, export(**lijsten), proef=True, uuids="behouden")


@pytest.mark.parametrize(
    "waarde", [None, 7, "x", [], {}, [1], [None], [[]], {"zaaktype": 1}, [{"zaaktype": []}]]
)
@pytest.mark.parametrize(
    "veld", ["besluittypen", "gerelateerde_zaaktypen", "broncatalogus", "referentieproces", "trefwoorden"]
)
def test_een_verkeerde_waarde_is_nooit_een_fout(doel, veld, waarde):
    rapport = ingelezen(export(ZaakType=[zaaktype(1) | {veld: waarde}]), catalogus=doel, proef=True)

    assert rapport.regels


@pytest.mark.skipif(not ECHT.exists(), reason="de voorbeelden van de standaard staan hier niet")
@pytest.mark.django_db
def test_de_echte_export_van_open_zaak():
    inhoud = ECHT.read_bytes()

    # It was made with random text: an RSIN and Selectielijst keys that do not exist.
    assert ingelezen(inhoud).botsingen[0].redenen[0].name == "rsin"
    geweigerd = ingelezen(inhoud, rsin=RSIN)
    rapport = ingelezen(inhoud, rsin=RSIN, overslaan=True)
    nogmaals = ingelezen(inhoud, rsin=RSIN, overslaan=True)

    assert not geweigerd.uitgevoerd
    assert rapport.uitgevoerd
    assert {regel.soort for regel in rapport.botsingen} == {"ResultaatType"}
    assert ZaakType.objects.filter(catalogus__domein="AAAAA", concept=True).count() == 3
    assert nogmaals.verandert_niets
