"""What a write leaves behind: one line in the audit trail, one message in the outbox; nothing when refused."""

from __future__ import annotations

from typing import Any

import pytest

from mijnzaken.zgw import contract, router
from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import cast, wereld
from tests.api import Api, pad

SERVED = [op for api in contract.apis().values() for op in api.operations if router.served(op)]
# Resource → the kanaal that its writes go to; others notify nobody (algemeen §11).
KANAAL = {
    "zaken.Zaak": "zaken",
    "zaken.Status": "zaken",
    "zaken.Rol": "zaken",
    "zaken.Resultaat": "zaken",
    "catalogi.ZaakType": "zaaktypen",
    "catalogi.BesluitType": "besluittypen",
    "catalogi.InformatieObjectType": "informatieobjecttypen",
    "autorisaties.Applicatie": "autorisaties",
}
# Main objects take their trail with them when they are destroyed.
HOOFDOBJECTEN = {
    "zaken.Zaak",
    "catalogi.Catalogus",
    "catalogi.ZaakType",
    "catalogi.BesluitType",
    "catalogi.InformatieObjectType",
    "autorisaties.Applicatie",
    "notificaties.Abonnement",
}


@pytest.fixture(autouse=True)
def _zonder_proef(settings):
    settings.NOTIFICATIES_CALLBACK_PROEF = False


def writable(naam: str, data: dict[str, Any]) -> dict[str, Any]:
    properties = contract.schema(naam)["properties"]
    return {key: value for key, value in data.items() if not properties[key].get("readOnly")}


def counts() -> tuple[int, int]:
    return AuditRegel.objects.count(), Bericht.objects.count()


def write(api: Api, naam: str, action: str, made: dict[str, Any]) -> Any:
    if action == "create":
        return api.post(wereld.pad_van(naam), wereld.vol(naam))
    if action == "destroy":
        return api.delete(made)
    if action == "update":
        return api.put(made, writable(naam, made) | wereld.ANDERS[naam], geldig=False)
    return api.patch(made, wereld.ANDERS[naam])


WRITES = [
    (op.resource, op.action)
    for op in SERVED
    if op.action in ("create", "update", "partial_update", "destroy") and op.resource in wereld.VOL
    and op.resource not in ("notificaties.Message", "notificaties.Kanaal")
]  # fmt: skip


@pytest.mark.parametrize(("naam", "action"), WRITES)
def test_elke_geslaagde_schrijfactie_geeft_een_auditregel_en_een_bericht(naam, action, beheerder):
    made = wereld.voorbeeld(beheerder, naam)
    lines, messages = counts()

    answer = write(beheerder, naam, action, made)

    own = answer.data or made
    trail_gone = action == "destroy" and naam in HOOFDOBJECTEN
    assert answer.status < 300, answer.data
    assert Bericht.objects.count() - messages == (naam in KANAAL)
    if trail_gone:
        assert AuditRegel.objects.count() == lines - 1
    else:
        assert AuditRegel.objects.count() - lines == 1
        _assert_line(AuditRegel.objects.latest("uuid"), naam, action, answer, own, made)
    if naam in KANAAL:
        _assert_message(Bericht.objects.latest("id"), naam, action, own)


def _assert_line(line: AuditRegel, naam: str, action: str, answer: Any, own: Any, made: Any) -> None:
    hidden = naam == "notificaties.Abonnement"
    assert (line.actie, line.resultaat) == (action, answer.status)
    assert (line.resource, line.resource_pad) == (naam.partition(".")[2].lower(), pad(own))
    assert (line.gebruikers_id, line.applicatie_weergave) == ("beheerder-gebruiker", "beheerder")
    if not hidden:
        assert line.wijzigingen["oud"] == (None if action == "create" else made)
        assert line.wijzigingen["nieuw"] == (None if action == "destroy" else own)
    else:
        assert "Token geheim" not in str(line.wijzigingen)


def _assert_message(message: Bericht, naam: str, action: str, own: dict[str, Any]) -> None:
    assert message.kanaal == message.inhoud["kanaal"] == KANAAL[naam]
    assert message.inhoud["resourceUrl"] == own["url"]
    assert message.inhoud["actie"] == action
    assert message.inhoud["resource"] == naam.partition(".")[2].lower()
    if naam.startswith("zaken."):
        assert message.inhoud["hoofdObject"] == own.get("zaak", own["url"])
        assert set(message.inhoud["kenmerken"]) == {
            "bronorganisatie",
            "zaaktype",
            "vertrouwelijkheidaanduiding",
        }
    elif naam.startswith("catalogi."):
        assert message.inhoud["kenmerken"] == {"catalogus": own["catalogus"]}


@pytest.mark.parametrize(("naam", "action"), WRITES)
def test_een_geweigerde_schrijfactie_laat_niets_achter(naam, action, beheerder, vreemde):
    made = wereld.voorbeeld(beheerder, naam)
    before = counts()

    refused = [write(vreemde, naam, action, made)]
    if action != "destroy":
        target = made if action != "create" else wereld.pad_van(naam)
        method = {"create": "POST", "update": "PUT", "partial_update": "PATCH"}[action]
        wrong = dict.fromkeys(writable(naam, made), 1.5)
        refused.append(beheerder.vraag(method, target, wrong, geldig=False))

    assert [answer.status for answer in refused] == [403, 400][: len(refused)]
    # A body is built with objects of its own, which write no lines.
    assert counts() == before
    assert beheerder.lees(made) == made


def test_toelichting_en_logrecord_komen_in_het_audittrail(beheerder, melding):
    koppen = {"X-Audit-Toelichting": "Op verzoek", "X-NLX-Logrecord-ID": "log-1"}

    made = beheerder.post("zaken", cast.zaak(melding), koppen=koppen).data

    (line,) = beheerder.lees(f"{made['url']}/audittrail")
    assert line["toelichting"] == "Op verzoek"
    assert AuditRegel.objects.get().logrecord_id == "log-1"
