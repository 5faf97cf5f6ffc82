from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record
from mijnzaken.zgw.links import LinkField


class Status(Record):
    """STATUS: a phase that a ZAAK has reached; columns as contract ``zaken.Status``.

    The unique constraint is also the index that finds the laatst gezette status.
    """

    zaak = models.ForeignKey("zaken.Zaak", models.CASCADE, related_name="statussen", db_index=False)
    statustype_url: str  # made by the next line
    statustype = LinkField("catalogi.StatusType", related_name="statussen")
    datum_status_gezet = models.DateTimeField()
    statustoelichting = models.CharField(max_length=1000, default="", blank=True)
    # RESTRICT and not PROTECT: both may go together with their ZAAK.
    gezetdoor = models.ForeignKey(
        "zaken.Rol", models.RESTRICT, null=True, blank=True, related_name="statussen", db_index=False
    )

    class Meta:
        verbose_name = "status"
        verbose_name_plural = "statussen"
        constraints = [
            models.UniqueConstraint(
                fields=["zaak", "datum_status_gezet"],
                name="zaken_status_zaak_datum_uniek",
                violation_error_code="unique",
                violation_error_message="Deze zaak heeft al een status op dit tijdstip.",
            )
        ]
        indexes = [
            models.Index(fields=["datum_status_gezet", "uuid"], name="status_datum"),
            models.Index(
                fields=["gezetdoor"], name="status_gezetdoor", condition=models.Q(gezetdoor__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zaak}: {self.statustype or self.statustype_url}"
