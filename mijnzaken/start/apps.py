from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StartConfig(AppConfig):
    """Start page, health and what surrounds every request; makes tasks find the Celery application."""

    name = "mijnzaken.start"
    label = "start"
    verbose_name = "Start"

    def ready(self) -> None:
        """Register the application as Celery's default, for @shared_task in the registries."""
        from mijnzaken.celery import app  # not at import: settings have to be complete

        app.set_default()
        from mijnzaken.start.rollen import ken_toe  # models are ready only now

        post_migrate.connect(ken_toe, dispatch_uid="mijnzaken.start.rollen")
