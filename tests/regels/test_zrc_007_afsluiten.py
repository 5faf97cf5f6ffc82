from datetime import UTC, date, datetime, timedelta

from tests import cast
from tests.factories import ResultaatFactory, RolFactory, StatusFactory, ZaakFactory
from tests.regels.los import NU, codes, met_resultaat, status, wijziging, zaak
from zaken.models import Rol
from zaken.regels.afsluiten import (
    afsluiten_kan_niet_terug_in_de_tijd,
    afsluiten_vereist_resultaat,
    alleen_aanmaken_geeft_alleen_de_eerste_status,
    einddatum_volgt_uit_eindstatus,
    gesloten_zaak_vereist_geforceerd_bijwerken,
    nieuwe_eindstatus_op_gesloten_zaak_vereist_scope,
)

GEWEIGERD = [("", "permission_denied")]


def gesloten_zaak():
    return zaak(einddatum=date(2026, 1, 31))


def test_rol_op_gesloten_zaak_vereist_geforceerd_bijwerken():
    rol = Rol(zaak=gesloten_zaak())

    zonder = gesloten_zaak_vereist_geforceerd_bijwerken(wijziging(rol, scopes="zaken.bijwerken"))
    met = gesloten_zaak_vereist_geforceerd_bijwerken(wijziging(rol, scopes="zaken.geforceerd-bijwerken"))

    assert codes(zonder) == GEWEIGERD
    assert met is None


def test_gesloten_zaak_wijzigen_vereist_geforceerd_bijwerken_en_verwijderen_niet():
    zaak = gesloten_zaak()
    wijzigen = wijziging(zaak, "update", old=zaak, scopes="zaken.bijwerken")
    verwijderen = wijziging(zaak, "destroy", old=zaak, scopes="zaken.verwijderen")

    assert codes(gesloten_zaak_vereist_geforceerd_bijwerken(wijzigen)) == GEWEIGERD
    assert gesloten_zaak_vereist_geforceerd_bijwerken(verwijderen) is None


def test_wie_alleen_mag_aanmaken_zet_alleen_de_eerste_status():
    open_zaak, met_status = zaak(), zaak()
    met_status.status = status(met_status)

    eerste = wijziging(status(open_zaak), scopes="zaken.aanmaken")
    tweede = wijziging(status(met_status), scopes="zaken.aanmaken")

    assert alleen_aanmaken_geeft_alleen_de_eerste_status(eerste) is None
    assert codes(alleen_aanmaken_geeft_alleen_de_eerste_status(tweede)) == GEWEIGERD


def test_wie_statussen_mag_toevoegen_zet_ook_een_volgende():
    met_status = zaak()
    met_status.status = status(met_status)

    c = wijziging(status(met_status), scopes="zaken.statussen.toevoegen")

    assert alleen_aanmaken_geeft_alleen_de_eerste_status(c) is None


def test_opnieuw_afsluiten_vereist_een_bijzonder_recht():
    nieuw = status(gesloten_zaak(), eind=True)
    gewoon = wijziging(nieuw, scopes="zaken.statussen.toevoegen")
    bijzonder = wijziging(nieuw, scopes="zaken.statussen.toevoegen zaken.geforceerd-bijwerken")

    assert codes(nieuwe_eindstatus_op_gesloten_zaak_vereist_scope(gewoon)) == GEWEIGERD
    assert nieuwe_eindstatus_op_gesloten_zaak_vereist_scope(bijzonder) is None


def test_eindstatus_zonder_resultaat_is_fout():
    zonder = wijziging(status(zaak(), eind=True))
    met = wijziging(status(met_resultaat(zaak()), eind=True))

    assert codes(afsluiten_vereist_resultaat(zonder)) == [("nonFieldErrors", "resultaat-does-not-exist")]
    assert afsluiten_vereist_resultaat(met) is None


def test_tussenstatus_heeft_geen_resultaat_nodig():
    assert afsluiten_vereist_resultaat(wijziging(status(zaak()))) is None


def test_eindstatus_ligt_na_de_laatst_gezette_status():
    dossier = zaak()
    dossier.status = status(dossier)

    eerder = wijziging(status(dossier, eind=True, moment=NU - timedelta(hours=1)))
    later = wijziging(status(dossier, eind=True, moment=NU + timedelta(seconds=1)))

    fout = [("datumStatusGezet", "date-not-after-last-status")]
    assert codes(afsluiten_kan_niet_terug_in_de_tijd(eerder)) == fout
    assert afsluiten_kan_niet_terug_in_de_tijd(later) is None


def test_einddatum_is_de_nederlandse_datum_van_de_eindstatus():
    laat = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    c = wijziging(status(zaak(), eind=True, moment=laat))

    einddatum_volgt_uit_eindstatus(c)

    assert c.new.zaak.einddatum == date(2026, 2, 1)
    assert c.touched == [c.new.zaak]


def test_tussenstatus_laat_de_zaak_open():
    c = wijziging(status(zaak()))

    einddatum_volgt_uit_eindstatus(c)

    assert c.new.zaak.einddatum is None


def test_afsluiten_zet_de_einddatum(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    gesloten = cast.sluit(beheerder, zaak, melding, "2026-02-02T10:00:00Z")

    assert gesloten["einddatum"] == "2026-02-02"
    assert gesloten["status"]


def test_afsluiten_zonder_resultaat_wordt_geweigerd(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)

    answer = beheerder.post("statussen", cast.status(zaak, cast.statustype(melding, -1)))

    assert answer.codes == [("nonFieldErrors", "resultaat-does-not-exist")]
    assert beheerder.lees(zaak)["einddatum"] is None


def test_afsluiten_voor_de_laatste_status_wordt_geweigerd(beheerder, melding):
    zaak = ResultaatFactory(zaak__zaaktype=melding).zaak
    StatusFactory(zaak=zaak, datum_status_gezet=NU)

    answer = beheerder.post("statussen", cast.status(zaak, cast.statustype(melding, -1)))

    assert answer.codes == [("datumStatusGezet", "date-not-after-last-status")]


def test_gesloten_zaak_wijzigt_niet_zonder_bijzonder_recht(behandelaar, melding):
    gesloten = ZaakFactory(zaaktype=melding, gesloten=True)

    zaak = behandelaar.patch(gesloten, {"omschrijving": "anders"})
    rol = behandelaar.post("rollen", cast.rol(gesloten, cast.roltype(melding)))

    assert (zaak.status, rol.status) == (403, 403)


def test_rol_op_gesloten_zaak_verdwijnt_niet_zonder_bijzonder_recht(behandelaar, melding):
    rol = RolFactory(zaak=ZaakFactory(zaaktype=melding, gesloten=True))

    assert behandelaar.delete(rol).status == 403


def test_gesloten_zaak_wijzigt_met_geforceerd_bijwerken(melding):
    corrector = cast.maak_applicatie(
        "corrector", ("zrc", "zaken.geforceerd-bijwerken", melding, "zeer_geheim")
    )
    gesloten = ZaakFactory(zaaktype=melding, gesloten=True)

    assert corrector.patch(gesloten, {"omschrijving": "anders"}).status == 200


def test_balie_zet_alleen_de_eerste_status(balie, melding):
    zaak = ZaakFactory(zaaktype=melding)
    eerste = balie.post("statussen", cast.status(zaak, cast.statustype(melding, 1)))

    tweede = balie.post("statussen", cast.status(zaak, cast.statustype(melding, 2), "2026-01-07T10:00:00Z"))

    assert (eerste.status, tweede.status) == (201, 403)


def test_gesloten_zaak_sluit_niet_nog_eens_zonder_bijzonder_recht(behandelaar, melding):
    gesloten = ZaakFactory(zaaktype=melding, gesloten=True)

    answer = behandelaar.post(
        "statussen", cast.status(gesloten, cast.statustype(melding, -1), "2026-02-07T10:00:00Z")
    )

    assert answer.status == 403
