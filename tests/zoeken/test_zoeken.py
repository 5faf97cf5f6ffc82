"""POST /zaken/_zoek: the filters of the list as JSON, an area, ``fields`` (zrc-029), and what stays unseen."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.api import adres
from tests.factories import RolFactory, StatusFactory, ZaakFactory

ZOEK = "zaken/_zoek"
AMSTERDAM = {"type": "Point", "coordinates": [4.893, 52.373]}
UTRECHT = {"type": "Point", "coordinates": [5.121, 52.091]}
RANDSTAD = {"type": "Polygon", "coordinates": [[[4, 51.5], [5.5, 51.5], [5.5, 52.6], [4, 52.6], [4, 51.5]]]}
# A triangle whose bounding box holds Utrecht, while Utrecht lies outside it.
DRIEHOEK = {"type": "Polygon", "coordinates": [[[4.5, 52], [5.2, 52.5], [4.5, 52.5], [4.5, 52]]]}
ZUID = {"type": "Polygon", "coordinates": [[[5, 51], [6, 51], [5.5, 52.2], [5, 52.2], [5, 51]]]}
# The whole with a hole where Amsterdam is.
MET_GAT = {
    "type": "Polygon",
    "coordinates": [
        [[4, 51], [6, 51], [6, 53], [4, 53], [4, 51]],
        [[4.8, 52.3], [5, 52.3], [5, 52.5], [4.8, 52.5], [4.8, 52.3]],
    ],
}
STRIK = {"type": "Polygon", "coordinates": [[[4, 52], [5, 53], [5, 52], [4, 53], [4, 52]]]}


def gevonden(api, **vraag):
    """The identificaties of what is found."""
    return [zaak["identificatie"] for zaak in api.post(ZOEK, vraag).resultaten]


@pytest.fixture
def a(melding):
    return ZaakFactory(
        zaaktype=melding, identificatie="A", startdatum=date(2026, 1, 1), zaakgeometrie=AMSTERDAM
    )


@pytest.fixture
def b(vergunning):
    return ZaakFactory(
        zaaktype=vergunning, identificatie="B", startdatum=date(2026, 2, 1), zaakgeometrie=UTRECHT
    )


@pytest.fixture(autouse=True)
def _zaken(a, b):
    pass


# -- filters -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"identificatie": "A"}, ["A"]),
        ({"startdatum__gte": "2026-01-15"}, ["B"]),
        ({"bronorganisatie__in": ["123456782"], "ordering": "startdatum"}, ["A", "B"]),
        ({"bronorganisatie__in": ["000000000"]}, []),
        ({"bronorganisatie__in": []}, []),
        ({"einddatum__isnull": True, "ordering": "-startdatum"}, ["B", "A"]),
        ({"archiefnominatie__in": ["vernietigen"]}, []),
        ({"maximaleVertrouwelijkheidaanduiding": "openbaar"}, ["A", "B"]),
    ],
)
def test_filters_van_de_lijst_werken_als_json(vraag, verwacht, beheerder):
    assert gevonden(beheerder, **{"ordering": "startdatum", **vraag}) == verwacht


def test_zoeken_op_sleutels_en_op_zaaktypen(beheerder, a, b, melding):
    assert gevonden(beheerder, uuid__in=[str(a.pk)]) == ["A"]
    assert gevonden(beheerder, uuid__in=[str(a.pk), str(b.pk)], ordering="identificatie") == ["A", "B"]
    assert gevonden(beheerder, zaaktype__in=[adres(melding)]) == ["A"]
    assert gevonden(beheerder, zaaktype=adres(melding), uuid__in=[str(b.pk)]) == []


def test_rolfilters_gelden_voor_dezelfde_rol(beheerder, a):
    RolFactory(zaak=a, betrokkene_identificatie={"inpBsn": "999990639"})
    sleutel = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"

    assert gevonden(beheerder, **{sleutel: "999990639"}) == ["A"]
    assert gevonden(beheerder, **{sleutel: "999990639", "rol__betrokkeneType": "medewerker"}) == []


def test_bladzijden_staan_in_het_adres(beheerder):
    eerste = beheerder.post(f"{ZOEK}?pageSize=1", {"ordering": "identificatie"}).data
    tweede = beheerder.post(eerste["next"], {"ordering": "identificatie"}).data

    assert [eerste["count"], eerste["results"][0]["identificatie"]] == [2, "A"]
    assert [tweede["next"], tweede["results"][0]["identificatie"]] == [None, "B"]
    assert beheerder.post(f"{ZOEK}?page=3", {"ordering": "identificatie"}).status == 404


def test_expand_mag_in_de_vraag_en_in_het_adres(beheerder):
    for adres_, vraag in ((ZOEK, {"expand": "zaaktype"}), (f"{ZOEK}?expand=zaaktype", {})):
        zaak = beheerder.post(adres_, {"identificatie": "A", **vraag}).resultaten[0]
        assert zaak["_expand"]["zaaktype"]["identificatie"] == "MELDING"


# -- within --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("gebied", "verwacht"),
    [
        (RANDSTAD, ["A", "B"]),
        (DRIEHOEK, ["A"]),
        (MET_GAT, ["B"]),
        ({"type": "MultiPolygon", "coordinates": [DRIEHOEK["coordinates"], ZUID["coordinates"]]}, ["A", "B"]),
        (AMSTERDAM, ["A"]),
        ({"type": "Point", "coordinates": [0, 0]}, []),
    ],
)
def test_binnen_een_gebied(gebied, verwacht, beheerder):
    assert gevonden(beheerder, zaakgeometrie={"within": gebied}, ordering="identificatie") == verwacht


def test_een_lijn_of_vlak_moet_geheel_binnen_liggen(beheerder, melding):
    lijn = {"type": "LineString", "coordinates": [[4.6, 52.2], [4.7, 52.3]]}
    erdoor = {"type": "LineString", "coordinates": [[4.6, 52.2], [5.1, 52.1]]}
    paar = {"type": "GeometryCollection", "geometries": [lijn, AMSTERDAM]}
    leeg = {"type": "GeometryCollection", "geometries": []}
    for naam, vorm in (("lijn", lijn), ("erdoor", erdoor), ("paar", paar), ("leeg", leeg), ("strik", STRIK)):
        ZaakFactory(zaaktype=melding, identificatie=naam, zaakgeometrie=vorm)

    binnen = gevonden(beheerder, zaakgeometrie={"within": DRIEHOEK}, ordering="identificatie")

    assert binnen == ["A", "lijn", "paar"]


def test_gebied_en_filter_gelden_samen(beheerder):
    assert gevonden(beheerder, zaakgeometrie={"within": RANDSTAD}, startdatum__gte="2026-01-15") == ["B"]


# -- fields (zrc-029) ----------------------------------------------------------------------
def test_fields_geeft_alleen_wat_gekozen_is(beheerder):
    vraag = {"identificatie": "A", "fields": ["identificatie", "startdatum"]}

    assert beheerder.post(ZOEK, vraag).resultaten == [{"identificatie": "A", "startdatum": "2026-01-01"}]


def test_fields_klapt_uit_en_kiest_daarbinnen(beheerder, a, melding):
    StatusFactory(zaak=a, statustype=cast.statustype(melding))
    velden = [
        "identificatie",
        {"zaaktype": ["identificatie"]},
        {"status": [{"statustype": ["omschrijving"]}]},
    ]

    (zaak,) = beheerder.post(ZOEK, {"identificatie": "A", "fields": velden}).resultaten

    status = {"_expand": {"statustype": {"omschrijving": "Ontvangen"}}}
    uitgeklapt = {"zaaktype": {"identificatie": "MELDING"}, "status": status}
    assert zaak == {"identificatie": "A", "_expand": uitgeklapt}


def test_sterretje_is_elk_attribuut(beheerder):
    gewoon = beheerder.post(ZOEK, {"identificatie": "A", "expand": "zaaktype"}).resultaten
    gekozen = beheerder.post(ZOEK, {"identificatie": "A", "fields": ["*", {"zaaktype": ["*"]}]}).resultaten

    assert gekozen == gewoon


def test_fields_kiest_binnen_groepen_en_lijsten(beheerder, a, b):
    a.processobject = {"datumkenmerk": "d", "identificatie": "i", "objecttype": "o", "registratie": "r"}
    a.kenmerken = [{"kenmerk": "K", "bron": "B"}]
    a.save()
    velden = [{"processobject": ["datumkenmerk"]}, {"kenmerken": ["bron"]}, {"verlenging": ["reden"]}]

    een, ander = beheerder.post(ZOEK, {"ordering": "identificatie", "fields": velden}).resultaten

    assert een == {"processobject": {"datumkenmerk": "d"}, "kenmerken": [{"bron": "B"}], "verlenging": None}
    assert ander == {"processobject": None, "kenmerken": [], "verlenging": None}


def test_twee_zaken_die_hetzelfde_uitklappen_krijgen_elk_hun_keuze(beheerder, melding):
    ZaakFactory(zaaktype=melding, identificatie="A2")
    velden = ["identificatie", {"zaaktype": ["identificatie"]}]

    zaken = beheerder.post(ZOEK, {"zaaktype": adres(melding), "fields": velden}).resultaten

    assert [zaak["_expand"]["zaaktype"] for zaak in zaken] == [{"identificatie": "MELDING"}] * 2


# -- what stays unseen ---------------------------------------------------------------------
def test_zoeken_toont_alleen_wat_de_lijst_toont(lezer, a, b, beheerder):
    vragen = [
        {"uuid__in": [str(a.pk), str(b.pk)]},
        {"zaakgeometrie": {"within": RANDSTAD}},
        {"ordering": "identificatie"},
    ]

    assert [gevonden(lezer, **vraag) for vraag in vragen] == [["A"]] * 3
    assert beheerder.post(ZOEK, vragen[0]).data["count"] == 2


def test_wat_niet_gezien_mag_worden_komt_ook_via_fields_niet_mee(beheerder, melding, b):
    deelzaak = ZaakFactory(zaaktype=melding, identificatie="DEEL", hoofdzaak=b)
    smal = cast.maak_applicatie("smal", ("zrc", "zaken.lezen", melding, "zeer_geheim"))
    vraag = {"uuid__in": [str(deelzaak.pk)], "fields": [{"hoofdzaak": ["identificatie"]}]}

    assert smal.post(ZOEK, vraag).resultaten == [{"_expand": {"hoofdzaak": {}}}]
    assert beheerder.post(ZOEK, vraag).resultaten == [{"_expand": {"hoofdzaak": {"identificatie": "B"}}}]


# -- refusals ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("vraag", "naam", "code"),
    [
        ({}, "nonFieldErrors", "empty_search_body"),
        ([], "nonFieldErrors", "invalid"),
        ({"onbekend": 1}, "nonFieldErrors", "unknown-parameters"),
        ({"identificatie": None}, "identificatie", "null"),
        ({"identificatie": 1}, "identificatie", "invalid"),
        ({"identificatie": "\x00"}, "identificatie", "null_characters_not_allowed"),
        ({"startdatum": "2026-02-31"}, "startdatum", "invalid"),
        ({"uuid__in": ["x"]}, "uuid__in.0", "invalid"),
        ({"uuid__in": "x"}, "uuid__in", "not_a_list"),
        ({"zaaktype__in": ["geen url"]}, "zaaktype__in.0", "bad-url"),
        ({"archiefactiedatum__isnull": "ja"}, "archiefactiedatum__isnull", "invalid"),
        ({"ordering": "toelichting"}, "ordering", "invalid_choice"),
        ({"zaakgeometrie": {}}, "zaakgeometrie.within", "required"),
        ({"zaakgeometrie": {"within": {"type": "Point"}}}, "zaakgeometrie.within", "invalid"),
        ({"zaakgeometrie": {"within": STRIK}}, "zaakgeometrie.within", "invalid"),
        ({"expand": "zaaktype", "fields": ["url"]}, "fields", "invalid"),
        ({"fields": []}, "fields", "invalid"),
        ({"fields": "url"}, "fields", "not_a_list"),
        ({"fields": ["startDatum"]}, "fields.0", "invalid_choice"),
        ({"fields": ["url", 1]}, "fields.1", "invalid_choice"),
        ({"fields": [{}]}, "fields.0", "invalid_choice"),
        ({"fields": [{"identificatie": ["*"]}]}, "fields.0.identificatie", "invalid_choice"),
        ({"fields": [{"onbekend": ["*"]}]}, "fields.0.onbekend", "invalid_choice"),
        ({"fields": [{"zaaktype": "url"}]}, "fields.0.zaaktype", "invalid"),
        ({"fields": [{"zaaktype": ["x"]}]}, "fields.0.zaaktype.0", "invalid_choice"),
        (
            {"fields": [{"zaakinformatieobjecten": ["x"]}]},
            "fields.0.zaakinformatieobjecten.0",
            "invalid_choice",
        ),
    ],
)
def test_een_verkeerde_vraag_wordt_geweigerd_bij_haar_veld(vraag, naam, code, beheerder):
    assert beheerder.post(ZOEK, vraag, geldig=False).codes == [(naam, code)]


def test_expand_in_het_adres_sluit_fields_ook_uit(beheerder):
    answer = beheerder.post(f"{ZOEK}?expand=zaaktype", {"fields": ["url"]})

    assert answer.codes == [("fields", "invalid")]


def test_te_diep_en_te_breed_wordt_geweigerd(beheerder):
    diep: list = ["url"]
    for _ in range(12):
        diep = [{"hoofdzaak": diep}]
    breed = [{"hoofdzaak": [{"zaaktype": ["url"]}] * 1, "deelzaken": [{"zaaktype": ["url"]}]}]
    for _ in range(8):
        breed = [{"hoofdzaak": breed, "zaaktype": ["url"], "status": ["url"]}]

    assert beheerder.post(ZOEK, {"fields": diep}).status == 400
    assert beheerder.post(ZOEK, {"fields": breed}).codes == [("fields", "recursion-limit")]


def test_aantal_vragen_aan_de_database_hangt_niet_af_van_het_aantal_zaken(
    beheerder, melding, django_assert_max_num_queries
):
    vraag = {"zaakgeometrie": {"within": RANDSTAD}, "fields": ["url", {"zaaktype": ["url"]}]}
    beheerder.post(ZOEK, vraag)
    for nummer in range(20):
        ZaakFactory(zaaktype=melding, identificatie=f"N{nummer}", zaakgeometrie=AMSTERDAM)

    with django_assert_max_num_queries(6):
        assert beheerder.post(ZOEK, vraag).data["count"] == 22
