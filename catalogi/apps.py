from django.apps import AppConfig


class CatalogiConfig(AppConfig):
    """The Catalogi registry."""

    name = "catalogi"
    label = "catalogi"
    verbose_name = "Catalogi"

    def ready(self) -> None:
        from catalogi import regels, resources  # noqa: F401  (their declarations register themselves)
