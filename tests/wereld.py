"""One example of every served resource: a body with every field, one with the required fields, an object.

Tests that say the same of each resource take their examples here. A new resource adds one entry to VOL, and names in
OOK_NODIG what a rule demands. The types are in ``tests/typen.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from catalogi.demo import SELECTIELIJST
from mijnzaken.zgw import contract
from notificaties.models import Kanaal
from tests import cast, typen
from tests.api import Api, adres
from tests.factories import BSN, RSIN, RolFactory, ZaakFactory
from tests.typen import zaaktype

_nummer = count(1)
ADRES = {
    "aoaIdentificatie": "0363200000000001",
    "wplWoonplaatsNaam": "Amsterdam",
    "gorOpenbareRuimteNaam": "Dam",
    "aoaPostcode": "1012JS",
    "aoaHuisnummer": 1,
    "aoaHuisletter": "A",
    "aoaHuisnummertoevoeging": "bis",
    "inpLocatiebeschrijving": "naast het paleis",
}
BUITENLAND = {
    "lndLandcode": "5010",
    "lndLandnaam": "België",
    "subAdresBuitenland_1": "Grote Markt 1",
    "subAdresBuitenland_2": "1000 Brussel",
    "subAdresBuitenland_3": "",
}
BETROKKENEN: dict[str, dict[str, Any]] = {
    "natuurlijk_persoon": {
        "inpBsn": BSN,
        "anpIdentificatie": "ANP-1",
        "inpA_nummer": "1234567890",
        "geslachtsnaam": "Jansen",
        "voorvoegselGeslachtsnaam": "van",
        "voorletters": "J.",
        "voornamen": "Jan",
        "geslachtsaanduiding": "m",
        "geboortedatum": "19800101",
        "verblijfsadres": ADRES,
        "subVerblijfBuitenland": BUITENLAND,
    },
    "niet_natuurlijk_persoon": {
        "innNnpId": RSIN,
        "annIdentificatie": "NNP-1",
        "statutaireNaam": "Jansen en Zonen",
        "innRechtsvorm": "stichting",
        "bezoekadres": "Dam 1, Amsterdam",
        "subVerblijfBuitenland": BUITENLAND,
    },
    "vestiging": {
        "vestigingsNummer": "000012345678",
        "handelsnaam": ["Jansen", "Jansen & Co"],
        "verblijfsadres": ADRES,
        "subVerblijfBuitenland": BUITENLAND,
        "kvkNummer": "90000001",
    },
    "organisatorische_eenheid": {
        "identificatie": "afdeling-1",
        "naam": "Vergunningen",
        "isGehuisvestIn": "gebouw-1",
    },
    "medewerker": {
        "identificatie": "medewerker-1",
        "achternaam": "Jansen",
        "voorletters": "J.",
        "voorvoegselAchternaam": "van",
    },
}


def _zaak() -> dict[str, Any]:
    soort = zaaktype()
    soort.deelzaaktypen = [soort.identificatie]
    soort.save()
    hoofdzaak, andere = ZaakFactory(zaaktype=soort), ZaakFactory(zaaktype=soort)
    return {
        "identificatie": f"Z-{next(_nummer)}",
        "bronorganisatie": RSIN,
        "omschrijving": "Omschrijving",
        "toelichting": 'Toelichting met ‘tekens’ 🏛 én \\ " <b>',
        "zaaktype": adres(soort),
        "registratiedatum": "2026-01-04",
        "verantwoordelijkeOrganisatie": RSIN,
        "startdatum": "2026-01-05",
        "einddatumGepland": "2026-03-01",
        "uiterlijkeEinddatumAfdoening": "2026-04-01",
        "publicatiedatum": "2026-01-06",
        "communicatiekanaal": "https://kanalen.voorbeeld.nl/1",
        "productenOfDiensten": ["https://producten.voorbeeld.nl/1"],
        "vertrouwelijkheidaanduiding": "intern",
        "betalingsindicatie": "geheel",
        "laatsteBetaaldatum": "2026-01-07T12:00:00Z",
        "zaakgeometrie": {"type": "Point", "coordinates": [4.893, 52.373]},
        "verlenging": {"reden": "Onderzoek", "duur": "P1W"},
        "opschorting": {"indicatie": True, "reden": "Wacht op stukken"},
        "selectielijstklasse": f"{SELECTIELIJST}/resultaten/2",
        "hoofdzaak": adres(hoofdzaak),
        "relevanteAndereZaken": [{"url": adres(andere), "aardRelatie": "vervolg"}],
        "kenmerken": [{"kenmerk": "K-1", "bron": "systeem"}],
        "archiefnominatie": "vernietigen",
        "archiefstatus": "nog_te_archiveren",
        "archiefactiedatum": "2031-01-01",
        "opdrachtgevendeOrganisatie": RSIN,
        "processobjectaard": "vergunning",
        "startdatumBewaartermijn": "2026-02-01",
        "processobject": {
            "datumkenmerk": "einddatum",
            "identificatie": "P-1",
            "objecttype": "vergunning",
            "registratie": "register",
        },
    }


def _status() -> dict[str, Any]:
    rol = RolFactory(zaak=ZaakFactory(zaaktype=zaaktype()))
    return cast.status(
        rol.zaak,
        cast.statustype(rol.zaak.zaaktype),
        statustoelichting="Toelichting",
        gezetdoor=adres(rol),
    )


def rol(soort: str = "natuurlijk_persoon") -> dict[str, Any]:
    zaak = ZaakFactory(zaaktype=zaaktype())
    return {
        "zaak": adres(zaak),
        "betrokkene": "https://personen.voorbeeld.nl/1",
        "betrokkeneType": soort,
        "afwijkendeNaamBetrokkene": "J. de Vries",
        "roltype": adres(cast.roltype(zaak.zaaktype)),
        "roltoelichting": "Aanvrager",
        "indicatieMachtiging": "gemachtigde",
        "contactpersoonRol": {
            "emailadres": "jan@voorbeeld.nl",
            "functie": "Secretaris",
            "telefoonnummer": "0612345678",
            "naam": "Jan",
        },
        "betrokkeneIdentificatie": BETROKKENEN[soort],
    }


def _resultaat() -> dict[str, Any]:
    zaak = ZaakFactory(zaaktype=zaaktype())
    return cast.resultaat(zaak, cast.resultaattype(zaak.zaaktype), toelichting="Toelichting")


def _applicatie() -> dict[str, Any]:
    soort = zaaktype()
    return {
        "clientIds": [f"client-{next(_nummer)}", f"client-{next(_nummer)}"],
        "label": "Applicatie",
        "heeftAlleAutorisaties": False,
        "alleenIsGereedVoorPublicatie": True,
        "autorisaties": [
            {
                "component": "zrc",
                "scopes": ["zaken.lezen", "zaken.aanmaken"],
                "zaaktype": adres(soort),
                "maxVertrouwelijkheidaanduiding": "intern",
            },
            {"component": "ztc", "scopes": ["catalogi.lezen"]},
        ],
    }


def _kanaal() -> dict[str, Any]:
    return {
        "naam": f"kanaal-{next(_nummer)}",
        "documentatieLink": "https://voorbeeld.nl/kanaal",
        "filters": ["bronorganisatie", "zaaktype"],
    }


def _abonnement() -> dict[str, Any]:
    naam = Kanaal.objects.create(naam=f"kanaal-{next(_nummer)}", filters=["bron"]).naam
    return {
        "callbackUrl": f"https://abonnee.voorbeeld.nl/{next(_nummer)}",
        "auth": "Token geheim",
        "kanalen": [{"naam": naam, "filters": {"bron": "1"}}],
    }


def _bericht() -> dict[str, Any]:
    naam = Kanaal.objects.create(naam=f"kanaal-{next(_nummer)}", filters=["bron"]).naam
    return {
        "kanaal": naam,
        "hoofdObject": "https://elders.voorbeeld.nl/zaken/1",
        "resource": "status",
        "resourceUrl": "https://elders.voorbeeld.nl/statussen/1",
        "actie": "create",
        "aanmaakdatum": "2026-01-05T12:00:00Z",
        "kenmerken": {"bron": "1"},
    }


VOL: dict[str, Callable[[], dict[str, Any]]] = {
    "zaken.Zaak": _zaak,
    "zaken.Status": _status,
    "zaken.Rol": rol,
    "zaken.Resultaat": _resultaat,
    **typen.VOL,
    "autorisaties.Applicatie": _applicatie,
    "notificaties.Kanaal": _kanaal,
    "notificaties.Abonnement": _abonnement,
    "notificaties.Message": _bericht,
}
# One field that each resource may change, and another value for it.
ANDERS: dict[str, dict[str, Any]] = {
    "zaken.Zaak": {"omschrijving": "Anders"},
    "zaken.Resultaat": {"toelichting": "Anders"},
    "catalogi.Catalogus": {"naam": "Anders"},
    "catalogi.ZaakType": {"doel": "Anders"},
    "catalogi.StatusType": {"statustekst": "Anders"},
    "catalogi.ResultaatType": {"toelichting": "Anders"},
    "catalogi.RolType": {"omschrijving": "Anders"},
    "catalogi.InformatieObjectType": {"informatieobjectcategorie": "Anders"},
    "catalogi.BesluitType": {"toelichting": "Anders"},
    "catalogi.Eigenschap": {"toelichting": "Anders"},
    "catalogi.ZaakTypeInformatieObjectType": {"richting": "intern"},
    "catalogi.ZaakObjectType": {"relatieOmschrijving": "Anders"},
    "autorisaties.Applicatie": {"label": "Anders"},
    "notificaties.Abonnement": {"callbackUrl": "https://anders.voorbeeld.nl/"},
}
# Required by a rule, not by the contract.
OOK_NODIG = {
    "zaken.Rol": ("betrokkeneIdentificatie",),
    "autorisaties.Applicatie": ("autorisaties",),
    "catalogi.ResultaatType": ("brondatumArchiefprocedure", "archiefactietermijn", "archiefnominatie"),
}


def vol(naam: str) -> dict[str, Any]:
    """A body with every field that a client may write."""
    return VOL[naam]()


def kaal(naam: str) -> dict[str, Any]:
    """A body with the required fields only."""
    nodig = {*contract.schema(naam)["required"], *OOK_NODIG.get(naam, ())}
    return {veld: waarde for veld, waarde in vol(naam).items() if veld in nodig}


def pad_van(naam: str) -> str:
    """The path of a resource's collection."""
    op = next(op for op in contract.operations(naam) if op.action in ("create", "list"))
    return contract.apis()[op.api].root + op.path


def voorbeeld(api: Api, naam: str) -> dict[str, Any]:
    """A new object, made with every field."""
    return api.maak(pad_van(naam), vol(naam))


def gevuld(naam: str) -> bool:
    """Whether a resource has an example here (the audit trail writes itself)."""
    return naam in VOL
