"""Types for the examples in ``tests/wereld.py``: objects of their own, and a body with every field of each."""

from __future__ import annotations

from itertools import count
from typing import Any

from catalogi.demo import SELECTIELIJST
from catalogi.models import Catalogus, ZaakType
from tests import cast
from tests.api import adres
from tests.factories import RSIN, BesluitTypeFactory, CatalogusFactory, InformatieObjectTypeFactory

_nummer = count(1)
PROCESTYPE = f"{SELECTIELIJST}/procestypen/388645ae-bb7f-4b2b-ba70-94b70f713d45"
OMSCHRIJVING = f"{SELECTIELIJST}/resultaattypeomschrijvingen/fb65d251-1518-4185-865f-b8bdcfad07b1"


# -- objects -----------------------------------------------------------------------------------
def zaaktype() -> ZaakType:
    """A published zaaktype with all its parts, of its own."""
    return cast.maak_zaaktype(
        CatalogusFactory(),
        f"TYPE-{next(_nummer)}",
        rijk=True,
        producten_of_diensten=["https://producten.voorbeeld.nl/1"],
        verlenging_mogelijk=True,
        verlengingstermijn="P4W",
        opschorting_en_aanhouding_mogelijk=True,
    )


def concept() -> ZaakType:
    """A zaaktype that is a concept, of its own."""
    return cast.maak_zaaktype(CatalogusFactory(), f"CONCEPT-{next(_nummer)}", rijk=True, concept=True)


def document(catalogus: Catalogus) -> str:
    """The omschrijving of a published informatieobjecttype, of its own."""
    return InformatieObjectTypeFactory(catalogus=catalogus).omschrijving


def besluit(catalogus: Catalogus) -> str:
    """The omschrijving of a published besluittype, of its own."""
    return BesluitTypeFactory(catalogus=catalogus).omschrijving


# -- bodies ------------------------------------------------------------------------------------
def _catalogus() -> dict[str, Any]:
    return {
        "domein": f"K{next(_nummer)}",
        "rsin": RSIN,
        "contactpersoonBeheerNaam": "Beheer",
        "contactpersoonBeheerTelefoonnummer": "0612345678",
        "contactpersoonBeheerEmailadres": "beheer@voorbeeld.nl",
        "naam": "Catalogus",
        "versie": "1",
        "begindatumVersie": "2026-01-01",
    }


def _zaaktype() -> dict[str, Any]:
    ander = zaaktype()
    return {
        "identificatie": f"NIEUW-{next(_nummer)}",
        "omschrijving": "Nieuw zaaktype",
        "omschrijvingGeneriek": "Generiek",
        "vertrouwelijkheidaanduiding": "intern",
        "doel": "Doel",
        "aanleiding": "Aanleiding",
        "toelichting": "Toelichting",
        "indicatieInternOfExtern": "extern",
        "handelingInitiator": "Aanvragen",
        "onderwerp": "Onderwerp",
        "handelingBehandelaar": "Behandelen",
        "doorlooptijd": "P30D",
        "servicenorm": "P20D",
        "opschortingEnAanhoudingMogelijk": True,
        "verlengingMogelijk": True,
        "verlengingstermijn": "P10D",
        "trefwoorden": ["een", "twee"],
        "publicatieIndicatie": True,
        "publicatietekst": "Tekst",
        "verantwoordingsrelatie": ["relatie"],
        "productenOfDiensten": ["https://producten.voorbeeld.nl/1"],
        "selectielijstProcestype": PROCESTYPE,
        "referentieproces": {"naam": "Proces", "link": "https://proces.voorbeeld.nl/1"},
        "verantwoordelijke": "Afdeling",
        "broncatalogus": {"url": "https://bron.voorbeeld.nl/catalogussen/1", "domein": "BRON", "rsin": RSIN},
        "bronzaaktype": {
            "url": "https://bron.voorbeeld.nl/zaaktypen/1",
            "identificatie": "BRON",
            "omschrijving": "Bron",
        },
        "catalogus": adres(ander.catalogus),
        "besluittypen": [besluit(ander.catalogus)],
        "deelzaaktypen": [ander.identificatie],
        "gerelateerdeZaaktypen": [
            {"zaaktype": ander.identificatie, "aardRelatie": "vervolg", "toelichting": "Toelichting"}
        ],
        "beginGeldigheid": "2026-01-01",
        "eindeGeldigheid": "2027-01-01",
        "versiedatum": "2026-01-01",
    }


def _statustype() -> dict[str, Any]:
    return {
        "omschrijving": "Nieuw",
        "omschrijvingGeneriek": "Generiek",
        "statustekst": "Tekst",
        "zaaktype": adres(concept()),
        "volgnummer": 9,
        "informeren": True,
        "doorlooptijd": "P5D",
        "toelichting": "Toelichting",
        "checklistitemStatustype": [
            {"itemnaam": "Punt", "toelichting": "Uitleg", "vraagstelling": "Klaar?", "verplicht": True}
        ],
    }


def _resultaattype() -> dict[str, Any]:
    soort = concept()
    return {
        "zaaktype": adres(soort),
        "omschrijving": "Nieuw",
        "resultaattypeomschrijving": OMSCHRIJVING,
        "selectielijstklasse": f"{SELECTIELIJST}/resultaten/{cast.KLASSE}",
        "toelichting": "Toelichting",
        "archiefnominatie": "vernietigen",
        "archiefactietermijn": "P5Y",
        "brondatumArchiefprocedure": {
            "afleidingswijze": "ander_datumkenmerk",
            "datumkenmerk": "einddatum",
            "einddatumBekend": True,
            "objecttype": "overige",
            "registratie": "register",
            "procestermijn": None,
        },
        "procesobjectaard": "vergunning",
        "indicatieSpecifiek": True,
        "procestermijn": "P1Y",
        "besluittypen": [besluit(soort.catalogus)],
        "informatieobjecttypen": [document(soort.catalogus)],
    }


def _roltype() -> dict[str, Any]:
    return {"zaaktype": adres(concept()), "omschrijving": "Nieuw", "omschrijvingGeneriek": "adviseur"}


def _informatieobjecttype() -> dict[str, Any]:
    return {
        "catalogus": adres(CatalogusFactory()),
        "omschrijving": "Aanvraag",
        "vertrouwelijkheidaanduiding": "intern",
        "informatieobjectcategorie": "Aanvragen",
        "trefwoord": ["aanvraag", "formulier"],
        "omschrijvingGeneriek": {
            "informatieobjecttypeOmschrijvingGeneriek": "Aanvraag",
            "definitieInformatieobjecttypeOmschrijvingGeneriek": "Verzoek om een besluit",
            "herkomstInformatieobjecttypeOmschrijvingGeneriek": "KING",
            "hierarchieInformatieobjecttypeOmschrijvingGeneriek": "Document",
            "opmerkingInformatieobjecttypeOmschrijvingGeneriek": "Opmerking",
        },
        "beginGeldigheid": "2026-01-01",
        "eindeGeldigheid": "2027-01-01",
    }


def _besluittype() -> dict[str, Any]:
    catalogus = CatalogusFactory()
    return {
        "catalogus": adres(catalogus),
        "omschrijving": "Verlening",
        "omschrijvingGeneriek": "Besluit",
        "besluitcategorie": "Vergunningen",
        "reactietermijn": "P6W",
        "publicatieIndicatie": True,
        "publicatietekst": "Tekst",
        "publicatietermijn": "P2W",
        "toelichting": "Toelichting",
        "informatieobjecttypen": [document(catalogus)],
        "beginGeldigheid": "2026-01-01",
        "eindeGeldigheid": "2027-01-01",
    }


def _eigenschap() -> dict[str, Any]:
    soort = concept()
    return {
        "naam": "bouwjaar",
        "definitie": "Jaar waarin het gebouwd is",
        "specificatie": {
            "groep": "gebouw",
            "formaat": "getal",
            "lengte": "4",
            "kardinaliteit": "1",
            "waardenverzameling": ["1999", "2000"],
        },
        "toelichting": "Toelichting",
        "zaaktype": adres(soort),
        "statustype": adres(cast.statustype(soort)),
    }


def _zaaktype_informatieobjecttype() -> dict[str, Any]:
    soort = concept()
    return {
        "zaaktype": adres(soort),
        "informatieobjecttype": document(soort.catalogus),
        "volgnummer": 9,
        "richting": "inkomend",
        "statustype": adres(cast.statustype(soort)),
    }


def _zaakobjecttype() -> dict[str, Any]:
    soort = concept()
    return {
        "zaaktype": adres(soort),
        "catalogus": adres(soort.catalogus),
        "anderObjecttype": True,
        "objecttype": "https://objecttypen.voorbeeld.nl/boom",
        "relatieOmschrijving": "gaat over",
    }


VOL = {
    "catalogi.Catalogus": _catalogus,
    "catalogi.ZaakType": _zaaktype,
    "catalogi.StatusType": _statustype,
    "catalogi.ResultaatType": _resultaattype,
    "catalogi.RolType": _roltype,
    "catalogi.InformatieObjectType": _informatieobjecttype,
    "catalogi.BesluitType": _besluittype,
    "catalogi.Eigenschap": _eigenschap,
    "catalogi.ZaakTypeInformatieObjectType": _zaaktype_informatieobjecttype,
    "catalogi.ZaakObjectType": _zaakobjecttype,
}
