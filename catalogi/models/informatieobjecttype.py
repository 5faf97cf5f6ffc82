from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record, VertrouwelijkheidField


class InformatieObjectType(Record):
    """INFORMATIEOBJECTTYPE: one version of a type of document; columns as contract.

    Versions share ``omschrijving`` within a catalogus; zaaktypen, besluittypen and resultaattypen refer to
    that name and the API shows the versions valid at a date.
    """

    catalogus = models.ForeignKey("catalogi.Catalogus", models.PROTECT, related_name="informatieobjecttypen")
    omschrijving = models.CharField(max_length=80)
    vertrouwelijkheidaanduiding = VertrouwelijkheidField()
    informatieobjectcategorie = models.CharField(max_length=80)
    trefwoord = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    omschrijving_generiek = models.JSONField(null=True, blank=True)
    begin_geldigheid = models.DateField()
    einde_geldigheid = models.DateField(null=True, blank=True)
    concept = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "informatieobjecttype"
        verbose_name_plural = "informatieobjecttypen"

    def __str__(self) -> str:
        return self.omschrijving
