"""A zip of JSON arrays, read with distrust: nothing is unpacked to disk and everything has a limit."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection
from typing import IO, Any

import orjson

from mijnzaken.zgw.problems import Problem

MAX_BESTANDEN = 100
MAX_BYTES = 32 * 1024 * 1024  # of all files together, unpacked
MAX_DIEPTE = 20
MAX_ONDERDELEN = 500_000  # objects and lists, nested ones too: what makes small text large in memory


def onleesbaar(tekst: str) -> Problem:
    """What is wrong with the file as a whole; nothing of it is imported."""
    return Problem(400, "ongeldig-bestand", tekst)


def lees_zip(bestand: IO[bytes], namen: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """The JSON of the files that have one of these names, and the names of all other files.

    Only names at the top count, so a path can lead nowhere. Raises Problem with one message.
    """
    try:
        with zipfile.ZipFile(bestand) as archief:
            return _inhoud(archief, namen)
    except (RuntimeError, NotImplementedError):
        raise onleesbaar("De zip is versleuteld of op een onbekende manier ingepakt.") from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError):
        raise onleesbaar("Het bestand is geen (leesbare) zip.") from None


def _inhoud(archief: zipfile.ZipFile, namen: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    leden = [lid for lid in archief.infolist() if not lid.is_dir()]
    if len(leden) > MAX_BESTANDEN:
        raise onleesbaar(f"De zip bevat meer dan {MAX_BESTANDEN} bestanden.")
    bekend = [lid for lid in leden if lid.filename in namen]
    dubbel = {lid.filename for lid in bekend if [ander.filename for ander in bekend].count(lid.filename) > 1}
    if dubbel:
        raise onleesbaar(f"De zip bevat {min(dubbel)} meer dan eens.")
    over, onderdelen, gelezen = MAX_BYTES, MAX_ONDERDELEN, {}
    for lid in bekend:
        # The size in the header is a claim; what counts is what comes out.
        with archief.open(lid) as stroom:
            tekst = stroom.read(over + 1)
        over -= len(tekst)
        onderdelen -= tekst.count(b"{") + tekst.count(b"[")
        if over < 0 or onderdelen < 0:
            raise onleesbaar(
                f"De zip is uitgepakt te groot (meer dan {MAX_BYTES // 1024**2} MB of te veel onderdelen)."
            )
        gelezen[lid.filename] = _json(lid.filename, tekst)
    return gelezen, [lid.filename for lid in leden if lid not in bekend]


def _json(naam: str, tekst: bytes) -> Any:
    try:
        inhoud = orjson.loads(tekst)
    except orjson.JSONDecodeError as error:
        raise onleesbaar(f"{naam} is geen geldige JSON (regel {error.lineno}).") from None
    if isinstance(inhoud, dict | list) and _dieper_dan(inhoud, MAX_DIEPTE):
        raise onleesbaar(f"{naam} is dieper genest dan {MAX_DIEPTE} niveaus.")
    return inhoud


def _dieper_dan(inhoud: Any, diepte: int) -> bool:
    laag = [inhoud]
    for _ in range(diepte):
        delen = [deel.values() if isinstance(deel, dict) else deel for deel in laag]
        laag = [item for deel in delen for item in deel if isinstance(item, dict | list)]
        if not laag:
            return False
    return True
