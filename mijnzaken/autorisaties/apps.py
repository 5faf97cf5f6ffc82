from django.apps import AppConfig


class AutorisatiesConfig(AppConfig):
    """The Autorisaties registry and the clients that may call."""

    name = "mijnzaken.autorisaties"
    label = "autorisaties"
    verbose_name = "Autorisaties"

    def ready(self) -> None:
        from mijnzaken.autorisaties import opvolging, regels, resources  # noqa: F401  (their declarations register themselves)
