from django.apps import AppConfig


class ZakenConfig(AppConfig):
    """The Zaken registry."""

    name = "zaken"
    label = "zaken"
    verbose_name = "Zaken"

    def ready(self) -> None:
        from zaken import regels, resources  # noqa: F401  (their declarations register themselves)
