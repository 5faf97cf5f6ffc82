from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mijnzaken.zgw.fields import Record


class Richting(models.TextChoices):
    """richting: which way documents of the type go."""

    INKOMEND = "inkomend", "Inkomend"
    INTERN = "intern", "Intern"
    UITGAAND = "uitgaand", "Uitgaand"


class ZaakTypeInformatieObjectType(Record):
    """ZAAKTYPE-INFORMATIEOBJECTTYPE: documents of a type belong to zaken of a type; columns as contract.

    ``informatieobjecttype`` is the omschrijving that all versions of the informatieobjecttype share.
    """

    zaaktype = models.ForeignKey(
        "catalogi.ZaakType", models.CASCADE, related_name="zaaktypeinformatieobjecttypen"
    )
    informatieobjecttype = models.CharField(
        max_length=100, help_text="Omschrijving van het informatieobjecttype."
    )
    volgnummer = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(999)])
    richting = models.CharField(max_length=8, choices=Richting.choices)
    # RESTRICT and not PROTECT: both may go together with their zaaktype.
    statustype = models.ForeignKey(
        "catalogi.StatusType", models.RESTRICT, null=True, blank=True, related_name="informatieobjecttypen"
    )

    class Meta:
        verbose_name = "documenttype van zaaktype"
        verbose_name_plural = "documenttypen van zaaktype"
        ordering = ["volgnummer", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaaktype", "volgnummer"],
                name="catalogi_ziot_zaaktype_volgnummer_uniek",
                violation_error_code="unique",
                violation_error_message="Dit volgnummer is al in gebruik bij het zaaktype.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.volgnummer} {self.informatieobjecttype} ({self.get_richting_display()})"
