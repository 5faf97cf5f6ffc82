from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record


class OmschrijvingGeneriek(models.TextChoices):
    """omschrijvingGeneriek of a RolType: the part that a betrokkene plays, the same at every organisation."""

    ADVISEUR = "adviseur", "Adviseur"
    BEHANDELAAR = "behandelaar", "Behandelaar"
    BELANGHEBBENDE = "belanghebbende", "Belanghebbende"
    BESLISSER = "beslisser", "Beslisser"
    INITIATOR = "initiator", "Initiator"
    KLANTCONTACTER = "klantcontacter", "Klantcontacter"
    ZAAKCOORDINATOR = "zaakcoordinator", "Zaakcoördinator"
    MEDE_INITIATOR = "mede_initiator", "Mede-initiator"


class RolType(Record):
    """ROLTYPE: a role that somebody can have in a ZAAK of the zaaktype; columns as contract."""

    zaaktype = models.ForeignKey("catalogi.ZaakType", models.CASCADE, related_name="roltypen")
    omschrijving = models.CharField(max_length=100)
    omschrijving_generiek = models.CharField(max_length=15, choices=OmschrijvingGeneriek.choices)

    class Meta:
        verbose_name = "roltype"
        verbose_name_plural = "roltypen"

    def __str__(self) -> str:
        return self.omschrijving
