"""Zips for tests, and what is in them."""

from __future__ import annotations

import io
import json
import zipfile

from catalogi.uitwisseling.formaat import MANIFEST
from mijnzaken.zgw.access import systeem

JAN = systeem("jan", "Jan")


def uitgepakt(inhoud: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return {naam: json.loads(archief.read(naam)) for naam in archief.namelist()}


def ingepakt(bestanden: dict[str, object]) -> bytes:
    """A zip; text and bytes as they are, everything else as JSON."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in bestanden.items():
            archief.writestr(naam, inhoud if isinstance(inhoud, str | bytes) else json.dumps(inhoud))
    return buffer.getvalue()


def zonder_uuids(waarde):
    if isinstance(waarde, dict):
        return {naam: zonder_uuids(deel) for naam, deel in waarde.items() if naam != "uuid"}
    if isinstance(waarde, list):
        return [zonder_uuids(deel) for deel in waarde]
    return waarde


def typen(inhoud: bytes) -> dict[str, object]:
    """What an export says about the types, whatever their uuids and catalogus."""
    bestanden = uitgepakt(inhoud)
    return zonder_uuids({n: d for n, d in bestanden.items() if n not in (MANIFEST, "Catalogus.json")})


def gewijzigd(inhoud: bytes, bestand: str, wijziging) -> bytes:
    """The same zip after ``wijziging`` of the list in one file."""
    bestanden = uitgepakt(inhoud)
    wijziging(bestanden[bestand])
    return ingepakt(bestanden)
