# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record


class Archiefnominatie(models.TextChoices):
    """archiefnominatie: what happens to the ZAAK at archiefactiedatum."""

    BLIJVEND_BEWAREN = "blijvend_bewaren", "Blijvend bewaren"
    VERNIETIGEN = "vernietigen", "Vernietigen"


class ResultaatType(Record):
    """RESULTAATTYPE: an outcome that a ZAAK of the zaaktype can have; columns as contract.

    ``besluittypen`` and ``informatieobjecttypen`` hold omschrijvingen; ``omschrijving_generiek`` is the
    omschrijving of ``resultaattypeomschrijving`` in the Selectielijst, filled on writing.
    """

    zaaktype = models.ForeignKey("catalogi.ZaakType", models.CASCADE, related_name="resultaattypen")
    omschrijving = models.CharField(max_length=30)
    resultaattypeomschrijving = models.CharField(max_length=1000)
    omschrijving_generiek = models.CharField(max_length=80, default="", blank=True, editable=False)
    selectielijstklasse = models.CharField(max_length=1000)
    toelichting = models.TextField(default="", blank=True)
    archiefnominatie = models.CharField(
        max_length=16, choices=Archiefnominatie.choices, default="", blank=True
    )
    archiefactietermijn = models.CharField(max_length=100, null=True, blank=True)
    brondatum_archiefprocedure = models.JSONField(null=True, blank=True)
    procesobjectaard = models.CharField(max_length=200, null=True, blank=True)
    indicatie_specifiek = models.BooleanField(null=True, blank=True)
    procestermijn = models.CharField(max_length=100, null=True, blank=True)
    besluittypen = ArrayField(
        models.CharField(),
        default=list,
        blank=True,
        help_text="Omschrijvingen van besluittypen.",
    )
    informatieobjecttypen = ArrayField(
        models.CharField(),
        default=list,
        blank=True,
        help_text="Omschrijvingen van informatieobjecttypen.",
    )

    class Meta:
        verbose_name = "resultaattype"
        verbose_name_plural = "resultaattypen"

    def __str__(self) -> str:
        return self.omschrijving
