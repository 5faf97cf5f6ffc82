"""The zip that Open Zaak writes (seen: 1.30), turned into our own terms.

One JSON array per resource, snake_case names, relations as URLs of the instance that wrote it. A zaaktype may
be exported without its catalogus and without the types that it names; what then cannot be told is left out
and named in the report, as is every fact for which the contract has no place.
"""

from __future__ import annotations

from typing import Any

from catalogi.uitwisseling.formaat import (
    BESTANDEN,
    MET_STATUSTYPE,
    ONDERDELEN,
    Inhoud,
    Object,
    kaal,
    lijst,
    schema,
    uuid_van,
    velden,
)
from catalogi.uitwisseling.zipbestand import onleesbaar
from mijnzaken.zgw import contract
from mijnzaken.zgw.fields import Vertrouwelijkheid, snake

# Relations of which this registry keeps names: field → (kind of object, the field that is its name).
NAMEN = {
    ("BesluitType", "informatieobjecttypen"): ("InformatieObjectType", "omschrijving"),
    ("ZaakType", "besluittypen"): ("BesluitType", "omschrijving"),
    ("ZaakType", "deelzaaktypen"): ("ZaakType", "identificatie"),
    ("ResultaatType", "besluittypen"): ("BesluitType", "omschrijving"),
    ("ResultaatType", "informatieobjecttypen"): ("InformatieObjectType", "omschrijving"),
}
# Where the file has the names beside the URLs.
NAAST = {
    ("ResultaatType", "besluittypen"): "besluittype_omschrijving",
    ("ResultaatType", "informatieobjecttypen"): "informatieobjecttype_omschrijving",
    ("BesluitType", "informatieobjecttypen"): "vastgelegd_in",
}
# Groups that are there with empty texts when they are not filled.
GROEPEN = ("broncatalogus", "bronzaaktype", "brondatumArchiefprocedure", "omschrijvingGeneriek")
# An empty level discloses nothing until somebody chooses one.
HOOGSTE = Vertrouwelijkheid.zeer_geheim.name
# Known in every export, but they follow from other facts here.
AFGELEID = {
    "ZaakType": {"informatieobjecttypen", "zaakobjecttypen"},
    "StatusType": {"zaakobjecttypen"},
}


def lees_openzaak(bestanden: dict[str, Any]) -> Inhoud:
    """The contents of an export of Open Zaak; Problem with one message when it is none."""
    if not bestanden:
        raise onleesbaar("De zip bevat geen export van een catalogus.")
    lijsten = {
        soort: lijst(f"{soort}.json", bestanden.get(f"{soort}.json", [])) for soort in BESTANDEN.values()
    }
    if not any(lijsten.values()):
        raise onleesbaar("De export bevat geen enkel type.")
    if len(lijsten["Catalogus"]) > 1:
        raise onleesbaar("De export bevat meer dan één catalogus; exporteer ze een voor een.")
    return _Bron(lijsten).inhoud()


class _Bron:
    """The lists of one export, with what stands under each URL."""

    def __init__(self, lijsten: dict[str, list[dict[str, Any]]]) -> None:
        self.lijsten = lijsten
        self.op_url: dict[str, tuple[str, dict[str, Any]]] = {}
        for soort, items in lijsten.items():
            for item in items:
                url = item.get("url")
                if not isinstance(url, str) or not url:
                    raise onleesbaar(f"{soort}.json bevat een object zonder url.")
                if url in self.op_url:
                    raise onleesbaar(f"{soort}.json bevat {url[:200]} meer dan eens.")
                self.op_url[url] = soort, item
        eerste = next(iter(self.op_url))
        # https://host/catalogi/api/v1/zaaktypen/uuid → https://host/catalogi/api/v1/
        self.basis = eerste.rstrip("/").rsplit("/", 2)[0] + "/"

    def inhoud(self) -> Inhoud:
        objecten = {
            soort: [self._object(soort, item) for item in items] for soort, items in self.lijsten.items()
        }
        op_url = {
            item["url"]: obj
            for soort, items in self.lijsten.items()
            for item, obj in zip(items, objecten[soort], strict=True)
        }
        for soort in ONDERDELEN:
            for item, obj in zip(self.lijsten[soort], objecten[soort], strict=True):
                obj.zaaktype = _gevonden(op_url, soort, item, "zaaktype", "ZaakType")
                if soort in MET_STATUSTYPE and item.get("statustype"):
                    obj.statustype = _gevonden(op_url, soort, item, "statustype", "StatusType")
        catalogus = objecten.pop("Catalogus")
        return Inhoud("openzaak", self.basis, catalogus[0] if catalogus else None, objecten)

    def _object(self, soort: str, item: dict[str, Any]) -> Object:
        uuid = uuid_van(soort, item["url"].rstrip("/").rpartition("/")[2])
        obj = Object(soort, {}, uuid)
        onbekend: list[str] = []
        alles = vertaal(schema(soort), item, "", onbekend)
        obj.opmerkingen += [
            f"{naam[:60]} wordt niet overgenomen: daar is hier geen plaats voor."
            for naam in onbekend
            if naam not in AFGELEID.get(soort, ()) and kaal(item.get(naam.partition(".")[0]))
        ]
        # Open Zaak writes null for what is not filled; absent is the same in a request body.
        obj.body = {veld: alles[veld] for veld in velden(soort) if alles.get(veld) is not None}
        self._groepen(obj)
        self._namen(obj, item)
        return obj

    def _groepen(self, obj: Object) -> None:
        body = obj.body
        for groep in GROEPEN:
            if groep in body and not kaal(body[groep]):
                del body[groep]
        procedure = body.get("brondatumArchiefprocedure")
        if isinstance(procedure, dict) and not procedure.get("afleidingswijze"):
            del body["brondatumArchiefprocedure"]
            obj.opmerkingen.append(
                "brondatumArchiefprocedure wordt niet overgenomen: de afleidingswijze ontbreekt."
            )
        if body.get("vertrouwelijkheidaanduiding") == "":
            body["vertrouwelijkheidaanduiding"] = HOOGSTE
            obj.opmerkingen.append(
                f"vertrouwelijkheidaanduiding is leeg in het bestand en wordt hier {HOOGSTE}."
            )

    def _namen(self, obj: Object, item: dict[str, Any]) -> None:
        """Put names in the place of URLs."""
        for (soort, veld), (doel, naam) in NAMEN.items():
            if soort == obj.soort and veld in obj.body:
                naast = item.get(NAAST.get((soort, veld), ""))
                urls = obj.body[veld]
                if naast and isinstance(naast, list) and len(naast) == len(urls):
                    obj.body[veld] = naast
                else:
                    obj.body[veld] = self._lijst(obj, veld, urls, doel, naam)
        self._verwijzing(obj, obj.body, "informatieobjecttype", "InformatieObjectType", "omschrijving")
        relaties = obj.body.get("gerelateerdeZaaktypen")
        if isinstance(relaties, list):
            obj.body["gerelateerdeZaaktypen"] = [
                relatie
                for relatie in relaties
                if not isinstance(relatie, dict)
                or self._verwijzing(obj, relatie, "zaaktype", "ZaakType", "identificatie")
            ]

    def _verwijzing(self, obj: Object, waar: dict[str, Any], veld: str, doel: str, naam: str) -> bool:
        """Put a name in the place of one URL; that of another registry is its own name. False when there is none."""
        url = waar.get(veld)
        gevonden = self._naam(url, doel, naam)
        if gevonden is None and isinstance(url, str) and url.startswith(self.basis):
            obj.opmerkingen.append(_ontbreekt(veld, url))
            del waar[veld]
            return False
        waar |= {} if gevonden is None else {veld: gevonden}
        return True

    def _lijst(self, obj: Object, veld: str, urls: Any, doel: str, naam: str) -> Any:
        if not isinstance(urls, list):
            return urls
        gevonden = [self._naam(url, doel, naam) for url in urls]
        for url, gevonden_naam in zip(urls, gevonden, strict=True):
            if gevonden_naam is None:
                obj.opmerkingen.append(_ontbreekt(veld, url))
        # Versions of one name are one relation.
        return list(dict.fromkeys(n for n in gevonden if n is not None))

    def _naam(self, url: Any, doel: str, naam: str) -> str | None:
        """The name of what stands in the file under this URL; what is no URL is a name already."""
        if not isinstance(url, str):
            return None
        if "://" not in url:
            return url
        soort, item = self.op_url.get(url, ("", {}))
        gevonden = item.get(naam)
        return gevonden if soort == doel and isinstance(gevonden, str) else None


def _gevonden(op_url: dict[str, Object], soort: str, item: dict[str, Any], veld: str, doel: str) -> Object:
    url = item.get(veld)
    obj = op_url.get(url) if isinstance(url, str) else None
    if obj is None or obj.soort != doel:
        raise onleesbaar(f"{soort}.json verwijst naar een {veld} dat niet in het bestand staat.")
    return obj


def _ontbreekt(veld: str, url: Any) -> str:
    return f"{veld} {str(url)[:200]} wordt niet overgenomen: dat type staat niet in het bestand."


def vertaal(prop: contract.Schema, waarde: Any, pad: str, onbekend: list[str]) -> Any:
    """snake_case keys as the contract spells them, as deep as the contract goes; the others go to ``onbekend``."""
    if isinstance(waarde, list) and "items" in prop:
        return [vertaal(prop["items"], item, pad, onbekend) for item in waarde]
    if not isinstance(waarde, dict) or "properties" not in prop:
        return waarde
    namen = {snake(naam): naam for naam in prop["properties"]}
    uit = {}
    for naam, deel in waarde.items():
        if naam in namen:
            uit[namen[naam]] = vertaal(prop["properties"][namen[naam]], deel, f"{pad}{naam}.", onbekend)
        else:
            onbekend.append(f"{pad}{naam}")
    return uit
