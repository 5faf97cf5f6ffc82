from __future__ import annotations

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import IsNull
from django.utils import timezone

from catalogi.models import OmschrijvingGeneriek
from mijnzaken.zgw.fields import Record
from mijnzaken.zgw.links import LinkField


class BetrokkeneType(models.TextChoices):
    """betrokkeneType: which shape ``betrokkene_identificatie`` has."""

    NATUURLIJK_PERSOON = "natuurlijk_persoon", "Natuurlijk persoon"
    NIET_NATUURLIJK_PERSOON = "niet_natuurlijk_persoon", "Niet-natuurlijk persoon"
    VESTIGING = "vestiging", "Vestiging"
    ORGANISATORISCHE_EENHEID = "organisatorische_eenheid", "Organisatorische eenheid"
    MEDEWERKER = "medewerker", "Medewerker"


class IndicatieMachtiging(models.TextChoices):
    """indicatieMachtiging: on which side of a mandate the betrokkene stands."""

    GEMACHTIGDE = "gemachtigde", "Gemachtigde"
    MACHTIGINGGEVER = "machtiginggever", "Machtiginggever"


def _index(key: str, name: str) -> models.Index:
    """Index on one key of ``betrokkene_identificatie``, holding only the rollen that have it.

    The planner uses it for ``betrokkene_identificatie ->> '<key>' = …`` with the key as a literal.
    """
    value = KeyTextTransform(key, "betrokkene_identificatie")
    return models.Index(value, name=name, condition=models.Q(IsNull(value, rhs=False)))


class Rol(Record):
    """ROL: what somebody is to a ZAAK; columns as contract ``zaken.Rol``.

    The betrokkene is a URL, an identification of the shape that ``betrokkene_type`` names, or both.
    omschrijving and omschrijvingGeneriek are copies from the roltype (zrc-019).
    """

    zaak = models.ForeignKey("zaken.Zaak", models.CASCADE, related_name="rollen")
    betrokkene = models.CharField(max_length=1000, default="", blank=True)
    betrokkene_type = models.CharField(max_length=24, choices=BetrokkeneType.choices)
    afwijkende_naam_betrokkene = models.CharField(max_length=625, default="", blank=True)
    roltype = LinkField("catalogi.RolType", related_name="rollen")
    omschrijving = models.CharField(max_length=100, editable=False)
    omschrijving_generiek = models.CharField(
        max_length=15, choices=OmschrijvingGeneriek.choices, editable=False
    )
    roltoelichting = models.CharField(max_length=1000, default="", blank=True)
    registratiedatum = models.DateTimeField(default=timezone.now, editable=False)
    indicatie_machtiging = models.CharField(
        max_length=15, choices=IndicatieMachtiging.choices, default="", blank=True
    )
    contactpersoon_rol = models.JSONField(null=True, blank=True)
    betrokkene_identificatie = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        indexes = [
            # A hash, for a URL may be longer than a b-tree entry.
            HashIndex(fields=["betrokkene"], name="rol_betrokkene", condition=~models.Q(betrokkene="")),
            _index("inpBsn", "rol_inpbsn"),
            _index("anpIdentificatie", "rol_anpidentificatie"),
            _index("inpA_nummer", "rol_inpa_nummer"),
            _index("innNnpId", "rol_innnnpid"),
            _index("annIdentificatie", "rol_annidentificatie"),
            _index("vestigingsNummer", "rol_vestigingsnummer"),
            _index("kvkNummer", "rol_kvknummer"),
            # medewerker and organisatorische eenheid share this key.
            _index("identificatie", "rol_identificatie"),
        ]

    def __str__(self) -> str:
        return f"{self.omschrijving} ({self.get_betrokkene_type_display()})"
