"""Norms in the text of the OpenAPI document of the Catalogi API that have no number."""

from datetime import date

from catalogi.regels.concept import publiceren_maakt_definitief
from catalogi.regels.geldigheid import einde_ligt_niet_voor_begin
from tests import cast
from tests.factories import ZaakFactory, ZaakTypeFactory
from tests.regels.los import codes, wijziging, zaaktype


def test_gepubliceerd_zaaktype_is_geen_concept_meer():
    c = wijziging(zaaktype(concept=True), "publish")

    publiceren_maakt_definitief(c)

    assert c.new.concept is False


def test_geldigheid_eindigt_niet_voor_zij_begint():
    begin = date(2026, 1, 1)
    goed = wijziging(zaaktype(begin_geldigheid=begin, einde_geldigheid=begin))
    fout = wijziging(zaaktype(begin_geldigheid=begin, einde_geldigheid=date(2025, 12, 31)))

    assert einde_ligt_niet_voor_begin(goed) is None
    assert codes(einde_ligt_niet_voor_begin(fout)) == [("eindeGeldigheid", "date-mismatch")]


def test_publiceren_maakt_een_zaaktype_bruikbaar(beheerder, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)

    beheerder.post(f"{cast.adres(concept)}/publish")

    assert beheerder.post("zaken", cast.zaak(concept)).status == 201


def test_einde_voor_begin_wordt_geweigerd(beheerder, melding):
    answer = beheerder.patch(melding, {"eindeGeldigheid": "2019-12-31"})

    assert answer.codes == [("eindeGeldigheid", "date-mismatch")]


def test_zaaktype_met_zaken_blijft(beheerder, melding):
    ZaakFactory(zaaktype=melding)

    assert beheerder.delete(melding).codes == [("nonFieldErrors", "pending-relations")]
