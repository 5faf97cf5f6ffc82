"""The Selectielijst: facts of the lists that VNG publishes, no explanations."""

# ruff: noqa: DJ001 -- without bewaartermijn is something else than with an empty one
from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce

from mijnzaken.zgw.parser import Invalid, to_duration


class Waardering(models.TextChoices):
    """waardering: what happens to a ZAAK with this resultaat; empty where the list leaves it open."""

    BLIJVEND_BEWAREN = "blijvend_bewaren", "Blijvend bewaren"
    VERNIETIGEN = "vernietigen", "Vernietigen"


class Procestermijn(models.TextChoices):
    """procestermijn: what passes between the end of a ZAAK and the start of its bewaartermijn."""

    NIHIL = "nihil", "Nihil"
    BESTAANSDUUR = "bestaansduur_procesobject", "Bestaansduur procesobject"
    INGESCHAT = "ingeschatte_bestaansduur_procesobject", "Ingeschatte bestaansduur procesobject"
    VASTGELEGD = "vast_te_leggen_datum", "Vast te leggen datum"
    SAMENGEVOEGD = "samengevoegd_met_bewaartermijn", "Samengevoegd met bewaartermijn"


def is_duur(text: str) -> None:
    """Validator: an ISO 8601 duration."""
    try:
        to_duration(text)
    except Invalid as error:
        raise ValidationError(error.reason) from None


class Procestype(models.Model):
    """PROCESTYPE: a kind of work; the list of every year numbers them anew."""

    uuid = models.UUIDField(primary_key=True)
    nummer = models.PositiveSmallIntegerField()
    jaar = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=100)

    class Meta:
        verbose_name = "procestype"
        verbose_name_plural = "procestypen"
        ordering = ["jaar", "nummer", "uuid"]

    def __str__(self) -> str:
        return f"{self.nummer} {self.naam} ({self.jaar})"


class Resultaat(models.Model):
    """RESULTAAT: an outcome of a procestype, or (with ``generiek``) a special case of one."""

    uuid = models.UUIDField(primary_key=True)
    procestype = models.ForeignKey(Procestype, models.CASCADE, related_name="resultaten")
    generiek = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="specifieke_resultaten"
    )
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=40)
    waardering = models.CharField(max_length=16, choices=Waardering.choices, blank=True)
    procestermijn = models.CharField(max_length=40, choices=Procestermijn.choices, blank=True)
    bewaartermijn = models.CharField(max_length=100, null=True, blank=True, validators=[is_duur])

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        # Every general resultaat, then its special cases: they have the number of their general one.
        ordering = [
            "procestype__jaar",
            "procestype__nummer",
            Coalesce("generiek__nummer", "nummer"),
            models.F("generiek__nummer").asc(nulls_first=True),
            "nummer",
            "uuid",
        ]

    def __str__(self) -> str:
        return f"{self.volledig_nummer} {self.naam}"

    @property
    def volledig_nummer(self) -> str:
        """Numbers of procestype, general and special resultaat: ``15.1`` or ``15.1.2``."""
        numbers = [self.procestype.nummer, self.nummer]
        if self.generiek is not None:
            numbers.insert(1, self.generiek.nummer)
        return ".".join(map(str, numbers))


class ResultaattypeOmschrijving(models.Model):
    """RESULTAATTYPEOMSCHRIJVING: a name for outcomes that everybody uses."""

    uuid = models.UUIDField(primary_key=True)
    omschrijving = models.CharField(max_length=20)

    class Meta:
        verbose_name = "resultaattypeomschrijving"
        verbose_name_plural = "resultaattypeomschrijvingen"
        ordering = ["omschrijving", "uuid"]

    def __str__(self) -> str:
        return self.omschrijving
