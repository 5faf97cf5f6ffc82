"""The rules of the Catalogi API, by subject."""

from catalogi.regels import archiefprocedure, concept, geldigheid, lezen

__all__ = ["archiefprocedure", "concept", "geldigheid", "lezen"]
