"""Reading: what is read is what was written, and no filter shows what is hidden."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mijnzaken.zgw import contract
from tests import cast
from tests.api import adres
from tests.factories import ResultaatFactory, RolFactory, StatusFactory, ZaakFactory

RUSTIG = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEKST = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40)
DATUM = st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(str)
GRAAD = st.floats(-90, 90, allow_nan=False).map(lambda x: round(x, 6) + 0.0)
PUNT = st.tuples(GRAAD, GRAAD).map(list)
GEOMETRIE = st.one_of(
    PUNT.map(lambda p: {"type": "Point", "coordinates": p}),
    st.lists(PUNT, min_size=2, max_size=4).map(lambda p: {"type": "LineString", "coordinates": p}),
    st.lists(PUNT, min_size=3, max_size=4).map(lambda p: {"type": "Polygon", "coordinates": [[*p, p[0]]]}),
)
NIVEAU = st.sampled_from(
    ["openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim"]
)  # fmt: skip
VELDEN: dict[str, st.SearchStrategy[Any]] = {
    "omschrijving": TEKST,
    "toelichting": TEKST,
    "registratiedatum": DATUM,
    "startdatum": DATUM,
    "einddatumGepland": st.none() | DATUM,
    "uiterlijkeEinddatumAfdoening": st.none() | DATUM,
    "publicatiedatum": st.none() | DATUM,
    "vertrouwelijkheidaanduiding": NIVEAU,
    "communicatiekanaal": st.sampled_from(["", "https://kanaal.voorbeeld.nl/é?a=b#c"]),
    "zaakgeometrie": st.none() | GEOMETRIE,
    "opschorting": st.none() | st.fixed_dictionaries({"indicatie": st.booleans(), "reden": TEKST}),
    "verlenging": st.none()
    | st.fixed_dictionaries({"reden": TEKST, "duur": st.sampled_from(["P1D", "P1Y2M", "PT36H", "P4W"])}),
    "kenmerken": st.lists(st.fixed_dictionaries({"kenmerk": TEKST, "bron": TEKST}), max_size=3),
    "archiefnominatie": st.sampled_from([None, "vernietigen", "blijvend_bewaren"]),
    "archiefactiedatum": st.none() | DATUM,
    "processobjectaard": st.none() | TEKST,
    "startdatumBewaartermijn": st.none() | DATUM,
}
# Filters that often find something among the zaken of the test below.
VAAK = [
    "zaaktype", "bronorganisatie", "bronorganisatie__in", "startdatum__gte", "startdatum__lte", "registratiedatum__lt",
    "maximaleVertrouwelijkheidaanduiding", "einddatum__isnull", "archiefactiedatum__isnull", "ordering",
    "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn",
]  # fmt: skip


def test_wat_gelezen_wordt_is_wat_geschreven_is(beheerder, vergunning):
    @RUSTIG
    @given(st.fixed_dictionaries({}, optional=VELDEN))
    def probeer(velden: dict[str, Any]) -> None:
        with transaction.atomic():
            made = beheerder.maak("zaken", cast.zaak(vergunning) | velden)

            read = beheerder.lees(made)
            listed = beheerder.get("zaken", identificatie=made["identificatie"]).resultaten
            again = beheerder.put(made, read, geldig=False)
            transaction.set_rollback(True)
        assert made == read == listed[0] == again.data
        assert {name: read[name] for name in velden} == velden

    probeer()


def test_geen_filter_toont_wat_verborgen_is(lezer, beheerder, melding, vergunning):
    """With filters in any combination: what lezer sees is what beheerder sees, as far as lezer may see it."""
    zichtbaar = set()
    for zaaktype in (melding, vergunning):
        for niveau in range(1, 9):
            zaak = ZaakFactory(zaaktype=zaaktype, vertrouwelijkheidaanduiding=niveau)
            RolFactory(zaak=zaak, roltype=cast.roltype(zaaktype))
            StatusFactory(zaak=zaak)
            ResultaatFactory(zaak=zaak, resultaattype=cast.resultaattype(zaaktype))
            if zaaktype is melding and niveau <= 4:
                zichtbaar.add(adres(zaak))
    filters = {
        p.name: _waarden(p, melding) for p in contract.operation("zaak_list", "zaken").parameters
        if p.name not in ("expand", "page", "pageSize", "ordering")
    }  # fmt: skip
    filters["ordering"] = st.sampled_from(["startdatum", "-identificatie", "einddatum,-registratiedatum"])
    namen = st.builds(
        lambda vaak, soms: sorted({*vaak, *soms}),
        st.lists(st.sampled_from(VAAK), max_size=3),
        st.lists(st.sampled_from(sorted(filters)), max_size=1),
    )

    @RUSTIG
    @given(namen.flatmap(lambda namen: st.fixed_dictionaries({naam: filters[naam] for naam in namen})))
    def probeer(query: dict[str, str]) -> None:
        seen = beheerder.get("zaken", geldig=False, **query)
        shown = lezer.get("zaken", geldig=False, **query)

        assert seen.status == shown.status
        if seen.status == 200:
            allowed = [row for row in seen.resultaten if row["url"] in zichtbaar]
            assert shown.data["count"] == len(allowed)
            assert {row["url"] for row in shown.resultaten} == {row["url"] for row in allowed}

    probeer()


def _waarden(parameter: contract.Parameter, zaaktype: Any) -> st.SearchStrategy[str]:
    """Values for a filter that often find something."""
    schema = parameter.schema
    enum = schema.get("enum") or schema.get("items", {}).get("enum")
    if enum:
        return st.sampled_from([value for value in enum if value])
    if schema.get("type") == "boolean":
        return st.sampled_from(["true", "false"])
    if "datum" in parameter.name.lower() or "afdoening" in parameter.name.lower():
        return st.sampled_from(["2026-01-05", "2026-01-04", "2026-01-06", "2031-01-01"])
    known = {
        "zaaktype": adres(zaaktype),
        "bronorganisatie": "123456782",
        "bronorganisatie__in": "123456782,517439943",
        "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": "999990639",
    }
    return st.just(known.get(parameter.name, "x"))
