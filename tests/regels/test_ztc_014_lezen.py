import pytest

from catalogi.regels.lezen import lezen_van_zaken_of_documenten_omvat_catalogi
from mijnzaken.zgw.access import sufficient
from tests import cast
from tests.factories import (
    BesluitTypeFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    ZaakObjectTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
)

LIJSTEN = [
    "catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen",
    "informatieobjecttypen", "besluittypen", "zaaktype-informatieobjecttypen", "zaakobjecttypen",
]  # fmt: skip


def test_lezen_van_zaken_of_documenten_telt_als_lezen_van_catalogi():
    scope, ook = lezen_van_zaken_of_documenten_omvat_catalogi()

    assert sufficient([scope]) == {scope, *ook} == {"catalogi.lezen", "zaken.lezen", "documenten.lezen"}


@pytest.fixture
def lezers(melding):
    return [
        cast.maak_applicatie("zaaklezer", ("zrc", "zaken.lezen", melding, "openbaar")),
        cast.maak_applicatie("documentlezer", ("drc", "documenten.lezen")),
        cast.maak_applicatie("cataloguslezer", ("ztc", "catalogi.lezen")),
    ]


def test_wie_zaken_of_documenten_leest_leest_ook_hun_typen(lezers, melding):
    typen = [melding, melding.catalogus, cast.statustype(melding), cast.roltype(melding)]
    typen += [cast.resultaattype(melding), BesluitTypeFactory(), InformatieObjectTypeFactory()]
    onderdelen = (EigenschapFactory, ZaakTypeInformatieObjectTypeFactory, ZaakObjectTypeFactory)
    typen += [maak(zaaktype=melding) for maak in onderdelen]
    for lezer in lezers:
        for soort in typen:
            assert lezer.get(soort).status == 200
        for lijst in LIJSTEN:
            assert lezer.get(lijst).resultaten, lijst


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_wie_alleen_zaken_aanmaakt_leest_geen_typen(lijst, melding):
    schrijver = cast.maak_applicatie("schrijver", ("zrc", "zaken.aanmaken", melding, "zeer_geheim"))

    assert schrijver.get(lijst).status == 403
