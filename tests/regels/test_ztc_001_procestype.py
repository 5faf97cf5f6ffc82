import copy

import pytest

from catalogi.models import ZaakType
from catalogi.regels.selectielijst import procestype_komt_uit_de_selectielijst
from tests import wereld
from tests.factories import ZaakTypeFactory
from tests.regels.los import codes, wijziging
from tests.selectielijst.feiten import ONBEKEND, OPENBAAR, VERZOEKEN, procestype, resultaat

pytestmark = pytest.mark.django_db
VELD = "selectielijstProcestype"


def met(url, old=None):
    return wijziging(ZaakType(selectielijst_procestype=url), "update" if old else "create", old)


@pytest.mark.parametrize("url", ["", f"{OPENBAAR}/procestypen/{VERZOEKEN}"])
def test_leeg_of_een_procestype_is_goed(url):
    assert procestype_komt_uit_de_selectielijst(met(url)) is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (f"{OPENBAAR}/procestypen/{ONBEKEND}", "bad-url"),
        (f"https://elders.voorbeeld.nl/procestypen/{VERZOEKEN}", "bad-url"),
        (f"{OPENBAAR}/resultaten/{VERZOEKEN}", "invalid-resource"),
    ],
)
def test_iets_anders_dan_een_procestype_is_fout(url, code):
    assert codes(procestype_komt_uit_de_selectielijst(met(url))) == [(VELD, code)]


def test_wat_er_al_stond_mag_blijven():
    c = met(f"{OPENBAAR}/procestypen/{ONBEKEND}")
    c.old = copy.copy(c.new)

    assert procestype_komt_uit_de_selectielijst(c) is None


@pytest.mark.parametrize("url", [f"{OPENBAAR}/procestypen/{VERZOEKEN}", procestype()])
def test_procestype_blijft_zoals_het_gegeven_is(beheerder, url):
    zaaktype = beheerder.maak("zaaktypen", wereld.vol("catalogi.ZaakType") | {VELD: url})

    assert beheerder.lees(zaaktype)[VELD] == url


@pytest.mark.parametrize(
    ("url", "code"), [(resultaat(), "invalid-resource"), ("https://elders.voorbeeld.nl/1", "bad-url")]
)
def test_een_verkeerd_procestype_wordt_geweigerd(beheerder, url, code):
    body = wereld.vol("catalogi.ZaakType") | {VELD: url}
    zaaktype = ZaakTypeFactory(concept=True)

    assert beheerder.post("zaaktypen", body).codes == [(VELD, code)]
    assert beheerder.patch(zaaktype, {VELD: url}).codes == [(VELD, code)]
