"""Relations by name over versions: what an answer shows today, and what at another date."""

from datetime import date

import pytest

from catalogi.models import ZaakTypenRelatie
from tests import cast, wereld
from tests.api import adres
from tests.factories import (
    BesluitTypeFactory,
    CatalogusFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    ResultaatTypeFactory,
    StatusTypeFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
)

VOOR, NA = "2025-06-01", "2026-06-01"
OUD = {"begin_geldigheid": date(2020, 1, 1), "einde_geldigheid": date(2025, 12, 31)}
NIEUW = {"begin_geldigheid": date(2026, 1, 1)}


@pytest.fixture
def versies(catalogus):
    """name → the version before and the version from 2026 on, of each of the three kinds."""
    eigen = {"catalogus": catalogus}
    namen = {"informatieobjecttypen": ["Aanvraag"]}
    return {
        "document": [
            InformatieObjectTypeFactory(omschrijving="Aanvraag", **eigen, **p) for p in (OUD, NIEUW)
        ],
        "besluit": [
            BesluitTypeFactory(omschrijving="Verlening", **namen, **eigen, **p) for p in (OUD, NIEUW)
        ],
        "deelzaak": [ZaakTypeFactory(identificatie="DEEL", **eigen, **p) for p in (OUD, NIEUW)],
    }


@pytest.fixture
def zaaktype(versies, catalogus):
    """A zaaktype that names all three, valid on every day."""
    soort = ZaakTypeFactory(
        catalogus=catalogus, identificatie="HOOFD", besluittypen=["Verlening"], deelzaaktypen=["DEEL"]
    )
    ZaakTypenRelatie.objects.create(van=soort, zaaktype="DEEL", aard_relatie="vervolg")
    ZaakTypeInformatieObjectTypeFactory(zaaktype=soort, informatieobjecttype="Aanvraag")
    ResultaatTypeFactory(zaaktype=soort, besluittypen=["Verlening"], informatieobjecttypen=["Aanvraag"])
    return soort


def verwacht(versies, nummer):
    """The relations of the zaaktype when the version of that number holds."""
    een = {soort: adres(rij[nummer]) for soort, rij in versies.items()}
    return {
        "besluittypen": [een["besluit"]],
        "deelzaaktypen": [een["deelzaak"]],
        "informatieobjecttypen": [een["document"]],
        "gerelateerdeZaaktypen": [een["deelzaak"]],
    }


def relaties(data):
    gevonden = {naam: data[naam] for naam in ("besluittypen", "deelzaaktypen", "informatieobjecttypen")}
    return gevonden | {"gerelateerdeZaaktypen": [rij["zaaktype"] for rij in data["gerelateerdeZaaktypen"]]}


# -- datumGeldigheid -------------------------------------------------------------------------
@pytest.mark.parametrize(("dag", "nummer"), [(VOOR, 0), (NA, 1)])
def test_zaaktype_toont_de_versies_van_de_gevraagde_dag(dag, nummer, beheerder, zaaktype, versies):
    (uit_lijst,) = beheerder.get("zaaktypen", identificatie="HOOFD", datumGeldigheid=dag).resultaten

    assert relaties(beheerder.lees(zaaktype, datumGeldigheid=dag)) == verwacht(versies, nummer)
    assert relaties(uit_lijst) == verwacht(versies, nummer)


def test_zonder_datum_gelden_de_versies_van_vandaag_en_staan_alle_versies_in_de_lijst(
    beheerder, zaaktype, versies
):
    assert relaties(beheerder.lees(zaaktype)) == verwacht(versies, 1)
    assert len(beheerder.get("zaaktypen", identificatie="DEEL").resultaten) == 2


@pytest.mark.parametrize(("dag", "nummer"), [(VOOR, 0), (NA, 1)])
def test_lijsten_houden_alleen_wat_op_de_dag_geldt(dag, nummer, beheerder, versies):
    for lijst, soort in (
        ("informatieobjecttypen", "document"), ("besluittypen", "besluit"), ("zaaktypen", "deelzaak"),
    ):  # fmt: skip
        (rij,) = beheerder.get(lijst, datumGeldigheid=dag).resultaten
        assert rij["url"] == adres(versies[soort][nummer])


def test_beide_dagen_van_een_geldigheid_tellen_mee(beheerder, versies):
    for dag, nummer in (("2020-01-01", 0), ("2025-12-31", 0), ("2026-01-01", 1)):
        (rij,) = beheerder.get("besluittypen", datumGeldigheid=dag).resultaten
        assert rij["url"] == adres(versies["besluit"][nummer])
    assert beheerder.get("besluittypen", datumGeldigheid="2019-12-31").resultaten == []


def test_een_relatie_eindigt_op_de_laatste_dag_van_haar_versie(beheerder, zaaktype, versies):
    """The standard resolves relations to versions whose eindeGeldigheid is later than the day."""
    for dag, nummer in (("2025-12-30", 0), ("2026-01-01", 1)):
        assert relaties(beheerder.lees(zaaktype, datumGeldigheid=dag)) == verwacht(versies, nummer)
    assert beheerder.lees(zaaktype, datumGeldigheid="2025-12-31")["besluittypen"] == []


@pytest.mark.parametrize("parameter", ["datumGeldigheid", "datum_geldigheid"])
@pytest.mark.parametrize(("dag", "nummer"), [(VOOR, 0), (NA, 1)])
def test_resultaattype_toont_de_versies_van_de_gevraagde_dag(
    parameter, dag, nummer, beheerder, zaaktype, versies
):
    (rij,) = beheerder.get("resultaattypen", zaaktype=adres(zaaktype), **{parameter: dag}).resultaten

    assert rij["besluittypen"] == [adres(versies["besluit"][nummer])]
    assert rij["informatieobjecttypen"] == [adres(versies["document"][nummer])]


@pytest.mark.parametrize(("dag", "nummer"), [(VOOR, 0), (NA, 1)])
def test_uitgeklapte_objecten_tonen_de_versies_van_dezelfde_dag(dag, nummer, beheerder, zaaktype, versies):
    paden = "besluittypen.informatieobjecttypen"
    (uit_lijst,) = beheerder.get(
        "zaaktypen", identificatie="HOOFD", datumGeldigheid=dag, expand=paden
    ).resultaten

    for data in (uit_lijst, beheerder.lees(zaaktype, datumGeldigheid=dag, expand=paden)):
        (besluit,) = data["_expand"]["besluittypen"]
        assert besluit["informatieobjecttypen"] == [adres(versies["document"][nummer])]
        assert [d["url"] for d in besluit["_expand"]["informatieobjecttypen"]] == [
            adres(versies["document"][nummer])
        ]


@pytest.mark.parametrize(("dag", "nummer"), [(VOOR, 0), (NA, 1)])
def test_tegenrichting_volgt_dezelfde_dag(dag, nummer, beheerder, zaaktype, versies):
    (document,) = beheerder.get("informatieobjecttypen", datumGeldigheid=dag).resultaten
    (besluit,) = beheerder.get("besluittypen", datumGeldigheid=dag).resultaten

    assert document["zaaktypen"] == besluit["zaaktypen"] == [adres(zaaktype)]
    assert document["zaaktypeIdentificaties"] == besluit["zaaktypeIdentificaties"] == ["HOOFD"]
    assert document["besluittypen"] == [adres(versies["besluit"][nummer])]
    assert besluit["resultaattypen"] == [adres(zaaktype.resultaattypen.get())]
    assert besluit["vastgelegdIn"] == besluit["informatieobjecttypeOmschrijvingen"] == ["Aanvraag"]


def test_begin_en_einde_object_gaan_over_alle_versies(beheerder, versies):
    versies["document"][1].einde_geldigheid = date(2027, 1, 1)
    versies["document"][1].save()

    for nummer in (0, 1):
        document, besluit = (beheerder.lees(versies[soort][nummer]) for soort in ("document", "besluit"))
        assert (document["beginObject"], document["eindeObject"]) == ("2020-01-01", "2027-01-01")
        assert (besluit["beginObject"], besluit["eindeObject"]) == ("2020-01-01", None)


# -- name and URL ------------------------------------------------------------------------------
@pytest.mark.parametrize("nummer", [0, 1])
def test_documenttype_van_zaaktype_op_naam_en_op_adres_is_hetzelfde(nummer, beheerder, versies, catalogus):
    zaaktype = ZaakTypeFactory(catalogus=catalogus, concept=True)
    body = {"zaaktype": adres(zaaktype), "richting": "inkomend"}
    op_adres = adres(versies["document"][nummer])

    gemaakt = [
        beheerder.maak("zaaktype-informatieobjecttypen", body | {"informatieobjecttype": d, "volgnummer": n})
        for n, d in enumerate(("Aanvraag", op_adres), start=1)
    ]

    assert {rij["informatieobjecttype"] for rij in gemaakt} == {adres(versies["document"][1])}
    for asked in ("Aanvraag", op_adres):
        found = beheerder.get("zaaktype-informatieobjecttypen", status="alles", informatieobjecttype=asked)
        assert len(found.resultaten) == 2, asked


@pytest.mark.parametrize("nummer", [0, 1])
def test_besluittypen_op_naam_en_op_adres_zijn_hetzelfde(nummer, beheerder, versies, catalogus):
    body = wereld.kaal("catalogi.ZaakType") | {"catalogus": adres(catalogus), "deelzaaktypen": []}
    body |= {"gerelateerdeZaaktypen": []}

    for besluit in ("Verlening", adres(versies["besluit"][nummer])):
        made = beheerder.maak("zaaktypen", body | {"besluittypen": [besluit]})
        assert made["besluittypen"] == [adres(versies["besluit"][1])]
        assert made["besluittypeOmschrijving"] == ["Verlening"]


def test_documenttypen_van_besluittype_op_naam_en_op_adres_zijn_hetzelfde(beheerder, versies, catalogus):
    body = wereld.kaal("catalogi.BesluitType") | {"catalogus": adres(catalogus)}

    for document in ("Aanvraag", adres(versies["document"][0])):
        made = beheerder.maak("besluittypen", body | {"informatieobjecttypen": [document]})
        assert made["informatieobjecttypen"] == [adres(versies["document"][1])]
        assert made["informatieobjecttypeOmschrijvingen"] == ["Aanvraag"]


def test_concept_en_andere_catalogus_tellen_niet_als_relatie(beheerder, zaaktype, catalogus):
    zaaktype.besluittypen = ["Concept", "Elders"]
    zaaktype.save()
    BesluitTypeFactory(catalogus=catalogus, omschrijving="Concept", concept=True)
    BesluitTypeFactory(catalogus=CatalogusFactory(), omschrijving="Elders")

    data = beheerder.lees(zaaktype)

    assert (data["besluittypen"], data["besluittypeOmschrijving"]) == ([], ["Concept", "Elders"])


def test_naam_zonder_versie_is_uit_te_klappen_zonder_fout(beheerder):
    """A name as long as a uuid is no key."""
    soort = ZaakTypeInformatieObjectTypeFactory(informatieobjecttype="n" * 36)

    assert beheerder.get(soort, expand="informatieobjecttype", geldig=False).status == 200


# -- filters -------------------------------------------------------------------------------------
def test_filters_op_relaties_kennen_naam_en_adres(beheerder, zaaktype, versies):
    BesluitTypeFactory(catalogus=zaaktype.catalogus)
    InformatieObjectTypeFactory(catalogus=zaaktype.catalogus)
    besluiten = {adres(b) for b in versies["besluit"]}
    documenten = {adres(d) for d in versies["document"]}

    def gevonden(lijst, **filters):
        return {rij["url"] for rij in beheerder.get(lijst, **filters).resultaten}

    for van in ("HOOFD", adres(zaaktype)):
        assert gevonden("besluittypen", zaaktypen=van) == besluiten
        assert gevonden("informatieobjecttypen", zaaktype=van) == documenten
    for van in ("Aanvraag", adres(versies["document"][0])):
        assert gevonden("besluittypen", informatieobjecttypen=van) == besluiten
    assert gevonden("besluittypen", zaaktypen="ONBEKEND") == set()


ONDERDELEN = {
    "statustypen": StatusTypeFactory,
    "resultaattypen": ResultaatTypeFactory,
    "eigenschappen": EigenschapFactory,
    "zaakobjecttypen": ZaakObjectTypeFactory,
    "zaaktype-informatieobjecttypen": ZaakTypeInformatieObjectTypeFactory,
}


@pytest.mark.parametrize("lijst", ["zaaktypen", "besluittypen", "informatieobjecttypen"])
def test_status_van_een_type_kiest_concept_definitief_of_alles(lijst, beheerder):
    maak = {
        "zaaktypen": ZaakTypeFactory,
        "besluittypen": BesluitTypeFactory,
        "informatieobjecttypen": InformatieObjectTypeFactory,
    }[lijst]
    _assert_status(beheerder, lijst, maak(), maak(concept=True))


@pytest.mark.parametrize("lijst", ONDERDELEN)
def test_status_van_een_onderdeel_is_die_van_het_zaaktype(lijst, beheerder):
    _assert_status(beheerder, lijst, ONDERDELEN[lijst](), ONDERDELEN[lijst](zaaktype__concept=True))


def _assert_status(api, lijst, definitief, concept):
    def gevonden(**filters):
        return {rij["url"] for rij in api.get(lijst, **filters).resultaten}

    assert gevonden() == gevonden(status="definitief") == {adres(definitief)}
    assert gevonden(status="concept") == {adres(concept)}
    assert gevonden(status="alles") == {adres(definitief), adres(concept)}
    assert api.get(lijst, status="anders", geldig=False).status == 400


@pytest.mark.parametrize("lijst", ["statustypen", "resultaattypen", "eigenschappen", "zaakobjecttypen"])
def test_datum_van_een_onderdeel_is_die_van_het_zaaktype(lijst, beheerder):
    oud, nieuw = (
        ONDERDELEN[lijst](**{f"zaaktype__{veld}": dag for veld, dag in periode.items()})
        for periode in (OUD, NIEUW)
    )

    for dag, verwachte in ((VOOR, oud), ("2025-12-31", oud), (NA, nieuw)):
        (rij,) = beheerder.get(lijst, datumGeldigheid=dag).resultaten
        assert rij["url"] == adres(verwachte)
    identificatie = beheerder.get(lijst, zaaktypeIdentificatie=oud.zaaktype.identificatie)
    assert [rij["url"] for rij in identificatie.resultaten] == [adres(oud)]


def test_filters_van_zaakobjecttypen(beheerder, catalogus):
    gewoon = ZaakObjectTypeFactory(**{f"zaaktype__{veld}": dag for veld, dag in OUD.items()})
    ander = ZaakObjectTypeFactory(
        zaaktype__catalogus=catalogus,
        ander_objecttype=True,
        objecttype="https://elders.voorbeeld.nl/boom",
        relatie_omschrijving="raakt",
    )
    for filters, verwachte in (
        ({"anderObjecttype": "true"}, ander),
        ({"anderObjecttype": "false"}, gewoon),
        ({"catalogus": adres(catalogus)}, ander),
        ({"objecttype": "https://elders.voorbeeld.nl/boom"}, ander),
        ({"relatieOmschrijving": "raakt"}, ander),
        ({"zaaktype": adres(gewoon.zaaktype)}, gewoon),
        ({"datumEindeGeldigheid": "2025-12-31"}, gewoon),
    ):
        (rij,) = beheerder.get("zaakobjecttypen", **filters).resultaten
        assert rij["url"] == adres(verwachte), filters
    assert len(beheerder.get("zaakobjecttypen", datumBeginGeldigheid="2020-01-01").resultaten) == 2


# -- expand --------------------------------------------------------------------------------------
DIEP = [
    ("zaaktypen", "besluittypen.informatieobjecttypen.zaaktypen.statustypen"),
    ("zaaktypen", "deelzaaktypen.catalogus,informatieobjecttypen.besluittypen.resultaattypen"),
    ("zaaktypen", "gerelateerdeZaaktypen.catalogus.zaaktypen"),
    ("statustypen", "zaaktype.besluittypen.informatieobjecttypen"),
    ("resultaattypen", "besluittypen.zaaktypen.zaakobjecttypen"),
    ("roltypen", "zaaktype.eigenschappen.statustype"),
    ("eigenschappen", "statustype.zaaktype.roltypen"),
    ("zaaktype-informatieobjecttypen", "informatieobjecttype.zaaktypen.eigenschappen"),
    ("zaakobjecttypen", "zaaktype.informatieobjecttypen.besluittypen"),
    ("informatieobjecttypen", "zaaktypen.resultaattypen.besluittypen"),
    ("besluittypen", "resultaattypen.zaaktype.statustypen"),
    ("catalogussen", "zaaktypen.besluittypen.informatieobjecttypen"),
]


@pytest.fixture
def volledig(zaaktype):
    """The zaaktype with at least one of every part."""
    status = StatusTypeFactory(zaaktype=zaaktype)
    EigenschapFactory(zaaktype=zaaktype, statustype=status)
    ZaakObjectTypeFactory(zaaktype=zaaktype)
    zaaktype.roltypen.create(omschrijving="Aanvrager", omschrijving_generiek="initiator")
    return zaaktype


@pytest.mark.parametrize(("lijst", "paden"), DIEP)
def test_uitklappen_gaat_tot_elke_diepte(lijst, paden, beheerder, volledig):
    ends = 0
    for rij in beheerder.get(lijst, expand=paden).resultaten:
        own = beheerder.lees(rij["url"], expand=paden)
        assert own == rij
        for pad in paden.split(","):
            ends += len(_aan_het_eind(rij, pad.split(".")))

    assert ends, "niets gevonden aan het eind van de paden"


def _aan_het_eind(data, stappen):
    if not stappen:
        return [data]
    inner = data["_expand"][stappen[0]]
    rows = inner if isinstance(inner, list) else [inner] if inner else []
    return [end for row in rows for end in _aan_het_eind(row, stappen[1:])]


def test_onbekende_stap_in_de_diepte_is_niet_gevonden(beheerder, volledig):
    answer = beheerder.get(volledig, expand="besluittypen.informatieobjecttypen.onbekend")

    assert answer.status == 404


def test_conceptversies_blijven_per_adres_te_lezen(beheerder):
    for maak in (ZaakTypeFactory, BesluitTypeFactory, InformatieObjectTypeFactory):
        assert beheerder.get(cast.adres(maak(concept=True))).status == 200
