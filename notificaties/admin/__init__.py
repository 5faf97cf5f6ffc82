from notificaties.admin.abonnement import AbonnementAdmin
from notificaties.admin.aflevering import AfleveringAdmin
from notificaties.admin.kanaal import KanaalAdmin

__all__ = ["AbonnementAdmin", "AfleveringAdmin", "KanaalAdmin"]
