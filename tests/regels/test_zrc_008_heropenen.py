from datetime import date

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, status, wijziging, zaak
from zaken.regels.afsluiten import heropenen_vereist_scope, heropenen_wist_einddatum_en_archiefgegevens


def gesloten_zaak():
    return zaak(
        einddatum=date(2026, 1, 31),
        archiefnominatie="vernietigen",
        archiefactiedatum=date(2031, 1, 31),
        startdatum_bewaartermijn=date(2026, 1, 31),
    )


def test_heropenen_vereist_zaken_heropenen():
    nieuw = status(gesloten_zaak())
    gewoon = wijziging(nieuw, scopes="zaken.statussen.toevoegen zaken.geforceerd-bijwerken")

    assert codes(heropenen_vereist_scope(gewoon)) == [("", "permission_denied")]
    assert heropenen_vereist_scope(wijziging(nieuw, scopes="zaken.heropenen")) is None


def test_status_op_open_zaak_vereist_zaken_heropenen_niet():
    assert heropenen_vereist_scope(wijziging(status(zaak()), scopes="zaken.statussen.toevoegen")) is None


def test_heropenen_wist_einddatum_en_archiefgegevens():
    c = wijziging(status(gesloten_zaak()))

    heropenen_wist_einddatum_en_archiefgegevens(c)

    heropend = c.new.zaak
    assert (heropend.einddatum, heropend.archiefactiedatum) == (None, None)
    assert (heropend.archiefnominatie, heropend.startdatum_bewaartermijn) == (None, None)
    assert c.touched == [heropend]


def test_eindstatus_heropent_niet():
    c = wijziging(status(gesloten_zaak(), eind=True))

    heropenen_wist_einddatum_en_archiefgegevens(c)

    assert c.new.zaak.is_gesloten


def test_heropende_zaak_heeft_geen_einddatum_meer(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    cast.sluit(beheerder, zaak, melding, "2026-02-02T10:00:00Z")

    beheerder.maak("statussen", cast.status(zaak, cast.statustype(melding, 1), "2026-02-03T10:00:00Z"))

    heropend = beheerder.lees(zaak)
    assert (heropend["einddatum"], heropend["archiefactiedatum"]) == (None, None)
    assert (heropend["archiefnominatie"], heropend["startdatumBewaartermijn"]) == (None, None)


def test_behandelaar_heropent_niet(behandelaar, melding):
    gesloten = ZaakFactory(zaaktype=melding, gesloten=True)

    answer = behandelaar.post("statussen", cast.status(gesloten, cast.statustype(melding, 1)))

    assert (answer.status, answer.data["code"]) == (403, "permission_denied")
