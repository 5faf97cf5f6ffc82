from datetime import date

import pytest

from catalogi.models import BesluitType, InformatieObjectType, ZaakType
from catalogi.regels.geldigheid import SLEUTELS, versies_overlappen_niet
from tests import cast
from tests.factories import BesluitTypeFactory, InformatieObjectTypeFactory, ZaakTypeFactory
from tests.regels.los import codes, wijziging

OVERLAP = [("beginGeldigheid", "overlap")]
MAKERS = {
    ZaakType: ZaakTypeFactory,
    BesluitType: BesluitTypeFactory,
    InformatieObjectType: InformatieObjectTypeFactory,
}
SOORTEN = pytest.mark.parametrize("soort", MAKERS)


def versie(oud, begin, einde=None, *, concept=True, **velden):
    """Another version of the same name."""
    naam = SLEUTELS[type(oud)]
    zelfde = {"catalogus": oud.catalogus, naam: getattr(oud, naam)} | velden
    return MAKERS[type(oud)](begin_geldigheid=begin, einde_geldigheid=einde, concept=concept, **zelfde)


@SOORTEN
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("einde", "begin", "fout"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), []),
        (date(2026, 1, 1), date(2026, 1, 1), OVERLAP),
        (None, date(2026, 1, 1), OVERLAP),
    ],
)
def test_beide_dagen_van_de_geldigheid_tellen_mee(soort, einde, begin, fout):
    oud = MAKERS[soort](einde_geldigheid=einde)

    assert codes(versies_overlappen_niet(wijziging(versie(oud, begin), "publish"))) == fout


@pytest.mark.django_db
def test_reden_noemt_beide_versies():
    oud = ZaakTypeFactory()
    nieuw = versie(oud, date(2026, 1, 1))

    fout = versies_overlappen_niet(wijziging(nieuw, "publish"))

    assert str(oud.pk) in fout.reason
    assert str(nieuw.pk) in fout.reason


@SOORTEN
@pytest.mark.django_db
def test_concept_mag_overlappen(soort):
    nieuw = versie(MAKERS[soort](), date(2026, 1, 1))

    assert versies_overlappen_niet(wijziging(nieuw, "update", given="omschrijving")) is None


@SOORTEN
@pytest.mark.django_db
def test_andere_catalogus_of_naam_kent_eigen_versies(soort):
    oud = MAKERS[soort]()
    elders = versie(oud, oud.begin_geldigheid, catalogus=cast.maak_catalogus())

    for nieuw in (elders, MAKERS[soort](catalogus=oud.catalogus, concept=True)):
        assert versies_overlappen_niet(wijziging(nieuw, "publish")) is None


@SOORTEN
def test_publiceren_van_overlappende_versie_wordt_geweigerd(soort, beheerder):
    nieuw = versie(MAKERS[soort](), date(2026, 1, 1))

    assert beheerder.post(f"{cast.adres(nieuw)}/publish").codes == OVERLAP
    assert beheerder.lees(nieuw)["concept"] is True


@SOORTEN
def test_publiceren_na_het_einde_van_de_vorige_versie(soort, beheerder):
    oud = MAKERS[soort]()
    nieuw = versie(oud, date(2026, 1, 1))
    beheerder.patch(oud, {"eindeGeldigheid": "2025-12-31"})

    assert beheerder.post(f"{cast.adres(nieuw)}/publish").data["concept"] is False


@SOORTEN
def test_einde_verschuiven_over_de_volgende_versie_wordt_geweigerd(soort, beheerder):
    oud = MAKERS[soort](einde_geldigheid=date(2025, 12, 31))
    versie(oud, date(2026, 1, 1), concept=False)

    assert beheerder.patch(oud, {"eindeGeldigheid": None}).codes == [("eindeGeldigheid", "overlap")]
    assert beheerder.patch(oud, {"eindeGeldigheid": "2025-06-01"}).status == 200


@SOORTEN
def test_correctie_van_het_begin_over_de_vorige_versie_wordt_geweigerd(soort, beheerder):
    oud = MAKERS[soort](einde_geldigheid=date(2025, 12, 31))
    nieuw = versie(oud, date(2026, 1, 1), concept=False)

    assert beheerder.patch(nieuw, {"beginGeldigheid": "2025-12-31"}).codes == OVERLAP
