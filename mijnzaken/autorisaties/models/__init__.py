from mijnzaken.autorisaties.models.applicatie import Applicatie
from mijnzaken.autorisaties.models.autorisatie import Autorisatie, Component
from mijnzaken.autorisaties.models.client import Client
from mijnzaken.autorisaties.models.versie import Versie

__all__ = ["Applicatie", "Autorisatie", "Client", "Component", "Versie"]
