from zaken.models.relevantezaak import RelevanteZaak
from zaken.models.resultaat import Resultaat
from zaken.models.rol import BetrokkeneType, Rol
from zaken.models.status import Status
from zaken.models.telling import Telling
from zaken.models.zaak import Archiefstatus, Betalingsindicatie, Zaak

__all__ = [
    "Archiefstatus",
    "Betalingsindicatie",
    "BetrokkeneType",
    "RelevanteZaak",
    "Resultaat",
    "Rol",
    "Status",
    "Telling",
    "Zaak",
]
