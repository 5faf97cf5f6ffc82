from datetime import date

import pytest

from catalogi.regels.geldigheid import versies_overlappen_niet
from tests import cast
from tests.factories import ZaakTypeFactory
from tests.regels.los import codes, wijziging, zaaktype

OVERLAP = [("beginGeldigheid", "overlap")]


def versie(oud, begin, einde=None, *, concept=True):
    return ZaakTypeFactory(
        catalogus=oud.catalogus,
        identificatie=oud.identificatie,
        begin_geldigheid=begin,
        einde_geldigheid=einde,
        concept=concept,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("einde", "begin", "fout"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), []),
        (date(2026, 1, 1), date(2026, 1, 1), OVERLAP),
        (None, date(2026, 1, 1), OVERLAP),
    ],
)
def test_beide_dagen_van_de_geldigheid_tellen_mee(einde, begin, fout):
    oud = ZaakTypeFactory(einde_geldigheid=einde)

    assert codes(versies_overlappen_niet(wijziging(versie(oud, begin), "publish"))) == fout


@pytest.mark.django_db
def test_concept_mag_overlappen():
    nieuw = versie(ZaakTypeFactory(), date(2026, 1, 1))

    assert versies_overlappen_niet(wijziging(nieuw, "update", given="omschrijving")) is None


@pytest.mark.django_db
def test_andere_catalogus_kent_eigen_versies():
    nieuw = ZaakTypeFactory(identificatie=ZaakTypeFactory().identificatie, concept=True)

    assert versies_overlappen_niet(wijziging(nieuw, "publish")) is None


def test_concept_wordt_niet_vergeleken():
    assert versies_overlappen_niet(wijziging(zaaktype(concept=True), "update")) is None


def test_publiceren_van_overlappende_versie_wordt_geweigerd(beheerder, melding):
    nieuw = versie(melding, date(2026, 1, 1))

    assert beheerder.post(f"{cast.adres(nieuw)}/publish").codes == OVERLAP


def test_publiceren_na_het_einde_van_de_vorige_versie(beheerder, melding):
    nieuw = versie(melding, date(2026, 1, 1))
    beheerder.patch(melding, {"eindeGeldigheid": "2025-12-31"})

    assert beheerder.post(f"{cast.adres(nieuw)}/publish").data["concept"] is False


def test_einde_verschuiven_over_de_volgende_versie_wordt_geweigerd(beheerder, melding):
    versie(melding, date(2026, 1, 1), concept=False)
    melding.einde_geldigheid = date(2025, 12, 31)
    melding.save()

    assert beheerder.patch(melding, {"eindeGeldigheid": None}).codes == [("eindeGeldigheid", "overlap")]
