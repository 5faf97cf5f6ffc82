import pytest
from django.conf import settings

from catalogi.selectielijst.models import Resultaat
from tests.selectielijst.feiten import (
    BLIJVEND,
    INGEWILLIGD,
    MET_BESTAANSDUUR,
    ONBEKEND,
    ONDERHOUD,
    OPENBAAR,
    VERZOEKEN,
    omschrijving,
    procestype,
    resultaat,
)

pytestmark = pytest.mark.django_db
BASIS = "/selectielijst/api/v1"


@pytest.fixture
def haal(client):
    """GET without any token; the answer must be JSON."""

    def haal(pad, **query):
        antwoord = client.get(pad.removeprefix(settings.BASE_URL), query)
        assert antwoord.headers["API-version"] == "0.6.0"
        fout = antwoord.status_code >= 400
        assert antwoord.headers["Content-Type"] == (
            "application/problem+json" if fout else "application/json"
        )
        return antwoord

    return haal


def test_een_procestype(haal):
    assert haal(procestype()).json() == {
        "url": f"{settings.BASE_URL}{BASIS}/procestypen/{VERZOEKEN}",
        "nummer": 6,
        "jaar": 2020,
        "naam": "Verzoeken behandelen",
        "omschrijving": "",
        "toelichting": "",
        "procesobject": "",
    }


def test_een_resultaat(haal):
    assert haal(resultaat(MET_BESTAANSDUUR)).json() == {
        "url": resultaat(MET_BESTAANSDUUR),
        "procesType": procestype(ONDERHOUD),
        "nummer": 1,
        "volledigNummer": "15.1.1",
        "generiek": False,
        "specifiek": True,
        "naam": "Uitgevoerd",
        "herkomst": "",
        "waardering": "vernietigen",
        "procestermijn": "ingeschatte_bestaansduur_procesobject",
        "procestermijnWeergave": "Ingeschatte bestaansduur procesobject",
        "bewaartermijn": "P5Y",
    }


def test_een_resultaat_zonder_termijnen(haal):
    antwoord = haal(resultaat(BLIJVEND)).json()

    assert (antwoord["procestermijn"], antwoord["procestermijnWeergave"], antwoord["bewaartermijn"]) == (
        "",
        "",
        None,
    )


def test_een_resultaattypeomschrijving(haal):
    assert haal(omschrijving()).json() == {
        "url": omschrijving(),
        "omschrijving": "Toegekend",
        "definitie": "",
    }


def test_procestypen_van_een_jaar(haal):
    procestypen = haal(f"{BASIS}/procestypen", jaar=2020).json()

    assert [p["nummer"] for p in procestypen] == list(range(1, 30))
    assert {p["jaar"] for p in procestypen} == {2020}


def test_resultaten_komen_per_bladzijde(haal):
    eerste = haal(f"{BASIS}/resultaten").json()
    tweede = haal(eerste["next"].partition("?")[0], page=2).json()

    assert (eerste["count"], len(eerste["results"]), eerste["previous"]) == (346, 100, None)
    assert eerste["next"] == f"{settings.BASE_URL}{BASIS}/resultaten?page=2"
    assert eerste["results"][-1]["url"] != tweede["results"][0]["url"]
    assert haal(f"{BASIS}/resultaten", pageSize=500).json()["next"] is None


@pytest.mark.parametrize("naam", ["procesType", "proces_type"])
@pytest.mark.parametrize("basis", [OPENBAAR, f"{settings.BASE_URL}{BASIS}"])
def test_resultaten_van_een_procestype(haal, naam, basis):
    antwoord = haal(f"{BASIS}/resultaten", **{naam: f"{basis}/procestypen/{VERZOEKEN}"}).json()

    assert antwoord["count"] == Resultaat.objects.filter(procestype=VERZOEKEN).count() > 0
    assert resultaat(INGEWILLIGD) in [r["url"] for r in antwoord["results"]]
    assert {r["procesType"] for r in antwoord["results"]} == {procestype()}


def test_een_procestype_dat_niet_bestaat_heeft_geen_resultaten(haal):
    assert haal(f"{BASIS}/resultaten", procesType=procestype(ONBEKEND)).json()["count"] == 0


@pytest.mark.parametrize(
    "pad",
    [
        BASIS + "/",
        f"{BASIS}/communicatiekanalen",
        f"{BASIS}/procestypen/",
        f"{BASIS}/procestypen/1",
        f"{BASIS}/procestypen/{ONBEKEND}",
        f"{BASIS}/procestypen/{VERZOEKEN}/",
        f"{BASIS}/procestypen/{VERZOEKEN}/resultaten",
        f"{BASIS}/resultaten/{VERZOEKEN}",
        f"{BASIS}/resultaten?page=5",
        f"{BASIS}/resultaten?page=0",
        f"{BASIS}/resultaten?page=999999999",
    ],
)
def test_wat_er_niet_is(haal, pad):
    assert (haal(pad).status_code, haal(pad).json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("pad", "naam", "code"),
    [
        ("procestypen?jaar=twee", "jaar", "invalid"),
        ("procestypen?jaar=²", "jaar", "invalid"),
        ("procestypen?jaar=" + "9" * 20, "jaar", "invalid"),
        ("procestypen?jaar=", "jaar", "invalid"),
        ("procestypen?page=1", "nonFieldErrors", "unknown-parameters"),
        ("resultaten?page=-1", "page", "invalid"),
        ("resultaten?pageSize=501", "pageSize", "invalid"),
        ("resultaten?procesType=1", "procesType", "invalid"),
        (f"resultaten?procesType={OPENBAAR}/resultaten/{INGEWILLIGD}", "procesType", "invalid"),
        (
            f"resultaten?procesType=https://elders.voorbeeld.nl/procestypen/{VERZOEKEN}",
            "procesType",
            "invalid",
        ),
        ("resultaten?procesType=%00", "procesType", "invalid"),
    ],
)
def test_parameters_die_niet_kunnen(haal, pad, naam, code):
    antwoord = haal(f"{BASIS}/{pad}")

    assert antwoord.status_code == 400
    assert [(fout["name"], fout["code"]) for fout in antwoord.json()["invalidParams"]] == [(naam, code)]


def test_een_jaar_buiten_de_kolom_vindt_niets(haal):
    assert haal(f"{BASIS}/procestypen", jaar=999999999).json() == []


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE"])
def test_de_lijst_is_alleen_te_lezen(client, methode):
    antwoord = client.generic(methode, f"{BASIS}/procestypen")

    assert (antwoord.status_code, antwoord.headers["Allow"]) == (405, "GET, HEAD")


def test_head_geeft_de_koppen_zonder_inhoud(client):
    antwoord = client.head(f"{BASIS}/procestypen/{VERZOEKEN}")

    assert (antwoord.status_code, antwoord.content) == (200, b"")
    assert int(antwoord.headers["Content-Length"]) == len(
        client.get(f"{BASIS}/procestypen/{VERZOEKEN}").content
    )


def test_hoofdletters_in_een_uuid_maken_niet_uit(haal):
    assert haal(f"{BASIS}/procestypen/{VERZOEKEN.upper()}").json()["nummer"] == 6


def test_het_aantal_queries_hangt_niet_af_van_de_bladzijde(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(f"{BASIS}/resultaten?pageSize=1")
    with django_assert_num_queries(2):
        client.get(f"{BASIS}/resultaten?pageSize=500")
