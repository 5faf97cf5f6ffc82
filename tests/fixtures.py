"""Fixtures with the cast of ``tests/cast.py``; a test names whom it needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from catalogi.models import Catalogus, ZaakType
from tests import cast
from tests.api import Api


@pytest.fixture
def catalogus(db: Any) -> Catalogus:
    return cast.maak_catalogus()


@pytest.fixture
def melding(catalogus: Catalogus) -> ZaakType:
    return cast.maak_melding(catalogus)


@pytest.fixture
def vergunning(catalogus: Catalogus) -> ZaakType:
    return cast.maak_vergunning(catalogus)


def _op_beide(scopes: str, niveau: str, *typen: ZaakType) -> list[tuple[Any, ...]]:
    return [("zrc", scopes, zaaktype, niveau) for zaaktype in typen]


@pytest.fixture
def balie(melding: ZaakType, vergunning: ZaakType) -> Api:
    scopes = "zaken.lezen zaken.aanmaken zaken.bijwerken"
    return cast.maak_applicatie("balie", *_op_beide(scopes, "zeer_geheim", melding, vergunning))


@pytest.fixture
def behandelaar(melding: ZaakType, vergunning: ZaakType) -> Api:
    scopes = "zaken.lezen zaken.bijwerken zaken.statussen.toevoegen audittrails.lezen"
    return cast.maak_applicatie("behandelaar", *_op_beide(scopes, "zeer_geheim", melding, vergunning))


@pytest.fixture
def lezer(melding: ZaakType) -> Api:
    return cast.maak_applicatie("lezer", ("zrc", "zaken.lezen", melding, "zaakvertrouwelijk"))


@pytest.fixture
def portaal(melding: ZaakType, vergunning: ZaakType) -> Api:
    return cast.maak_applicatie("portaal", *_op_beide("zaken.lezen", "openbaar", melding, vergunning))


@pytest.fixture
def vreemde(db: Any) -> Api:
    return cast.maak_client("vreemde")


@pytest.fixture
def beheerder(db: Any) -> Api:
    return cast.maak_applicatie("beheerder", alles=True)


@pytest.fixture
def basis() -> str:
    """BASE_URL, the start of every address in an answer."""
    return settings.BASE_URL
