from __future__ import annotations

from django.db import models

from mijnzaken.zgw.fields import VertrouwelijkheidField


class Telling(models.Model):
    """How many zaken there are per zaaktype and vertrouwelijkheidaanduiding: the sum of ``aantal``.

    Triggers add a row of +n or -n in the transaction of every change, so that the sum is exact and writers
    never wait for each other; ``zaken.tellen.vouw`` folds the rows together.
    """

    id = models.BigAutoField(primary_key=True)
    zaaktype_id = models.UUIDField(null=True)
    zaaktype_url = models.CharField(max_length=1000, default="")
    vertrouwelijkheidaanduiding = VertrouwelijkheidField()
    aantal = models.BigIntegerField()

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"

    def __str__(self) -> str:
        return f"{self.zaaktype_id or self.zaaktype_url}: {self.aantal}"
