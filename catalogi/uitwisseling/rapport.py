"""What an import did, or would do: per object, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mijnzaken.zgw.problems import Fault

SOORTNAMEN = {"ZaakTypeInformatieObjectType": "documenttype van zaaktype"}


def soortnaam(soort: str) -> str:
    """What people call a kind of object."""
    return SOORTNAMEN.get(soort, soort.lower())


class Uitkomst(StrEnum):
    """What became of an object from the file."""

    AANGEMAAKT = "aangemaakt"
    ONGEWIJZIGD = "ongewijzigd"
    BOTST = "botst"


@dataclass(frozen=True)
class Regel:
    """One object: ``uuid`` is the one that it has here, ``redenen`` say why it cannot be imported."""

    soort: str
    naam: str
    toestand: Uitkomst
    uuid: str = ""
    redenen: tuple[Fault, ...] = ()
    opmerkingen: tuple[str, ...] = ()

    def als_dict(self) -> dict[str, Any]:
        redenen = [{"veld": f.name, "code": f.code, "reden": f.reason, "regel": f.rule} for f in self.redenen]
        return {
            "soort": self.soort,
            "naam": self.naam,
            "toestand": self.toestand.value,
            "uuid": self.uuid or None,
            "redenen": redenen,
            "opmerkingen": list(self.opmerkingen),
        }

    def tekst(self) -> Iterator[str]:
        yield f"{self.toestand:<12} {soortnaam(self.soort)} {self.naam}"
        for reden in self.redenen:
            veld = "" if reden.name in ("", "nonFieldErrors") else f"{reden.name}: "
            yield f"    ! {veld}{reden.reason}" + (f" ({reden.rule})" if reden.rule else "")
        for opmerking in self.opmerkingen:
            yield f"    - {opmerking}"


@dataclass
class Rapport:
    """The outcome of an import.

    ``uitgevoerd`` says whether anything was written: never after a ``proef`` (dry run), and neither when
    objects clash and the caller did not choose to pass over those.
    """

    bron: str
    herkomst: str
    proef: bool
    uuids: str
    catalogus: str = ""
    uitgevoerd: bool = False
    regels: list[Regel] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    def met(self, toestand: Uitkomst) -> list[Regel]:
        """The lines of one outcome."""
        return [regel for regel in self.regels if regel.toestand is toestand]

    @property
    def botsingen(self) -> list[Regel]:
        return self.met(Uitkomst.BOTST)

    @property
    def aantallen(self) -> dict[str, int]:
        """How many lines each outcome has."""
        return {toestand.value: len(self.met(toestand)) for toestand in Uitkomst}

    @property
    def verandert_niets(self) -> bool:
        return not self.met(Uitkomst.AANGEMAAKT)

    @property
    def samenvatting(self) -> str:
        """One sentence or two."""
        botst = len(self.botsingen)
        telling = ", ".join(f"{aantal} {toestand}" for toestand, aantal in self.aantallen.items())
        if self.verandert_niets:
            return (
                "De import verandert niets: alles is er al."
                if not botst
                else f"De import verandert niets: {telling}."
            )
        if self.uitgevoerd:
            return f"Geïmporteerd: {telling}."
        if botst and not self.proef:
            return f"Niets geïmporteerd, want er zijn botsingen: {telling}."
        voorbehoud = (
            " Met botsingen wordt niets geïmporteerd, tenzij ze worden overgeslagen." if botst else ""
        )
        return f"Een import zou geven: {telling}.{voorbehoud}"

    def als_dict(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "bron": self.bron,
            "herkomst": self.herkomst,
            "proef": self.proef,
            "uitgevoerd": self.uitgevoerd,
            "uuids": self.uuids,
            "catalogus": self.catalogus or None,
            "verandertNiets": self.verandert_niets,
            "aantallen": self.aantallen,
            "objecten": [regel.als_dict() for regel in self.regels],
            "opmerkingen": self.opmerkingen,
        }

    def tekst(self, *, alles: bool = True) -> str:
        """The report for people; without ``alles`` only what differs or needs attention."""
        regels = [
            tekst
            for regel in self.regels
            if alles or regel.toestand is not Uitkomst.ONGEWIJZIGD or regel.opmerkingen
            for tekst in regel.tekst()
        ]
        return "\n".join([*regels, *(f"Let op: {tekst}" for tekst in self.opmerkingen), self.samenvatting])
