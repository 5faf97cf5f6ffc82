from django.apps import AppConfig


class StartConfig(AppConfig):
    """Start page, health and what surrounds every request; makes tasks find the Celery application."""

    name = "mijnzaken.start"
    label = "start"
    verbose_name = "Start"

    def ready(self) -> None:
        """Register the application as Celery's default, for @shared_task in the registries."""
        from mijnzaken.celery import app  # not at import: settings have to be complete

        app.set_default()
