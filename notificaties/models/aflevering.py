from django.db import models
from django.db.models.functions import Now

from mijnzaken.zgw.models import Bericht
from notificaties.models.abonnement import Abonnement


class Aflevering(models.Model):
    """One message for one receiver: open until it is delivered or given up (``vervalt_op``)."""

    class Status(models.TextChoices):
        open = "open", "Open"
        bezorgd = "bezorgd", "Bezorgd"
        opgegeven = "opgegeven", "Opgegeven"

    id = models.BigAutoField(primary_key=True)
    bericht = models.ForeignKey(Bericht, models.CASCADE, related_name="afleveringen")
    abonnement = models.ForeignKey(Abonnement, models.CASCADE, related_name="afleveringen")
    status = models.CharField(max_length=9, choices=Status, db_default=Status.open)
    pogingen = models.PositiveSmallIntegerField(db_default=0)
    volgende_poging = models.DateTimeField(db_default=Now())
    vervalt_op = models.DateTimeField(help_text="Daarna wordt het bericht niet meer vanzelf verstuurd.")
    bezorgd_op = models.DateTimeField(null=True, blank=True)
    laatste_code = models.PositiveSmallIntegerField("laatste HTTP-code", null=True, blank=True)
    laatste_fout = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        verbose_name = "aflevering"
        verbose_name_plural = "afleveringen"
        indexes = [
            models.Index(
                "abonnement",
                "volgende_poging",
                "id",
                name="aflevering_te_doen",
                condition=models.Q(status="open"),
            ),
            models.Index("id", name="aflevering_opgegeven", condition=models.Q(status="opgegeven")),
        ]

    def __str__(self) -> str:
        return f"Aflevering {self.pk}"
