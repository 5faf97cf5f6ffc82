import pytest

from catalogi.selectielijst.keuzes import omschrijving_keuzes, procestype_keuzes, resultaat_keuzes
from tests.selectielijst.feiten import (
    BLIJVEND,
    INGEWILLIGD,
    MET_BESTAANSDUUR,
    ONDERHOUD,
    OPENBAAR,
    VERZOEKEN,
    omschrijving,
    procestype,
    resultaat,
)

pytestmark = pytest.mark.django_db


def test_procestypen_van_een_jaar():
    keuzes = procestype_keuzes(2020)

    assert len(keuzes) == 29
    assert (procestype(), "6 Verzoeken behandelen (2020)") in keuzes


def test_procestypen_van_alle_jaren_beginnen_met_het_nieuwste():
    labels = [label for _url, label in procestype_keuzes()]

    assert (labels[0], labels[-1]) == (
        "1 Instellen en inrichten organisatie (2020)",
        "29 Aangifte doen (2017)",
    )


def test_resultaten_van_een_procestype_zeggen_wat_zij_betekenen():
    keuzes = dict(resultaat_keuzes(f"{OPENBAAR}/procestypen/{ONDERHOUD}"))

    assert keuzes[resultaat(BLIJVEND)] == "15.1.2 Uitgevoerd – blijvend bewaren"
    assert keuzes[resultaat(MET_BESTAANSDUUR)] == (
        "15.1.1 Uitgevoerd – vernietigen na 5 jaar; procestermijn ingeschatte bestaansduur procesobject"
    )
    assert resultaat(INGEWILLIGD) not in keuzes


@pytest.mark.parametrize(
    "url", ["", "https://elders.voorbeeld.nl/1", OPENBAAR + "/resultaten/" + INGEWILLIGD]
)
def test_zonder_procestype_is_er_niets_te_kiezen(url):
    assert resultaat_keuzes(url) == []


def test_de_huidige_url_neemt_de_plaats_in_van_haar_object():
    huidig = f"{OPENBAAR}/procestypen/{VERZOEKEN}"
    urls = [url for url, _label in procestype_keuzes(2020, huidig)]

    assert urls[5] == huidig
    assert procestype() not in urls
    assert len(urls) == 29


def test_een_huidige_url_van_buiten_de_lijst_blijft_te_kiezen():
    assert omschrijving_keuzes("https://elders.voorbeeld.nl/1")[-1] == ("https://elders.voorbeeld.nl/1",) * 2
    assert omschrijving_keuzes()[-1] == (omschrijving(), "Toegekend")
