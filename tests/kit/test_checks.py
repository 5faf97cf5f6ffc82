import pytest
from django.core.management import call_command

from catalogi.models import StatusType
from mijnzaken.zgw import parts
from mijnzaken.zgw.checks import contract_holds, faults
from mijnzaken.zgw.resource import registry
from zaken.models import Zaak

ZAAK, STATUS = registry["zaken.Zaak"], registry["zaken.Status"]


def numbers(resource):
    return [number for number, _text in faults(resource)]


def test_declaraties_en_kolommen_kloppen_met_het_contract():
    assert contract_holds() == []


def test_veld_zonder_bron_valt_op(monkeypatch):
    monkeypatch.setattr(STATUS, "derived", {})
    parts._parts_of.cache_clear()

    assert numbers(STATUS) == ["E001"]

    monkeypatch.undo()
    parts._parts_of.cache_clear()


@pytest.mark.parametrize(
    ("column", "attribute", "value", "number"),
    [
        ("omschrijving", "max_length", 10, "E002"),
        ("archiefstatus", "choices", [("gearchiveerd", "Gearchiveerd")], "E003"),
        ("betalingsindicatie", "max_length", 3, "E002"),
        ("startdatum", "null", True, "E004"),
        ("einddatum_gepland", "null", False, "E004"),
    ],
)
def test_kolom_die_afwijkt_valt_op(monkeypatch, column, attribute, value, number):
    monkeypatch.setattr(Zaak._meta.get_field(column), attribute, value)

    assert number in numbers(ZAAK)


def test_getal_dat_niet_in_de_kolom_past_valt_op(monkeypatch):
    (part,) = (p for p in parts.parts_of(registry["catalogi.StatusType"]) if p.name == "volgnummer")
    monkeypatch.setitem(part.prop, "maximum", 99999)

    assert StatusType._meta.get_field("volgnummer").get_internal_type() == "SmallIntegerField"
    assert numbers(registry["catalogi.StatusType"]) == ["E002"]


def test_kolom_die_gevuld_moet_zijn_valt_op_als_het_veld_weg_mag(monkeypatch):
    resource = registry["catalogi.StatusType"]
    monkeypatch.setattr(StatusType._meta.get_field("informeren"), "default", None)
    monkeypatch.setattr(StatusType._meta.get_field("informeren"), "has_default", lambda: False)

    assert numbers(resource) == ["E005"]


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("filters", {"bestaatniet": None}), ("defaults", {"bestaatniet": ""}), ("kenmerken", ("bestaatniet",))],
)
def test_declaratie_van_iets_onbekends_valt_op(monkeypatch, attribute, value):
    monkeypatch.setattr(ZAAK, attribute, {**ZAAK.filters, **value} if attribute == "filters" else value)

    assert numbers(ZAAK) == ["E006"]


def test_filter_dat_niets_betekent_valt_op(monkeypatch):
    monkeypatch.setattr(STATUS, "filters", {})

    assert numbers(STATUS) == ["E007"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(registry))
def test_toon_laat_van_elke_resource_alles_zien(capsys, name):
    call_command("toon", name)

    shown = capsys.readouterr().out
    assert all(title in shown for title in ("Onderdelen", "Operaties", "Filters", "Regels", "SELECT"))


def test_regels_laat_functies_en_tests_zien(capsys):
    call_command("regels", "zrc-007")

    shown = capsys.readouterr().out
    assert "afsluiten_vereist_resultaat" in shown
    assert "via HTTP: afsluiten zet de einddatum" in shown
