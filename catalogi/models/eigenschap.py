from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record


class Eigenschap(Record):
    """EIGENSCHAP: a fact that zaken of the zaaktype record; columns as contract ``catalogi.Eigenschap``.

    ``specificatie`` says which values are right (formaat, lengte, kardinaliteit, waardenverzameling).
    """

    zaaktype = models.ForeignKey("catalogi.ZaakType", models.CASCADE, related_name="eigenschappen")
    naam = models.CharField(max_length=20)
    definitie = models.CharField(max_length=255)
    specificatie = models.JSONField()
    toelichting = models.CharField(max_length=1000, default="", blank=True)
    # RESTRICT and not PROTECT: both may go together with their zaaktype.
    statustype = models.ForeignKey(
        "catalogi.StatusType", models.RESTRICT, null=True, blank=True, related_name="eigenschappen"
    )

    class Meta:
        verbose_name = "eigenschap"
        verbose_name_plural = "eigenschappen"
        ordering = ["naam", "uuid"]

    def __str__(self) -> str:
        return self.naam
