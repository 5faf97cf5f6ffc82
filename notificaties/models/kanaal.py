from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record


class Kanaal(Record):
    """A subject that one can subscribe to; ``filters`` names the kenmerken of its messages."""

    naam = models.CharField(max_length=50)
    documentatie_link = models.URLField(max_length=200, blank=True, default="")
    filters = ArrayField(models.CharField(max_length=100), blank=True, default=list)

    class Meta:
        verbose_name = "kanaal"
        verbose_name_plural = "kanalen"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["naam"],
                name="notificaties_kanaal_naam",
                violation_error_code="unique",
                violation_error_message="Er bestaat al een kanaal met deze naam.",
            )
        ]

    def __str__(self) -> str:
        return self.naam
