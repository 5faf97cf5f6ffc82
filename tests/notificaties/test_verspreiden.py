from __future__ import annotations

import pytest
from django.db import transaction

from mijnzaken.zgw import outbox
from mijnzaken.zgw.models import Bericht
from notificaties.kanalen import maak_kanalen
from notificaties.models import Aflevering, Kanaal
from notificaties.verspreiden import past

KENMERKEN = {"bronorganisatie": "517439943", "zaaktype": "zt-1", "vertrouwelijkheidaanduiding": "openbaar"}


@pytest.mark.parametrize(
    ("filters", "verwacht"),
    [
        ({}, True),
        ({"zaaktype": "zt-1"}, True),
        ({"zaaktype": "*"}, True),
        ({"zaaktype": "zt-2"}, False),
        ({"zaaktype": "zt-1", "bronorganisatie": "000000000"}, False),
        ({"zaaktype": "zt-1", "bronorganisatie": "517439943"}, True),
        ({"onbekend": "x"}, False),
    ],
)
def test_elk_filter_moet_kloppen_en_een_ster_laat_vrij(filters, verwacht):
    assert past([{"naam": "zaken", "filters": filters}], "zaken", KENMERKEN) is verwacht


def test_een_ander_kanaal_past_niet_ook_al_is_het_filter_vrij():
    assert not past([{"naam": "besluiten", "filters": {}}], "zaken", KENMERKEN)


def test_een_bericht_wordt_een_aflevering_per_passend_abonnement(abonneer, bericht, verspreid):
    wel, ook = abonneer({"zaaktype": "zt-1"}), abonneer()
    abonneer({"zaaktype": "zt-2"})
    nieuw = bericht()

    assert verspreid() == 1

    gemaakt = Aflevering.objects.filter(bericht=nieuw)
    assert {a.abonnement_id for a in gemaakt} == {wel.pk, ook.pk}
    assert {a.status for a in gemaakt} == {"open"}
    nieuw.refresh_from_db()
    assert nieuw.verspreid_op is not None


def test_een_verspreid_bericht_wordt_niet_nogmaals_verspreid(abonneer, bericht, verspreid):
    abonneer()
    bericht()
    verspreid()

    assert verspreid() == 0

    assert Aflevering.objects.count() == 1


def test_twee_groepen_van_een_kanaal_geven_een_aflevering(abonneer, bericht, verspreid):
    groep = {"naam": "zaken", "filters": {}}
    abonneer(kanalen=[groep, groep])
    bericht()

    verspreid()

    assert Aflevering.objects.count() == 1


def test_zonder_abonnement_is_een_bericht_klaar(bericht, verspreid):
    bericht()

    assert verspreid() == 1

    assert not Aflevering.objects.exists()
    assert not Bericht.objects.filter(verspreid_op=None).exists()


def test_meer_dan_een_portie_gaat_in_een_keer(monkeypatch, abonneer, bericht, verspreid):
    monkeypatch.setattr("notificaties.verspreiden.PORTIE", 2)
    abonneer()
    for _ in range(5):
        bericht()

    assert verspreid() == 5

    assert Aflevering.objects.count() == 5


def test_teruggedraaide_transactie_laat_geen_bericht_na(db):
    with transaction.atomic():
        outbox.plaats("zaken", {"kanaal": "zaken"})
        transaction.set_rollback(True)

    assert not Bericht.objects.exists()


def test_een_transactie_wekt_een_keer(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hooks:
        for _ in range(3):
            outbox.plaats("zaken", {"kanaal": "zaken"})

    assert hooks == [outbox.wek]
    assert Bericht.objects.count() == 3


def test_wekken_overleeft_een_teruggedraaid_savepoint(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hooks:
        with transaction.atomic():
            outbox.plaats("zaken", {"kanaal": "weg"})
            transaction.set_rollback(True)
        outbox.plaats("zaken", {"kanaal": "zaken"})

    assert hooks == [outbox.wek]
    assert [b.inhoud["kanaal"] for b in Bericht.objects.all()] == ["zaken"]


def test_kanalen_van_de_eigen_registers_bestaan_en_blijven_zoals_ze_zijn(db):
    Kanaal.objects.filter(naam="zaken").update(documentatie_link="https://voorbeeld.example/zaken")
    Kanaal.objects.filter(naam="besluiten").delete()

    maak_kanalen()
    maak_kanalen()

    assert Kanaal.objects.count() == 7
    assert Kanaal.objects.get(naam="zaken").documentatie_link == "https://voorbeeld.example/zaken"
    assert Kanaal.objects.get(naam="autorisaties").filters == []
