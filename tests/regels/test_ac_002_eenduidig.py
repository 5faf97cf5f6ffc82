import pytest

from mijnzaken.autorisaties.models import Applicatie, Autorisatie
from mijnzaken.autorisaties.regels.applicaties import autorisaties_zijn_eenduidig
from tests.factories import AutorisatieFactory
from tests.regels.los import codes, wijziging

DUBBEL = [("nonFieldErrors", "ambiguous-authorizations-specified")]
LEEG = [("nonFieldErrors", "missing-authorizations")]


@pytest.mark.parametrize(
    ("alles", "rijen", "fout"), [(True, 0, []), (False, 1, []), (True, 1, DUBBEL), (False, 0, LEEG)]
)
def test_applicatie_heeft_alles_of_een_lijst(alles, rijen, fout):
    c = wijziging(Applicatie(heeft_alle_autorisaties=alles))
    c.children["autorisaties"] = [Autorisatie()] * rijen

    assert codes(autorisaties_zijn_eenduidig(c)) == fout


@pytest.mark.django_db
def test_wijziging_zonder_autorisaties_kijkt_naar_wat_er_staat():
    eigen = AutorisatieFactory().applicatie
    c = wijziging(Applicatie(heeft_alle_autorisaties=True), "partial_update", old=eigen)

    assert codes(autorisaties_zijn_eenduidig(c)) == DUBBEL


def test_applicatie_zonder_rechten_wordt_geweigerd(beheerder):
    body = {"clientIds": ["a"], "label": "A"}

    assert beheerder.post("applicaties", body).codes == LEEG


def test_alle_rechten_naast_een_lijst_wordt_geweigerd(beheerder):
    autorisaties = [{"component": "ztc", "scopes": ["catalogi.lezen"]}]
    body = {"clientIds": ["a"], "label": "A", "heeftAlleAutorisaties": True, "autorisaties": autorisaties}

    assert beheerder.post("applicaties", body).codes == DUBBEL
