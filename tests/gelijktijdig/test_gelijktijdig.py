"""Writers at the same moment: each on a connection of its own, released together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import cast
from tests.api import Antwoord, Api
from tests.factories import ZaakFactory
from zaken.models import Resultaat, Rol, Status, Zaak

# A writer that waits for a connection of the pool is part of the test: there are more writers than connections.
pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(*writes: Callable[[], Antwoord]) -> list[Antwoord]:
    """Run every write in a thread of its own, started together."""
    barrier = Barrier(len(writes))

    def run(write: Callable[[], Antwoord]) -> Antwoord:
        barrier.wait(30)
        try:
            return write()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as pool:
        return list(pool.map(run, writes))


def twintig(api: Api, body: dict[str, Any]) -> list[Antwoord]:
    return tegelijk(*[lambda: Api(api.client_id).post("zaken", body)] * 20)


def test_twintig_zaken_met_hetzelfde_nummer_geven_een_zaak(balie, melding):
    answers = twintig(balie, cast.zaak(melding, identificatie="DUBBEL"))

    assert Counter(answer.status for answer in answers) == {201: 1, 400: 19}
    refused = [answer.codes for answer in answers if answer.status == 400]
    assert refused == [[("identificatie", "identificatie-niet-uniek")]] * 19
    assert Zaak.objects.count() == AuditRegel.objects.count() == Bericht.objects.count() == 1


def test_twintig_zaken_zonder_nummer_krijgen_elk_een_eigen_nummer(balie, melding):
    answers = twintig(balie, cast.zaak(melding))

    assert [answer.status for answer in answers] == [201] * 20
    assert len({answer.data["identificatie"] for answer in answers}) == 20
    assert Zaak.objects.count() == AuditRegel.objects.count() == Bericht.objects.count() == 20


def test_twee_organisaties_mogen_tegelijk_hetzelfde_nummer_geven(balie, melding):
    bodies = [
        cast.zaak(melding, identificatie="Z-1", bronorganisatie=rsin) for rsin in ("123456782", "517439943")
    ]

    answers = tegelijk(*[lambda body=body: Api("balie").post("zaken", body) for body in bodies])

    assert [answer.status for answer in answers] == [201, 201]


def test_gelijktijdige_resultaten_geven_een_resultaat(balie, melding):
    zaak = ZaakFactory(zaaktype=melding)
    body = cast.resultaat(zaak, cast.resultaattype(melding))

    answers = tegelijk(*[lambda: Api("balie").post("resultaten", body)] * 6)

    assert Counter(answer.status for answer in answers) == {201: 1, 400: 5}
    assert Resultaat.objects.count() == AuditRegel.objects.count() == 1


def test_gelijktijdige_initiatoren_geven_een_initiator(balie, melding):
    body = cast.rol(ZaakFactory(zaaktype=melding), cast.roltype(melding))

    answers = tegelijk(*[lambda: Api("balie").post("rollen", body)] * 6)

    assert Counter(answer.status for answer in answers) == {201: 1, 400: 5}
    assert Rol.objects.count() == 1


def test_twee_eindstatussen_tegelijk_geven_een_kloppende_zaak(behandelaar, melding):
    zaak = ZaakFactory(zaaktype=melding)
    behandelaar.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(melding)))
    eind = cast.statustype(melding, -1)
    bodies = [cast.status(zaak, eind, f"2026-02-0{dag}T10:00:00Z") for dag in (2, 3)]

    answers = tegelijk(*[lambda body=body: Api("behandelaar").post("statussen", body) for body in bodies])

    # The second writer finds a closed zaak: setting the eindstatus anew takes a scope that it lacks.
    assert sorted(answer.status for answer in answers) == [201, 403]
    assert_klopt(zaak)
    assert Status.objects.count() == 1


def test_sluiten_en_heropenen_tegelijk_geeft_een_kloppende_zaak(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    beheerder.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(melding)))
    bodies = [
        cast.status(zaak, cast.statustype(melding, volgnummer), f"2026-02-0{dag}T10:00:00Z")
        for dag, volgnummer in ((1, 1), (2, -1), (3, 2), (4, -1), (5, 2), (6, -1))
    ]

    answers = tegelijk(*[lambda body=body: Api("beheerder").post("statussen", body) for body in bodies])

    assert {answer.status for answer in answers} <= {201, 400}
    assert_klopt(zaak)
    assert Status.objects.count() == sum(answer.status == 201 for answer in answers)
    assert AuditRegel.objects.count() == Status.objects.count() + 1


def assert_klopt(zaak: Zaak) -> None:
    """einddatum is there exactly when the newest status is the eindstatus, and is its date."""
    zaak.refresh_from_db()
    newest = zaak.statussen.order_by("-datum_status_gezet").first()
    if newest.statustype.is_eindstatus:
        assert zaak.einddatum == newest.datum_status_gezet.date()
    else:
        assert zaak.einddatum is None
    assert (zaak.archiefactiedatum is None) == (zaak.einddatum is None)


def test_wijzigen_en_sluiten_tegelijk_wissen_elkaar_niet(balie, behandelaar, melding):
    zaak = ZaakFactory(zaaktype=melding)
    behandelaar.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(melding)))
    eind = cast.status(zaak, cast.statustype(melding, -1), "2026-02-02T10:00:00Z")

    gewijzigd, gesloten = tegelijk(
        lambda: Api("balie").patch(zaak, {"omschrijving": "Gewijzigd"}),
        lambda: Api("behandelaar").post("statussen", eind),
    )

    zaak.refresh_from_db()
    assert gesloten.status == 201
    assert zaak.einddatum is not None
    assert (gewijzigd.status, zaak.omschrijving) in [(200, "Gewijzigd"), (403, "Een zaak")]


def test_gelijktijdige_wijzigingen_van_andere_velden_blijven_beide(balie, melding):
    zaak = ZaakFactory(zaaktype=melding)
    wijzigingen = [
        {"omschrijving": "A"},
        {"toelichting": "B"},
        {"kenmerken": [{"kenmerk": "C", "bron": "D"}]},
    ]

    answers = tegelijk(*[lambda body=body: Api("balie").patch(zaak, body) for body in wijzigingen])

    zaak.refresh_from_db()
    assert [answer.status for answer in answers] == [200] * 3
    assert (zaak.omschrijving, zaak.toelichting, len(zaak.kenmerken)) == ("A", "B", 1)


def test_verwijderen_en_status_zetten_tegelijk_laat_geen_wees_achter(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    body = cast.status(zaak, cast.statustype(melding))

    verwijderd, gezet = tegelijk(
        lambda: Api("beheerder").delete(zaak), lambda: Api("beheerder").post("statussen", body)
    )

    assert verwijderd.status == 204
    assert gezet.status in (201, 400)
    assert Zaak.objects.count() == Status.objects.count() == AuditRegel.objects.count() == 0


def test_zaken_die_naar_elkaar_verwijzen_wachten_niet_eindeloos_op_elkaar(balie, melding):
    een, ander = ZaakFactory(zaaktype=melding), ZaakFactory(zaaktype=melding)

    def verwijs(van: Zaak, naar: Zaak) -> Callable[[], Antwoord]:
        relatie = {"url": cast.adres(naar), "aardRelatie": "vervolg"}
        return lambda: Api("balie").patch(van, {"relevanteAndereZaken": [relatie]})

    answers = tegelijk(*[verwijs(een, ander), verwijs(ander, een)] * 4)

    assert [answer.status for answer in answers] == [200] * 8


def test_gelijktijdige_publicaties_van_overlappende_versies_geven_een_versie(beheerder, catalogus):
    versies = [cast.maak_melding(catalogus, concept=True) for _ in range(2)]

    answers = tegelijk(
        *[lambda v=versie: Api("beheerder").post(f"{cast.adres(v)}/publish") for versie in versies]
    )

    assert sorted(answer.status for answer in answers) == [200, 400]


def test_een_client_id_komt_bij_gelijktijdig_aanmaken_bij_een_applicatie(beheerder):
    body = {"clientIds": ["gedeeld"], "label": "x", "heeftAlleAutorisaties": True}

    answers = tegelijk(*[lambda: Api("beheerder").post("applicaties", body)] * 4)

    assert Counter(answer.status for answer in answers) == {201: 1, 400: 3}
