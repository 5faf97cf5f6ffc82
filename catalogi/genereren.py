"""A generated catalogus for tests of volume; the same number of types gives the same types."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from catalogi.demo import GENERIEK, NAAMRUIMTE, RSIN, SELECTIELIJST, brondatumprocedure
from catalogi.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)

ONDERWERPEN = (
    "Afval",
    "Belastingen",
    "Bouwen",
    "Burgerzaken",
    "Groen",
    "Jeugd",
    "Parkeren",
    "Subsidies",
    "Wegen",
)
SOORTEN = ("aanvraag", "bezwaar", "klacht", "melding", "verzoek")
STATUSTYPEN = ("Ontvangen", "In behandeling", "Besluit voorbereid", "Afgehandeld")
ROLTYPEN = (
    ("Aanvrager", "initiator"),
    ("Behandelaar", "behandelaar"),
    ("Belanghebbende", "belanghebbende"),
    ("Adviseur", "adviseur"),
)
DOCUMENTTYPEN = ("Aanvraag", "Bijlage", "Besluit", "Brief")
BESLUITTYPEN = ("Toekenning", "Afwijzing")
# omschrijving, generiek, klasse in the Selectielijst (procestype 6), archiefnominatie, archiefactietermijn
RESULTAATTYPEN = (
    ("Ingewilligd", "Toegekend", "968dee12-73d3-4b38-933f-5b25005d4ded", "vernietigen", "P5Y"),
    ("Afgewezen", "Afgewezen", "82d2ef7e-a074-42dd-871e-ea8735fee77a", "vernietigen", "P1Y"),
    ("Ingetrokken", "Ingetrokken", "f9606a6a-51f1-4ea5-a385-f8f14f25e623", "vernietigen", "P1Y"),
)
PROCESTYPE = "6d85b4dc-381c-413e-af3c-1e9668f4ea97"  # verzoeken behandelen


def catalogus_met(aantal: int) -> Catalogus:
    """The generated catalogus, filled up to ``aantal`` published zaaktypen (never fewer than it has)."""
    catalogus, _new = Catalogus.objects.get_or_create(
        domein="GEN",
        rsin=RSIN,
        defaults={
            "uuid": uuid5(NAAMRUIMTE, "gegenereerd"),
            "naam": "Gegenereerde catalogus",
            "contactpersoon_beheer_naam": "Functioneel beheer",
        },
    )
    _namen(catalogus)
    for nummer in range(catalogus.zaaktypen.count(), aantal):
        _zaaktype(catalogus, nummer)
    return catalogus


def _namen(catalogus: Catalogus) -> None:
    """The documenttypen and besluittypen that every zaaktype refers to."""
    eigen = {"catalogus": catalogus, "begin_geldigheid": date(2000, 1, 1), "concept": False}
    for naam in DOCUMENTTYPEN:
        InformatieObjectType.objects.get_or_create(
            uuid=uuid5(catalogus.uuid, f"informatieobjecttype {naam}"),
            defaults={
                **eigen,
                "omschrijving": naam,
                "vertrouwelijkheidaanduiding": 3,
                "informatieobjectcategorie": "Stukken",
            },
        )
    for naam in BESLUITTYPEN:
        BesluitType.objects.get_or_create(
            uuid=uuid5(catalogus.uuid, f"besluittype {naam}"),
            defaults={
                **eigen,
                "omschrijving": naam,
                "publicatie_indicatie": False,
                "informatieobjecttypen": ["Besluit"],
            },
        )


def _zaaktype(catalogus: Catalogus, nummer: int) -> None:
    onderwerp, soort = ONDERWERPEN[nummer % len(ONDERWERPEN)], SOORTEN[nummer % len(SOORTEN)]
    zaaktype = ZaakType.objects.create(
        uuid=uuid5(catalogus.uuid, str(nummer)),
        catalogus=catalogus,
        identificatie=f"GEN-{nummer + 1:04}",
        omschrijving=f"{onderwerp}: {soort} {nummer + 1}",
        vertrouwelijkheidaanduiding=(1, 2, 3, 4, 4, 5)[nummer % 6],
        doel=f"Een {soort} over {onderwerp.lower()} behandelen.",
        aanleiding=f"Iemand dient een {soort} in.",
        indicatie_intern_of_extern="extern",
        handeling_initiator="Indienen",
        onderwerp=onderwerp,
        handeling_behandelaar="Behandelen",
        doorlooptijd="P8W",
        opschorting_en_aanhouding_mogelijk=False,
        verlenging_mogelijk=False,
        publicatie_indicatie=False,
        selectielijst_procestype=f"{SELECTIELIJST}/procestypen/{PROCESTYPE}",
        referentieproces={"naam": "Verzoek behandelen", "link": ""},
        verantwoordelijke="Klantcontactcentrum",
        besluittypen=list(BESLUITTYPEN),
        deelzaaktypen=["GEN-0001"],
        begin_geldigheid=date(2000, 1, 1),
        versiedatum=date(2000, 1, 1),
        concept=False,
    )
    _onderdelen(zaaktype)


def _onderdelen(zaaktype: ZaakType) -> None:
    def key(kind: str, naam: str) -> dict[str, Any]:
        return {"uuid": uuid5(zaaktype.uuid, f"{kind} {naam}"), "zaaktype": zaaktype, "omschrijving": naam}

    _zonder_omschrijving(zaaktype)

    StatusType.objects.bulk_create(
        StatusType(**key("statustype", naam), volgnummer=volgnummer)
        for volgnummer, naam in enumerate(STATUSTYPEN, start=1)
    )
    RolType.objects.bulk_create(
        RolType(**key("roltype", naam), omschrijving_generiek=generiek) for naam, generiek in ROLTYPEN
    )
    ResultaatType.objects.bulk_create(
        ResultaatType(
            **key("resultaattype", naam),
            omschrijving_generiek=generiek,
            resultaattypeomschrijving=f"{SELECTIELIJST}/resultaattypeomschrijvingen/{GENERIEK[generiek]}",
            selectielijstklasse=f"{SELECTIELIJST}/resultaten/{klasse}",
            archiefnominatie=nominatie,
            archiefactietermijn=termijn,
            brondatum_archiefprocedure=brondatumprocedure("afgehandeld"),
        )
        for naam, generiek, klasse, nominatie, termijn in RESULTAATTYPEN
    )


def _zonder_omschrijving(zaaktype: ZaakType) -> None:
    """The parts that are not known by an omschrijving."""
    ZaakTypeInformatieObjectType.objects.bulk_create(
        ZaakTypeInformatieObjectType(
            uuid=uuid5(zaaktype.uuid, f"documenttype {naam}"),
            zaaktype=zaaktype,
            informatieobjecttype=naam,
            volgnummer=volgnummer,
            richting="inkomend" if naam == "Aanvraag" else "uitgaand",
        )
        for volgnummer, naam in enumerate(DOCUMENTTYPEN, start=1)
    )
    Eigenschap.objects.create(
        uuid=uuid5(zaaktype.uuid, "eigenschap kenmerk"),
        zaaktype=zaaktype,
        naam="kenmerk",
        definitie="Kenmerk van de indiener.",
        specificatie={"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"},
    )
    ZaakObjectType.objects.create(
        uuid=uuid5(zaaktype.uuid, "zaakobjecttype adres"),
        zaaktype=zaaktype,
        ander_objecttype=False,
        objecttype="https://objecttypen.voorbeeld.nl/adres",
        relatie_omschrijving="gaat over",
    )
