import pytest

from mijnzaken.zgw.access import Bekend, Toegang
from mijnzaken.zgw.expand import attach, parse
from mijnzaken.zgw.reader import reader
from mijnzaken.zgw.resource import registry
from tests.factories import StatusFactory, ZaakFactory

ZAAK = registry["zaken.Zaak"]


@pytest.mark.django_db
def test_elke_stap_komt_mee():
    zaak = StatusFactory().zaak
    rij = reader(ZAAK).one(zaak.pk)

    attach(ZAAK, [rij], parse("status.zaak.status"), Toegang(Bekend("client", "geheim", alles=True)))

    status = rij.data["_expand"]["status"]
    assert status["_expand"]["zaak"]["_expand"]["status"]["url"] == status["url"]


def test_expand_gaat_verder_dan_drie_stappen(beheerder, melding):
    zaak = StatusFactory(zaak=ZaakFactory(zaaktype=melding)).zaak

    antwoord = beheerder.lees(zaak, expand="status.zaak.status.zaak.zaaktype")

    diep = antwoord["_expand"]["status"]["_expand"]["zaak"]["_expand"]["status"]["_expand"]["zaak"]
    assert diep["_expand"]["zaaktype"]["identificatie"] == "MELDING"
