from django.apps import AppConfig


class ZgwConfig(AppConfig):
    """The kit as a Django app: audit trail, outbox, system checks and commands."""

    name = "mijnzaken.zgw"
    label = "zgw"
    verbose_name = "ZGW"
