"""A small catalogus to try things out with: MELDING (simple) and VERGUNNING (deelzaken, archiving)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from catalogi.models import Catalogus, ResultaatType, RolType, StatusType, ZaakType
from mijnzaken.zgw.fields import Vertrouwelijkheid

RSIN = "123456782"
SELECTIELIJST = "https://selectielijst.openzaak.nl/api/v1"
# Fixed keys: the URLs of the demo types are the same at every installation.
NAAMRUIMTE = UUID("0c9b1c52-7f4e-5d0b-9a6e-6d696a6e7a61")
VERSIES = ((date(2024, 1, 1), False), (date(2027, 1, 1), True))

# generieke omschrijving → its key in the Selectielijst
GENERIEK = {
    "Toegekend": "fb65d251-1518-4185-865f-b8bdcfad07b1",
    "Afgewezen": "e6a0c939-3404-45b0-88e3-76c94fb80ea7",
    "Ingetrokken": "a6a0bd73-262a-401a-b629-9c4a908c69b5",
}

ZAAKTYPEN: dict[str, dict[str, Any]] = {
    "MELDING": {
        "omschrijving": "Melding openbare ruimte",
        "omschrijving_generiek": "Melding behandelen",
        "vertrouwelijkheidaanduiding": Vertrouwelijkheid.openbaar,
        "doel": "Een gebrek in de openbare ruimte laten verhelpen.",
        "aanleiding": "Iemand ziet een losse tegel, een kapotte lamp of zwerfvuil en laat dat weten.",
        "toelichting": "Een medewerker van de wijk beoordeelt de melding en laat haar uitvoeren.",
        "handeling_initiator": "Melden",
        "onderwerp": "Openbare ruimte",
        "handeling_behandelaar": "Afhandelen",
        "doorlooptijd": "P14D",
        "servicenorm": "P5D",
        "opschorting_en_aanhouding_mogelijk": False,
        "verlenging_mogelijk": False,
        "trefwoorden": ["melding", "straat", "groen", "afval"],
        "publicatie_indicatie": False,
        "selectielijst_procestype": f"{SELECTIELIJST}/procestypen/388645ae-bb7f-4b2b-ba70-94b70f713d45",
        "referentieproces": {"naam": "Melding behandelen", "link": ""},
        "verantwoordelijke": "Team Openbare Ruimte",
    },
    "VERGUNNING": {
        "omschrijving": "Evenementenvergunning",
        "omschrijving_generiek": "Vergunning verlenen",
        "vertrouwelijkheidaanduiding": Vertrouwelijkheid.zaakvertrouwelijk,
        "doel": "Besluiten of een evenement op deze plaats en dit tijdstip kan doorgaan.",
        "aanleiding": "Een organisator vraagt een vergunning aan voor een evenement.",
        "toelichting": "Overlast die uit het evenement volgt, wordt als deelzaak gemeld.",
        "handeling_initiator": "Aanvragen",
        "onderwerp": "Evenement",
        "handeling_behandelaar": "Behandelen",
        "doorlooptijd": "P8W",
        "servicenorm": "P6W",
        "opschorting_en_aanhouding_mogelijk": True,
        "verlenging_mogelijk": True,
        "verlengingstermijn": "P4W",
        "trefwoorden": ["evenement", "vergunning"],
        "publicatie_indicatie": True,
        "publicatietekst": "Aanvraag ontvangen voor een evenement; zienswijzen kunnen worden ingediend.",
        "producten_of_diensten": ["https://producten.voorbeeld.nl/evenementenvergunning"],
        "selectielijst_procestype": f"{SELECTIELIJST}/procestypen/3e1f6d3e-617f-43e1-87be-8bd255ef4745",
        "referentieproces": {"naam": "Vergunning verlenen", "link": ""},
        "verantwoordelijke": "Team Vergunningen",
        "deelzaaktypen": ["MELDING"],
    },
}

STATUSTYPEN = {
    "MELDING": [
        ("Ontvangen", "Uw melding is binnen."),
        ("In behandeling", "We zijn ermee bezig."),
        ("Afgehandeld", "Uw melding is afgehandeld."),
    ],
    "VERGUNNING": [
        ("Ontvangen", "Uw aanvraag is binnen."),
        ("Getoetst op volledigheid", "Uw aanvraag is compleet."),
        ("In behandeling", "We beoordelen uw aanvraag."),
        ("Besluit genomen", "Er is besloten over uw aanvraag."),
        ("Afgehandeld", "Uw aanvraag is afgehandeld."),
    ],
}

ROLTYPEN = {
    "MELDING": [
        ("Melder", "initiator"),
        ("Behandelaar", "behandelaar"),
        ("Belanghebbende", "belanghebbende"),
    ],
    "VERGUNNING": [
        ("Aanvrager", "initiator"),
        ("Mede-aanvrager", "mede_initiator"),
        ("Behandelaar", "behandelaar"),
        ("Zaakcoördinator", "zaakcoordinator"),
        ("Adviseur", "adviseur"),
        ("Belanghebbende", "belanghebbende"),
        ("Beslisser", "beslisser"),
    ],
}

# omschrijving, generiek, klasse in the Selectielijst, archiefnominatie, archiefactietermijn, brondatum
RESULTAATTYPEN: dict[str, list[tuple[str, str, str, str, str, dict[str, str]]]] = {
    "MELDING": [
        ("Hersteld", "Toegekend", "d8b21822-3ff1-4414-b17b-cbfd662b40d8", "vernietigen", "P5Y",
         {"afleidingswijze": "afgehandeld"}),
        ("Hersteld, blijft in beheer", "Toegekend", "59596a33-c8db-4aa7-bb81-140cb29bb42a", "vernietigen", "P5Y",
         {"afleidingswijze": "termijn", "procestermijn": "P10Y"}),
        ("Hersteld bij een monument", "Toegekend", "a2807664-dd89-48cd-b3ae-b3b67246900c", "blijvend_bewaren",
         "P10Y", {"afleidingswijze": "hoofdzaak"}),
        ("Niet hersteld", "Afgewezen", "b8a84964-7cb1-4294-9fbf-edc4251f538b", "vernietigen", "P5Y",
         {"afleidingswijze": "afgehandeld"}),
    ],
    "VERGUNNING": [
        ("Verleend", "Toegekend", "183352aa-26d1-4bc3-8bbf-aec3a180ebbb", "vernietigen", "P1Y",
         {"afleidingswijze": "afgehandeld"}),
        ("Verleend voor meer jaren", "Toegekend", "67348398-2263-4aab-823d-92ae5fe8129d", "vernietigen", "P1Y",
         {"afleidingswijze": "ander_datumkenmerk", "datumkenmerk": "einddatum vergunning",
          "objecttype": "overige", "registratie": "vergunningenregister"}),
        ("Geweigerd", "Afgewezen", "bcd33d3a-4a34-4143-9569-4d161ea6da6b", "vernietigen", "P5Y",
         {"afleidingswijze": "afgehandeld"}),
        ("Ingetrokken", "Ingetrokken", "c448d114-c162-4509-9bfb-f699bb302a28", "vernietigen", "P1Y",
         {"afleidingswijze": "afgehandeld"}),
    ],
}  # fmt: skip


def laad() -> Catalogus:
    """Make what is missing of the demo catalogus; what exists is left as it is."""
    catalogus, _new = Catalogus.objects.get_or_create(
        domein="DEMO",
        rsin=RSIN,
        defaults={
            "uuid": uuid5(NAAMRUIMTE, "catalogus"),
            "naam": "Voorbeeldcatalogus",
            "contactpersoon_beheer_naam": "Functioneel beheer",
            "contactpersoon_beheer_emailadres": "beheer@voorbeeld.nl",
        },
    )
    for identificatie in ZAAKTYPEN:
        for begin, concept in VERSIES:
            _zaaktype(catalogus, identificatie, begin, concept=concept)
    return catalogus


def _zaaktype(catalogus: Catalogus, identificatie: str, begin: date, *, concept: bool) -> None:
    zaaktype, new = ZaakType.objects.get_or_create(
        uuid=uuid5(catalogus.uuid, f"{identificatie} {begin}"),
        defaults={
            "catalogus": catalogus,
            "identificatie": identificatie,
            "indicatie_intern_of_extern": "extern",
            "begin_geldigheid": begin,
            "versiedatum": begin,
            "concept": concept,
            **ZAAKTYPEN[identificatie],
        },
    )
    if new:
        _onderdelen(zaaktype)


def _onderdelen(zaaktype: ZaakType) -> None:
    def key(kind: str, naam: str) -> dict[str, Any]:
        return {"uuid": uuid5(zaaktype.uuid, f"{kind} {naam}"), "zaaktype": zaaktype, "omschrijving": naam}

    StatusType.objects.bulk_create(
        StatusType(**key("statustype", naam), volgnummer=nummer, statustekst=tekst, informeren=True)
        for nummer, (naam, tekst) in enumerate(STATUSTYPEN[zaaktype.identificatie], start=1)
    )
    RolType.objects.bulk_create(
        RolType(**key("roltype", naam), omschrijving_generiek=generiek)
        for naam, generiek in ROLTYPEN[zaaktype.identificatie]
    )
    ResultaatType.objects.bulk_create(
        ResultaatType(
            **key("resultaattype", naam),
            omschrijving_generiek=generiek,
            resultaattypeomschrijving=f"{SELECTIELIJST}/resultaattypeomschrijvingen/{GENERIEK[generiek]}",
            selectielijstklasse=f"{SELECTIELIJST}/resultaten/{klasse}",
            archiefnominatie=nominatie,
            archiefactietermijn=termijn,
            brondatum_archiefprocedure=brondatumprocedure(**brondatum),
        )
        for naam, generiek, klasse, nominatie, termijn, brondatum in RESULTAATTYPEN[zaaktype.identificatie]
    )


def brondatumprocedure(
    afleidingswijze: str,
    datumkenmerk: str = "",
    objecttype: str = "",
    registratie: str = "",
    procestermijn: str | None = None,
) -> dict[str, Any]:
    """The group brondatumArchiefprocedure in the shape of the contract."""
    return {
        "afleidingswijze": afleidingswijze,
        "datumkenmerk": datumkenmerk,
        "einddatumBekend": False,
        "objecttype": objecttype,
        "registratie": registratie,
        "procestermijn": procestermijn,
    }
