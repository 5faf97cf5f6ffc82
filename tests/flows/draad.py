"""The thread of one melding, as a task application spins it over the APIs."""

from __future__ import annotations

from typing import Any

from catalogi.demo import RSIN
from tests import cast
from tests.api import Api

# The path of each kind of part of a zaaktype.
ONDERDELEN = ("statustypen", "resultaattypen", "roltypen")


class Zaaktype:
    """A published zaaktype of the demo and its parts, read over the API."""

    def __init__(self, api: Api, identificatie: str) -> None:
        (self.type,) = api.lees("zaaktypen", identificatie=identificatie)["results"]
        delen = {naam: api.lees(naam, zaaktype=self.type["url"])["results"] for naam in ONDERDELEN}
        self.statustypen = sorted(delen["statustypen"], key=lambda deel: deel["volgnummer"])
        self.initiator = next(
            deel for deel in delen["roltypen"] if deel["omschrijvingGeneriek"] == "initiator"
        )
        self.afgehandeld = next(
            deel
            for deel in delen["resultaattypen"]
            if deel["brondatumArchiefprocedure"]["afleidingswijze"] == "afgehandeld"
        )

    def zaak(self, **velden: Any) -> dict[str, Any]:
        return cast.zaak(self.type, bronorganisatie=RSIN, **velden)

    def status(self, zaak: Any, nummer: int, datum: str) -> dict[str, Any]:
        return cast.status(zaak, self.statustypen[nummer], f"{datum}T10:00:00Z")

    def resultaat(self, zaak: Any) -> dict[str, Any]:
        return cast.resultaat(zaak, self.afgehandeld)

    def rol(self, zaak: Any, bsn: str) -> dict[str, Any]:
        return cast.rol(zaak, self.initiator, betrokkeneIdentificatie={"inpBsn": bsn})
