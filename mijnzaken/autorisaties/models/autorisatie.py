from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import VertrouwelijkheidField


class Component(models.TextChoices):
    """component: the API that an Autorisatie is about."""

    AC = "ac", "Autorisaties API"
    NRC = "nrc", "Notificaties API"
    ZRC = "zrc", "Zaken API"
    ZTC = "ztc", "Catalogi API"
    DRC = "drc", "Documenten API"
    BRC = "brc", "Besluiten API"


class Autorisatie(models.Model):
    """One item of APPLICATIE.autorisaties: scopes at one component, narrowed to one type.

    A type of our own is kept by its id, the tail of its URL; one of another Catalogi API by ``<type>_url``.
    There is no foreign key: rights may be prepared before their type exists, and outlive it.
    """

    id = models.BigAutoField(primary_key=True)
    applicatie = models.ForeignKey("autorisaties.Applicatie", models.CASCADE, related_name="autorisaties")
    component = models.CharField(max_length=3, choices=Component.choices)
    scopes = ArrayField(models.CharField(max_length=100))
    zaaktype = models.UUIDField(null=True, blank=True)
    zaaktype_url = models.CharField(max_length=1000, default="", blank=True)
    informatieobjecttype = models.UUIDField(null=True, blank=True)
    informatieobjecttype_url = models.CharField(max_length=1000, default="", blank=True)
    besluittype = models.UUIDField(null=True, blank=True)
    besluittype_url = models.CharField(max_length=1000, default="", blank=True)
    max_vertrouwelijkheidaanduiding = VertrouwelijkheidField(null=True, blank=True)

    class Meta:
        verbose_name = "autorisatie"
        verbose_name_plural = "autorisaties"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.component}: {', '.join(self.scopes)}"
