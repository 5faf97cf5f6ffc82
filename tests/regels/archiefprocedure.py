"""What the tests of ztc-004 … ztc-008 share: a resultaattype with a brondatumArchiefprocedure."""

from __future__ import annotations

from typing import Any

from tests import wereld
from tests.regels.los import resultaattype, wijziging

WIJZEN = (
    "afgehandeld",
    "ander_datumkenmerk",
    "eigenschap",
    "gerelateerde_zaak",
    "hoofdzaak",
    "ingangsdatum_besluit",
    "termijn",
    "vervaldatum_besluit",
    "zaakobject",
)


def met(afleidingswijze: str, **velden: Any) -> Any:
    """The Change that adds a resultaattype with this procedure."""
    soort = resultaattype(afleidingswijze)
    soort.brondatum_archiefprocedure |= velden
    return wijziging(soort)


def body(afleidingswijze: str, **velden: Any) -> dict[str, Any]:
    """The body of POST /resultaattypen with this procedure; what is not named is empty."""
    leeg = {
        "datumkenmerk": "",
        "einddatumBekend": False,
        "objecttype": "",
        "registratie": "",
        "procestermijn": None,
    }
    procedure = {"afleidingswijze": afleidingswijze, **leeg, **velden}
    return wereld.vol("catalogi.ResultaatType") | {"brondatumArchiefprocedure": procedure}
