"""What the parsers make of parts of the contract that no served resource has yet: documents and zaakobjecten."""

from __future__ import annotations

from datetime import date

import pytest

from mijnzaken.zgw import bodies
from mijnzaken.zgw.parser import body_parser
from mijnzaken.zgw.parts import parts_of
from mijnzaken.zgw.resource import registry

DOCUMENT = "documenten.EnkelvoudigInformatieObject"


def ontleed(naam, actie, body):
    fouten = []
    waarde = body_parser(naam, actie)(body, "", fouten)
    return waarde, [(fout.name, fout.code) for fout in fouten]


def test_een_veld_hoort_alleen_bij_de_acties_die_het_noemen():
    verplicht = {naam for naam, _ in ontleed(DOCUMENT, "update", {})[1]}

    assert ontleed(DOCUMENT, "create", {"lock": "x"})[0] == {}
    assert ontleed(DOCUMENT, "partial_update", {"lock": "x"}) == ({"lock": "x"}, [])
    assert "lock" in verplicht
    assert ("lock", "required") not in ontleed(DOCUMENT, "create", {})[1]


def test_inhoud_is_base64():
    assert ontleed(DOCUMENT, "partial_update", {"inhoud": "aGFsbG8="}) == ({"inhoud": b"hallo"}, [])
    for fout in ("!!", "aGFsbG8", "é"):
        assert ontleed(DOCUMENT, "partial_update", {"inhoud": fout})[1] == [("inhoud", "invalid")]


@pytest.mark.parametrize("leeg", [None, {}])
def test_een_soort_zonder_gegevens_mag_ze_leeg_laten(leeg):
    body = {"objectType": "besluit", "objectIdentificatie": leeg}

    assert ontleed("zaken.ZaakObject", "partial_update", body)[0]["objectIdentificatie"] is None


def test_een_soort_zonder_gegevens_krijgt_ze_niet():
    body = {"objectType": "besluit", "objectIdentificatie": {"x": 1}}

    assert ontleed("zaken.ZaakObject", "partial_update", body)[1] == [("objectIdentificatie", "invalid")]


def test_een_datum_in_een_groep_wordt_weer_tekst():
    zaak = registry["zaken.Zaak"]
    groep = next(part for part in parts_of(zaak) if part.name == "verlenging")

    assert bodies._stored(groep, zaak.model(), {"datum": date(2026, 1, 31)}) == {"datum": "2026-01-31"}
