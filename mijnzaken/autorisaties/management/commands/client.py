from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mijnzaken.autorisaties.models import Applicatie, Client


class Command(BaseCommand):
    """Add a client or change its secret; optionally give it all rights."""

    help = "Voegt een client toe of vervangt zijn geheim; een nieuwe client zonder --secret krijgt er een."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("client_id", help="client-id, hooguit 50 tekens")
        parser.add_argument("--secret", default="", help="gedeeld geheim waarmee tokens worden ondertekend")
        parser.add_argument(
            "--alle-rechten", action="store_true", help="geef zijn applicatie alle autorisaties"
        )
        parser.add_argument(
            "--label", default="", help="naam van een nieuwe applicatie (anders het client-id)"
        )

    @transaction.atomic
    def handle(self, *, client_id: str, secret: str, alle_rechten: bool, label: str, **_options: Any) -> None:
        if not 0 < len(client_id) <= 50:
            raise CommandError("Een client-id telt 1 tot 50 tekens.")
        client = Client.objects.filter(client_id=client_id).first()
        if client is None:
            given = secret or secrets.token_urlsafe(32)
            Client.objects.create(client_id=client_id, secret=given)
            self.stdout.write(f"Client {client_id} toegevoegd." + ("" if secret else f" Geheim: {given}"))
        elif secret and secret != client.secret:
            client.secret = secret
            client.save(update_fields=["secret"])
            self.stdout.write(f"Geheim van client {client_id} vervangen.")
        if alle_rechten:
            self.stdout.write(f"Applicatie {geef_alle_rechten(client_id, label)} heeft alle autorisaties.")


def geef_alle_rechten(client_id: str, label: str = "") -> Applicatie:
    """Let the applicatie of this client id do everything; make one when it has none.

    Its separate autorisaties go, for the two exclude each other (ac-002).
    """
    applicatie = Applicatie.objects.filter(client_ids__contains=[client_id]).first()
    if applicatie is None:
        applicatie = Applicatie(client_ids=[client_id], label=label or client_id)
    if not applicatie.heeft_alle_autorisaties:
        applicatie.heeft_alle_autorisaties = True
        applicatie.save()
        applicatie.autorisaties.all().delete()
    return applicatie
