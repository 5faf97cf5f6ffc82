from zaken.admin.zaak import ZaakAdmin

__all__ = ["ZaakAdmin"]
