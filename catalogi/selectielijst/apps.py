from typing import Any

from django.apps import AppConfig
from django.apps import apps as registry
from django.db.models.signals import post_migrate


class SelectielijstConfig(AppConfig):
    """The Selectielijst that ships with the project, in tables that a command refreshes."""

    name = "catalogi.selectielijst"
    label = "selectielijst"
    verbose_name = "Selectielijst"

    def ready(self) -> None:
        post_migrate.connect(_vul, sender=self)


def _vul(*, using: str, apps: Any = registry, **_kwargs: Any) -> None:
    """Fill empty tables; here and not in a migration, so that a database that is flushed has the list too."""
    from catalogi.selectielijst import gegevens  # needs models, which are not there when apps are made

    try:
        procestype = apps.get_model("selectielijst", "Procestype")
    except LookupError:
        return  # migrated back to before there was a list
    if not procestype.objects.using(using).exists():
        gegevens.ververs(gegevens.meegeleverd())
