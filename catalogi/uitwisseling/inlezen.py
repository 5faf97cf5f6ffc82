"""Import of a catalogus: every object through the write pipeline, all in one transaction.

What is here already and says the same is left alone; what differs clashes and is never overwritten. New types
land as concept. A dry run does all the same and then takes it back.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import IO, Any, Literal
from uuid import UUID

import structlog
from django.db import transaction

from catalogi.models import Catalogus
from catalogi.uitwisseling.formaat import (
    BESTANDEN,
    MANIFEST,
    MET_STATUSTYPE,
    ONDERDELEN,
    TYPEN,
    Inhoud,
    Object,
    kaal,
    lees_eigen,
    naam,
    resource,
    sleutel,
    velden,
)
from catalogi.uitwisseling.openzaak import lees_openzaak
from catalogi.uitwisseling.rapport import Rapport, Regel, Uitkomst, soortnaam
from catalogi.uitwisseling.zipbestand import lees_zip
from mijnzaken.zgw import writer
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.audit import Herkomst
from mijnzaken.zgw.bodies import body_of
from mijnzaken.zgw.problems import Fault, Problem
from mijnzaken.zgw.resource import registry
from mijnzaken.zgw.rules import one_at_a_time

log = structlog.get_logger(__name__)
Uuids = Literal["behouden", "vernieuwen"]
# ztc-002 fills these from the Selectielijst: a file that has them empty says nothing about them.
INGEVULD = {"archiefnominatie", "archiefactietermijn"}
GELDIGHEID = {"beginGeldigheid", "eindeGeldigheid"}
# A field that may be absent: when its value is refused the object can do without.
MISBAAR = {("ZaakType", "selectielijstProcestype")}


def lees(bestand: IO[bytes] | bytes) -> Inhoud:
    """The contents of a zip, ours or of Open Zaak; Problem with one message when it is neither."""
    stroom = io.BytesIO(bestand) if isinstance(bestand, bytes) else bestand
    bestanden, overig = lees_zip(stroom, {MANIFEST, *BESTANDEN})
    inhoud = lees_eigen(bestanden) if MANIFEST in bestanden else lees_openzaak(bestanden)
    if overig:
        namen = ", ".join(repr(naam[:60]) for naam in overig[:5])
        inhoud.opmerkingen.append(f"Bestanden in de zip waar niets mee gebeurt: {namen}.")
    return inhoud


def importeer(
    toegang: Toegang,
    bestand: IO[bytes] | bytes,
    *,
    catalogus: Catalogus | None = None,
    domein: str = "",
    rsin: str = "",
    proef: bool,
    uuids: Uuids,
    overslaan: bool = False,
) -> Rapport:
    """Import an exported catalogus and report per object; ``proef`` takes everything back afterwards.

    Into ``catalogus``, or else the one with the domein and RSIN of the file (or those given), which is made when
    it does not exist. When anything clashes nothing is written, unless ``overslaan`` passes over what clashes.
    ``uuids`` keeps those of the file or renews them. Raises Problem for an unreadable file (400, code
    ``ongeldig-bestand``) and when ``toegang`` may not write (403).
    """
    inhoud = lees(bestand)
    rapport = Rapport(inhoud.bron, inhoud.herkomst, proef, uuids, opmerkingen=list(inhoud.opmerkingen))
    # Each write logs itself when it is made; these may yet be taken back, and the line at the end says so.
    with structlog.contextvars.bound_contextvars(binnen="import"), transaction.atomic():
        doel = _Doel(toegang, rapport, uuids, f"Import uit {_tekst(inhoud.herkomst)[:200] or inhoud.bron}")
        doel.voer_uit(inhoud, catalogus, {"domein": domein, "rsin": rsin})
        rapport.uitgevoerd = (
            not proef and not rapport.verandert_niets and (overslaan or not rapport.botsingen)
        )
        if not rapport.uitgevoerd:
            transaction.set_rollback(True)
    log.info(
        "import", proef=proef, uitgevoerd=rapport.uitgevoerd, catalogus=rapport.catalogus, **rapport.aantallen
    )
    if not rapport.uitgevoerd:
        # These never came to be.
        rapport.regels = [
            replace(regel, uuid="") if regel.toestand is Uitkomst.AANGEMAAKT else regel
            for regel in rapport.regels
        ]
    return rapport


class _Doel:
    """Where an import lands: which object of the file is which object here."""

    def __init__(self, toegang: Toegang, rapport: Rapport, uuids: Uuids, toelichting: str) -> None:
        self.toegang, self.rapport, self.uuids = toegang, rapport, uuids
        self.herkomst = Herkomst(toelichting)
        self.hier: dict[Object, Any] = {}
        self.regels: dict[Object, Regel] = {}
        self.vast: dict[Object, str] = {}  # zaaktypen that take no new parts, and why
        self.kandidaten: dict[Any, list[Any]] = {}

    def voer_uit(self, inhoud: Inhoud, catalogus: Catalogus | None, eigen: dict[str, str]) -> None:
        doel = catalogus or self._catalogus(inhoud, eigen)
        self.rapport.regels += self.regels.values()
        if doel is None:
            self.rapport.opmerkingen.append("Zonder catalogus is de rest van het bestand niet beoordeeld.")
            return
        self.catalogus = doel
        # Two imports at once would each not see what the other makes.
        one_at_a_time("catalogi.uitwisseling", str(self.catalogus.pk))
        self.rapport.catalogus = f"{self.catalogus.domein} {self.catalogus.rsin}"
        for soort in TYPEN:
            self._laad(soort, catalogus=self.catalogus)
        for soort in ONDERDELEN:
            self._laad(soort, zaaktype__catalogus=self.catalogus)
        for soort in (*TYPEN, *ONDERDELEN):
            objecten = inhoud.objecten[soort]
            # Our keys rise with time: whoever renews them keeps the order in which things were made.
            self._verwerk(sorted(objecten, key=_ouderdom) if inhoud.bron == "mijnzaken" else objecten)
            self.rapport.regels += [self.regels[obj] for obj in objecten]
        self._wat_hier_meer_is()

    def _catalogus(self, inhoud: Inhoud, eigen: dict[str, str]) -> Catalogus | None:
        obj = inhoud.catalogus
        if obj is None:
            melding = "Het bestand bevat geen catalogus; kies er een om in te importeren."
            self.rapport.opmerkingen.append(melding)
            return None
        obj.body |= {veld: waarde for veld, waarde in eigen.items() if waarde}
        domein, rsin = obj.sleutel
        for catalogus in Catalogus.objects.filter(domein__in=[_tekst(domein)], rsin__in=[_tekst(rsin)]):
            verschil = self._verschil(obj, catalogus)
            if verschil:
                obj.opmerkingen.append(f"Hier anders, en dat blijft zo: {', '.join(verschil)}.")
            self._meld(obj, Uitkomst.ONGEWIJZIGD, catalogus)
            return catalogus
        self._maak(obj, dict(obj.body))
        gemaakt: Catalogus | None = self.hier.get(obj)
        return gemaakt

    def _laad(self, soort: str, **waar: Any) -> None:
        """What is here already, by key; parts under their zaaktype."""
        rijen: dict[Any, list[Any]] = defaultdict(list)
        for bestaand in resource(soort).model._default_manager.filter(**waar).order_by("pk"):
            body = body_of(resource(soort), bestaand)
            rijen[soort, getattr(bestaand, "zaaktype_id", None), sleutel(soort, body)].append(bestaand)
        self.kandidaten |= rijen

    # --- the objects of one kind -----------------------------------------------------------------

    def _verwerk(self, objecten: list[Object]) -> None:
        bodies = {obj: self._body(obj) for obj in objecten}
        kansrijk = [obj for obj, body in bodies.items() if body is not None]
        # First those that are here as they are: of two with the same key each finds its own.
        gevonden = {
            obj: bestaand for obj in kansrijk if (bestaand := self._zoek(obj, gelijk=True)) is not None
        }
        for obj, body in bodies.items():
            if body is None:
                reden = Fault("zaaktype", "botst", "Het zaaktype of statustype ervan botst.")
                self._meld(obj, Uitkomst.BOTST, None, reden)
                continue
            bestaand = gevonden.get(obj) or self._zoek(obj, gelijk=False) or self._geldende(obj)
            if bestaand is not None:
                self._vergelijk(obj, bestaand)
            elif obj.zaaktype in self.vast:
                assert obj.zaaktype
                self._meld(obj, Uitkomst.BOTST, None, Fault("zaaktype", "vast", self.vast[obj.zaaktype]))
            else:
                self._maak(obj, body)

    def _body(self, obj: Object) -> dict[str, Any] | None:
        """The request body that makes the object, or None when what it belongs to is not here."""
        # Null is only for fields that may be null; elsewhere absent means the same.
        body = {veld: waarde for veld, waarde in obj.body.items() if waarde is not None}
        if obj.soort in TYPEN or obj.soort == "ZaakObjectType":
            body["catalogus"] = registry["catalogi.Catalogus"].url(self.catalogus.pk)
        for veld, deel in (("zaaktype", obj.zaaktype), ("statustype", obj.statustype)):
            if deel is not None:
                if deel not in self.hier:
                    return None
                body[veld] = resource(deel.soort).url(self.hier[deel].pk)
        if any((obj.soort, veld) in MISBAAR for veld in body):
            self._laat_weg(obj, body)
        return body

    def _laat_weg(self, obj: Object, body: dict[str, Any]) -> None:
        """Drop what a rule refuses and the object can do without."""
        for fout in writer.review(self._write(obj.soort), body):
            if (obj.soort, fout.name) in MISBAAR and fout.name in body:
                waarde = str(body.pop(fout.name))[:200]
                obj.body.pop(fout.name)
                obj.opmerkingen.append(f"{fout.name} {waarde} wordt niet overgenomen: {fout.reason}")

    def _zoek(self, obj: Object, *, gelijk: bool) -> Any:
        """What is here under the key of an object, each only once; ``gelijk``: and is the same."""
        onder = self.hier[obj.zaaktype].pk if obj.zaaktype else None
        rijen = self.kandidaten.get((obj.soort, onder, obj.sleutel), [])
        goed = [rij for rij in rijen if not (gelijk and self._verschil(obj, rij))]
        if not goed:
            return None
        beste = min(goed, key=lambda rij: rij.pk != obj.uuid)
        rijen.remove(beste)
        return beste

    def _geldende(self, obj: Object) -> Any:
        """A published type of this name that holds when the one of the file would: relations by name reach it.

        Not for zaaktypen, whose versions are what an import is about.
        """
        if obj.soort not in TYPEN or obj.soort == "ZaakType":
            return None
        begin, einde = str(obj.body.get("beginGeldigheid")), str(obj.body.get("eindeGeldigheid") or date.max)
        for (soort, _onder, delen), rijen in self.kandidaten.items():
            if soort != obj.soort or delen[0] != obj.sleutel[0]:
                continue
            for rij in rijen:
                tot = str(rij.einde_geldigheid or date.max)
                if not rij.concept and str(rij.begin_geldigheid) <= einde and begin <= tot:
                    obj.opmerkingen.append(
                        f"Hier geldt al een versie vanaf {rij.begin_geldigheid}; die wordt gebruikt."
                    )
                    return rij
        return None

    def _vergelijk(self, obj: Object, bestaand: Any) -> None:
        self.hier[obj] = bestaand
        verschil = self._verschil(obj, bestaand)
        if obj.soort in TYPEN and not bestaand.concept:
            self._verschil_in_geldigheid(obj, bestaand, verschil)
            self.vast[obj] = "Het zaaktype is hier gepubliceerd; het krijgt geen nieuwe onderdelen."
        if verschil:
            self.vast[obj] = "Het zaaktype is hier anders; het krijgt geen nieuwe onderdelen."
            redenen = [
                Fault(veld, "verschilt", "Hier staat iets anders dan in het bestand.") for veld in verschil
            ]
            self._meld(obj, Uitkomst.BOTST, bestaand, *redenen)
        else:
            self._meld(obj, Uitkomst.ONGEWIJZIGD, bestaand)

    @staticmethod
    def _verschil_in_geldigheid(obj: Object, bestaand: Any, verschil: list[str]) -> None:
        """When a published version ends is decided here; of other types than zaaktypen also when it begins."""
        laat = GELDIGHEID if obj.soort != "ZaakType" else {"eindeGeldigheid"}
        if laat & set(verschil):
            tot = bestaand.einde_geldigheid or "onbepaald"
            geldig = f"Hier geldig van {bestaand.begin_geldigheid} tot en met {tot}; dat blijft zo."
            obj.opmerkingen.append(geldig)
        verschil[:] = [veld for veld in verschil if veld not in laat]

    @staticmethod
    def _verschil(obj: Object, bestaand: Any) -> list[str]:
        """The fields in which the object here differs from the one in the file."""
        hier = body_of(resource(obj.soort), bestaand)
        anders = [
            veld
            for veld in velden(obj.soort)
            if kaal(hier[veld]) != kaal(obj.body.get(veld))
            and not (veld in INGEVULD and not obj.body.get(veld))
        ]
        if obj.soort in MET_STATUSTYPE:
            hier_bij = bestaand.statustype.volgnummer if bestaand.statustype else None
            bij = obj.statustype.body.get("volgnummer") if obj.statustype else None
            anders += ["statustype"] if hier_bij != bij else []
        return anders

    def _maak(self, obj: Object, body: dict[str, Any]) -> None:
        model = resource(obj.soort).model
        key = obj.uuid if self.uuids == "behouden" else None
        if key and model._default_manager.filter(pk=key).exists():
            reden = f"Uuid {key} is hier al van een ander object; importeer met nieuwe uuids."
            self._meld(obj, Uitkomst.BOTST, None, Fault("uuid", "unique", reden))
            return
        try:
            row = writer.create(self._write(obj.soort), body, key=key)
        except Problem as problem:
            if problem.status not in (400, 409):
                raise
            redenen = problem.faults or (Fault("nonFieldErrors", problem.code, problem.detail),)
            self._meld(obj, Uitkomst.BOTST, None, *redenen)
            return
        self.hier[obj] = model._default_manager.get(pk=UUID(row.key))
        self._meld(obj, Uitkomst.AANGEMAAKT, self.hier[obj])

    def _write(self, soort: str) -> writer.Write:
        write = writer.write_for(resource(soort), "create", self.toegang)
        write.herkomst = self.herkomst
        return write

    # --- the report ------------------------------------------------------------------------------

    def _meld(self, obj: Object, toestand: Uitkomst, hier: Any, *redenen: Fault) -> None:
        uuid = str(hier.pk) if hier is not None else ""
        self.regels[obj] = Regel(obj.soort, obj.naam, toestand, uuid, tuple(redenen), tuple(obj.opmerkingen))

    def _wat_hier_meer_is(self) -> None:
        """Parts that zaaktypen have here and not in the file: left as they are, and named."""
        van = {hier.pk: obj.naam for obj, hier in self.hier.items() if obj.soort == "ZaakType"}
        for (soort, onder, _delen), rijen in self.kandidaten.items():
            for rij in rijen if onder in van else ():
                extra = naam(soort, body_of(resource(soort), rij), van[onder])
                self.rapport.opmerkingen.append(f"Alleen hier, en dat blijft zo: {soortnaam(soort)} {extra}.")


def _ouderdom(obj: Object) -> str:
    return str(obj.uuid or "")


def _tekst(waarde: str) -> str:
    """A text from a file as PostgreSQL can hold it."""
    return waarde.replace("\x00", "")
