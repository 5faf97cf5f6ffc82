from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NotificatiesConfig(AppConfig):
    """Notificaties: the NRC registry (kanalen, abonnementen) and the delivery of the outbox."""

    name = "notificaties"
    label = "notificaties"
    verbose_name = "Notificaties"

    def ready(self) -> None:
        # Models exist only from here on; the second import registers the API and its rules.
        from notificaties import opvolging, regels, resources  # noqa: F401
        from notificaties.kanalen import maak_kanalen

        post_migrate.connect(maak_kanalen, sender=self, dispatch_uid="notificaties.kanalen")
