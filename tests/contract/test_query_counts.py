"""How many statements an operation takes: exact budgets, the same for 1 and for 100 zaken.

The budgets are in ``tests/benchmarks/query_counts.json`` and are reviewed like code. After a change that is meant
to move them::

    QUERY_COUNTS=schrijf bin/test tests/contract/test_query_counts.py

writes the measured numbers; look at the diff before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogi.models import Catalogus, ZaakType
from tests import cast
from tests.api import Api
from tests.factories import (
    BesluitTypeFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    RelevanteZaakFactory,
    ResultaatFactory,
    RolFactory,
    StatusFactory,
    ZaakFactory,
    ZaakObjectTypeFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
    ZaakTypenRelatieFactory,
)
from zaken.models import Zaak

BUDGETTEN = Path(__file__).resolve().parents[1] / "benchmarks/query_counts.json"
SCHRIJF = os.environ.get("QUERY_COUNTS") == "schrijf"
EXPAND = "zaaktype.statustypen,status.statustype,rollen.roltype,resultaat.resultaattype,relevanteAndereZaken"
TRANSACTIE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
gemeten: dict[str, int] = {}


@pytest.fixture(scope="module", autouse=True)
def _schrijf():
    yield
    if SCHRIJF and gemeten:
        kept = json.loads(BUDGETTEN.read_text(encoding="utf-8")) if BUDGETTEN.exists() else {}
        text = json.dumps(dict(sorted((kept | gemeten).items())), indent=2, ensure_ascii=False)
        BUDGETTEN.write_text(f"{text}\n", encoding="utf-8")


def statements(call: Callable[[], Any]) -> int:
    """The statements of a call; beginning and ending a transaction is not counted."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum(not query["sql"].startswith(TRANSACTIE) for query in captured)


def past_in(naam: str, call: Callable[[], Any]) -> None:
    """The statements of a call are exactly the budget of that name."""
    count = gemeten[naam] = statements(call)
    if SCHRIJF:
        return
    budget = json.loads(BUDGETTEN.read_text(encoding="utf-8"))[naam]
    assert count == budget, f"{naam}: {count} in plaats van {budget}; zie de docstring van deze test"


def vul(zaaktype: ZaakType, aantal: int) -> list[Zaak]:
    """Zaken with everything that can be expanded."""
    zaken = [ZaakFactory(zaaktype=zaaktype) for _ in range(aantal)]
    for zaak in zaken:
        RolFactory(zaak=zaak, roltype=cast.roltype(zaaktype))
        StatusFactory(zaak=zaak)
        ResultaatFactory(zaak=zaak, resultaattype=cast.resultaattype(zaaktype))
        RelevanteZaakFactory(zaak=zaak, url=zaken[0])
    return zaken


@pytest.fixture
def gewoon(melding) -> Api:
    """Reads and writes zaken of one zaaktype, warmed up: its rights are known."""
    scopes = "zaken.lezen zaken.aanmaken zaken.bijwerken zaken.statussen.toevoegen audittrails.lezen"
    api = cast.maak_applicatie("gewoon", ("zrc", scopes, melding, "zeer_geheim"))
    api.lees("zaken")
    return api


@pytest.mark.parametrize("aantal", [1, 100])
@pytest.mark.parametrize("naam", ["zaken", "rollen", "statussen", "resultaten"])
def test_lijst_kost_evenveel_voor_1_als_voor_100(naam, aantal, gewoon, melding):
    vul(melding, aantal)

    past_in(f"lijst {naam}", lambda: gewoon.lees(naam))
    assert len(gewoon.lees(naam)["results"]) == aantal


@pytest.mark.parametrize("aantal", [1, 100])
def test_lijst_met_expand_kost_evenveel_voor_1_als_voor_100(aantal, gewoon, melding):
    vul(melding, aantal)

    past_in("lijst zaken met expand", lambda: gewoon.lees("zaken", expand=EXPAND))


@pytest.mark.parametrize("aantal", [1, 100])
def test_lijst_op_bsn_kost_evenveel_voor_1_als_voor_100(aantal, gewoon, melding):
    vul(melding, aantal)
    bsn = {"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": "999990639"}

    past_in("lijst zaken op bsn", lambda: gewoon.lees("zaken", expand="zaaktype,status.statustype", **bsn))


@pytest.mark.parametrize("aantal", [1, 200])
def test_lijst_kost_evenveel_voor_1_als_voor_200_zaaktypen(aantal, melding):
    typen = [melding, *(ZaakTypeFactory(catalogus=melding.catalogus) for _ in range(aantal - 1))]
    rechten = [("zrc", "zaken.lezen", zaaktype, "openbaar") for zaaktype in typen]
    api = cast.maak_applicatie("veel", *rechten)
    vul(melding, 3)
    api.lees("zaken")

    past_in("lijst zaken", lambda: api.lees("zaken"))
    past_in("lijst zaken met expand", lambda: api.lees("zaken", expand=EXPAND))


@pytest.mark.parametrize("aantal", [1, 200])
def test_eerste_verzoek_na_een_wijziging_van_rechten_leest_ze_opnieuw(aantal, melding):
    typen = [melding, *(ZaakTypeFactory(catalogus=melding.catalogus) for _ in range(aantal - 1))]
    api = cast.maak_applicatie("veel", *(("zrc", "zaken.lezen", soort, "openbaar") for soort in typen))
    vul(melding, 1)

    past_in("lijst zaken, rechten nog onbekend", lambda: api.lees("zaken"))


def test_lezen_van_een_zaak(gewoon, melding):
    (zaak,) = vul(melding, 1)

    past_in("detail zaak", lambda: gewoon.lees(zaak))
    past_in("detail zaak met expand", lambda: gewoon.lees(zaak, expand=EXPAND))
    past_in("detail status", lambda: gewoon.lees(zaak.statussen.get()))
    past_in("audittrail", lambda: gewoon.lees(f"{cast.adres(zaak)}/audittrail"))


def test_schrijven_van_een_zaak(gewoon, melding):
    gewoon.maak("zaken", cast.zaak(melding))  # makes the sequence of numbers

    def maak(naam: str, pad: str, body: dict[str, Any]) -> dict[str, Any]:
        made = {}
        past_in(naam, lambda: made.update(gewoon.maak(pad, body)))
        return made

    zaak = maak("POST zaak", "zaken", cast.zaak(melding))
    maak("POST zaak met nummer", "zaken", cast.zaak(melding, identificatie="Z-1"))
    maak("POST rol", "rollen", cast.rol(zaak, cast.roltype(melding)))
    maak("POST status", "statussen", cast.status(zaak, cast.statustype(melding)))
    maak("POST resultaat", "resultaten", cast.resultaat(zaak, cast.resultaattype(melding)))
    past_in("PATCH zaak", lambda: gewoon.patch(zaak, {"omschrijving": "Anders"}))
    eind = cast.status(zaak, cast.statustype(melding, -1), "2026-02-02T10:00:00Z")
    maak("POST eindstatus", "statussen", eind)


LIJSTEN_VAN_TYPEN = [
    "catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen",
    "informatieobjecttypen", "besluittypen", "zaaktype-informatieobjecttypen", "zaakobjecttypen",
]  # fmt: skip


def vul_catalogus(catalogus: Catalogus, aantal: int) -> None:
    """Zaaktypen with every kind of part and every relation, over as many besluittypen and documenttypen."""
    for nummer in range(aantal):
        document = InformatieObjectTypeFactory(catalogus=catalogus).omschrijving
        besluit = BesluitTypeFactory(catalogus=catalogus, informatieobjecttypen=[document]).omschrijving
        relaties = {"deelzaaktypen": ["TYPE-0"], "besluittypen": [besluit]}
        zaaktype = cast.maak_zaaktype(catalogus, f"TYPE-{nummer}", rijk=True, **relaties)
        zaaktype.resultaattypen.update(besluittypen=[besluit], informatieobjecttypen=[document])
        EigenschapFactory(zaaktype=zaaktype, statustype=cast.statustype(zaaktype))
        ZaakTypeInformatieObjectTypeFactory(zaaktype=zaaktype, informatieobjecttype=document)
        ZaakObjectTypeFactory(zaaktype=zaaktype)
        ZaakTypenRelatieFactory(van=zaaktype, zaaktype="TYPE-0")


@pytest.mark.parametrize("aantal", [1, 50])
@pytest.mark.parametrize("naam", LIJSTEN_VAN_TYPEN)
def test_lijst_van_typen_kost_evenveel_voor_1_als_voor_veel(naam, aantal, beheerder, catalogus):
    beheerder.lees("catalogussen")
    vul_catalogus(catalogus, aantal)

    past_in(f"lijst {naam}", lambda: beheerder.lees(naam))


@pytest.mark.parametrize("aantal", [1, 100])
def test_lijst_van_zaaktypen_met_alle_relaties_kost_evenveel_voor_1_als_voor_100(
    aantal, beheerder, catalogus
):
    beheerder.lees("catalogussen")
    vul_catalogus(catalogus, aantal)
    paden = "statustypen,resultaattypen,roltypen,eigenschappen,zaakobjecttypen,deelzaaktypen,gerelateerdeZaaktypen"
    paden += ",besluittypen.informatieobjecttypen,informatieobjecttypen.besluittypen"

    past_in("lijst zaaktypen", lambda: beheerder.lees("zaaktypen"))
    past_in("lijst zaaktypen met expand", lambda: beheerder.lees("zaaktypen", expand=paden))
    rijen = beheerder.get("zaaktypen").resultaten
    gevuld = ("statustypen", "resultaattypen", "roltypen", "eigenschappen", "zaakobjecttypen",
              "informatieobjecttypen", "besluittypen", "deelzaaktypen", "gerelateerdeZaaktypen")  # fmt: skip
    assert len(rijen) == aantal
    assert all(rij[naam] for rij in rijen for naam in gevuld)


def test_lezen_van_een_zaaktype(beheerder, vergunning):
    beheerder.lees("catalogussen")

    past_in("detail zaaktype", lambda: beheerder.lees(vergunning))
    paden = "catalogus,statustypen,resultaattypen,roltypen"
    past_in("detail zaaktype met expand", lambda: beheerder.lees(vergunning, expand=paden))
