# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record


class BesluitType(Record):
    """BESLUITTYPE: one version of a type of decision; columns as contract ``catalogi.BesluitType``.

    Versions share ``omschrijving`` within a catalogus. ``informatieobjecttypen`` holds omschrijvingen; which
    zaaktypen and resultaattypen use a besluittype stands with them.
    """

    catalogus = models.ForeignKey("catalogi.Catalogus", models.PROTECT, related_name="besluittypen")
    omschrijving = models.CharField(max_length=80, default="", blank=True)
    omschrijving_generiek = models.CharField(max_length=80, default="", blank=True)
    besluitcategorie = models.CharField(max_length=40, default="", blank=True)
    reactietermijn = models.CharField(max_length=100, null=True, blank=True)
    publicatie_indicatie = models.BooleanField()
    publicatietekst = models.TextField(default="", blank=True)
    publicatietermijn = models.CharField(max_length=100, null=True, blank=True)
    toelichting = models.TextField(default="", blank=True)
    informatieobjecttypen = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Omschrijvingen van informatieobjecttypen.",
    )
    begin_geldigheid = models.DateField()
    einde_geldigheid = models.DateField(null=True, blank=True)
    concept = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "besluittype"
        verbose_name_plural = "besluittypen"

    def __str__(self) -> str:
        return self.omschrijving
