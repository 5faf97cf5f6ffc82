from notificaties.models.abonnement import Abonnement
from notificaties.models.aflevering import Aflevering
from notificaties.models.kanaal import Kanaal

__all__ = ["Abonnement", "Aflevering", "Kanaal"]
