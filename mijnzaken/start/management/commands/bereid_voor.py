import os
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring a database to where a local run can begin: migrated, with an administrator and demo data.

    Reads ADMIN_USER, ADMIN_PASSWORD, CLIENT_ID and CLIENT_SECRET; may run any number of times.
    """

    help = "Migreert, zorgt voor een beheerder en laadt de demo (voor bin/start)"

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        self._beheerder(os.environ["ADMIN_USER"], os.environ["ADMIN_PASSWORD"])
        call_command(
            "laad_demo",
            client_id=os.environ["CLIENT_ID"],
            secret=os.environ["CLIENT_SECRET"],
            verbosity=options["verbosity"],
            stdout=self.stdout,
        )

    def _beheerder(self, naam: str, wachtwoord: str) -> None:
        gebruiker, nieuw = get_user_model().objects.get_or_create(
            username=naam, defaults={"is_staff": True, "is_superuser": True}
        )
        if nieuw or not gebruiker.check_password(wachtwoord):
            gebruiker.set_password(wachtwoord)
            gebruiker.save()
