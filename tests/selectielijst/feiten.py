"""Objects of the Selectielijst that tests name, and the addresses by which they are known."""

from __future__ import annotations

from catalogi.selectielijst.adressen import adres
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving

OPENBAAR = "https://selectielijst.openzaak.nl/api/v1"
VERZOEKEN = "6d85b4dc-381c-413e-af3c-1e9668f4ea97"  # procestype 6 of 2020
ONDERHOUD = "388645ae-bb7f-4b2b-ba70-94b70f713d45"  # procestype 15
INGEWILLIGD = "968dee12-73d3-4b38-933f-5b25005d4ded"  # of 6: vernietigen, P5Y, procestermijn nihil
UITGEVOERD = "d8b21822-3ff1-4414-b17b-cbfd662b40d8"  # of 15: vernietigen, P5Y, nihil
MET_BESTAANSDUUR = "59596a33-c8db-4aa7-bb81-140cb29bb42a"  # of 15: P5Y after an estimated lifetime
BLIJVEND = "a2807664-dd89-48cd-b3ae-b3b67246900c"  # of 15: kept for ever, no procestermijn, no bewaartermijn
VERGUND_ZOLANG = "67348398-2263-4aab-823d-92ae5fe8129d"  # of 11: after the lifetime of the procesobject
TOEGEKEND = "fb65d251-1518-4185-865f-b8bdcfad07b1"
ONBEKEND = "00000000-0000-4000-8000-000000000001"


def procestype(key: str = VERZOEKEN) -> str:
    return adres(Procestype(uuid=key))


def resultaat(key: str = INGEWILLIGD) -> str:
    return adres(Resultaat(uuid=key))


def omschrijving(key: str = TOEGEKEND) -> str:
    return adres(ResultaattypeOmschrijving(uuid=key))
