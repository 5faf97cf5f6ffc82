# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record


class Catalogus(Record):
    """CATALOGUS: a collection of types under one owner; columns as contract ``catalogi.Catalogus``."""

    domein = models.CharField(max_length=5)
    rsin = models.CharField("RSIN", max_length=9)
    contactpersoon_beheer_naam = models.CharField("naam contactpersoon beheer", max_length=40)
    contactpersoon_beheer_telefoonnummer = models.CharField(
        "telefoonnummer contactpersoon beheer", max_length=20, default="", blank=True
    )
    contactpersoon_beheer_emailadres = models.CharField(
        "e-mailadres contactpersoon beheer", max_length=254, default="", blank=True
    )
    naam = models.CharField(max_length=200, null=True, blank=True)
    versie = models.CharField(max_length=20, null=True, blank=True)
    begindatum_versie = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "catalogus"
        verbose_name_plural = "catalogussen"
        constraints = [
            models.UniqueConstraint(
                fields=["rsin", "domein"],
                name="catalogi_catalogus_rsin_domein_uniek",
                violation_error_code="unique",
                violation_error_message="Er bestaat al een catalogus met dit domein en deze RSIN.",
            )
        ]

    def __str__(self) -> str:
        return self.naam or f"{self.domein} {self.rsin}"
