"""Zaken in volume, for tests of speed: made from a seed, loaded with COPY, true to the rules.

An einddatum is set exactly when the last status is the eindstatus; every closed ZAAK has a RESULTAAT and
the archive dates that follow from it. Every ZAAK has one initiator with a valid BSN of the test range
(they start with a nine); some persons hold hundreds of zaken.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from dateutil.relativedelta import relativedelta
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from catalogi.models import Catalogus, ZaakType
from zaken.models import BetrokkeneType, Resultaat, Rol, Status, Zaak

VOORVOEGSEL = "GEN-"
BLOK = 20_000
JAREN = 6
DAG = 86_400
EPOCH = date(1970, 1, 1)
ORGANISATIE = "123456782"
PERSONEN = 1_000_000  # so many BSNs have the form that bsn() makes
VOORNAMEN = (
    "Anna",
    "Bram",
    "Chantal",
    "Daan",
    "Emma",
    "Fatima",
    "Gijs",
    "Hanna",
    "Ibrahim",
    "Jasmijn",
    "Kees",
)
NAMEN = ("Bakker", "De Boer", "Dekker", "Jansen", "Kaya", "Mulder", "Smit", "Visser", "De Vries", "Yilmaz")


class Tabel:
    """A model as target of COPY: rows give the ``varying`` columns, the model's defaults fill the others."""

    def __init__(self, model: type[models.Model], *varying: str) -> None:
        fields = {f.attname: f for f in model._meta.concrete_fields}
        rest = [f for name, f in fields.items() if name not in varying]
        columns = ", ".join(
            f'"{c}"' for c in [*(fields[name].column for name in varying), *(f.column for f in rest)]
        )
        self.copy = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        self.line = "\t".join(["%s"] * len(varying) + [_default(f).replace("%", "%%") for f in rest]) + "\n"


def _default(column: models.Field[Any, Any]) -> str:
    """The default of a column as COPY reads it."""
    value = column.get_default()
    if value is None:
        return r"\N"
    if isinstance(column, ArrayField):
        return "{}"
    return orjson.dumps(value).decode() if isinstance(column, models.JSONField) else str(value)


ZAAK = Tabel(
    Zaak, "uuid", "identificatie", "bronorganisatie", "verantwoordelijke_organisatie", "zaaktype_id", "omschrijving",
    "vertrouwelijkheidaanduiding", "registratiedatum", "startdatum", "einddatum_gepland",
    "uiterlijke_einddatum_afdoening", "publicatiedatum", "zaakgeometrie", "einddatum", "archiefnominatie",
    "archiefactiedatum", "startdatum_bewaartermijn",
)  # fmt: skip
STATUS = Tabel(Status, "uuid", "zaak_id", "statustype_id", "datum_status_gezet")
ROL = Tabel(
    Rol, "uuid", "zaak_id", "roltype_id", "omschrijving", "omschrijving_generiek", "betrokkene_type",
    "betrokkene_identificatie", "registratiedatum",
)  # fmt: skip
RESULTAAT = Tabel(Resultaat, "uuid", "zaak_id", "resultaattype_id")
TABELLEN = {"zaken": ZAAK, "statussen": STATUS, "rollen": ROL, "resultaten": RESULTAAT}


@dataclass(frozen=True)
class Soort:
    """What the generator needs of one zaaktype; statustypen by volgnummer, the eindstatus last."""

    uuid: str
    naam: str
    niveau: int
    statustypen: list[str]
    roltypen: dict[str, tuple[str, str]]
    resultaattypen: list[tuple[str, str, int]]


def soorten_van(catalogus: Catalogus) -> list[Soort]:
    """The published zaaktypen of a catalogus in the order in which they were numbered."""
    found = ZaakType.objects.filter(catalogus=catalogus, concept=False).order_by("identificatie")
    return [
        Soort(
            uuid=str(zaaktype.uuid),
            naam=zaaktype.omschrijving,
            niveau=zaaktype.vertrouwelijkheidaanduiding,
            statustypen=[str(s.uuid) for s in zaaktype.statustypen.order_by("volgnummer")],
            roltypen={
                r.omschrijving_generiek: (str(r.uuid), r.omschrijving) for r in zaaktype.roltypen.all()
            },
            resultaattypen=[
                (str(r.uuid), r.archiefnominatie, int((r.archiefactietermijn or "P1Y")[1:-1]))
                for r in zaaktype.resultaattypen.order_by("uuid")
            ],
        )
        for zaaktype in found.prefetch_related("roltypen")
    ]


def bsn(nummer: int) -> str:
    """The valid BSN of person ``nummer`` (0 … PERSONEN - 1); no two are the same."""
    first = f"9{nummer * 7919 % PERSONEN:06}"
    total = sum(int(digit) * weight for digit, weight in zip(first, range(9, 2, -1), strict=True))
    eighth = 1 if total % 11 == 10 else 0  # else the last digit would be ten
    return f"{first}{eighth}{(total + 2 * eighth) % 11}"


def sleutel(millis: int, bits: int) -> str:
    """A version 7 UUID of this moment with 74 given random bits."""
    head = f"{millis:012x}"
    low = bits & (1 << 62) - 1 | 1 << 63
    return f"{head[:8]}-{head[8:]}-7{bits >> 62:03x}-{low >> 48:04x}-{low & (1 << 48) - 1:012x}"


@dataclass
class Generator:
    """Makes ``aantal`` zaken of the given soorten, numbered on from ``eerste``."""

    soorten: list[Soort]
    aantal: int
    eerste: int
    seed: int
    gisteren: date
    regels: dict[str, list[str]] = field(default_factory=lambda: {naam: [] for naam in TABELLEN})

    def __post_init__(self) -> None:
        self.random = random.Random(f"{self.seed}:{self.eerste}")  # noqa: S311 -- test data, no secrets
        self.personen = min(max(1, self.aantal // 4), PERSONEN)
        self.laatste = (self.gisteren - EPOCH).days
        self.begin = self.laatste - 365 * JAREN
        self._datums: dict[int, str] = {}
        self._over: dict[tuple[int, int], str] = {}

    def blokken(self) -> Iterator[dict[str, list[str]]]:
        """Lines per table, a block of zaken at a time, in order of registration."""
        for nummer in range(self.aantal):
            self._zaak(nummer)
            if (nummer + 1) % BLOK == 0 or nummer + 1 == self.aantal:
                yield self.regels
                self.regels = {naam: [] for naam in TABELLEN}

    def _zaak(self, nummer: int) -> None:
        chance = self.random.random
        moment = self._registratie((nummer + chance()) / self.aantal)
        day = moment // DAG
        soort = self.soorten[int(len(self.soorten) * chance() ** 2)]
        zaak = self._sleutel(moment)
        end = min(day + 1 + int(chance() ** 2 * 120), self.laatste) if chance() < 0.7 else None
        self._statussen(zaak, soort, moment, end)
        self._rollen(zaak, soort, moment)
        afloop = (r"\N", r"\N", r"\N", r"\N") if end is None else self._resultaat(zaak, soort, end)
        self.regels["zaken"].append(
            ZAAK.line
            % (
                zaak, f"{VOORVOEGSEL}{self.eerste + nummer:010}", ORGANISATIE, ORGANISATIE, soort.uuid, soort.naam,
                soort.niveau, self._datum(day), self._datum(day - int(chance() * 3)), self._datum(day + 42),
                self._datum(day + 56), self._datum(day) if chance() < 0.3 else r"\N",
                self._punt() if chance() < 0.2 else r"\N", *afloop,
            )
        )  # fmt: skip

    def _registratie(self, deel: float) -> int:
        """Seconds since the epoch, in office hours, of this part of the period; rises with ``deel``."""
        place = self.begin + deel * (self.laatste - self.begin)
        day = int(place)
        return day * DAG + 8 * 3600 + int((place - day) * 7 * 3600)

    def _statussen(self, zaak: str, soort: Soort, moment: int, end: int | None) -> None:
        """Two to four statussen on a closed ZAAK, the eindstatus last; else one to three, without it."""
        *open_, eind = soort.statustypen
        before = open_[: 1 + int(self.random.random() * len(open_))]
        until = end * DAG + 8 * 3600 if end else min(moment + 20 * DAG, (self.laatste + 1) * DAG)
        step = (until - moment) // (len(before) + 1)
        for place, statustype in enumerate(before):
            self._status(zaak, statustype, moment + place * step)
        if end:
            self._status(zaak, eind, until)

    def _status(self, zaak: str, statustype: str, moment: int) -> None:
        gezet = self._tijdstip(moment)
        self.regels["statussen"].append(STATUS.line % (self._sleutel(moment), zaak, statustype, gezet))

    def _resultaat(self, zaak: str, soort: Soort, end: int) -> tuple[str, str, str, str]:
        """Add a RESULTAAT; gives einddatum and what the archive derivation makes of it (zrc-021)."""
        choice = int(len(soort.resultaattypen) * self.random.random())
        resultaattype, nominatie, jaren = soort.resultaattypen[choice]
        self.regels["resultaten"].append(
            RESULTAAT.line % (self._sleutel(end * DAG + 8 * 3600), zaak, resultaattype)
        )
        return self._datum(end), nominatie, self._jaren_later(end, jaren), self._datum(end)

    def _rollen(self, zaak: str, soort: Soort, moment: int) -> None:
        chance = self.random.random
        # Four in ten zaken are of the few who come often.
        person = int(self.personen * (chance() ** 2 if chance() < 0.4 else chance()))
        self._rol(zaak, soort, moment, "initiator", BetrokkeneType.NATUURLIJK_PERSOON, _persoon(person))
        if chance() < 0.25:
            nummer = int(chance() * 200)
            identificatie = (
                f'{{"identificatie": "medewerker-{nummer:03}", "achternaam": "{NAMEN[nummer % 10]}"}}'
            )
            self._rol(zaak, soort, moment + 60, "behandelaar", BetrokkeneType.MEDEWERKER, identificatie)
        other = chance()
        if other < 0.15:
            nummer = int(chance() * 20_000)
            kind, identificatie = _vestiging(nummer) if other < 0.07 else _rechtspersoon(nummer)
            self._rol(zaak, soort, moment + 120, "belanghebbende", kind, identificatie)

    def _rol(
        self, zaak: str, soort: Soort, moment: int, generiek: str, kind: str, identificatie: str
    ) -> None:
        roltype, omschrijving = soort.roltypen[generiek]
        key, tijdstip = self._sleutel(moment), self._tijdstip(moment)
        row = (key, zaak, roltype, omschrijving, generiek, kind, identificatie, tijdstip)
        self.regels["rollen"].append(ROL.line % row)

    def _punt(self) -> str:
        chance = self.random.random
        return f'{{"type": "Point", "coordinates": [{4.8 + chance():.5f}, {52 + chance() / 2:.5f}]}}'

    def _sleutel(self, moment: int) -> str:
        bits = self.random.getrandbits(84)
        return sleutel(moment * 1000 + (bits & 1023) % 1000, bits >> 10)

    def _datum(self, day: int) -> str:
        text = self._datums.get(day)
        if text is None:
            text = self._datums[day] = str(EPOCH + timedelta(days=day))
        return text

    def _tijdstip(self, moment: int) -> str:
        day, seconds = divmod(moment, DAG)
        return f"{self._datum(day)} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+00"

    def _jaren_later(self, day: int, jaren: int) -> str:
        text = self._over.get((day, jaren))
        if text is None:
            text = self._over[day, jaren] = str(EPOCH + timedelta(days=day) + relativedelta(years=jaren))
        return text


def _persoon(nummer: int) -> str:
    naam, voornaam = NAMEN[nummer % len(NAMEN)], VOORNAMEN[nummer % len(VOORNAMEN)]
    return (
        f'{{"inpBsn": "{bsn(nummer)}", "geslachtsnaam": "{naam}", "voorletters": "{voornaam[0]}.", '
        f'"voornamen": "{voornaam}", "geboortedatum": "{1940 + nummer % 65}-{1 + nummer % 12:02}-15"}}'
    )


def _vestiging(nummer: int) -> tuple[str, str]:
    identificatie = f'{{"vestigingsNummer": "{nummer:012}", "handelsnaam": ["Bedrijf {nummer}"], "kvkNummer": "9{nummer:07}"}}'
    return BetrokkeneType.VESTIGING, identificatie


def _rechtspersoon(nummer: int) -> tuple[str, str]:
    identificatie = (
        f'{{"innNnpId": "{bsn(PERSONEN - 1 - nummer)}", "annIdentificatie": "NNP-{nummer:08}", '
        f'"statutaireNaam": "Stichting {nummer}"}}'
    )
    return BetrokkeneType.NIET_NATUURLIJK_PERSOON, identificatie


def eerste_nummer() -> int:
    """The first number that no generated ZAAK has yet."""
    found = Zaak.objects.filter(identificatie__startswith=VOORVOEGSEL).aggregate(
        hoogste=models.Max("identificatie")
    )
    return int((found["hoogste"] or f"{VOORVOEGSEL}0").removeprefix(VOORVOEGSEL)) + 1


def genereer(catalogus: Catalogus, aantal: int, seed: int) -> Iterator[dict[str, int]]:
    """Load ``aantal`` zaken and what hangs on them, a block per transaction; gives the rows of each block."""
    gisteren = (datetime.now(UTC) - timedelta(days=1)).date()
    maker = Generator(soorten_van(catalogus), aantal, eerste_nummer(), seed, gisteren)
    for blok in maker.blokken():
        with transaction.atomic(), connection.cursor() as cursor:
            for naam, tabel in TABELLEN.items():
                with cursor.copy(tabel.copy) as copy:
                    copy.write("".join(blok[naam]))
        yield {naam: len(regels) for naam, regels in blok.items()}


def ruim_op() -> None:
    """Give the planner its statistics and index-only scans their visibility map."""
    with connection.cursor() as cursor:
        for model in (Zaak, Status, Rol, Resultaat):
            cursor.execute(f'VACUUM (ANALYZE) "{model._meta.db_table}"')
