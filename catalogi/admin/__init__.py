from catalogi.admin.catalogus import CatalogusAdmin
from catalogi.admin.zaaktype import ZaakTypeAdmin

__all__ = ["CatalogusAdmin", "ZaakTypeAdmin"]
