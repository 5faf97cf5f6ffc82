"""Which scope opens which operation, over every operation that is served; and what changes of rights do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mijnzaken.autorisaties.models import Applicatie, Autorisatie
from mijnzaken.zgw import contract, router
from tests import cast
from tests.api import Api, adres
from tests.factories import ZaakFactory

GEEN = "0192c1d2-0000-7000-8000-000000000009"
FOLDER = Path(contract.__file__).resolve().parents[2] / "openapi"
SERVED = [op for api in contract.apis().values() for op in api.operations if router.served(op)]
COMPONENTEN = {"zaken": "zrc", "audittrails": "zrc", "catalogi": "ztc", "autorisaties": "ac", "notificaties": "nrc", "documenten": "drc"}  # fmt: skip
# Who reads zaken or documenten reads the types that they refer to (ztc-014).
OOK = {"catalogi.lezen": {"zaken.lezen", "documenten.lezen"}}
METHODS = ("get", "head", "post", "put", "patch", "delete")


def needed(name: str) -> dict[str, set[str]]:
    """operationId → any of these scopes, from the YAML of the contract."""
    document = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    found = {
        item[method]["operationId"]: {s for way in item[method]["security"] for s in way["JWT-Claims"]}
        for item in document["paths"].values()
        for method in METHODS
        if method in item
    }
    return {key: scopes.union(*(OOK.get(scope, set()) for scope in scopes)) for key, scopes in found.items()}


ALLE = sorted({s for op in SERVED for s in op.scopes} | {"documenten.lezen"})


@pytest.mark.parametrize("scope", ALLE)
def test_een_scope_opent_precies_de_operaties_die_haar_noemen(scope, db):
    api = cast.maak_applicatie("proef", (COMPONENTEN[scope.partition(".")[0]], scope))
    required = {name: needed(name) for name in contract.NAMES}

    for op in SERVED:
        path = contract.apis()[op.api].root + op.path.replace("{uuid}", GEEN).replace("{zaak_uuid}", GEEN)
        answer = api.vraag(op.method, path, {}, geldig=False)

        allowed = scope in required[op.api][op.id]
        assert (answer.status != 403) == allowed, (op.id, answer.status)


@pytest.mark.parametrize("component", ["ztc", "drc", "ac", "nrc", "brc"])
def test_een_scope_geldt_alleen_bij_haar_eigen_component(component, db):
    api = cast.maak_applicatie("proef", (component, "zaken.lezen"))

    assert api.get("zaken").status == 403


def test_recht_zonder_zaaktype_geeft_geen_enkele_zaak(melding):
    ZaakFactory(zaaktype=melding)
    api = cast.maak_applicatie("proef", ("zrc", "zaken.lezen"))

    assert api.get("zaken").resultaten == []


# -- changes of rights act on the next request -----------------------------------------------
def test_een_nieuw_recht_geldt_bij_het_volgende_verzoek(melding, vreemde):
    zaak = ZaakFactory(zaaktype=melding)
    assert vreemde.get(zaak).status == 403

    applicatie = Applicatie.objects.create(client_ids=[vreemde.client_id], label="nieuw")
    assert vreemde.get(zaak).status == 403
    cast.geef(applicatie, ("zrc", "zaken.lezen", melding, "openbaar"))

    assert vreemde.get(zaak).status == 200


def test_een_ingetrokken_recht_geldt_bij_het_volgende_verzoek(lezer, melding):
    zaak = ZaakFactory(zaaktype=melding)
    assert lezer.get(zaak).status == 200

    Autorisatie.objects.all().delete()

    assert lezer.get(zaak).status == 403


def test_een_verlaagd_niveau_geldt_bij_het_volgende_verzoek(lezer, melding):
    zaak = ZaakFactory(zaaktype=melding, vertrouwelijkheidaanduiding=4)
    assert lezer.get(zaak).status == 200

    Autorisatie.objects.update(max_vertrouwelijkheidaanduiding=3)

    assert lezer.get(zaak).status == 403
    assert lezer.get("zaken").resultaten == []


def test_wijziging_over_de_api_geldt_bij_het_volgende_verzoek(lezer, beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    applicatie = beheerder.get("applicaties/consumer", clientId="lezer").data
    assert lezer.get(zaak).status == 200

    right = {"component": "ztc", "scopes": ["catalogi.lezen"]}
    assert beheerder.patch(applicatie, {"autorisaties": [right]}).status == 200

    assert lezer.get(zaak).status == 403
    assert lezer.get(melding).status == 200


def test_verwijderde_applicatie_heeft_meteen_geen_rechten(lezer, beheerder, melding):
    applicatie = beheerder.get("applicaties/consumer", clientId="lezer").data

    assert beheerder.delete(applicatie).status == 204

    assert lezer.get("zaken").status == 403


def test_client_zonder_applicatie_mag_niets(vreemde, melding):
    zaak = ZaakFactory(zaaktype=melding)

    for target in ("zaken", adres(zaak), "zaaktypen", adres(melding), "applicaties", "kanaal"):
        answer = vreemde.get(target)

        assert (answer.status, answer.data["code"]) == (403, "permission_denied")


# -- the cast ----------------------------------------------------------------------------------
def test_de_cast_mag_wat_haar_rol_zegt(balie, behandelaar, lezer, portaal, melding, vergunning):
    melding_zaak = balie.maak("zaken", cast.zaak(melding))
    vergunning_zaak = balie.maak("zaken", cast.zaak(vergunning))

    def ziet(api: Api) -> set[str]:
        return {zaak["url"] for zaak in api.get("zaken").resultaten}

    assert ziet(behandelaar) == {melding_zaak["url"], vergunning_zaak["url"]}
    assert ziet(lezer) == {melding_zaak["url"]}
    assert ziet(portaal) == {melding_zaak["url"]}
    assert behandelaar.post("zaken", cast.zaak(melding)).status == 403
    assert lezer.patch(melding_zaak, {"omschrijving": "x"}).status == 403
