from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import Record


class ZaakObjectType(Record):
    """ZAAKOBJECTTYPE: what kind of object zaken of the zaaktype are about; columns as contract."""

    zaaktype = models.ForeignKey("catalogi.ZaakType", models.CASCADE, related_name="zaakobjecttypen")
    ander_objecttype = models.BooleanField()
    objecttype = models.CharField(max_length=200)
    relatie_omschrijving = models.CharField(max_length=80)

    class Meta:
        verbose_name = "zaakobjecttype"
        verbose_name_plural = "zaakobjecttypen"

    def __str__(self) -> str:
        return self.relatie_omschrijving
