import pytest

from tests import cast
from tests.regels.los import codes, wijziging, zaak
from zaken.regels.zaakgegevens import gegevensgroep_is_leeg_of_volledig


def test_lege_groepen_zijn_goed():
    assert gegevensgroep_is_leeg_of_volledig(wijziging(zaak())) == []


def test_volledige_groepen_zijn_goed():
    verlenging = {"reden": "Onderzoek", "duur": "P1W"}
    c = wijziging(zaak(verlenging=verlenging, opschorting={"indicatie": False, "reden": ""}))

    assert gegevensgroep_is_leeg_of_volledig(c) == []


def test_halve_groep_is_fout():
    c = wijziging(zaak(verlenging={"reden": "Onderzoek"}, opschorting={"reden": "Wacht"}))

    fouten = codes(gegevensgroep_is_leeg_of_volledig(c))
    assert fouten == [("verlenging.duur", "required"), ("opschorting.indicatie", "required")]


@pytest.mark.parametrize("groep", ["verlenging", "opschorting", "processobject"])
def test_null_is_hetzelfde_als_afwezig(beheerder, melding, groep):
    assert beheerder.maak("zaken", cast.zaak(melding, **{groep: None}))[groep] is None


def test_halve_groep_wordt_geweigerd(beheerder, melding):
    body = cast.zaak(melding, verlenging={"reden": "Onderzoek"})

    assert beheerder.post("zaken", body, geldig=False).codes == [("verlenging.duur", "required")]
