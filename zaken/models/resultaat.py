from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record
from mijnzaken.zgw.links import LinkField


class Resultaat(Record):
    """RESULTAAT: the outcome of a ZAAK, one at most; columns as contract ``zaken.Resultaat``."""

    zaak = models.ForeignKey("zaken.Zaak", models.CASCADE, related_name="resultaten", db_index=False)
    resultaattype_url: str  # made by the next line
    resultaattype = LinkField("catalogi.ResultaatType", related_name="resultaten")
    toelichting = models.CharField(max_length=1000, default="", blank=True)

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"],
                name="zaken_resultaat_zaak_uniek",
                violation_error_code="unique",
                violation_error_message="Deze zaak heeft al een resultaat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.zaak}: {self.resultaattype or self.resultaattype_url}"
