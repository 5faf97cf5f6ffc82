"""The Notificaties API (NRC): kanalen, abonnementen, and messages from other registries."""

from __future__ import annotations

from typing import Any

import orjson
from django.db import transaction
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpResponse

from mijnzaken.zgw import outbox, views, writer
from mijnzaken.zgw.models import Bericht
from mijnzaken.zgw.parser import Faults, body_parser
from mijnzaken.zgw.problems import forbidden, invalid
from mijnzaken.zgw.resource import Resource
from mijnzaken.zgw.rules import Change
from mijnzaken.zgw.views import Call, handles
from notificaties.models import Abonnement, Kanaal
from notificaties.regels.abonnement import keur_callback

VERBORGEN = "••••••••"


class KanaalResource(Resource, contract="notificaties.Kanaal"):
    """KANAAL: a subject with the kenmerken of its messages."""

    model = Kanaal
    order = ("naam",)


class AbonnementResource(Resource, contract="notificaties.Abonnement"):
    """ABONNEMENT: where messages of which kanalen go. Only its owner sees ``auth`` or changes it."""

    model = Abonnement
    # The secret stays out of answers and of the audit trail; the views below give it to the owner.
    derived = {"auth": Value(VERBORGEN)}


class BerichtResource(Resource, contract="notificaties.Message"):
    """Message: goes through the outbox, as the registries' own messages do."""

    model = Bericht
    derived = {
        naam: KeyTextTransform(naam, "inhoud")
        for naam in ("hoofdObject", "resource", "resourceUrl", "actie", "aanmaakdatum", "kenmerken")
    }


@handles("notificaties.Abonnement:list")
def abonnementen(call: Call) -> HttpResponse:
    return _toon_eigen(call, views.list_(call))


@handles("notificaties.Abonnement:retrieve")
def abonnement(call: Call) -> HttpResponse:
    return _toon_eigen(call, views.retrieve(call))


def _toon_eigen(call: Call, antwoord: HttpResponse) -> HttpResponse:
    """Fill in ``auth`` on the abonnementen of the client that asks."""
    eigen = {
        AbonnementResource.url(uuid): auth
        for uuid, auth in Abonnement.objects.filter(eigenaar=call.toegang.client.client_id).values_list(
            "uuid", "auth"
        )
    }
    data = orjson.loads(antwoord.content)
    for item in data if isinstance(data, list) else [data]:
        item["auth"] = eigen.get(item["url"], VERBORGEN)
    antwoord.content = orjson.dumps(data)
    return antwoord


@handles("notificaties.Abonnement:create")
def abonneer(call: Call) -> HttpResponse:
    """POST: the client that asks becomes the owner."""
    body = call.body()
    with transaction.atomic():
        row = writer.create(call.write(), body)
        _bewaar(row.key, body["auth"], eigenaar=call.toegang.client.client_id)
    antwoord = views.respond(call, {**row.data, "auth": body["auth"]})
    antwoord["Location"] = AbonnementResource.url(row.key)
    return antwoord


@handles("notificaties.Abonnement:update")
@handles("notificaties.Abonnement:partial_update")
def wijzig(call: Call) -> HttpResponse:
    """PUT and PATCH by the owner; the mask in ``auth`` leaves it as it is."""
    body = call.body()
    with transaction.atomic():
        _eis_eigenaar(call)
        row = writer.update(call.write(), call.key, body)
        auth = _bewaar(row.key, body.get("auth", VERBORGEN))
    return views.respond(call, {**row.data, "auth": auth})


@handles("notificaties.Abonnement:destroy")
def zeg_op(call: Call) -> HttpResponse:
    """DELETE by the owner; what is still to be delivered goes with it."""
    with transaction.atomic():
        _eis_eigenaar(call)
        return views.destroy(call)


def _eis_eigenaar(call: Call) -> None:
    """403 for another client's abonnement; one without owner (made in the admin) is anybody's."""
    eigenaar = Abonnement.objects.filter(pk=call.key).values_list("eigenaar", flat=True).first()
    if eigenaar and eigenaar != call.toegang.client.client_id:
        raise forbidden("Alleen de eigenaar mag dit abonnement wijzigen.")


def _bewaar(key: str, auth: str, **kolommen: Any) -> str:
    """Store the secret after a successful trial of the callback; 400 (and rollback) when that fails."""
    abonnement = Abonnement.objects.get(pk=key)
    if auth == VERBORGEN:
        auth = abonnement.auth
    fout = keur_callback(abonnement.callback_url, auth)
    if fout:
        raise invalid(fout)
    Abonnement.objects.filter(pk=key).update(auth=auth, **kolommen)
    return auth


@handles("notificaties.Message:create")
def publiceer(call: Call) -> HttpResponse:
    """POST /notificaties: checked, then passed on as it was written."""
    body = call.body()
    faults: Faults = []
    bericht = body_parser("notificaties.Message", "create")(body, "", faults)
    if faults:
        raise invalid(*faults)
    write = call.write()
    faults = writer.check(Change("notificaties.Message", "create", bericht, now=write.now))
    if faults:
        raise invalid(*faults)
    inhoud = {naam: body[naam] for naam in bericht}
    with transaction.atomic():
        outbox.plaats(bericht["kanaal"], inhoud)
    return views.respond(call, inhoud)
