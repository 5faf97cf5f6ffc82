"""The rules of the Notificaties API; the standard gives them no numbers, so all stand under ``nrc``."""

from notificaties.regels import abonnement, bericht

__all__ = ["abonnement", "bericht"]
