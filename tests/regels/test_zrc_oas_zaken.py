"""Norms in the text of the OpenAPI document of the Zaken API that have no number."""

from datetime import UTC, datetime, timedelta

from tests import cast
from tests.factories import ResultaatFactory, RolFactory, StatusFactory, ZaakFactory
from tests.regels.los import NU, codes, status, wijziging, zaak
from zaken.models import Rol
from zaken.regels.afsluiten import statusdatum_ligt_niet_in_de_toekomst, statusdatum_ligt_niet_voor_startdatum
from zaken.regels.verwijzingen import gezetdoor_is_rol_van_de_zaak
from zaken.regels.zaakgegevens import betaaldatum_ligt_niet_in_de_toekomst

TOEKOMST = "2999-01-01T12:00:00Z"


def test_status_in_de_toekomst_is_fout():
    straks = wijziging(status(zaak(), moment=NU + timedelta(hours=1)))
    nu = wijziging(status(zaak(), moment=NU + timedelta(seconds=5)))

    assert codes(statusdatum_ligt_niet_in_de_toekomst(straks)) == [("datumStatusGezet", "date-in-future")]
    assert statusdatum_ligt_niet_in_de_toekomst(nu) is None


def test_status_voor_de_startdatum_is_fout():
    # Half past twelve at night on the startdatum in the Netherlands is still the day before in UTC.
    op_tijd = wijziging(status(zaak(), moment=datetime(2026, 1, 4, 23, 30, tzinfo=UTC)))
    te_vroeg = wijziging(status(zaak(), moment=datetime(2026, 1, 4, 22, 30, tzinfo=UTC)))

    fout = [("datumStatusGezet", "date-before-startdatum")]
    assert statusdatum_ligt_niet_voor_startdatum(op_tijd) is None
    assert codes(statusdatum_ligt_niet_voor_startdatum(te_vroeg)) == fout


def test_gezetdoor_uit_een_andere_zaak_is_fout():
    dossier = zaak()
    eigen = wijziging(status(dossier, gezetdoor=Rol(zaak=dossier)))
    ander = wijziging(status(dossier, gezetdoor=Rol(zaak=zaak())))

    assert gezetdoor_is_rol_van_de_zaak(eigen) is None
    assert codes(gezetdoor_is_rol_van_de_zaak(ander)) == [("gezetdoor", "inconsistent-relation")]


def test_betaaldatum_in_de_toekomst_is_fout():
    straks = wijziging(zaak(laatste_betaaldatum=NU + timedelta(days=1)))
    net = wijziging(zaak(laatste_betaaldatum=NU))

    fout = [("laatsteBetaaldatum", "future_not_allowed")]
    assert codes(betaaldatum_ligt_niet_in_de_toekomst(straks)) == fout
    assert betaaldatum_ligt_niet_in_de_toekomst(net) is None


def test_status_in_de_toekomst_wordt_geweigerd(beheerder, melding):
    body = cast.status(ZaakFactory(zaaktype=melding), cast.statustype(melding), TOEKOMST)

    assert beheerder.post("statussen", body).codes == [("datumStatusGezet", "date-in-future")]


def test_eindstatus_op_de_laatste_dag_van_de_kalender_wordt_geweigerd(beheerder, melding):
    zaak = ResultaatFactory(zaak__zaaktype=melding).zaak
    body = cast.status(zaak, cast.statustype(melding, -1), "9999-12-31T23:59:59Z")

    assert ("datumStatusGezet", "date-in-future") in beheerder.post("statussen", body).codes


def test_status_voor_de_startdatum_wordt_geweigerd(beheerder, melding):
    body = cast.status(ZaakFactory(zaaktype=melding), cast.statustype(melding), "2025-12-31T10:00:00Z")

    assert beheerder.post("statussen", body).codes == [("datumStatusGezet", "date-before-startdatum")]


def test_tweede_status_op_hetzelfde_tijdstip_wordt_geweigerd(beheerder, melding):
    zaak = StatusFactory(zaak__zaaktype=melding, datum_status_gezet=NU).zaak

    answer = beheerder.post("statussen", cast.status(zaak, cast.statustype(melding, 2), NU.isoformat()))

    assert answer.codes == [("datumStatusGezet", "unique")]


def test_gezetdoor_uit_een_andere_zaak_wordt_geweigerd(beheerder, melding):
    rol = RolFactory(zaak__zaaktype=melding)
    body = cast.status(ZaakFactory(zaaktype=melding), cast.statustype(melding), gezetdoor=cast.adres(rol))

    assert beheerder.post("statussen", body).codes == [("gezetdoor", "inconsistent-relation")]


def test_betaaldatum_in_de_toekomst_wordt_geweigerd(beheerder, melding):
    body = cast.zaak(melding, laatsteBetaaldatum=TOEKOMST)

    assert beheerder.post("zaken", body).codes == [("laatsteBetaaldatum", "future_not_allowed")]


def test_tweede_resultaat_wordt_geweigerd(beheerder, melding):
    zaak = ResultaatFactory(zaak__zaaktype=melding).zaak

    answer = beheerder.post("resultaten", cast.resultaat(zaak, cast.resultaattype(melding)))

    assert answer.codes == [("zaak", "unique")]


def test_resultaattype_kan_niet_wijzigen(beheerder, vergunning):
    resultaat = ResultaatFactory(zaak__zaaktype=vergunning)
    ander = cast.resultaattype(vergunning, "termijn")

    answer = beheerder.patch(resultaat, {"resultaattype": cast.adres(ander)})

    assert answer.codes == [("resultaattype", "wijzigen-niet-toegelaten")]
