from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record


class Applicatie(Record):
    """APPLICATIE: who calls, under one or more client ids; columns as contract ``autorisaties.Applicatie``."""

    client_ids = ArrayField(models.CharField(max_length=50), verbose_name="client-ids")
    label = models.CharField(max_length=100)
    heeft_alle_autorisaties = models.BooleanField(default=False)
    alleen_is_gereed_voor_publicatie = models.BooleanField(
        default=False, help_text="Mag alleen documenten lezen die gereed zijn voor publicatie."
    )

    class Meta:
        verbose_name = "applicatie"
        verbose_name_plural = "applicaties"

    def __str__(self) -> str:
        return self.label
