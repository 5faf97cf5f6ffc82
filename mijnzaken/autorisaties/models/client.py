from __future__ import annotations

from django.db import models
from django.utils import timezone


class Client(models.Model):
    """A client id with the secret that signs its tokens; not part of the API."""

    id = models.BigAutoField(primary_key=True)
    client_id = models.CharField("client-id", max_length=50, unique=True)
    secret = models.CharField("geheim", max_length=255)
    aangemaakt = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "client"
        verbose_name_plural = "clients"

    def __str__(self) -> str:
        return self.client_id
