import pytest

from catalogi.demo import GENERIEK, RESULTAATTYPEN, SELECTIELIJST, ZAAKTYPEN
from catalogi.genereren import PROCESTYPE
from catalogi.genereren import RESULTAATTYPEN as GEGENEREERD
from catalogi.selectielijst.adressen import adres, opgezocht, sleutel, verwijzing
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving
from tests.selectielijst.feiten import ONBEKEND, OPENBAAR, VERZOEKEN, procestype, resultaat

pytestmark = pytest.mark.django_db
BEKEND = [
    OPENBAAR,
    "http://selectielijst.openzaak.nl/api/v1",
    "https://referentielijsten-api.vng.cloud/api/v1",
    "https://referentielijsten-api.test.vng.cloud/api/v1",
    "https://ref.tst.vng.cloud/referentielijsten/api/v1",
]


@pytest.mark.parametrize("basis", BEKEND)
def test_elk_bekend_adres_betekent_hetzelfde_object(basis):
    gevonden = opgezocht(Procestype, f"{basis}/procestypen/{VERZOEKEN}")

    assert gevonden is not None
    assert adres(gevonden) == procestype()


def test_het_eigen_adres_leidt_terug_naar_het_object():
    assert str(opgezocht(Procestype, procestype())) == "6 Verzoeken behandelen (2020)"


@pytest.mark.parametrize(
    "url",
    [
        f"https://elders.voorbeeld.nl/api/v1/procestypen/{VERZOEKEN}",
        f"https://selectielijst.openzaak.nl.voorbeeld.nl/api/v1/procestypen/{VERZOEKEN}",
        f"ftp://selectielijst.openzaak.nl/api/v1/procestypen/{VERZOEKEN}",
        f"selectielijst.openzaak.nl/api/v1/procestypen/{VERZOEKEN}",
        "urn:uuid:" + VERZOEKEN,
        "",
    ],
)
def test_een_ander_adres_hoort_bij_geen_lijst(url):
    assert sleutel(url) is None
    assert verwijzing("veld", Procestype, url).code == "bad-url"


@pytest.mark.parametrize(
    "rest",
    [f"procestypen/{ONBEKEND}", "procestypen/1", "procestypen/", "procestypen", f"procestypen/{VERZOEKEN}/"],
)
def test_wat_niet_in_de_lijst_staat_bestaat_niet(rest):
    assert opgezocht(Procestype, f"{OPENBAAR}/{rest}") is None
    assert verwijzing("veld", Procestype, f"{OPENBAAR}/{rest}").code == "bad-url"


def test_een_ander_soort_object_is_de_verkeerde_resource():
    assert verwijzing("veld", Procestype, resultaat()).code == "invalid-resource"
    assert verwijzing("veld", Procestype, f"{OPENBAAR}/").code == "invalid-resource"


def test_de_voorbeelden_van_het_project_staan_in_de_lijst():
    klassen = [rij[2] for rijen in RESULTAATTYPEN.values() for rij in rijen] + [rij[2] for rij in GEGENEREERD]
    procestypen = [z["selectielijst_procestype"] for z in ZAAKTYPEN.values()]

    assert all(opgezocht(Resultaat, f"{SELECTIELIJST}/resultaten/{key}") for key in klassen)
    assert all(
        opgezocht(
            ResultaattypeOmschrijving, f"{SELECTIELIJST}/resultaattypeomschrijvingen/{key}"
        ).omschrijving
        == naam
        for naam, key in GENERIEK.items()
    )
    assert all(
        opgezocht(Procestype, url) for url in [*procestypen, f"{SELECTIELIJST}/procestypen/{PROCESTYPE}"]
    )
