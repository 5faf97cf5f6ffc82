from mijnzaken.autorisaties.admin.applicatie import ApplicatieAdmin
from mijnzaken.autorisaties.admin.client import ClientAdmin

__all__ = ["ApplicatieAdmin", "ClientAdmin"]
