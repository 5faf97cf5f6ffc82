from catalogi.models.catalogus import Catalogus
from catalogi.models.resultaattype import Archiefnominatie, ResultaatType
from catalogi.models.roltype import OmschrijvingGeneriek, RolType
from catalogi.models.statustype import StatusType
from catalogi.models.zaaktype import ZaakType
from catalogi.models.zaaktypenrelatie import ZaakTypenRelatie

__all__ = [
    "Archiefnominatie",
    "Catalogus",
    "OmschrijvingGeneriek",
    "ResultaatType",
    "RolType",
    "StatusType",
    "ZaakType",
    "ZaakTypenRelatie",
]
