import json

import pytest
from structlog.testing import capture_logs


def test_elk_antwoord_heeft_veiligheidskoppen(client):
    koppen = client.get("/health/live").headers

    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in koppen["Content-Security-Policy"]
    assert "script-src 'self'" in koppen["Content-Security-Policy"]


def test_api_heeft_geen_sessie_en_geen_cookies(client):
    antwoord = client.get("/health/live")

    assert not antwoord.cookies
    assert not hasattr(antwoord.wsgi_request, "session")


@pytest.mark.django_db
def test_beheer_vraagt_om_aanmelden(client):
    antwoord = client.get("/beheer/")

    assert antwoord.status_code == 302
    assert antwoord.headers["Location"].startswith("/beheer/login/")


@pytest.mark.django_db
def test_aanmelden_zonder_csrf_token_wordt_geweigerd(client):
    client.handler.enforce_csrf_checks = True

    assert client.post("/beheer/login/", {"username": "a", "password": "b"}).status_code == 403


@pytest.mark.django_db
def test_beheerder_komt_binnen(client, admin_user):
    client.post("/beheer/login/", {"username": "admin", "password": "password"})

    assert client.get("/beheer/").status_code == 200


@pytest.mark.django_db
def test_na_te_veel_pogingen_is_de_aanmelding_dicht(client, admin_user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/beheer/login/", {"username": "admin", "password": "fout"})

    client.post("/beheer/login/", {"username": "admin", "password": "password"})

    assert client.get("/beheer/").status_code == 302


def test_schrijven_geeft_een_logregel_en_lezen_niet(client):
    with capture_logs() as regels:
        client.get("/health/live")
        client.post("/health/live")

    assert [(regel["methode"], regel["status"]) for regel in regels if regel["event"] == "verzoek"] == [
        ("POST", 405)
    ]
    assert json.dumps(regels)
