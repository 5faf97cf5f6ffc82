"""The Zaken API: cases and what hangs under them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from mijnzaken.zgw.fields import Vertrouwelijkheid
from mijnzaken.zgw.models import AuditRegel
from mijnzaken.zgw.parser import Invalid
from mijnzaken.zgw.parts import label
from mijnzaken.zgw.resource import Child, Resource
from mijnzaken.zgw.search import search
from mijnzaken.zgw.views import handles
from zaken.models import Betalingsindicatie, RelevanteZaak, Resultaat, Rol, Status, Zaak

LATERE_STATUSSEN = Status.objects.filter(
    zaak=OuterRef("zaak"), datum_status_gezet__gt=OuterRef("datum_status_gezet")
)


def ten_hoogste(niveau: str) -> tuple[str, list[Any]]:
    """``maximaleVertrouwelijkheidaanduiding``: this level and every lower one."""
    return '"zaken_zaak"."vertrouwelijkheidaanduiding" <= %s', [Vertrouwelijkheid[niveau].value]


def laatste_status(waarde: str) -> tuple[str, list[Any]]:
    """``indicatieLaatstGezetteStatus``: a text in the contract, true or false in meaning."""
    keuze = {"true": True, "1": True, "false": False, "0": False}.get(waarde.lower())
    if keuze is None:
        raise Invalid("invalid", "Dit moet true of false zijn.")
    later = (
        "EXISTS (SELECT 1 FROM zaken_status l WHERE l.zaak_id = zaken_status.zaak_id"
        " AND l.datum_status_gezet > zaken_status.datum_status_gezet)"
    )
    return (f"NOT {later}" if keuze else later), []


class ZaakResource(Resource, contract="zaken.Zaak"):
    """ZAAK: one case, on which authorisation, audit trail and notifications of the whole API hang."""

    model = Zaak
    autorisatie = ("zaaktype", "vertrouwelijkheidaanduiding")
    kanaal, kenmerken = "zaken", ("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding")
    eager = ("zaaktype",)
    children = {"relevanteAndereZaken": Child(RelevanteZaak, "zaak")}
    derived = {"betalingsindicatieWeergave": label("betalingsindicatie", Betalingsindicatie.choices)}
    related = {"rol": ("zaken.Rol", "zaak")}
    filters = {"maximaleVertrouwelijkheidaanduiding": ten_hoogste}
    counted = ("zaken_telling", ("zaaktype_id", "zaaktype_url", "vertrouwelijkheidaanduiding"))


handles("zaken.Zaak:zoek")(search)


class StatusResource(Resource, contract="zaken.Status"):
    """STATUS: a phase that the ZAAK has reached; the last statustype (eindstatus) closes it."""

    model = Status
    main_object = "zaak"
    order = ("-datum_status_gezet", "-uuid")
    derived = {"indicatieLaatstGezetteStatus": ~Exists(LATERE_STATUSSEN)}
    filters = {"indicatieLaatstGezetteStatus": laatste_status}


class RolResource(Resource, contract="zaken.Rol"):
    """ROL: what a person, organisation or employee is to the ZAAK."""

    model = Rol
    main_object = "zaak"


class ResultaatResource(Resource, contract="zaken.Resultaat"):
    """RESULTAAT: the outcome; at most one per ZAAK."""

    model = Resultaat
    main_object = "zaak"
    eager = ("resultaattype",)


class ZaakAuditTrail(Resource, contract="zaken.AuditTrail"):
    """The audit trail of a ZAAK, oldest line first."""

    model = AuditRegel
    main_resource, main_column = "zaken.Zaak", "hoofd_object"
    order = ("uuid",)
    derived = {
        "hoofdObject": Concat(
            Value(ZaakResource.url("")), Cast("hoofd_object", TextField()), output_field=TextField()
        ),
        "resourceUrl": Concat(Value(settings.BASE_URL), "resource_pad", output_field=TextField()),
    }
