"""The rules of the Catalogi API, by subject."""

from catalogi.regels import (
    archiefprocedure,
    concept,
    eigenschappen,
    geldigheid,
    lezen,
    relaties,
    selectielijst,
)

__all__ = ["archiefprocedure", "concept", "eigenschappen", "geldigheid", "lezen", "relaties", "selectielijst"]
