"""The rules of the Notificaties API, which the standard does not number."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from mijnzaken.zgw.rules import Change
from notificaties.models import Kanaal
from notificaties.regels.abonnement import filters_staan_er_altijd, kanalen_en_filters_bestaan
from notificaties.regels.bericht import aanmaakdatum_ligt_niet_in_de_toekomst, kanaal_en_kenmerken_kloppen
from tests import wereld
from tests.regels.los import NU, codes


def abonnement(naam, **filters):
    kanalen = [{"naam": naam, "filters": filters}]
    return Change("notificaties.Abonnement", "create", SimpleNamespace(kanalen=kanalen), now=NU)


def bericht(**velden):
    return Change(
        "notificaties.Message", "create", {"kanaal": "zaken", "kenmerken": {"bron": "1"}} | velden, now=NU
    )


@pytest.fixture
def kanaal(db):
    Kanaal.objects.all().delete()
    return Kanaal.objects.create(naam="zaken", filters=["bron"])


def test_abonnement_noemt_bestaande_kanalen_en_kenmerken(kanaal):
    assert codes(kanalen_en_filters_bestaan(abonnement("zaken", bron="1"))) == []
    assert codes(kanalen_en_filters_bestaan(abonnement("anders"))) == [("kanalen.0.naam", "kanaal_naam")]
    fout = [("kanalen.0.filters", "inconsistent-abonnement-filters")]
    assert codes(kanalen_en_filters_bestaan(abonnement("zaken", kleur="rood"))) == fout


def test_abonnement_zonder_filters_heeft_lege_filters():
    c = abonnement("zaken")
    c.new.kanalen = [{"naam": "zaken"}]

    filters_staan_er_altijd(c)

    assert c.new.kanalen == [{"naam": "zaken", "filters": {}}]


def test_bericht_heeft_precies_de_kenmerken_van_zijn_kanaal(kanaal):
    assert kanaal_en_kenmerken_kloppen(bericht()) is None
    assert codes(kanaal_en_kenmerken_kloppen(bericht(kanaal="anders"))) == [("kanaal", "message_kanaal")]
    assert codes(kanaal_en_kenmerken_kloppen(bericht(kenmerken={}))) == [
        ("kenmerken", "kenmerken_inconsistent")
    ]


def test_bericht_komt_niet_uit_de_toekomst():
    straks = bericht(aanmaakdatum=NU + timedelta(days=1))

    assert aanmaakdatum_ligt_niet_in_de_toekomst(bericht(aanmaakdatum=NU)) is None
    assert codes(aanmaakdatum_ligt_niet_in_de_toekomst(straks)) == [("aanmaakdatum", "future_not_allowed")]


def test_bericht_op_onbekend_kanaal_wordt_geweigerd(beheerder):
    body = wereld.vol("notificaties.Message") | {"kanaal": "bestaatniet"}

    assert beheerder.post("notificaties", body).codes == [("kanaal", "message_kanaal")]
