from catalogi.regels.lezen import lezen_van_zaken_of_documenten_omvat_catalogi
from mijnzaken.zgw.access import sufficient
from tests import cast


def test_lezen_van_zaken_of_documenten_telt_als_lezen_van_catalogi():
    scope, ook = lezen_van_zaken_of_documenten_omvat_catalogi()

    assert sufficient([scope]) == {scope, *ook} == {"catalogi.lezen", "zaken.lezen", "documenten.lezen"}


def test_wie_zaken_leest_leest_ook_hun_typen(lezer, melding):
    for soort in (melding, melding.catalogus, cast.statustype(melding), cast.roltype(melding)):
        assert lezer.get(soort).status == 200


def test_wie_alleen_zaken_aanmaakt_leest_geen_typen(melding):
    schrijver = cast.maak_applicatie("schrijver", ("zrc", "zaken.aanmaken", melding, "zeer_geheim"))

    assert schrijver.get("statustypen").status == 403
