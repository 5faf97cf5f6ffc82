from __future__ import annotations

from datetime import date

import pytest

from catalogi import demo
from catalogi.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ZaakObjectType,
    ZaakType,
    ZaakTypeInformatieObjectType,
    ZaakTypenRelatie,
)
from mijnzaken.zgw.fields import Vertrouwelijkheid

BEGIN = date(2024, 1, 1)


@pytest.fixture
def bron(db) -> Catalogus:
    """The demo catalogus with something of every kind in it."""
    catalogus = demo.laad()
    for omschrijving in ("Aanvraagformulier", "Besluitbrief", "Situatieschets"):
        InformatieObjectType.objects.create(
            catalogus=catalogus,
            omschrijving=omschrijving,
            vertrouwelijkheidaanduiding=Vertrouwelijkheid.zaakvertrouwelijk,
            informatieobjectcategorie="Stuk",
            trefwoord=["papier"],
            begin_geldigheid=BEGIN,
            concept=False,
        )
    BesluitType.objects.create(
        catalogus=catalogus,
        omschrijving="Evenementenbesluit",
        publicatie_indicatie=True,
        reactietermijn="P6W",
        informatieobjecttypen=["Besluitbrief"],
        begin_geldigheid=BEGIN,
        concept=False,
    )
    _vul(ZaakType.objects.get(catalogus=catalogus, identificatie="VERGUNNING", begin_geldigheid=BEGIN))
    return catalogus


def _vul(vergunning: ZaakType) -> None:
    vergunning.besluittypen = ["Evenementenbesluit"]
    vergunning.save()
    ZaakTypenRelatie.objects.create(
        van=vergunning, zaaktype="MELDING", aard_relatie="vervolg", toelichting="bij overlast"
    )
    status = vergunning.statustypen.get(volgnummer=2)
    status.checklistitem_statustype = [
        {"itemnaam": "Plattegrond", "vraagstelling": "Is hij er?", "verplicht": True}
    ]
    status.save()
    Eigenschap.objects.create(
        zaaktype=vergunning,
        naam="bezoekers",
        definitie="Hoeveel mensen er komen.",
        specificatie={
            "groep": "",
            "formaat": "getal",
            "lengte": "6",
            "kardinaliteit": "1",
            "waardenverzameling": [],
        },
        statustype=status,
    )
    ZaakTypeInformatieObjectType.objects.create(
        zaaktype=vergunning,
        informatieobjecttype="Aanvraagformulier",
        volgnummer=1,
        richting="inkomend",
        statustype=status,
    )
    ZaakObjectType.objects.create(
        zaaktype=vergunning,
        ander_objecttype=True,
        objecttype="https://objecttypen.voorbeeld.nl/terrein",
        relatie_omschrijving="Waar het gebeurt",
    )
