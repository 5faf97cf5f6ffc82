"""The two tables that every write fills beside its own: audit trail and outbox."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from mijnzaken.zgw.fields import Record, uuid7


class AuditRegel(Record):
    """One line of the audit trail of a main object (algemeen §10); columns as contract AuditTrail."""

    bron = models.CharField(max_length=50)
    applicatie_id = models.CharField(max_length=100, blank=True)
    applicatie_weergave = models.CharField(max_length=200, blank=True)
    gebruikers_id = models.CharField(max_length=255, blank=True)
    gebruikers_weergave = models.CharField(max_length=255, blank=True)
    actie = models.CharField(max_length=50)
    actie_weergave = models.CharField(max_length=200, blank=True)
    resultaat = models.SmallIntegerField()
    hoofd_object = models.UUIDField()
    resource = models.CharField(max_length=50)
    # A path below BASE_URL, so that a registry that moves keeps a trail that resolves.
    resource_pad = models.CharField(max_length=1000)
    toelichting = models.TextField(blank=True)
    resource_weergave = models.CharField(max_length=200)
    logrecord_id = models.CharField(max_length=255, blank=True)
    aanmaakdatum = models.DateTimeField()
    wijzigingen = models.JSONField()

    class Meta:
        verbose_name = "auditregel"
        verbose_name_plural = "auditregels"
        indexes = [models.Index(fields=["hoofd_object", "uuid"], name="audit_hoofdobject")]

    def __str__(self) -> str:
        return f"{self.actie} {self.resource} {self.resource_weergave}"


class Bericht(models.Model):
    """Outbox: one notification message, written in the transaction of the change it tells of."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kanaal = models.CharField(max_length=50)
    inhoud = models.JSONField()
    aanmaakdatum = models.DateTimeField(db_default=Now())
    verspreid_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [
            models.Index(fields=["id"], name="bericht_te_verspreiden", condition=models.Q(verspreid_op=None))
        ]

    def __str__(self) -> str:
        return f"{self.kanaal} {self.uuid}"
