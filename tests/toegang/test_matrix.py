"""The authorisation matrix: right × zaaktype × level × operation × path, from the tables below.

``mag`` is the oracle: a few lines that share nothing with access.py. Every zaak refers to every other, so that
each path of ``expand`` leads from what a client may see to what it may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests import cast
from tests.api import Antwoord, Api, adres, pad
from tests.factories import RelevanteZaakFactory, ResultaatFactory, RolFactory, StatusFactory, ZaakFactory

NIVEAUS = [
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk",
    "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim",
]  # fmt: skip
SCOPES = [
    "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken", "zaken.verwijderen",
    "zaken.statussen.toevoegen", "zaken.heropenen", "audittrails.lezen",
]  # fmt: skip
Recht = tuple[str, str, str]  # scope, zaaktype, highest level

# -- table 1: who ----------------------------------------------------------------------------
RECHTEN: dict[str, list[Recht]] = {
    **{scope: [(scope, "melding", "zaakvertrouwelijk")] for scope in SCOPES},
    "niets": [],
    "lezen van alles": [("zaken.lezen", soort, "zeer_geheim") for soort in ("melding", "vergunning")],
    "lezen van het ene, schrijven van het andere": [
        ("zaken.lezen", "melding", "zaakvertrouwelijk"),
        ("zaken.bijwerken", "vergunning", "zaakvertrouwelijk"),
        ("zaken.verwijderen", "vergunning", "zaakvertrouwelijk"),
        ("audittrails.lezen", "vergunning", "zaakvertrouwelijk"),
    ],
    "twee niveaus": [
        ("zaken.lezen", "melding", "openbaar"),
        ("zaken.lezen", "melding", "zaakvertrouwelijk"),
        ("zaken.lezen", "vergunning", "intern"),
        ("zaken.bijwerken", "melding", "zeer_geheim"),
    ],
    "zaaktype elders": [("zaken.lezen", "https://elders.nl/zaaktypen/1", "zeer_geheim")],
}
# -- table 2: which zaken ----------------------------------------------------------------------
ZAKEN = [
    (soort, niveau)
    for soort in ("melding", "vergunning")
    for niveau in ("intern", "zaakvertrouwelijk", "vertrouwelijk")
]
# -- table 3: which operations -----------------------------------------------------------------
LEZEN, BIJWERKEN = ("zaken.lezen",), ("zaken.bijwerken", "zaken.geforceerd-bijwerken")
DETAILS = {
    "zaak": LEZEN,
    "rol": LEZEN,
    "status": LEZEN,
    "resultaat": LEZEN,
    "audittrail": ("audittrails.lezen",),
    "auditregel": ("audittrails.lezen",),
}
LIJSTEN = {"zaken": "zaak", "rollen": "rol", "statussen": "status", "resultaten": "resultaat"}
UITKLAPPEN = {
    "zaken": "rollen.zaak,status.zaak,resultaat.zaak,hoofdzaak.relevanteAndereZaken,deelzaken,"
    "relevanteAndereZaken.relevanteAndereZaken.rollen,relevanteAndereZaken.status",
    "rollen": "zaak.relevanteAndereZaken.rollen",
    "statussen": "zaak.relevanteAndereZaken.status",
    "resultaten": "zaak.deelzaken.resultaat",
}
SCHRIJVEN: dict[str, tuple[str, ...]] = {
    "POST zaak": ("zaken.aanmaken",),
    "PUT zaak": BIJWERKEN,
    "PATCH zaak": BIJWERKEN,
    "DELETE zaak": ("zaken.verwijderen",),
    # Every zaak here has a status, so zaken.aanmaken does not suffice (zrc-007).
    "POST status": ("zaken.statussen.toevoegen", "zaken.heropenen"),
    "POST rol": BIJWERKEN,
    "DELETE rol": BIJWERKEN,
    "POST resultaat": BIJWERKEN,
    "PUT resultaat": BIJWERKEN,
    "PATCH resultaat": BIJWERKEN,
    "DELETE resultaat": BIJWERKEN,
}


def mag(rechten: list[Recht], nodig: tuple[str, ...], soort: str, niveau: str) -> bool:
    """The oracle: one of the scopes, on this zaaktype, up to at least this level."""
    return any(
        scope in nodig and van == soort and NIVEAUS.index(niveau) <= NIVEAUS.index(hoogste)
        for scope, van, hoogste in rechten
    )


def ergens(rechten: list[Recht], nodig: tuple[str, ...]) -> bool:
    return any(scope in nodig for scope, _, _ in rechten)


# -- the zaken ---------------------------------------------------------------------------------
@dataclass
class Dossier:
    """A zaak with what hangs under it, as addresses."""

    soort: str
    niveau: str
    zaaktype: Any
    zaak: Any
    adressen: dict[str, str]


@pytest.fixture
def dossiers(melding, vergunning, beheerder) -> list[Dossier]:
    typen = {"melding": melding, "vergunning": vergunning}
    hoofd = ZaakFactory(zaaktype=vergunning, vertrouwelijkheidaanduiding=8, identificatie="HOOFD")
    made = [_dossier(beheerder, typen[soort], soort, niveau, hoofd) for soort, niveau in ZAKEN]
    for van in made:
        for naar in made:
            if van is not naar:
                RelevanteZaakFactory(zaak=van.zaak, url=naar.zaak)
    return made


def _dossier(beheerder: Api, zaaktype: Any, soort: str, niveau: str, hoofd: Any) -> Dossier:
    zaak = ZaakFactory(
        zaaktype=zaaktype,
        vertrouwelijkheidaanduiding=NIVEAUS.index(niveau) + 1,
        hoofdzaak=hoofd,
    )
    adressen = {
        "zaak": adres(zaak),
        "rol": adres(RolFactory(zaak=zaak, roltype=cast.roltype(zaaktype, "behandelaar"))),
        "status": adres(StatusFactory(zaak=zaak)),
        "resultaat": adres(ResultaatFactory(zaak=zaak, resultaattype=cast.resultaattype(zaaktype))),
        "audittrail": f"{adres(zaak)}/audittrail",
    }
    assert beheerder.patch(zaak, {"toelichting": "regel"}).status == 200
    regel = beheerder.lees(adressen["audittrail"])[0]["uuid"]
    return Dossier(
        soort, niveau, zaaktype, zaak, adressen | {"auditregel": f"{adres(zaak)}/audittrail/{regel}"}
    )


@pytest.fixture(params=RECHTEN)
def rechten(request) -> list[Recht]:
    return RECHTEN[request.param]


@pytest.fixture
def api(rechten, melding, vergunning) -> Api:
    typen: dict[str, Any] = {"melding": melding, "vergunning": vergunning}
    return cast.maak_applicatie(
        "proef", *(("zrc", scope, typen.get(soort, soort), niveau) for scope, soort, niveau in rechten)
    )


def binnen(value: Any, *, shown: bool = False) -> Iterator[str]:
    """The addresses of the objects in an answer that are shown, not merely named."""
    if isinstance(value, list):
        for item in value:
            yield from binnen(item, shown=shown)
    elif isinstance(value, dict):
        if shown and "uuid" in value:
            yield value["url"]
        for row in value.get("results", ()):
            yield from binnen(row, shown=True)
        for inner in value.get("_expand", {}).values():
            yield from binnen(inner, shown=True)


# -- reading -----------------------------------------------------------------------------------
def test_detail(api, rechten, dossiers):
    for dossier in dossiers:
        for wat, nodig in DETAILS.items():
            expected = 200 if mag(rechten, nodig, dossier.soort, dossier.niveau) else 403
            for method in ("GET", "HEAD") if wat in LIJSTEN.values() else ("GET",):
                answer = api.vraag(method, dossier.adressen[wat])

                assert answer.status == expected, (method, wat, dossier.soort, dossier.niveau)


def test_lijst_bevat_precies_wat_zichtbaar_is(api, rechten, dossiers):
    for lijst, wat in LIJSTEN.items():
        visible = zichtbaar(rechten, dossiers, wat)

        answer = api.get(lijst)

        if not ergens(rechten, LEZEN):
            assert answer.status == 403
            continue
        assert {row["url"] for row in answer.resultaten} - {adres(dossiers[0].zaak.hoofdzaak)} == visible
        assert answer.data["count"] == len(answer.data["results"])
        assert api.get(lijst, page=1, pageSize=1).data["count"] == answer.data["count"]
        for dossier in dossiers if lijst != "zaken" else ():
            shown = api.get(lijst, zaak=dossier.adressen["zaak"]).resultaten
            assert bool(shown) == (dossier.adressen[wat] in visible)


def zichtbaar(rechten: list[Recht], dossiers: list[Dossier], wat: str) -> set[str]:
    return {d.adressen[wat] for d in dossiers if mag(rechten, LEZEN, d.soort, d.niveau)}


def test_uitklappen_toont_niets_dat_verborgen_is(api, rechten, dossiers):
    if not ergens(rechten, LEZEN):
        return
    hoofd = adres(dossiers[0].zaak.hoofdzaak)
    allowed = {a for wat in LIJSTEN.values() for a in zichtbaar(rechten, dossiers, wat)}
    allowed |= {hoofd} if mag(rechten, LEZEN, "vergunning", "zeer_geheim") else set()
    for lijst, paden in UITKLAPPEN.items():
        answers = [api.get(lijst, expand=paden)]
        answers += [api.get(a, expand=paden) for a in zichtbaar(rechten, dossiers, LIJSTEN[lijst])]

        for answer in answers:
            assert answer.status == 200
            assert set(binnen(answer.data)) <= allowed
        for row in answers[0].resultaten if lijst == "zaken" else ():
            shown = {zaak["url"] for zaak in row["_expand"]["relevanteAndereZaken"]}
            assert shown == {other["url"] for other in row["relevanteAndereZaken"]} & allowed
            assert (row["_expand"]["hoofdzaak"] != {}) == (row["hoofdzaak"] in allowed)


def test_filters_verraden_niets_dat_verborgen_is(api, rechten, dossiers):
    if not ergens(rechten, LEZEN):
        return
    for dossier in dossiers:
        expected = int(mag(rechten, LEZEN, dossier.soort, dossier.niveau))

        by_number = api.get("zaken", identificatie=dossier.zaak.identificatie)
        by_role = api.get(
            "zaken",
            identificatie=dossier.zaak.identificatie,
            rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn="999990639",
        )

        assert by_number.data["count"] == by_role.data["count"] == expected


# -- writing -----------------------------------------------------------------------------------
def schrijf(api: Api, wat: str, d: Dossier) -> Antwoord:
    """One write that is right in everything but perhaps the client's rights; undone afterwards."""
    method, _, resource = wat.partition(" ")
    lichamen = {
        "POST zaak": cast.zaak(d.zaaktype, vertrouwelijkheidaanduiding=d.niveau),
        "PUT zaak": cast.zaak(d.zaaktype, vertrouwelijkheidaanduiding=d.niveau),
        "PATCH zaak": {"omschrijving": "Anders"},
        "POST status": cast.status(d.zaak, cast.statustype(d.zaaktype, 2), "2026-02-01T10:00:00Z"),
        "POST rol": cast.rol(d.zaak, cast.roltype(d.zaaktype)),
        "POST resultaat": cast.resultaat(d.zaak, cast.resultaattype(d.zaaktype)),
        "PUT resultaat": cast.resultaat(d.zaak, cast.resultaattype(d.zaaktype)),
        "PATCH resultaat": {"toelichting": "Anders"},
    }
    lijst = next(naam for naam, een in LIJSTEN.items() if een == resource)
    body = {"body": lichamen[wat]} if wat in lichamen else {}
    with transaction.atomic():
        if wat == "POST resultaat":
            d.zaak.resultaten.all().delete()
        answer = api.vraag(method, lijst if method == "POST" else d.adressen[resource], **body)
        transaction.set_rollback(True)
    return answer


def test_schrijven(api, rechten, dossiers):
    for wat, nodig in SCHRIJVEN.items():
        for dossier in dossiers:
            allowed = mag(rechten, nodig, dossier.soort, dossier.niveau)

            answer = schrijf(api, wat, dossier)

            assert (answer.status < 300) == allowed, (wat, dossier.soort, dossier.niveau, answer.data)
            assert allowed or answer.status == 403


def test_een_zaak_kan_niet_buiten_de_eigen_rechten_gebracht_worden(melding, vergunning, dossiers):
    api = cast.maak_applicatie("proef", ("zrc", "zaken.lezen zaken.bijwerken", melding, "zaakvertrouwelijk"))
    eigen = dossiers[0]

    hoger = api.patch(eigen.zaak, {"vertrouwelijkheidaanduiding": "geheim"})
    ander_type = api.patch(eigen.zaak, {"zaaktype": adres(vergunning)})

    assert hoger.status == 403
    assert ander_type.status in (400, 403)
    assert api.lees(eigen.zaak)["vertrouwelijkheidaanduiding"] == "intern"


def test_een_onderdeel_kan_niet_naar_een_andere_zaak_verhuizen(dossiers, melding):
    api = cast.maak_applicatie("proef", ("zrc", "zaken.lezen zaken.bijwerken", melding, "zaakvertrouwelijk"))
    eigen, andere = dossiers[0], dossiers[3]

    answer = api.patch(eigen.adressen["resultaat"], {"zaak": andere.adressen["zaak"]})

    assert answer.status in (400, 403)
    assert api.lees(eigen.adressen["resultaat"])["zaak"] == eigen.adressen["zaak"]


def test_een_auditregel_is_alleen_onder_de_eigen_zaak_te_lezen(dossiers, melding):
    api = cast.maak_applicatie("proef", ("zrc", "audittrails.lezen", melding, "zaakvertrouwelijk"))
    eigen, geheim = dossiers[0], dossiers[2]
    regel = pad(geheim.adressen["auditregel"]).rpartition("/")[2]

    answer = api.get(f"{eigen.adressen['audittrail']}/{regel}")

    assert answer.status in (403, 404)
