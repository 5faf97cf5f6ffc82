import pytest

from catalogi.models import Eigenschap
from catalogi.regels.eigenschappen import datumformaat_bepaalt_lengte
from tests import wereld
from tests.factories import EigenschapFactory
from tests.regels.los import codes, wijziging, zaaktype

FOUT = [("specificatie.lengte", "invalid")]


def specificatie(formaat, lengte):
    return {"groep": "", "formaat": formaat, "lengte": lengte, "kardinaliteit": "1", "waardenverzameling": []}


@pytest.mark.parametrize(
    ("formaat", "lengte", "fout"),
    [
        ("datum", "8", []),
        ("datum", "10", FOUT),
        ("datum", "14", FOUT),
        ("datum_tijd", "14", []),
        ("datum_tijd", "8", FOUT),
        ("tekst", "8", []),
        ("tekst", "255", []),
        ("getal", "4", []),
    ],
)
def test_lengte_volgt_uit_het_datumformaat(formaat, lengte, fout):
    eigenschap = Eigenschap(zaaktype=zaaktype(), specificatie=specificatie(formaat, lengte))

    assert codes(datumformaat_bepaalt_lengte(wijziging(eigenschap))) == fout


def test_datum_met_een_andere_lengte_wordt_geweigerd(beheerder):
    body = wereld.vol("catalogi.Eigenschap")

    fout = beheerder.post("eigenschappen", body | {"specificatie": specificatie("datum", "10")})
    goed = beheerder.post("eigenschappen", body | {"specificatie": specificatie("datum", "8")})

    assert fout.codes == FOUT
    assert goed.data["specificatie"] == specificatie("datum", "8")


def test_formaat_wijzigen_zonder_de_lengte_wordt_geweigerd(beheerder):
    eigenschap = EigenschapFactory(zaaktype__concept=True)

    assert beheerder.patch(eigenschap, {"specificatie": specificatie("datum_tijd", "40")}).codes == FOUT
    goed = beheerder.patch(eigenschap, {"specificatie": specificatie("datum_tijd", "14")})
    assert goed.data["specificatie"]["lengte"] == "14"
