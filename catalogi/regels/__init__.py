"""The rules of the Catalogi API, by subject."""

from catalogi.regels import concept, geldigheid, lezen

__all__ = ["concept", "geldigheid", "lezen"]
