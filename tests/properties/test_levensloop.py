"""The life of a zaak as a state machine: open, work, close, reopen; what must hold after every step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import cast
from tests.api import Antwoord

BEGIN = datetime(2026, 1, 6, 10, tzinfo=UTC)
WIE = st.sampled_from(["balie", "behandelaar", "beheerder"])


class Levensloop(RuleBasedStateMachine):
    """Three applicaties work on one zaak; every example happens in a savepoint that is rolled back."""

    api: dict[str, Any]
    zaaktype: Any

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.before = AuditRegel.objects.count(), Bericht.objects.count()
        self.dag, self.geslaagd = 0, 1
        self.statussen: dict[datetime, bool] = {}
        self.rollen: list[dict[str, Any]] = []
        self.zaak = self.api["balie"].maak("zaken", cast.zaak(self.zaaktype))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # -- the model: what has happened -----------------------------------------------------
    @property
    def gesloten(self) -> bool:
        return bool(self.statussen) and self.statussen[max(self.statussen)]

    def tel(self, answer: Antwoord) -> bool:
        assert answer.status in (200, 201, 204, 400, 403), answer.data
        self.geslaagd += answer.status < 300
        return answer.status < 300

    def lees(self) -> dict[str, Any]:
        return self.api["beheerder"].lees(self.zaak)

    # -- steps ------------------------------------------------------------------------------
    @rule(wie=WIE, volgnummer=st.sampled_from([1, 2, -1]), terug=st.booleans())
    def zet_status(self, wie: str, volgnummer: int, terug: bool) -> None:
        self.dag += 2
        moment = BEGIN + timedelta(days=self.dag if not terug else self.dag - 5, minutes=self.dag)
        if moment.date() < BEGIN.date():
            return
        closed, eind = self.gesloten, volgnummer == -1
        soort = cast.statustype(self.zaaktype, volgnummer)
        has_result = self.lees()["resultaat"] is not None

        done = self.tel(self.api[wie].post("statussen", cast.status(self.zaak, soort, moment.isoformat())))

        if done:
            assert not eind or has_result
            assert wie == "beheerder" or not closed
            assert wie != "balie" or not self.statussen
            self.statussen[moment] = eind
        elif wie == "beheerder":
            assert (eind and not has_result) or (
                (eind or closed) and moment < max(self.statussen, default=moment)
            )

    @precondition(lambda self: not self.gesloten)
    @rule(wie=st.sampled_from(["behandelaar", "beheerder"]))
    def sluit(self, wie: str) -> None:
        """The usual way: a resultaat where there is none yet, then the eindstatus."""
        if self.lees()["resultaat"] is None:
            self.geef_resultaat(wie)
        self.dag = max(self.dag, 4)
        self.zet_status(wie, -1, terug=False)
        assert self.gesloten

    @precondition(lambda self: self.gesloten)
    @rule(volgnummer=st.sampled_from([1, 2]))
    def heropen(self, volgnummer: int) -> None:
        self.zet_status("beheerder", volgnummer, terug=False)
        assert not self.gesloten

    @rule(wie=WIE)
    def geef_resultaat(self, wie: str) -> None:
        had, closed = self.lees()["resultaat"], self.gesloten
        body = cast.resultaat(self.zaak, cast.resultaattype(self.zaaktype))

        done = self.tel(self.api[wie].post("resultaten", body))

        assert done == (had is None and (wie == "beheerder" or not closed))

    @rule(wie=WIE)
    def neem_resultaat_terug(self, wie: str) -> None:
        had = self.lees()["resultaat"]
        if had:
            assert self.tel(self.api[wie].delete(had)) == (wie == "beheerder" or not self.gesloten)

    @rule(wie=WIE, tekst=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=10))
    def wijzig(self, wie: str, tekst: str) -> None:
        done = self.tel(self.api[wie].patch(self.zaak, {"omschrijving": tekst}))

        assert done == (wie == "beheerder" or not self.gesloten)
        assert not done or self.lees()["omschrijving"] == tekst

    @rule(wie=WIE)
    def geef_rol(self, wie: str) -> None:
        answer = self.api[wie].post(
            "rollen", cast.rol(self.zaak, cast.roltype(self.zaaktype, "belanghebbende"))
        )

        assert self.tel(answer) == (wie == "beheerder" or not self.gesloten)
        self.rollen += [answer.data] if answer.status == 201 else []

    @precondition(lambda self: self.rollen)
    @rule(wie=WIE)
    def neem_rol_weg(self, wie: str) -> None:
        if self.tel(self.api[wie].delete(self.rollen[-1])):
            self.rollen.pop()

    # -- what always holds --------------------------------------------------------------------
    @invariant()
    def einddatum_precies_bij_eindstatus(self) -> None:
        zaak = self.lees()

        last = max(self.statussen, default=None)
        assert zaak["einddatum"] == (last.date().isoformat() if last and self.gesloten else None)
        archive = (zaak["archiefnominatie"], zaak["archiefactiedatum"], zaak["startdatumBewaartermijn"])
        assert all(archive) if self.gesloten and zaak["resultaat"] else not any(archive)

    @invariant()
    def een_laatst_gezette_status(self) -> None:
        zaak = self.lees()
        rows = self.api["beheerder"].get("statussen", zaak=self.zaak["url"]).resultaten

        last = [row["url"] for row in rows if row["indicatieLaatstGezetteStatus"]]
        assert len(rows) == len(self.statussen)
        assert last == ([zaak["status"]] if rows else [])

    @invariant()
    def auditregels_en_berichten_zijn_de_geslaagde_schrijfacties(self) -> None:
        after = AuditRegel.objects.count(), Bericht.objects.count()

        assert (after[0] - self.before[0], after[1] - self.before[1]) == (self.geslaagd, self.geslaagd)


def test_levensloop_van_een_zaak(balie, behandelaar, beheerder, melding):
    Levensloop.api = {"balie": balie, "behandelaar": behandelaar, "beheerder": beheerder}
    Levensloop.zaaktype = melding

    run_state_machine_as_test(
        Levensloop,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # making a failure smaller takes minutes here
            suppress_health_check=list(HealthCheck),
        ),
    )
