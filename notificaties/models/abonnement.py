from django.db import models
from django.utils import timezone

from mijnzaken.zgw.fields import Record


class Abonnement(Record):
    """A receiver of messages, with the state of its delivery.

    ``kanalen`` is ``[{"naam": …, "filters": {kenmerk: waarde}}]``. ``opeenvolgende_fouten`` and
    ``geopend_tot`` are the circuit breaker: nothing is sent before ``geopend_tot``. ``bezet_tot`` is
    the lease of the task that is delivering, so that one abonnement is served by one task.
    """

    callback_url = models.TextField("callback-URL")
    auth = models.TextField("autorisatiekop", help_text="Volledige waarde van de kop Authorization.")
    kanalen = models.JSONField(default=list)
    eigenaar = models.CharField("eigenaar (client-id)", max_length=50, blank=True, default="")
    opeenvolgende_fouten = models.PositiveSmallIntegerField(default=0, editable=False)
    geopend_tot = models.DateTimeField(null=True, blank=True, editable=False)
    bezet_tot = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "abonnement"
        verbose_name_plural = "abonnementen"
        ordering = ["uuid"]

    def __str__(self) -> str:
        return self.callback_url[:200]

    @property
    def onderbroken(self) -> bool:
        """Whether the circuit breaker keeps messages back at this moment."""
        return self.geopend_tot is not None and self.geopend_tot > timezone.now()
