from datetime import date

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, wijziging, zaak
from zaken.regels.archiveren import archiveren_vereist_nominatie_en_datum

FOUT = [
    ("archiefnominatie", "archiefnominatie-not-set"),
    ("archiefactiedatum", "archiefactiedatum-not-set"),
]


def test_nog_te_archiveren_vereist_niets():
    assert codes(archiveren_vereist_nominatie_en_datum(wijziging(zaak()))) == []


def test_gearchiveerd_vereist_nominatie_en_datum():
    assert codes(archiveren_vereist_nominatie_en_datum(wijziging(zaak(archiefstatus="gearchiveerd")))) == FOUT


def test_gearchiveerd_met_nominatie_en_datum_is_goed():
    velden = {"archiefnominatie": "vernietigen", "archiefactiedatum": date(2031, 1, 1)}
    c = wijziging(zaak(archiefstatus="gearchiveerd", **velden))

    assert codes(archiveren_vereist_nominatie_en_datum(c)) == []


def test_nieuwe_zaak_is_nog_te_archiveren(beheerder, melding):
    assert beheerder.maak("zaken", cast.zaak(melding))["archiefstatus"] == "nog_te_archiveren"


def test_archiveren_zonder_nominatie_en_datum_wordt_geweigerd(beheerder, melding):
    answer = beheerder.patch(ZaakFactory(zaaktype=melding), {"archiefstatus": "gearchiveerd"})

    assert answer.codes == FOUT


def test_gesloten_zaak_kan_gearchiveerd_worden(beheerder, melding):
    answer = beheerder.patch(ZaakFactory(zaaktype=melding, gesloten=True), {"archiefstatus": "gearchiveerd"})

    assert answer.data["archiefstatus"] == "gearchiveerd"
