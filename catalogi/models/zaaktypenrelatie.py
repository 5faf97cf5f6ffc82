from __future__ import annotations

from django.db import models


class AardRelatie(models.TextChoices):
    """aardRelatie: what a ZAAK of the related type is to a ZAAK of this type."""

    VERVOLG = "vervolg", "Vervolg"
    BIJDRAGE = "bijdrage", "Bijdrage"
    ONDERWERP = "onderwerp", "Onderwerp"


class ZaakTypenRelatie(models.Model):
    """One item of ZAAKTYPE.gerelateerdeZaaktypen, in the order of the list.

    ``zaaktype`` holds the identificatie of the related type, or a URL when it lives in another Catalogi API;
    ``van`` is the type that has the relation.
    """

    id = models.BigAutoField(primary_key=True)
    van = models.ForeignKey("catalogi.ZaakType", models.CASCADE, related_name="gerelateerde_zaaktypen")
    zaaktype = models.CharField(max_length=200, help_text="Identificatie van het gerelateerde zaaktype.")
    aard_relatie = models.CharField(max_length=9, choices=AardRelatie.choices)
    toelichting = models.CharField(max_length=255, default="", blank=True)

    class Meta:
        verbose_name = "gerelateerd zaaktype"
        verbose_name_plural = "gerelateerde zaaktypen"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_aard_relatie_display()}: {self.zaaktype}"
