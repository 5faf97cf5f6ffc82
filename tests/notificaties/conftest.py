from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from mijnzaken.zgw.models import Bericht
from notificaties import verspreiden
from notificaties.models import Abonnement, Aflevering
from tests.flows.diensten import Ontvanger

_nummer = count(1)


@pytest.fixture(autouse=True)
def _vlot(settings, monkeypatch):
    """No pauses that only serve efficiency; short ones where time matters."""
    monkeypatch.setattr("notificaties.bezorgen.NAZIT", 0)
    monkeypatch.setattr("notificaties.bezorgen.ADEM", 0)
    monkeypatch.setattr("notificaties.verspreiden.ADEM", 0)
    settings.NOTIFICATIES_WACHT_SECONDEN = 10
    settings.NOTIFICATIES_ONDERBREKING_SECONDEN = 30


@pytest.fixture
def ontvanger():
    ontvanger = Ontvanger("Token geheim")
    ontvanger.start()
    yield ontvanger
    ontvanger.stop()


@pytest.fixture
def abonneer(db, ontvanger):
    def maak(filters=None, kanaal="zaken", **velden) -> Abonnement:
        kanalen = [{"naam": kanaal, "filters": filters or {}}]
        velden = {"callback_url": ontvanger.url, "auth": ontvanger.auth, "kanalen": kanalen, **velden}
        return Abonnement.objects.create(**velden)

    return maak


@pytest.fixture
def bericht(db):
    def maak(kanaal="zaken", hoofd_object=None, **kenmerken) -> Bericht:
        nummer = next(_nummer)
        inhoud = {
            "kanaal": kanaal,
            "hoofdObject": hoofd_object or f"http://registers.example/zaken/{nummer}",
            "resource": "status",
            "resourceUrl": f"http://registers.example/statussen/{nummer}",
            "actie": "create",
            "aanmaakdatum": "2026-01-31T12:00:00Z",
            "kenmerken": {"bronorganisatie": "517439943", "zaaktype": "zt-1", **kenmerken},
        }
        return Bericht.objects.create(kanaal=kanaal, inhoud=inhoud)

    return maak


@pytest.fixture
def aflevering(bericht):
    def maak(abonnement: Abonnement, **velden) -> Aflevering:
        hoofd_object = velden.pop("hoofd_object", None)
        velden = {"vervalt_op": timezone.now() + timedelta(hours=24), **velden}
        return Aflevering.objects.create(
            bericht=bericht(hoofd_object=hoofd_object), abonnement=abonnement, **velden
        )

    return maak


@pytest.fixture
def verspreid():
    return verspreiden.verspreid
