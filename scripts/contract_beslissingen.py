"""What the standard's files leave open or contradict: the decisions that ``maak_contract.py`` applies.

Each decision that changes a fact of the standard has its row in ``docs/afwijkingen.md``.
"""

from __future__ import annotations

from typing import Any

REF = "#/components/schemas/"

ACTIES = {
    "_zoek": "zoek",
    "publish": "publish",
    "consumer": "consumer",
    "zaaknummer_reserveren": "zaaknummer_reserveren",
    "download": "download",
    "lock": "lock",
    "unlock": "unlock",
}

# field -> resource; the most specific key wins: api.Schema.field, api.field, field
LINKS: dict[str, str | None] = {
    "zaak": "zaken.Zaak",
    "hoofdzaak": "zaken.Zaak",
    "deelzaken": "zaken.Zaak",
    "gerelateerdAan": "zaken.Zaak",
    "zaken.RelevanteZaak.url": "zaken.Zaak",
    "zaken.eigenschappen": "zaken.ZaakEigenschap",
    "zaken.rollen": "zaken.Rol",
    "zaken.gezetdoor": "zaken.Rol",
    "zaken.status": "zaken.Status",
    "zaken.statussen": "zaken.Status",
    "zaken.resultaat": "zaken.Resultaat",
    "zaken.zaakinformatieobjecten": "zaken.ZaakInformatieObject",
    "zaken.zaakobjecten": "zaken.ZaakObject",
    "catalogus": "catalogi.Catalogus",
    "zaaktype": "catalogi.ZaakType",
    "zaaktypen": "catalogi.ZaakType",
    "deelzaaktypen": "catalogi.ZaakType",
    "statustype": "catalogi.StatusType",
    "statustypen": "catalogi.StatusType",
    "resultaattype": "catalogi.ResultaatType",
    "resultaattypen": "catalogi.ResultaatType",
    "roltype": "catalogi.RolType",
    "roltypen": "catalogi.RolType",
    "eigenschap": "catalogi.Eigenschap",
    "catalogi.eigenschappen": "catalogi.Eigenschap",
    "zaakobjecttype": "catalogi.ZaakObjectType",
    "zaakobjecttypen": "catalogi.ZaakObjectType",
    "besluittype": "catalogi.BesluitType",
    "besluittypen": "catalogi.BesluitType",
    "informatieobjecttype": "catalogi.InformatieObjectType",
    "informatieobjecttypen": "catalogi.InformatieObjectType",
    "informatieobject": "documenten.EnkelvoudigInformatieObject",
    "besluit": "besluiten.Besluit",
}

# relations written by name and answered as URL -> the name field of the target
NAMEN = {
    "catalogi.ZaakType.besluittypen": "omschrijving",
    "catalogi.ZaakType.deelzaaktypen": "identificatie",
    "catalogi.ZaakTypenRelatie.zaaktype": "identificatie",
    "catalogi.BesluitType.informatieobjecttypen": "omschrijving",
    "catalogi.ResultaatType.besluittypen": "omschrijving",
    "catalogi.ResultaatType.informatieobjecttypen": "omschrijving",
    "catalogi.ZaakTypeInformatieObjectType.informatieobjecttype": "omschrijving",
}

ONVERANDERLIJK = {
    "zaken.Zaak.identificatie",
    "zaken.Resultaat.resultaattype",
    "zaken.ZaakInformatieObject.zaak",
    "zaken.ZaakInformatieObject.informatieobject",
    "zaken.ZaakObject.zaak",
    "zaken.ZaakObject.object",
    "zaken.ZaakObject.objectType",
    "zaken.ZaakEigenschap.zaak",
    "zaken.ZaakEigenschap.eigenschap",
    "besluiten.Besluit.identificatie",
    "besluiten.Besluit.verantwoordelijkeOrganisatie",
    "besluiten.Besluit.besluittype",
    "besluiten.Besluit.zaak",
}

ROL = {
    "medewerker": "RolMedewerker",
    "natuurlijk_persoon": "RolNatuurlijkPersoon",
    "niet_natuurlijk_persoon": "RolNietNatuurlijkPersoon",
    "organisatorische_eenheid": "RolOrganisatorischeEenheid",
    "vestiging": "RolVestiging",
}
OBJECT = {
    "adres": "ObjectAdres",
    "buurt": "ObjectBuurt",
    "gemeente": "ObjectGemeente",
    "gemeentelijke_openbare_ruimte": "ObjectGemeentelijkeOpenbareRuimte",
    "huishouden": "ObjectHuishouden",
    "inrichtingselement": "ObjectInrichtingselement",
    "kadastrale_onroerende_zaak": "ObjectKadastraleOnroerendeZaak",
    "kunstwerkdeel": "ObjectKunstwerkdeel",
    "maatschappelijke_activiteit": "ObjectMaatschappelijkeActiviteit",
    "openbare_ruimte": "ObjectOpenbareRuimte",
    "pand": "ObjectPand",
    "spoorbaandeel": "ObjectSpoorbaandeel",
    "terreindeel": "ObjectTerreindeel",
    "terrein_gebouwd_object": "ObjectTerreinGebouwdObject",
    "waterdeel": "ObjectWaterdeel",
    "wegdeel": "ObjectWegdeel",
    "wijk": "ObjectWijk",
    "woonplaats": "ObjectWoonplaats",
    "woz_deelobject": "ObjectWozDeelobject",
    "woz_object": "ObjectWozObject",
    "woz_waarde": "ObjectWozWaarde",
    "zakelijk_recht": "ObjectZakelijkRecht",
    "overige": "ObjectOverige",
}


def _per(kind: str, variants: dict[str, str]) -> dict[str, Any]:
    refs = {value: {"$ref": REF + name} for value, name in sorted(variants.items())}
    return {"type": "object", "nullable": True, "x-zgw-per": kind, "x-zgw-varianten": refs}


_READ_ONLY = {"readOnly": True}
_NAMES = {"type": "array", "uniqueItems": True, "items": {"type": "string"}, "readOnly": True}
_LOOSE = {"x-zgw-verzoek": {"uniqueItems": False}}
_DERIVED = ("beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject")

# facts that replace those of the standard; None removes a fact
VELDEN: dict[tuple[str, str, str], dict[str, Any]] = {
    ("zaken", "Rol", "betrokkeneIdentificatie"): _per("betrokkeneType", ROL),
    ("zaken", "ZaakObject", "objectIdentificatie"): _per("objectType", OBJECT | ROL),
    ("catalogi", "ZaakType", "resultaattypeOmschrijving"): _NAMES,
    ("catalogi", "ZaakType", "deelzaaktypeIdentificaties"): _READ_ONLY,
    ("catalogi", "InformatieObjectType", "zaaktypeIdentificaties"): _READ_ONLY,
    ("catalogi", "StatusType", "eigenschappen"): _READ_ONLY,
    ("catalogi", "ZaakType", "besluittypen"): _LOOSE,
    ("catalogi", "ZaakType", "deelzaaktypen"): _LOOSE,
    ("catalogi", "BesluitType", "informatieobjecttypen"): _LOOSE,
    ("catalogi", "ZaakTypeInformatieObjectType", "informatieobjecttype"): {"maxLength": None},
    ("documenten", "EnkelvoudigInformatieObject", "inhoud"): {"x-zgw-verzoek": {"format": "byte"}},
    ("documenten", "EnkelvoudigInformatieObject", "lock"): {
        "type": "string",
        "minLength": 1,
        "x-zgw-verzoek-acties": ["update", "partial_update"],
        "x-zgw-antwoord-acties": ["create"],
    },
    ("documenten", "EnkelvoudigInformatieObject", "bestandsomvang"): {"maximum": 9223372036854775807},
    **{
        ("catalogi", s, f): _READ_ONLY
        for s in ("Eigenschap", "ResultaatType", "RolType", "StatusType")
        for f in _DERIVED
    },
    **{("catalogi", "ZaakObjectType", f): _READ_ONLY for f in _DERIVED},
    **{
        ("catalogi", s, f): _READ_ONLY
        for s in ("BesluitType", "InformatieObjectType", "ZaakType")
        for f in _DERIVED[2:]
    },
}

VERPLICHT: dict[str, dict[str, bool]] = {
    "catalogi.ZaakType": {"resultaattypeOmschrijving": True, "deelzaaktypen": False},
    "documenten.EnkelvoudigInformatieObject": {"lock": True},
}

_URI = {"type": "string", "format": "uri", "maxLength": 1000}
# schemas written here as a whole
SCHEMAS: dict[str, dict[str, Any]] = {
    "autorisaties.Autorisatie": {
        "type": "object",
        "required": ["component", "scopes"],
        "properties": {
            "component": {
                "type": "string",
                "enum": ["ac", "nrc", "zrc", "ztc", "drc", "brc"],
                "description": "Registratie waar het voor geldt",
            },
            "componentWeergave": {
                "type": "string",
                "minLength": 1,
                "readOnly": True,
                "description": "Registratie als leesbare tekst",
            },
            "scopes": {
                "type": "array",
                "items": {"type": "string", "minLength": 1, "maxLength": 100},
                "description": "Toegestane handelingen",
            },
            "zaaktype": {**_URI, "x-zgw-link": "catalogi.ZaakType", "description": "Soort zaak"},
            "informatieobjecttype": {
                **_URI,
                "x-zgw-link": "catalogi.InformatieObjectType",
                "description": "Soort document",
            },
            "besluittype": {**_URI, "x-zgw-link": "catalogi.BesluitType", "description": "Soort besluit"},
            "maxVertrouwelijkheidaanduiding": {
                "$ref": "algemeen.yaml#/components/schemas/VertrouwelijkheidaanduidingEnum",
                "description": "Hoogste toegestane niveau",
            },
        },
        "x-zgw-per": "component",
        "x-zgw-velden": {
            "zrc": ["zaaktype", "maxVertrouwelijkheidaanduiding"],
            "drc": ["informatieobjecttype", "maxVertrouwelijkheidaanduiding"],
            "brc": ["besluittype"],
        },
    },
}

_BODIES = {
    ("zaken", "post", "/zaken/_zoek"): "ZaakZoek",
    ("zaken", "post", "/zaaknummer_reserveren"): "ReserveZaakIdentificatieRequest",
    ("documenten", "post", "/enkelvoudiginformatieobjecten/_zoek"): "EIOZoekRequest",
    (
        "documenten",
        "post",
        "/enkelvoudiginformatieobjecten/{uuid}/unlock",
    ): "UnlockEnkelvoudigInformatieObjectRequest",
    ("documenten", "put", "/bestandsdelen/{uuid}"): "BestandsDeelRequest",
}
_ANSWERS = {
    ("documenten", "post", "/enkelvoudiginformatieobjecten/{uuid}/lock"): "LockEnkelvoudigInformatieObject",
}
_RESERVED = {"type": "array", "items": {"$ref": REF + "ReserveZaakIdentificatie"}}
_EXTRA: dict[tuple[str, str, str], dict[str, Any]] = {
    ("zaken", "post", "/zaaknummer_reserveren"): {"content": {"application/json": {"schema": _RESERVED}}},
    ("zaken", "post", "/zaken/{zaak_uuid}/zaakeigenschappen"): {
        "headers": {"X-Warning": {"schema": {"type": "string"}}}
    },
    ("documenten", "get", "/enkelvoudiginformatieobjecten/{uuid}/download"): {
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    },
}
_CREATED = {("catalogi", "post", "/informatieobjecttypen")}
_VERBS = {
    "get": "lezen",
    "post": "aanmaken",
    "put": "bijwerken",
    "patch": "bijwerken",
    "delete": "verwijderen",
}


def beslis_operatie(api: str, method: str, path: str, out: dict[str, Any], folder: Any) -> None:
    """Add explicit bodies and the decided success codes, scopes and parameters to an operation."""
    key = (api, method, path)
    code = "204" if api == "catalogi" and method == "delete" else next(iter(out["responses"]))
    code = "201" if key in _CREATED else code
    answer: dict[str, Any] = {"description": "Gelukt"}
    out["responses"] = {code: answer}
    if key in _BODIES:
        folder.add(_BODIES[key])
        media = "multipart/form-data" if path.startswith("/bestandsdelen") else "application/json"
        out["requestBody"] = {"content": {media: {"schema": {"$ref": REF + _BODIES[key]}}}}
    if key in _ANSWERS:
        folder.add(_ANSWERS[key])
        answer["content"] = {"application/json": {"schema": {"$ref": REF + _ANSWERS[key]}}}
    answer |= _EXTRA.get(key, {})
    if "/zaakeigenschappen" in path and method == "get":
        text = "Relaties die meekomen, met komma's gescheiden"
        expand = {"name": "expand", "in": "query", "schema": {"type": "string"}, "description": text}
        out["parameters"].append(expand)
    if path.startswith("/verzendingen"):
        out["security"] = [{"JWT-Claims": [f"documenten.{_VERBS.get(method, 'lezen')}"]}]
    for parameter in out["parameters"]:
        if parameter["name"] == "gerelateerdAan":
            parameter["schema"] = {"type": "string", "format": "uri"}
