from django.apps import AppConfig


class ZgwConfig(AppConfig):
    """The kit as a Django app: audit trail, outbox, system checks and commands."""

    name = "mijnzaken.zgw"
    label = "zgw"
    verbose_name = "ZGW"

    def ready(self) -> None:
        from mijnzaken.zgw import checks  # noqa: F401  (registers itself; models have to be loaded)
