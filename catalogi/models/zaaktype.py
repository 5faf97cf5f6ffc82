# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mijnzaken.zgw.fields import Record, VertrouwelijkheidField


class InternOfExtern(models.TextChoices):
    """indicatieInternOfExtern: who starts a ZAAK of this type."""

    INTERN = "intern", "Intern"
    EXTERN = "extern", "Extern"


class ZaakType(Record):
    """ZAAKTYPE: one version of a type of case; columns as contract ``catalogi.ZaakType``.

    Versions share ``identificatie`` within a catalogus. Relations to other types go by name
    (``besluittypen``, ``deelzaaktypen``, ``ZaakTypenRelatie``); the API shows the versions valid at a date.
    beginObject and eindeObject follow from all versions together and have no column.
    """

    catalogus = models.ForeignKey(
        "catalogi.Catalogus", models.PROTECT, related_name="zaaktypen", db_index=False
    )
    identificatie = models.CharField(max_length=50)
    omschrijving = models.CharField(max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, default="", blank=True)
    vertrouwelijkheidaanduiding = VertrouwelijkheidField()
    doel = models.TextField()
    aanleiding = models.TextField()
    toelichting = models.TextField(default="", blank=True)
    indicatie_intern_of_extern = models.CharField(max_length=6, choices=InternOfExtern.choices)
    handeling_initiator = models.CharField(max_length=20)
    onderwerp = models.CharField(max_length=80)
    handeling_behandelaar = models.CharField(max_length=20)
    doorlooptijd = models.CharField(max_length=100)
    servicenorm = models.CharField(max_length=100, null=True, blank=True)
    opschorting_en_aanhouding_mogelijk = models.BooleanField()
    verlenging_mogelijk = models.BooleanField()
    verlengingstermijn = models.CharField(max_length=100, null=True, blank=True)
    trefwoorden = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    publicatie_indicatie = models.BooleanField()
    publicatietekst = models.TextField(default="", blank=True)
    verantwoordingsrelatie = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    producten_of_diensten = ArrayField(models.CharField(max_length=1000), default=list, blank=True)
    selectielijst_procestype = models.CharField(max_length=200, default="", blank=True)
    referentieproces = models.JSONField()
    verantwoordelijke = models.CharField(max_length=50)
    broncatalogus = models.JSONField(null=True, blank=True)
    bronzaaktype = models.JSONField(null=True, blank=True)
    besluittypen = ArrayField(
        models.CharField(),
        default=list,
        blank=True,
        help_text="Omschrijvingen van besluittypen.",
    )
    deelzaaktypen = ArrayField(
        models.CharField(), default=list, blank=True, help_text="Identificaties van zaaktypen."
    )
    begin_geldigheid = models.DateField()
    einde_geldigheid = models.DateField(null=True, blank=True)
    versiedatum = models.DateField(null=True, blank=True)
    concept = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "zaaktype"
        verbose_name_plural = "zaaktypen"
        indexes = [models.Index(fields=["catalogus", "identificatie"], name="zaaktype_identificatie")]

    def __str__(self) -> str:
        return f"{self.omschrijving} ({self.identificatie})"
