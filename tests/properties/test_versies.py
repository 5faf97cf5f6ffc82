"""Versions as a state machine: no two published versions of one name overlap, relations follow the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
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

from catalogi import versies
from catalogi.models import BesluitType, InformatieObjectType, ZaakType
from mijnzaken.zgw.access import systeem
from mijnzaken.zgw.problems import Problem
from tests import cast
from tests.api import Antwoord, adres
from tests.factories import BesluitTypeFactory, InformatieObjectTypeFactory, ZaakTypeFactory

NUL = date(2026, 1, 1)
DAG = st.integers(min_value=0, max_value=40).map(lambda n: NUL + timedelta(days=n))
LENGTE = st.one_of(st.none(), st.integers(min_value=0, max_value=15))
KEUZE = st.integers(min_value=0, max_value=1000)
# name → its kind, and its relations: field → the names that it refers to
NAMEN: dict[str, tuple[Any, dict[str, list[str]]]] = {
    "HOOFD": (ZaakType, {"deelzaaktypen": ["DEEL"], "besluittypen": ["Besluit"]}),
    "DEEL": (ZaakType, {"deelzaaktypen": ["HOOFD"], "besluittypen": ["Besluit"]}),
    "Besluit": (BesluitType, {"informatieobjecttypen": ["Document"]}),
    "Document": (InformatieObjectType, {}),
}
LIJST = {ZaakType: "zaaktypen", BesluitType: "besluittypen", InformatieObjectType: "informatieobjecttypen"}


@dataclass
class Versie:
    """What the model knows of one version."""

    naam: str
    obj: Any
    begin: date
    einde: date | None
    concept: bool = True

    def raakt(self, andere: Versie) -> bool:
        """Whether both hold on some day; the last day counts."""
        return self.begin <= (andere.einde or date.max) and andere.begin <= (self.einde or date.max)

    def geldt_op(self, dag: date) -> bool:
        return not self.concept and self.begin <= dag <= (self.einde or date.max)

    def is_relatie_op(self, dag: date) -> bool:
        """As the standard resolves relations: eindeGeldigheid is later than the day."""
        return self.geldt_op(dag) and self.einde != dag


class Versies(RuleBasedStateMachine):
    """One catalogus, four names that refer to each other; every example is rolled back."""

    redacteur: Any
    corrector: Any
    toegang: Any

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.catalogus = cast.maak_catalogus()
        self.rij: list[Versie] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # -- the model ----------------------------------------------------------------------------
    def kies(self, keuze: int, *, concept: bool | None = None) -> Versie | None:
        passend = [v for v in self.rij if concept is None or v.concept == concept]
        return passend[keuze % len(passend)] if passend else None

    def gepubliceerd(self, naam: str, behalve: Versie | None = None) -> list[Versie]:
        return [v for v in self.rij if v.naam == naam and not v.concept and v is not behalve]

    def past(self, versie: Versie) -> bool:
        return not any(versie.raakt(andere) for andere in self.gepubliceerd(versie.naam, versie))

    @staticmethod
    def gelukt(answer: Antwoord) -> bool:
        assert answer.status in (200, 400), answer.data
        return answer.status == 200

    # -- steps --------------------------------------------------------------------------------
    @rule(naam=st.sampled_from(sorted(NAMEN)), begin=DAG, lengte=LENGTE)
    def maak(self, naam: str, begin: date, lengte: int | None) -> None:
        soort, relaties = NAMEN[naam]
        einde = None if lengte is None else begin + timedelta(days=lengte)
        maak, sleutel = {
            ZaakType: (ZaakTypeFactory, "identificatie"),
            BesluitType: (BesluitTypeFactory, "omschrijving"),
            InformatieObjectType: (InformatieObjectTypeFactory, "omschrijving"),
        }[soort]
        obj = maak(
            catalogus=self.catalogus,
            begin_geldigheid=begin,
            einde_geldigheid=einde,
            concept=True,
            **{sleutel: naam},
            **relaties,
        )
        self.rij.append(Versie(naam, obj, begin, einde))

    @precondition(lambda self: any(v.concept for v in self.rij))
    @rule(keuze=KEUZE)
    def publiceer(self, keuze: int) -> None:
        versie = self.kies(keuze, concept=True)
        assert versie
        expected = self.past(versie)

        done = self.gelukt(self.redacteur.post(f"{adres(versie.obj)}/publish"))

        assert done == expected
        versie.concept = not done

    @precondition(lambda self: any(v.concept for v in self.rij))
    @rule(keuze=KEUZE)
    def publiceer_en_beeindig_de_vorige(self, keuze: int) -> None:
        versie = self.kies(keuze, concept=True)
        assert versie
        lopend = [
            v for v in self.gepubliceerd(versie.naam) if v.begin < versie.begin <= (v.einde or date.max)
        ]
        ended = {id(v): v.einde for v in lopend}
        for vorige in lopend:
            vorige.einde = versie.begin - timedelta(days=1)
        expected = self.past(versie)

        try:
            with transaction.atomic():
                versies.publiceren(self.toegang, versie.obj)
            done = True
        except Problem:
            done = False

        assert done == expected
        versie.concept = not done
        for vorige in lopend if not done else ():
            vorige.einde = ended[id(vorige)]

    @precondition(lambda self: self.rij)
    @rule(keuze=KEUZE, einde=st.one_of(st.none(), DAG))
    def beeindig(self, keuze: int, einde: date | None) -> None:
        versie = self.kies(keuze)
        assert versie
        self.wijzig(self.redacteur, versie, versie.begin, einde, "eindeGeldigheid")

    @precondition(lambda self: any(not v.concept for v in self.rij))
    @rule(keuze=KEUZE, begin=DAG)
    def corrigeer(self, keuze: int, begin: date) -> None:
        versie = self.kies(keuze, concept=False)
        assert versie
        refused = self.redacteur.patch(versie.obj, {"beginGeldigheid": begin.isoformat()})
        assert ("nonFieldErrors", "non-concept-object") in refused.codes
        self.wijzig(self.corrector, versie, begin, versie.einde, "beginGeldigheid")

    def wijzig(self, api: Any, versie: Versie, begin: date, einde: date | None, veld: str) -> None:
        nieuw = Versie(versie.naam, versie.obj, begin, einde, versie.concept)
        overlap = any(nieuw.raakt(v) for v in self.gepubliceerd(versie.naam, versie)) and not versie.concept
        expected = not overlap and (einde is None or begin <= einde)
        waarde = {"beginGeldigheid": begin, "eindeGeldigheid": einde}[veld]

        done = self.gelukt(api.patch(versie.obj, {veld: waarde.isoformat() if waarde else None}))

        assert done == expected
        if done:
            versie.begin, versie.einde = begin, einde

    @precondition(lambda self: any(v.concept for v in self.rij))
    @rule(keuze=KEUZE)
    def verwijder_concept(self, keuze: int) -> None:
        versie = self.kies(keuze, concept=True)
        assert versie
        answer = self.redacteur.delete(versie.obj)
        # The last version of a name stays while a published type refers to it.
        if answer.status == 204:
            self.rij.remove(versie)
        else:
            assert answer.codes == [("nonFieldErrors", "pending-relations")]
            assert [v for v in self.rij if v.naam == versie.naam] == [versie]

    @rule(naam=st.sampled_from(sorted(NAMEN)), dag=DAG)
    def vraag(self, naam: str, dag: date) -> None:
        """The list at a date holds the one version, and its relations those of that date."""
        soort, relaties = NAMEN[naam]
        rows = {
            r["url"]: r for r in self.redacteur.get(LIJST[soort], datumGeldigheid=dag.isoformat()).resultaten
        }
        geldig = [v for v in self.gepubliceerd(naam) if v.geldt_op(dag)]

        assert len(geldig) <= 1
        for versie in self.gepubliceerd(naam):
            url = adres(versie.obj)
            assert (url in rows) == (versie in geldig)
            shown = [rows[url]] if url in rows else []
            if soort is ZaakType:
                shown.append(self.redacteur.lees(versie.obj, datumGeldigheid=dag.isoformat()))
            for data in shown:
                for veld, namen in relaties.items():
                    assert data[veld] == self.relaties(namen, dag), (naam, veld, dag)

    def relaties(self, namen: list[str], dag: date) -> list[str]:
        return [adres(v.obj) for naam in namen for v in self.gepubliceerd(naam) if v.is_relatie_op(dag)]

    # -- what always holds ----------------------------------------------------------------------
    @invariant()
    def gepubliceerde_versies_overlappen_niet(self) -> None:
        rows = [
            (
                r.get("identificatie", r["omschrijving"]),
                r["beginGeldigheid"],
                r["eindeGeldigheid"] or "9999-12-31",
            )
            for lijst in LIJST.values()
            for r in self.redacteur.get(lijst).resultaten
        ]
        expected = [
            (v.naam, v.begin.isoformat(), (v.einde or date.max).isoformat())
            for v in self.rij
            if not v.concept
        ]

        assert sorted(rows) == sorted(expected)
        for index, (naam, begin, einde) in enumerate(rows):
            for andere, begin_2, einde_2 in rows[index + 1 :]:
                assert naam != andere or einde < begin_2 or einde_2 < begin


def test_versies_overlappen_nooit_en_relaties_volgen_de_datum(db):
    Versies.redacteur = cast.maak_applicatie("redacteur", ("ztc", "catalogi.lezen catalogi.schrijven"))
    Versies.corrector = cast.maak_applicatie("corrector", ("ztc", "catalogi.geforceerd-schrijven"))
    Versies.toegang = systeem("beheer", "Beheer")

    run_state_machine_as_test(
        Versies,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # making a failure smaller takes minutes here
            suppress_health_check=list(HealthCheck),
        ),
    )
