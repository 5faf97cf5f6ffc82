import copy

import pytest

from catalogi.regels.selectielijst import (
    archivering_volgt_uit_selectielijst,
    omschrijving_generiek_volgt_uit_selectielijst,
    resultaattypeomschrijving_bestaat,
    selectielijstklasse_hoort_bij_procestype,
)
from tests import wereld
from tests.api import adres
from tests.factories import ResultaatTypeFactory, ZaakTypeFactory
from tests.regels.los import codes, resultaattype, wijziging, zaaktype
from tests.selectielijst.feiten import (
    BLIJVEND,
    INGEWILLIGD,
    ONBEKEND,
    ONDERHOUD,
    OPENBAAR,
    UITGEVOERD,
    VERZOEKEN,
    omschrijving,
    procestype,
    resultaat,
)

pytestmark = pytest.mark.django_db
MISMATCH = [("nonFieldErrors", "procestype-mismatch")]


def nieuw(klasse=INGEWILLIGD, **velden):
    velden = {"zaaktype": zaaktype(selectielijst_procestype=procestype())} | velden
    return wijziging(
        resultaattype(
            selectielijstklasse=resultaat(klasse), resultaattypeomschrijving=omschrijving(), **velden
        )
    )


# -- selectielijstklasse and procestype ------------------------------------------------------
@pytest.mark.parametrize("basis", [OPENBAAR, "https://referentielijsten-api.vng.cloud/api/v1"])
def test_klasse_van_het_procestype_is_goed_ook_bij_een_ander_adres(basis):
    c = nieuw(zaaktype=zaaktype(selectielijst_procestype=f"{basis}/procestypen/{VERZOEKEN}"))

    assert selectielijstklasse_hoort_bij_procestype(c) is None


@pytest.mark.parametrize("url", ["", "https://elders.voorbeeld.nl/1", f"{OPENBAAR}/procestypen/{ONDERHOUD}"])
def test_klasse_van_een_ander_procestype_is_fout(url):
    c = nieuw(zaaktype=zaaktype(selectielijst_procestype=url))

    assert codes(selectielijstklasse_hoort_bij_procestype(c)) == MISMATCH


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (resultaat(ONBEKEND), "bad-url"),
        ("https://elders.nl/1", "bad-url"),
        (omschrijving(), "invalid-resource"),
    ],
)
def test_klasse_moet_een_resultaat_zijn(url, code):
    c = nieuw()
    c.new.selectielijstklasse = url

    assert codes(selectielijstklasse_hoort_bij_procestype(c)) == [("selectielijstklasse", code)]


@pytest.mark.parametrize(
    ("url", "code"), [(omschrijving(ONBEKEND), "bad-url"), (resultaat(), "invalid-resource"), ("", "bad-url")]
)
def test_omschrijving_moet_een_resultaattypeomschrijving_zijn(url, code):
    c = nieuw()
    c.new.resultaattypeomschrijving = url

    assert codes(resultaattypeomschrijving_bestaat(c)) == [("resultaattypeomschrijving", code)]


def test_wat_er_al_stond_mag_blijven():
    c = nieuw()
    c.new.selectielijstklasse = c.new.resultaattypeomschrijving = "https://elders.voorbeeld.nl/1"
    c.old = copy.copy(c.new)

    assert selectielijstklasse_hoort_bij_procestype(c) is resultaattypeomschrijving_bestaat(c) is None


# -- what follows ------------------------------------------------------------------------------
def test_omschrijving_generiek_is_de_tekst_van_de_omschrijving():
    c = nieuw()

    omschrijving_generiek_volgt_uit_selectielijst(c)

    assert c.new.omschrijving_generiek == "Toegekend"


def test_omschrijving_generiek_van_buiten_de_lijst_blijft():
    c = nieuw(omschrijving_generiek="Verleend")
    c.new.resultaattypeomschrijving = "https://elders.voorbeeld.nl/1"

    omschrijving_generiek_volgt_uit_selectielijst(c)

    assert c.new.omschrijving_generiek == "Verleend"


@pytest.mark.parametrize(
    ("klasse", "nominatie", "termijn"),
    [(UITGEVOERD, "vernietigen", "P5Y"), (BLIJVEND, "blijvend_bewaren", None)],
)
def test_afwezige_archivering_komt_van_de_klasse(klasse, nominatie, termijn):
    c = nieuw(klasse, archiefnominatie="", archiefactietermijn=None)

    archivering_volgt_uit_selectielijst(c)

    assert (c.new.archiefnominatie, c.new.archiefactietermijn) == (nominatie, termijn)


def test_opgegeven_archivering_blijft():
    c = nieuw(archiefnominatie="blijvend_bewaren", archiefactietermijn="P1Y")

    archivering_volgt_uit_selectielijst(c)

    assert (c.new.archiefnominatie, c.new.archiefactietermijn) == ("blijvend_bewaren", "P1Y")


@pytest.mark.parametrize(("given", "termijn"), [("toelichting", None), ("selectielijstklasse", "P5Y")])
def test_patch_van_iets_anders_vult_niet_aan(given, termijn):
    c = nieuw(archiefactietermijn=None)
    c.action, c.given = "partial_update", frozenset([given])

    archivering_volgt_uit_selectielijst(c)

    assert c.new.archiefactietermijn == termijn


# -- through HTTP --------------------------------------------------------------------------------
@pytest.fixture
def verzoek():
    """A concept whose procestype is that of INGEWILLIGD."""
    return ZaakTypeFactory(concept=True, selectielijst_procestype=f"{OPENBAAR}/procestypen/{VERZOEKEN}")


def body(zaaktype, **velden):
    return wereld.vol("catalogi.ResultaatType") | {
        "zaaktype": adres(zaaktype),
        "selectielijstklasse": resultaat(),
        "resultaattypeomschrijving": omschrijving(),
        "brondatumArchiefprocedure": {
            "afleidingswijze": "afgehandeld",
            "datumkenmerk": "",
            "einddatumBekend": False,
            "objecttype": "",
            "registratie": "",
            "procestermijn": None,
        },
        **velden,
    }


def test_resultaattype_volgt_de_selectielijst(beheerder, verzoek):
    zonder = body(verzoek)
    del zonder["archiefnominatie"], zonder["archiefactietermijn"]

    gemaakt = beheerder.maak("resultaattypen", zonder)

    assert gemaakt["omschrijvingGeneriek"] == "Toegekend"
    assert (gemaakt["archiefnominatie"], gemaakt["archiefactietermijn"]) == ("vernietigen", "P5Y")
    assert gemaakt["selectielijstklasse"] == resultaat()


def test_klasse_van_een_ander_procestype_wordt_geweigerd(beheerder, verzoek):
    ander = ZaakTypeFactory(concept=True, selectielijst_procestype=procestype(ONDERHOUD))

    assert beheerder.post("resultaattypen", body(ander)).codes == MISMATCH
    assert (
        beheerder.post("resultaattypen", body(verzoek, selectielijstklasse=resultaat(UITGEVOERD))).codes
        == MISMATCH
    )


def test_verwijzingen_buiten_de_selectielijst_worden_samen_gemeld(beheerder, verzoek):
    elders = "https://elders.voorbeeld.nl/1"
    kapot = body(verzoek, selectielijstklasse=elders, resultaattypeomschrijving=elders)

    assert sorted(beheerder.post("resultaattypen", kapot).codes) == [
        ("resultaattypeomschrijving", "bad-url"),
        ("selectielijstklasse", "bad-url"),
    ]


def test_een_oude_verwijzing_houdt_een_andere_wijziging_niet_tegen(beheerder, verzoek):
    oud = ResultaatTypeFactory(zaaktype=verzoek, selectielijstklasse="https://elders.voorbeeld.nl/1")

    gewijzigd = beheerder.patch(oud, {"toelichting": "Nieuw"})

    assert (gewijzigd.status, gewijzigd.data["selectielijstklasse"]) == (200, "https://elders.voorbeeld.nl/1")
