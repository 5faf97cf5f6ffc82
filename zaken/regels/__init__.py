"""The rules of the Zaken API, by subject."""

from zaken.regels import afsluiten, archiveren, identificatie, verwijderen, verwijzingen, zaakgegevens

__all__ = ["afsluiten", "archiveren", "identificatie", "verwijderen", "verwijzingen", "zaakgegevens"]
