from catalogi.admin.besluittype import BesluitTypeAdmin
from catalogi.admin.catalogus import CatalogusAdmin
from catalogi.admin.informatieobjecttype import InformatieObjectTypeAdmin
from catalogi.admin.zaaktype import ZaakTypeAdmin

__all__ = ["BesluitTypeAdmin", "CatalogusAdmin", "InformatieObjectTypeAdmin", "ZaakTypeAdmin"]
