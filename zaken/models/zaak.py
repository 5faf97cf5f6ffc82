# ruff: noqa: DJ001 -- a text column is null where the contract says nullable
from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from catalogi.models import Archiefnominatie
from mijnzaken.zgw.fields import Record, VertrouwelijkheidField
from mijnzaken.zgw.links import LinkField


class Betalingsindicatie(models.TextChoices):
    """betalingsindicatie: how far the costs of a ZAAK have been paid."""

    NVT = "nvt", "Niet van toepassing"
    NOG_NIET = "nog_niet", "Nog niet betaald"
    GEDEELTELIJK = "gedeeltelijk", "Gedeeltelijk betaald"
    GEHEEL = "geheel", "Geheel betaald"


class Archiefstatus(models.TextChoices):
    """archiefstatus: how far the archiving of a ZAAK has come."""

    NOG_TE_ARCHIVEREN = "nog_te_archiveren", "Nog te archiveren"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"
    GEARCHIVEERD_PROCESTERMIJN_ONBEKEND = (
        "gearchiveerd_procestermijn_onbekend",
        "Gearchiveerd, procestermijn onbekend",
    )
    OVERGEDRAGEN = "overgedragen", "Overgedragen"


class Zaak(Record):
    """ZAAK: one case; columns as contract ``zaken.Zaak``.

    status and resultaat follow from their own tables; the laatst gezette status is the one with the highest
    ``datum_status_gezet``. Deelzaken go before their hoofdzaak when a ZAAK is destroyed.
    """

    identificatie = models.CharField(max_length=40)
    bronorganisatie = models.CharField(max_length=9)
    omschrijving = models.CharField(max_length=80, default="", blank=True)
    toelichting = models.CharField(max_length=1000, default="", blank=True)
    zaaktype = LinkField("catalogi.ZaakType", related_name="zaken", db_index=False)
    registratiedatum = models.DateField(default=timezone.localdate)
    verantwoordelijke_organisatie = models.CharField(max_length=9)
    startdatum = models.DateField()
    einddatum = models.DateField(null=True, blank=True, editable=False)
    einddatum_gepland = models.DateField(null=True, blank=True)
    uiterlijke_einddatum_afdoening = models.DateField(null=True, blank=True)
    publicatiedatum = models.DateField(null=True, blank=True)
    communicatiekanaal = models.CharField(max_length=1000, default="", blank=True)
    producten_of_diensten = ArrayField(models.CharField(max_length=1000), default=list, blank=True)
    vertrouwelijkheidaanduiding = VertrouwelijkheidField()
    betalingsindicatie = models.CharField(
        max_length=12, choices=Betalingsindicatie.choices, default="", blank=True
    )
    laatste_betaaldatum = models.DateTimeField(null=True, blank=True)
    zaakgeometrie = models.JSONField(null=True, blank=True)
    verlenging = models.JSONField(null=True, blank=True)
    opschorting = models.JSONField(null=True, blank=True)
    selectielijstklasse = models.CharField(max_length=1000, default="", blank=True)
    hoofdzaak = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deelzaken", db_index=False
    )
    kenmerken = models.JSONField(default=list, blank=True)
    archiefnominatie = models.CharField(
        max_length=16, choices=Archiefnominatie.choices, null=True, blank=True
    )
    archiefstatus = models.CharField(
        max_length=35, choices=Archiefstatus.choices, default=Archiefstatus.NOG_TE_ARCHIVEREN
    )
    archiefactiedatum = models.DateField(null=True, blank=True)
    opdrachtgevende_organisatie = models.CharField(max_length=9, default="", blank=True)
    processobjectaard = models.CharField(max_length=200, null=True, blank=True)
    startdatum_bewaartermijn = models.DateField(null=True, blank=True)
    processobject = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        constraints = [
            models.UniqueConstraint(
                fields=["bronorganisatie", "identificatie"],
                name="zaken_zaak_bronorganisatie_identificatie_uniek",
                violation_error_code="identificatie-niet-uniek",
                violation_error_message="Deze identificatie is al in gebruik binnen de bronorganisatie.",
            )
        ]
        # Authorisation first, then one per value of ``ordering``, each with the tiebreak that paging needs.
        indexes = [
            models.Index(fields=["zaaktype", "vertrouwelijkheidaanduiding", "uuid"], name="zaak_zichtbaar"),
            models.Index(fields=["identificatie", "uuid"], name="zaak_identificatie"),
            models.Index(fields=["startdatum", "uuid"], name="zaak_startdatum"),
            models.Index(fields=["registratiedatum", "uuid"], name="zaak_registratiedatum"),
            models.Index(fields=["einddatum", "uuid"], name="zaak_einddatum"),
            models.Index(fields=["archiefactiedatum", "uuid"], name="zaak_archiefactiedatum"),
            models.Index(fields=["publicatiedatum", "uuid"], name="zaak_publicatiedatum"),
            models.Index(
                fields=["hoofdzaak"], name="zaak_hoofdzaak", condition=models.Q(hoofdzaak__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.identificatie

    @property
    def is_gesloten(self) -> bool:
        """Whether the eindstatus has been set (zrc-007)."""
        return self.einddatum is not None

    @cached_property
    def status(self) -> Any:
        """The laatst gezette STATUS, or None; asked once per instance."""
        return self.statussen.order_by("-datum_status_gezet").first()

    @cached_property
    def resultaat(self) -> Any:
        """The RESULTAAT with its resultaattype, or None; asked once per instance."""
        return self.resultaten.select_related("resultaattype").first()
