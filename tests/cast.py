"""The cast: applicaties and zaaktypen that every test knows, and the request bodies that they send.

Fixtures of the same names are in ``tests/fixtures.py``; each is made when a test asks for it.

==============  ==================================================================================
balie           opens zaken: zaken.lezen, zaken.aanmaken, zaken.bijwerken on both zaaktypen
behandelaar     works on them: zaken.lezen, zaken.bijwerken, zaken.statussen.toevoegen, audittrails.lezen
lezer           zaken.lezen on ``melding`` only, up to zaakvertrouwelijk
portaal         zaken.lezen on both, openbaar only
vreemde         a known client without applicatie
beheerder       everything (heeftAlleAutorisaties)
melding         zaaktype: three statustypen, one way of archiving
vergunning      zaaktype: deelzaken of type melding, may be extended and suspended, five resultaattypen
==============  ==================================================================================
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from catalogi.demo import GENERIEK, SELECTIELIJST, brondatumprocedure
from catalogi.models import Catalogus, ResultaatType, RolType, StatusType, ZaakType
from mijnzaken.autorisaties.models import Applicatie, Autorisatie, Client
from mijnzaken.zgw.fields import Vertrouwelijkheid
from tests.api import SECRET, Api, adres
from tests.factories import BSN, RSIN, CatalogusFactory, ZaakTypeFactory

ROLTYPEN = ("initiator", "behandelaar", "belanghebbende", "zaakcoordinator")
# omschrijving of the resultaattype → how its brondatum is found
RESULTATEN: dict[str, dict[str, Any]] = {
    "afgehandeld": {"afleidingswijze": "afgehandeld"},
    "termijn": {"afleidingswijze": "termijn", "procestermijn": "P10Y"},
    "hoofdzaak": {"afleidingswijze": "hoofdzaak"},
    "ander_datumkenmerk": {
        "afleidingswijze": "ander_datumkenmerk",
        "datumkenmerk": "einddatum",
        "objecttype": "overige",
        "registratie": "register",
    },
}
# afleidingswijze → a resultaat of the procestype whose procestermijn goes with it
KLASSEN = {
    "afgehandeld": "d8b21822-3ff1-4414-b17b-cbfd662b40d8",
    "termijn": "59596a33-c8db-4aa7-bb81-140cb29bb42a",
}
KLASSE = "a2807664-dd89-48cd-b3ae-b3b67246900c"


# -- zaaktypen -----------------------------------------------------------------------------
def maak_zaaktype(catalogus: Catalogus, identificatie: str, *, rijk: bool, **velden: Any) -> ZaakType:
    """A published zaaktype with statustypen, roltypen and resultaattypen; ``rijk``: with every resultaattype."""
    zaaktype = ZaakTypeFactory(catalogus=catalogus, identificatie=identificatie, **velden)
    StatusType.objects.bulk_create(
        StatusType(zaaktype=zaaktype, volgnummer=nummer, omschrijving=naam)
        for nummer, naam in enumerate(("Ontvangen", "In behandeling", "Afgehandeld"), start=1)
    )
    RolType.objects.bulk_create(
        RolType(zaaktype=zaaktype, omschrijving=naam.title(), omschrijving_generiek=naam) for naam in ROLTYPEN
    )
    namen = RESULTATEN if rijk else ["afgehandeld"]
    typen = [_resultaattype(zaaktype, naam, **RESULTATEN[naam]) for naam in namen]
    if rijk:
        blijvend = _resultaattype(zaaktype, "bewaren", afleidingswijze="afgehandeld")
        blijvend.archiefnominatie, blijvend.archiefactietermijn = "blijvend_bewaren", None
        typen.append(blijvend)
    ResultaatType.objects.bulk_create(typen)
    return zaaktype


def _resultaattype(zaaktype: ZaakType, naam: str, **brondatum: Any) -> ResultaatType:
    return ResultaatType(
        zaaktype=zaaktype,
        omschrijving=naam,
        resultaattypeomschrijving=f"{SELECTIELIJST}/resultaattypeomschrijvingen/{GENERIEK['Toegekend']}",
        omschrijving_generiek="Toegekend",
        selectielijstklasse=f"{SELECTIELIJST}/resultaten/{KLASSEN.get(brondatum['afleidingswijze'], KLASSE)}",
        archiefnominatie="vernietigen",
        archiefactietermijn="P5Y",
        brondatum_archiefprocedure=brondatumprocedure(**brondatum),
    )


def maak_catalogus() -> Catalogus:
    return CatalogusFactory(domein="CAST")


def maak_melding(catalogus: Catalogus, **velden: Any) -> ZaakType:
    return maak_zaaktype(catalogus, "MELDING", rijk=False, **velden)


def maak_vergunning(catalogus: Catalogus, **velden: Any) -> ZaakType:
    eigen = {
        "vertrouwelijkheidaanduiding": Vertrouwelijkheid.zaakvertrouwelijk,
        "deelzaaktypen": ["MELDING"],
        "opschorting_en_aanhouding_mogelijk": True,
        "verlenging_mogelijk": True,
        "verlengingstermijn": "P4W",
        "producten_of_diensten": ["https://producten.voorbeeld.nl/vergunning"],
    }
    return maak_zaaktype(catalogus, "VERGUNNING", rijk=True, **(eigen | velden))


def statustype(zaaktype: ZaakType, volgnummer: int = 1) -> StatusType:
    """The statustype with a volgnummer; -1 is the eindstatus."""
    typen = zaaktype.statustypen.order_by("volgnummer")
    return typen.last() if volgnummer == -1 else typen.get(volgnummer=volgnummer)


def roltype(zaaktype: ZaakType, omschrijving_generiek: str = "initiator") -> RolType:
    return zaaktype.roltypen.get(omschrijving_generiek=omschrijving_generiek)


def resultaattype(zaaktype: ZaakType, omschrijving: str = "afgehandeld") -> ResultaatType:
    return zaaktype.resultaattypen.get(omschrijving=omschrijving)


# -- applicaties ---------------------------------------------------------------------------
def maak_client(naam: str) -> Api:
    """A client with a secret and without rights."""
    Client.objects.get_or_create(client_id=naam, defaults={"secret": SECRET})
    return Api(naam)


def maak_applicatie(naam: str, *rechten: tuple[Any, ...], alles: bool = False) -> Api:
    """A client with an applicatie; each right is ``(component, scopes)`` or
    ``("zrc", scopes, zaaktype or its key or URL, level)``."""
    api = maak_client(naam)
    applicatie = Applicatie.objects.create(client_ids=[naam], label=naam, heeft_alle_autorisaties=alles)
    geef(applicatie, *rechten)
    return api


def geef(applicatie: Applicatie | str, *rechten: tuple[Any, ...]) -> None:
    """Add rights to an applicatie, or to that of a client id."""
    if isinstance(applicatie, str):
        applicatie = Applicatie.objects.get(client_ids__contains=[applicatie])
    Autorisatie.objects.bulk_create(_autorisatie(applicatie, *recht) for recht in rechten)


def _autorisatie(
    applicatie: Applicatie, component: str, scopes: Any, soort: Any = None, niveau: str | None = None
) -> Autorisatie:
    rij = Autorisatie(applicatie=applicatie, component=component)
    rij.scopes = scopes.split() if isinstance(scopes, str) else list(scopes)
    if isinstance(soort, str):
        rij.zaaktype_url = soort
    elif soort is not None:
        rij.zaaktype = soort if isinstance(soort, UUID) else soort.pk
    rij.max_vertrouwelijkheidaanduiding = Vertrouwelijkheid[niveau].value if niveau else None
    return rij


# -- request bodies ------------------------------------------------------------------------
def zaak(zaaktype: Any, **velden: Any) -> dict[str, Any]:
    """The smallest body of POST /zaken, with ``velden`` in the names of the contract."""
    return {
        "bronorganisatie": RSIN,
        "verantwoordelijkeOrganisatie": RSIN,
        "zaaktype": adres(zaaktype),
        "startdatum": "2026-01-05",
        **velden,
    }


def status(zaak: Any, statustype: Any, datum: str = "2026-01-06T10:00:00Z", **velden: Any) -> dict[str, Any]:
    return {"zaak": adres(zaak), "statustype": adres(statustype), "datumStatusGezet": datum, **velden}


def resultaat(zaak: Any, resultaattype: Any, **velden: Any) -> dict[str, Any]:
    return {"zaak": adres(zaak), "resultaattype": adres(resultaattype), **velden}


def rol(zaak: Any, roltype: Any, **velden: Any) -> dict[str, Any]:
    return {
        "zaak": adres(zaak),
        "roltype": adres(roltype),
        "betrokkeneType": "natuurlijk_persoon",
        "roltoelichting": "aanvrager",
        "betrokkeneIdentificatie": {"inpBsn": BSN},
        **velden,
    }


def sluit(api: Api, zaak: Any, zaaktype: ZaakType, datum: str = "2026-02-02T10:00:00Z") -> dict[str, Any]:
    """Give a zaak a resultaat and its eindstatus; the zaak afterwards."""
    api.maak("resultaten", resultaat(zaak, resultaattype(zaaktype)))
    api.maak("statussen", status(zaak, statustype(zaaktype, -1), datum))
    return api.lees(zaak)
