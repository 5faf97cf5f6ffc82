from catalogi.models.besluittype import BesluitType
from catalogi.models.catalogus import Catalogus
from catalogi.models.eigenschap import Eigenschap
from catalogi.models.informatieobjecttype import InformatieObjectType
from catalogi.models.resultaattype import Archiefnominatie, ResultaatType
from catalogi.models.roltype import OmschrijvingGeneriek, RolType
from catalogi.models.statustype import StatusType
from catalogi.models.zaakobjecttype import ZaakObjectType
from catalogi.models.zaaktype import ZaakType
from catalogi.models.zaaktypeinformatieobjecttype import Richting, ZaakTypeInformatieObjectType
from catalogi.models.zaaktypenrelatie import ZaakTypenRelatie

__all__ = [
    "Archiefnominatie",
    "BesluitType",
    "Catalogus",
    "Eigenschap",
    "InformatieObjectType",
    "OmschrijvingGeneriek",
    "ResultaatType",
    "Richting",
    "RolType",
    "StatusType",
    "ZaakObjectType",
    "ZaakType",
    "ZaakTypeInformatieObjectType",
    "ZaakTypenRelatie",
]
