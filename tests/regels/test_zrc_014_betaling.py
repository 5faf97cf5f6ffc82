from datetime import timedelta

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import NU, codes, wijziging, zaak
from zaken.regels.zaakgegevens import nvt_wist_betaaldatum, zonder_betaling_geen_betaaldatum

GISTEREN = NU - timedelta(days=1)


def test_betaaldatum_past_niet_bij_nvt():
    c = wijziging(zaak(betalingsindicatie="nvt", laatste_betaaldatum=GISTEREN), given="laatsteBetaaldatum")

    assert codes(zonder_betaling_geen_betaaldatum(c)) == [("laatsteBetaaldatum", "betaling-nvt")]


def test_betaaldatum_past_bij_een_betaling():
    c = wijziging(zaak(betalingsindicatie="geheel", laatste_betaaldatum=GISTEREN), given="laatsteBetaaldatum")

    assert zonder_betaling_geen_betaaldatum(c) is None


def test_nvt_wist_de_betaaldatum_die_er_stond():
    c = wijziging(zaak(betalingsindicatie="nvt", laatste_betaaldatum=GISTEREN), given="betalingsindicatie")

    assert zonder_betaling_geen_betaaldatum(c) is None
    nvt_wist_betaaldatum(c)

    assert c.new.laatste_betaaldatum is None


def test_andere_betalingsindicatie_wist_niets():
    c = wijziging(zaak(betalingsindicatie="geheel", laatste_betaaldatum=GISTEREN))

    nvt_wist_betaaldatum(c)

    assert c.new.laatste_betaaldatum == GISTEREN


def test_nvt_met_betaaldatum_wordt_geweigerd(beheerder, melding):
    body = cast.zaak(melding, betalingsindicatie="nvt", laatsteBetaaldatum="2026-01-06T12:00:00Z")

    assert beheerder.post("zaken", body).codes == [("laatsteBetaaldatum", "betaling-nvt")]


def test_overgaan_op_nvt_wist_de_betaaldatum(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding, betalingsindicatie="geheel", laatste_betaaldatum=GISTEREN)

    answer = beheerder.patch(zaak, {"betalingsindicatie": "nvt"})

    assert answer.data["laatsteBetaaldatum"] is None
