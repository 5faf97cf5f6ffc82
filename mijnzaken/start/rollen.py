"""The three roles of the admin, as Django groups; what they may do follows the product, name by name."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

LEZEN = ("view",)
ALLES = ("view", "add", "change", "delete")
# group → app → what it may do with the models of that app
ROLLEN: dict[str, dict[str, tuple[str, ...]]] = {
    "Raadplegen": {"catalogi": LEZEN, "zaken": LEZEN},
    "Zaaktypebeheer": {"catalogi": ALLES, "zaken": LEZEN},
    "Beheer": {
        "catalogi": ALLES,
        "zaken": LEZEN,
        "autorisaties": ALLES,
        "notificaties": ALLES,
        "axes": LEZEN,
    },
}


def ken_toe(app_config: Any, using: str, **_kwargs: Any) -> None:
    """After the migrations of one app: give each role its permissions on the models of that app.

    Permissions come into being after the migrations, so this cannot be one. A role gets what its product
    version says; whoever wants another mix makes a group of their own.
    """
    for naam, apps in ROLLEN.items():
        mag = apps.get(app_config.label)
        if mag is None:
            continue
        groep, _nieuw = Group.objects.using(using).get_or_create(name=naam)
        handelingen = Q()
        for handeling in mag:
            handelingen |= Q(codename__startswith=f"{handeling}_")
        rechten = Permission.objects.using(using).filter(
            handelingen, content_type__app_label=app_config.label
        )
        groep.permissions.add(*rechten)
