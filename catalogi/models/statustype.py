# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from functools import cached_property

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mijnzaken.zgw.fields import Record


class StatusType(Record):
    """STATUSTYPE: a phase that a ZAAK of the zaaktype can reach; columns as contract ``catalogi.StatusType``.

    Catalogus, geldigheid and zaaktypeIdentificatie are those of the zaaktype.
    """

    zaaktype = models.ForeignKey(
        "catalogi.ZaakType", models.CASCADE, related_name="statustypen", db_index=False
    )
    omschrijving = models.CharField(max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, default="", blank=True)
    statustekst = models.CharField(max_length=1000, default="", blank=True)
    volgnummer = models.SmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(9999)])
    informeren = models.BooleanField(default=False)
    doorlooptijd = models.CharField(max_length=100, null=True, blank=True)
    toelichting = models.CharField(max_length=1000, null=True, blank=True)
    checklistitem_statustype = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = "statustype"
        verbose_name_plural = "statustypen"
        constraints = [
            models.UniqueConstraint(
                fields=["zaaktype", "volgnummer"],
                name="catalogi_statustype_zaaktype_volgnummer_uniek",
                violation_error_code="unique",
                violation_error_message="Dit zaaktype heeft al een statustype met dit volgnummer.",
            )
        ]

    def __str__(self) -> str:
        return self.omschrijving

    @cached_property
    def is_eindstatus(self) -> bool:
        """Whether this statustype has the highest volgnummer of its zaaktype; one query per instance."""
        later = StatusType.objects.filter(zaaktype=self.zaaktype_id, volgnummer__gt=self.volgnummer)
        return not later.exists()
