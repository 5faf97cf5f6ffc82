"""What an exported catalogus consists of, and our own file of it.

A zip with ``manifest.json`` and one JSON array per resource, named as in the contract. An item has the fields
that a request body has, its uuid, and instead of URLs the stable keys of what it refers to: a zaaktype by
identificatie and beginGeldigheid (and uuid), a statustype by volgnummer, other types by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from catalogi import resources  # noqa: F401  (declares them)
from catalogi.uitwisseling.zipbestand import onleesbaar
from mijnzaken.zgw import contract, parts
from mijnzaken.zgw.resource import Resource, registry

FORMAAT, VERSIE = "mijnzaken-catalogus", 1
MANIFEST = "manifest.json"

# Resource → the fields that tell one from the other: within the catalogus, parts within their zaaktype.
# In the order in which they can be made.
SLEUTELS: dict[str, tuple[str, ...]] = {
    "Catalogus": ("domein", "rsin"),
    "InformatieObjectType": ("omschrijving", "beginGeldigheid"),
    "BesluitType": ("omschrijving", "beginGeldigheid"),
    "ZaakType": ("identificatie", "beginGeldigheid"),
    "StatusType": ("volgnummer",),
    "RolType": ("omschrijving",),
    "ResultaatType": ("omschrijving",),
    "Eigenschap": ("naam",),
    "ZaakTypeInformatieObjectType": ("volgnummer",),
    "ZaakObjectType": ("objecttype", "relatieOmschrijving"),
}
# What people know an object by, beside its key.
TOONT = {"StatusType": ("omschrijving",), "ZaakTypeInformatieObjectType": ("informatieobjecttype",)}
TYPEN = ("InformatieObjectType", "BesluitType", "ZaakType")  # versions in a catalogus
ONDERDELEN = tuple(SLEUTELS)[4:]  # of a zaaktype
MET_STATUSTYPE = ("Eigenschap", "ZaakTypeInformatieObjectType")
BESTANDEN = {f"{soort}.json": soort for soort in SLEUTELS}


@dataclass(eq=False)
class Object:
    """One object from a file: ``body`` has what a request body has, without links."""

    soort: str
    body: dict[str, Any]
    uuid: UUID | None = None
    zaaktype: Object | None = None
    statustype: Object | None = None
    opmerkingen: list[str] = field(default_factory=list)

    @property
    def sleutel(self) -> tuple[str, ...]:
        return sleutel(self.soort, self.body)

    @property
    def naam(self) -> str:
        """How a report calls it."""
        return naam(self.soort, self.body, self.zaaktype.naam if self.zaaktype else "")


@dataclass
class Inhoud:
    """What a file holds; ``bron`` is the kind of file, ``herkomst`` where it was made."""

    bron: str
    herkomst: str
    catalogus: Object | None
    objecten: dict[str, list[Object]]
    opmerkingen: list[str] = field(default_factory=list)


def resource(soort: str) -> type[Resource]:
    """The resource behind a kind of object."""
    return registry[f"catalogi.{soort}"]


def schema(soort: str) -> contract.Schema:
    """The contract of a kind of object."""
    return contract.schema(f"catalogi.{soort}")


def velden(soort: str) -> list[str]:
    """The fields that an item in a file has, without the links to what it is part of."""
    return [
        part.name
        for part in parts.parts_of(resource(soort))
        if part.writable
        and (part.column or isinstance(part, parts.Rows))
        and not isinstance(part, parts.Link)
    ]


def sleutel(soort: str, body: dict[str, Any]) -> tuple[str, ...]:
    """What tells an object from others of its kind, as text."""
    return tuple(str(body.get(veld) or "") for veld in SLEUTELS[soort])


def naam(soort: str, body: dict[str, Any], zaaktype: str = "") -> str:
    """How a report calls an object: ``MELDING (vanaf 2024-01-01), 1 Ontvangen``."""
    delen = [str(body.get(veld) or "")[:100] for veld in (*SLEUTELS[soort], *TOONT.get(soort, ()))]
    eigen = f"{delen[0]} (vanaf {delen[1]})" if soort in TYPEN else " ".join(delen)
    return f"{zaaktype}, {eigen}" if zaaktype else eigen


def kaal(waarde: Any) -> Any:
    """A value without what is empty, so that absent, null and empty compare as equal."""
    if isinstance(waarde, dict):
        return {naam: rest for naam, deel in waarde.items() if (rest := kaal(deel))} or None
    if isinstance(waarde, list):
        return [kaal(deel) for deel in waarde] or None
    return waarde or None


# --- reading our own file ------------------------------------------------------------------------


def lees_eigen(bestanden: dict[str, Any]) -> Inhoud:
    """The contents of our own file; Problem with one message when it is not right."""
    herkomst = _manifest(bestanden[MANIFEST])
    ontbreekt = sorted(set(BESTANDEN) - set(bestanden))
    if ontbreekt:
        raise onleesbaar(f"In de zip ontbreekt {', '.join(ontbreekt)}.")
    lijsten = {soort: lijst(bestand, bestanden[bestand]) for bestand, soort in BESTANDEN.items()}
    if len(lijsten["Catalogus"]) != 1:
        raise onleesbaar("Catalogus.json moet precies één catalogus bevatten.")
    objecten = {soort: [_object(soort, item) for item in items] for soort, items in lijsten.items()}
    _eenmalige_uuids(objecten)
    zoek_zaaktype = _zoeker("zaaktype", "ZaakType", objecten["ZaakType"])
    for soort in ONDERDELEN:
        for obj, item in zip(objecten[soort], lijsten[soort], strict=True):
            obj.zaaktype = zoek_zaaktype(soort, item)
    for soort in MET_STATUSTYPE:
        for obj, item in zip(objecten[soort], lijsten[soort], strict=True):
            if item.get("statustype") is not None:
                eigen = [status for status in objecten["StatusType"] if status.zaaktype is obj.zaaktype]
                obj.statustype = _zoeker("statustype", "StatusType", eigen)(soort, item)
    (catalogus,) = objecten.pop("Catalogus")
    return Inhoud("mijnzaken", herkomst, catalogus, objecten)


def _manifest(manifest: Any) -> str:
    if not isinstance(manifest, dict) or manifest.get("formaat") != FORMAAT:
        raise onleesbaar(f"{MANIFEST} is niet dat van een geëxporteerde catalogus.")
    if manifest.get("versie") != VERSIE:
        raise onleesbaar(
            f"Dit bestand heeft versie {str(manifest.get('versie'))[:20]}; leesbaar is versie {VERSIE}."
        )
    return str(manifest.get("bron") or "")[:200]


def lijst(bestand: str, items: Any) -> list[dict[str, Any]]:
    """The items of one file; Problem when it is no array of objects."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise onleesbaar(f"{bestand} moet een lijst van objecten zijn.")
    return items


def _object(soort: str, item: dict[str, Any]) -> Object:
    eigen = velden(soort)
    extra = {"uuid"} | ({"zaaktype"} if soort in ONDERDELEN else set())
    extra |= {"statustype"} if soort in MET_STATUSTYPE else set()
    onbekend = sorted(set(item) - set(eigen) - extra)
    onbekend += [
        pad
        for veld in eigen
        if veld in item
        for pad in _onbekend(schema(soort)["properties"][veld], item[veld], veld)
    ]
    if onbekend:
        raise onleesbaar(f"{soort}.json kent {', '.join(naam[:60] for naam in onbekend[:5])} niet.")
    return Object(
        soort, {veld: item[veld] for veld in eigen if veld in item}, uuid_van(soort, item.get("uuid"))
    )


def _onbekend(prop: contract.Schema, waarde: Any, pad: str) -> Iterator[str]:
    """The paths below a field that the contract does not have."""
    if isinstance(waarde, list):
        for item in waarde:
            yield from _onbekend(prop.get("items", {}), item, pad)
    elif isinstance(waarde, dict) and "properties" in prop:
        for naam, deel in waarde.items():
            if naam not in prop["properties"]:
                yield f"{pad}.{naam}"
            else:
                yield from _onbekend(prop["properties"][naam], deel, f"{pad}.{naam}")


def uuid_van(soort: str, tekst: Any) -> UUID | None:
    """The uuid in an item; Problem when it is something else."""
    if tekst is None:
        return None
    try:
        return UUID(tekst)
    except (ValueError, AttributeError, TypeError):
        raise onleesbaar(f"{soort}.json bevat een uuid dat er geen is: {str(tekst)[:50]}.") from None


def _eenmalige_uuids(objecten: dict[str, list[Object]]) -> None:
    for soort, rijen in objecten.items():
        gezien: set[UUID] = set()
        for obj in rijen:
            if obj.uuid in gezien:
                raise onleesbaar(f"{soort}.json bevat uuid {obj.uuid} meer dan eens.")
            gezien |= {obj.uuid} if obj.uuid else set()


def _zoeker(veld: str, soort: str, objecten: list[Object]) -> Callable[[str, dict[str, Any]], Object]:
    """Finds what items refer to: by uuid when they give one that is known, else by key."""
    op_uuid = {obj.uuid: obj for obj in objecten if obj.uuid}
    op_sleutel = {obj.sleutel: obj for obj in reversed(objecten)}

    def zoek(van: str, item: dict[str, Any]) -> Object:
        gegeven = item.get(veld)
        if isinstance(gegeven, dict):
            uuid = uuid_van(van, gegeven.get("uuid"))
            gevonden = op_uuid.get(uuid) if uuid else None
            gevonden = gevonden or op_sleutel.get(sleutel(soort, gegeven))
            if gevonden is not None:
                return gevonden
        raise onleesbaar(f"{van}.json verwijst naar een {veld} dat niet in het bestand staat.")

    return zoek
