from tests import cast
from tests.regels.los import codes, wijziging, zaak, zaaktype
from zaken.regels.verwijzingen import producten_horen_bij_zaaktype

PRODUCT = "https://producten.voorbeeld.nl/vergunning"
ANDER = "https://producten.voorbeeld.nl/anders"
FOUT = [("productenOfDiensten", "invalid-products-services")]


def test_product_van_het_zaaktype_is_goed():
    soort = zaaktype(producten_of_diensten=[PRODUCT, ANDER])

    c = wijziging(zaak(zaaktype=soort, producten_of_diensten=[PRODUCT]))

    assert producten_horen_bij_zaaktype(c) is None


def test_ander_product_is_fout():
    c = wijziging(zaak(zaaktype=zaaktype(producten_of_diensten=[PRODUCT]), producten_of_diensten=[ANDER]))

    assert codes(producten_horen_bij_zaaktype(c)) == FOUT


def test_zaak_met_ander_product_wordt_geweigerd(beheerder, vergunning):
    goed = beheerder.post("zaken", cast.zaak(vergunning, productenOfDiensten=[PRODUCT]))
    fout = beheerder.post("zaken", cast.zaak(vergunning, productenOfDiensten=[ANDER]))

    assert goed.status == 201
    assert fout.codes == FOUT
