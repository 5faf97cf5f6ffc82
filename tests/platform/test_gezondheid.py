import pytest
from django.db import DatabaseError, connection
from django.test import override_settings
from django.utils import timezone

from mijnzaken.celery import app
from mijnzaken.zgw.models import Bericht


@pytest.fixture
def geen_broker():
    echt = app.conf.broker_write_url
    app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    yield
    app.conf.broker_write_url = echt


def test_live_vraagt_niets_van_de_database(client):
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_noemt_elk_onderdeel(client):
    antwoord = client.get("/health/ready")

    assert antwoord.status_code == 200
    assert antwoord.json() == {
        "status": "ok",
        "database": {"status": "ok"},
        "outbox": {"status": "ok", "wachtend": 0, "achterstand_seconden": 0.0},
        "broker": {"status": "ok"},
    }


@pytest.mark.django_db
def test_ready_telt_de_achterstand_van_de_outbox(client):
    oud = timezone.now() - timezone.timedelta(seconds=90)
    Bericht.objects.create(kanaal="zaken", inhoud={}, aanmaakdatum=oud)
    Bericht.objects.create(kanaal="zaken", inhoud={}, verspreid_op=timezone.now())

    outbox = client.get("/health/ready").json()["outbox"]

    assert outbox["wachtend"] == 1
    assert 90 <= outbox["achterstand_seconden"] < 120


@pytest.mark.django_db
def test_zonder_broker_is_ready_verminderd_maar_200(client, geen_broker):
    antwoord = client.get("/health/ready")

    assert (antwoord.status_code, antwoord.json()["status"]) == (200, "verminderd")


@pytest.mark.django_db
def test_zonder_database_is_ready_503(client):
    def weg(*_args):
        raise DatabaseError("weg")

    with connection.execute_wrapper(weg):
        antwoord = client.get("/health/ready")

    assert (antwoord.status_code, antwoord.json()["status"]) == (503, "fout")


@pytest.mark.django_db
@override_settings(BASE_URL="https://zaken.voorbeeld.nl")
def test_startpagina_noemt_elke_api_met_documentatie(client):
    tekst = client.get("/").content.decode()

    for root in ("/zaken/api/v1", "/catalogi/api/v1", "/autorisaties/api/v1", "/notificaties/api/v1"):
        assert f"https://zaken.voorbeeld.nl{root}" in tekst
        assert f'href="{root}/docs"' in tekst
        assert f'href="{root}/openapi.json"' in tekst
    assert "<script" not in tekst
    assert "style=" not in tekst
