"""One case per operation of the contract: served ones succeed as the contract says, others do not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mijnzaken.zgw import contract, router
from mijnzaken.zgw.contract import Operation
from tests import wereld
from tests.api import Antwoord, Api

EVERY = [op for api in contract.apis().values() for op in api.operations]
GEEN = "0192c1d2-0000-7000-8000-000000000009"


def cases(operations: list[Operation]) -> Any:
    return pytest.mark.parametrize("op", operations, ids=[f"{op.api}.{op.id}" for op in operations])


@pytest.fixture(autouse=True)
def _zonder_proef(settings):
    """No trial delivery to the callback of an abonnement."""
    settings.NOTIFICATIES_CALLBACK_PROEF = False


def _list(api: Api, op: Operation) -> Antwoord:
    if op.resource == "zaken.AuditTrail":
        return api.get(f"{wereld.voorbeeld(api, 'zaken.Zaak')['url']}/audittrail")
    wereld.voorbeeld(api, op.resource)
    every = {p.name: "alles" for p in op.parameters if p.name == "status"}
    answer = api.get(wereld.pad_van(op.resource), **every)
    assert answer.resultaten if op.paged else answer.data
    return answer


def _retrieve(api: Api, op: Operation) -> Antwoord:
    if op.resource == "zaken.AuditTrail":
        trail = f"{wereld.voorbeeld(api, 'zaken.Zaak')['url']}/audittrail"
        return api.get(f"{trail}/{api.lees(trail)[0]['uuid']}")
    return api.get(wereld.voorbeeld(api, op.resource))


def _create(api: Api, op: Operation) -> Antwoord:
    return api.post(wereld.pad_van(op.resource), wereld.vol(op.resource))


def _write(method: str) -> Callable[[Api, Operation], Antwoord]:
    def call(api: Api, op: Operation) -> Antwoord:
        made = wereld.voorbeeld(api, op.resource)
        keep = contract.schema(op.resource)["properties"]
        body = {name: value for name, value in made.items() if not keep[name].get("readOnly")}
        return api.vraag(method, made, body, geldig=False)

    return call


def _publish(api: Api, op: Operation) -> Antwoord:
    return api.post(f"{wereld.voorbeeld(api, op.resource)['url']}/publish")


def _consumer(api: Api, op: Operation) -> Antwoord:
    made = wereld.voorbeeld(api, op.resource)
    return api.get("applicaties/consumer", clientId=made["clientIds"][0])


def _search(api: Api, op: Operation) -> Antwoord:
    made = wereld.voorbeeld(api, op.resource)
    answer = api.post(f"{wereld.pad_van(op.resource)}/_zoek", {"uuid__in": [made["uuid"]]})
    assert [row["url"] for row in answer.resultaten] == [made["url"]]
    return answer


CALLS: dict[str, Callable[[Api, Operation], Antwoord]] = {
    "list": _list,
    "retrieve": _retrieve,
    "headers": lambda api, op: api.head(wereld.voorbeeld(api, op.resource)),
    "create": _create,
    "update": _write("PUT"),
    "partial_update": _write("PATCH"),
    "destroy": lambda api, op: api.delete(wereld.voorbeeld(api, op.resource)),
    "publish": _publish,
    "zoek": _search,
    "consumer": _consumer,
}


@cases([op for op in EVERY if router.served(op)])
def test_operatie_slaagt_zoals_het_contract_zegt(op, beheerder):
    answer = CALLS[op.action](beheerder, op)

    assert answer.status == op.status, answer.data
    assert answer.operation == op


@cases([op for op in EVERY if not router.served(op)])
def test_operatie_die_nog_niet_bediend_wordt_bestaat_niet(op, beheerder):
    path = contract.apis()[op.api].root + op.path.replace("{uuid}", GEEN).replace("{zaak_uuid}", GEEN)

    answer = beheerder.vraag(op.method, path, {}, geldig=False)

    assert answer.status in (404, 405)
