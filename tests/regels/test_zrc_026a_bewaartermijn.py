from datetime import date

from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import zaak
from zaken.regels.archiveren import bewaartermijn_begint

EINDE = date(2026, 2, 1)


def test_bewaartermijn_van_te_vernietigen_zaak_begint_op_de_brondatum():
    dossier = zaak(archiefnominatie="vernietigen")

    bewaartermijn_begint(dossier, EINDE)

    assert dossier.startdatum_bewaartermijn == EINDE


def test_zaak_die_bewaard_blijft_heeft_geen_bewaartermijn():
    dossier = zaak(archiefnominatie="blijvend_bewaren")

    bewaartermijn_begint(dossier, EINDE)

    assert dossier.startdatum_bewaartermijn is None


def test_afsluiten_zet_het_begin_van_de_bewaartermijn(beheerder, vergunning):
    zaak = ZaakFactory(zaaktype=vergunning)
    beheerder.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(vergunning, "termijn")))

    beheerder.maak("statussen", cast.status(zaak, cast.statustype(vergunning, -1), "2026-02-02T10:00:00Z"))

    assert beheerder.lees(zaak)["startdatumBewaartermijn"] == "2036-02-02"


def test_bewaartermijn_die_er_al_staat_bepaalt_de_archiefactiedatum(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding, startdatum_bewaartermijn=date(2030, 1, 1))

    assert cast.sluit(beheerder, zaak, melding)["archiefactiedatum"] == "2035-01-01"
