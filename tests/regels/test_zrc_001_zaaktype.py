from tests import cast
from tests.factories import ZaakFactory, ZaakTypeFactory
from tests.regels.los import codes, wijziging, zaak, zaaktype
from zaken.regels.verwijzingen import zaaktype_is_gepubliceerd


def test_concept_kan_geen_zaak_krijgen():
    c = wijziging(zaak(zaaktype=zaaktype(concept=True)))

    assert codes(zaaktype_is_gepubliceerd(c)) == [("zaaktype", "not-published")]


def test_zaak_houdt_het_type_dat_zij_heeft():
    concept = zaaktype(concept=True)
    c = wijziging(zaak(zaaktype=concept), "update", old=zaak(zaaktype=concept))

    assert zaaktype_is_gepubliceerd(c) is None


def test_zaak_met_concept_wordt_geweigerd(beheerder, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)

    assert beheerder.post("zaken", cast.zaak(concept)).codes == [("zaaktype", "not-published")]


def test_zaak_met_onbekend_zaaktype_wordt_geweigerd(beheerder, melding):
    onbekend = f"{cast.adres(melding)[:-12]}000000000000"

    assert beheerder.post("zaken", cast.zaak(onbekend)).codes == [("zaaktype", "bad-url")]


def test_zaak_met_iets_anders_dan_een_zaaktype_wordt_geweigerd(beheerder, melding):
    assert beheerder.post("zaken", cast.zaak(melding.catalogus)).codes == [("zaaktype", "invalid-resource")]


def test_zaak_mag_van_zaaktype_veranderen(beheerder, melding, vergunning):
    bestaand = ZaakFactory(zaaktype=melding)

    answer = beheerder.patch(bestaand, {"zaaktype": cast.adres(vergunning)})

    assert answer.data["zaaktype"] == cast.adres(vergunning)
