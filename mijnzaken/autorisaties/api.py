"""The door of the registry of authorisations: what the kit asks it (setting ZGW_AUTORISATIES)."""

from __future__ import annotations

from django.db import connection

from mijnzaken.autorisaties.models import Applicatie, Client
from mijnzaken.zgw.access import Autorisatie, Bekend


class Register:
    """Clients and their rights, from the database."""

    def versie(self) -> int:
        """The version of all rights together; one cheap query per request."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nummer FROM autorisaties_versie")
            (nummer,) = cursor.fetchone() or (0,)
        return int(nummer)

    def bekend(self, client_id: str) -> Bekend | None:
        """A client with the rights of the applicatie that it belongs to; None when unknown."""
        client = Client.objects.filter(client_id=client_id).first()
        if client is None:
            return None
        applicatie = Applicatie.objects.filter(client_ids__contains=[client_id]).first()
        if applicatie is None:
            return Bekend(client_id, client.secret)
        rijen = tuple(
            Autorisatie(
                rij.component,
                frozenset(rij.scopes),
                str(
                    rij.zaaktype or rij.informatieobjecttype or rij.besluittype
                    or rij.zaaktype_url or rij.informatieobjecttype_url or rij.besluittype_url
                ),
                # A besluittype knows no level: every level is within it.
                rij.max_vertrouwelijkheidaanduiding or 0,
            )
            for rij in applicatie.autorisaties.all()
        )  # fmt: skip
        return Bekend(
            client_id,
            client.secret,
            str(applicatie.pk),
            applicatie.label,
            alles=applicatie.heeft_alle_autorisaties,
            autorisaties=rijen,
        )
