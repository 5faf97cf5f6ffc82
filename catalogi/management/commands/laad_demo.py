from __future__ import annotations

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from catalogi import demo


class Command(BaseCommand):
    """Load the demo catalogus and, when a client is named, an applicatie with all rights; repeatable."""

    help = "Laadt een voorbeeldcatalogus en een applicatie Demo met alle rechten; mag herhaald worden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--client-id", default=os.environ.get("CLIENT_ID", ""), help="standaard: $CLIENT_ID"
        )
        parser.add_argument(
            "--secret", default=os.environ.get("CLIENT_SECRET", ""), help="standaard: $CLIENT_SECRET"
        )

    @transaction.atomic
    def handle(self, *, client_id: str, secret: str, **_options: Any) -> None:
        catalogus = demo.laad()
        self.stdout.write(f"Catalogus {catalogus}: {catalogus.zaaktypen.count()} zaaktypen.")
        if client_id:
            # By name and not by import: catalogi does not know autorisaties.
            call_command(
                "client", client_id, secret=secret, alle_rechten=True, label="Demo", stdout=self.stdout
            )
