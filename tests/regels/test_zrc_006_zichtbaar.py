from mijnzaken.zgw.access import NOTHING, Autorisatie, Bekend, Toegang
from mijnzaken.zgw.resource import registry
from tests import cast
from tests.factories import ZaakFactory

LEZEN = ["zaken.lezen"]


def toegang(**velden):
    return Toegang(Bekend("client", "geheim", **velden))


def test_zonder_autorisaties_is_niets_zichtbaar():
    assert toegang().zichtbaar(registry["zaken.Zaak"], LEZEN) == NOTHING


def test_met_alle_autorisaties_is_alles_zichtbaar():
    assert toegang(alles=True).zichtbaar(registry["zaken.Zaak"], LEZEN) is None


def test_een_autorisatie_telt_alleen_voor_haar_scopes():
    rechten = (Autorisatie("zrc", frozenset({"zaken.aanmaken"}), "type", 8),)

    assert toegang(autorisaties=rechten).zichtbaar(registry["zaken.Zaak"], LEZEN) == NOTHING


def test_lijst_toont_alleen_zaken_van_het_eigen_type_en_niveau(lezer, melding, vergunning):
    eigen = ZaakFactory(zaaktype=melding)
    ZaakFactory(zaaktype=melding, geheim=True)
    ZaakFactory(zaaktype=vergunning)

    answer = lezer.get("zaken")

    assert [zaak["url"] for zaak in answer.resultaten] == [cast.adres(eigen)]
    assert answer.data["count"] == 1


def test_zaak_van_een_ander_type_wordt_geweigerd(lezer, vergunning):
    answer = lezer.get(ZaakFactory(zaaktype=vergunning))

    assert (answer.status, answer.data["code"]) == (403, "permission_denied")
