from __future__ import annotations

from django.db import models

from mijnzaken.zgw.links import LinkField


class AardRelatie(models.TextChoices):
    """aardRelatie: what the other ZAAK is to this one."""

    VERVOLG = "vervolg", "Vervolg"
    ONDERWERP = "onderwerp", "Onderwerp"
    BIJDRAGE = "bijdrage", "Bijdrage"


class RelevanteZaak(models.Model):
    """One item of ZAAK.relevanteAndereZaken, in the order of the list.

    ``url`` is the other ZAAK (``url_id`` here, ``url_url`` in another registry), ``zaak`` the one that refers.
    """

    id = models.BigAutoField(primary_key=True)
    zaak = models.ForeignKey("zaken.Zaak", models.CASCADE, related_name="relevante_andere_zaken")
    url_url: str  # made by the next line
    url = LinkField("zaken.Zaak", models.CASCADE, related_name="relevant_voor", verbose_name="andere zaak")
    aard_relatie = models.CharField(max_length=9, choices=AardRelatie.choices)

    class Meta:
        verbose_name = "relevante andere zaak"
        verbose_name_plural = "relevante andere zaken"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_aard_relatie_display()}: {self.url or self.url_url}"
