from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogi.models import Catalogus, ZaakType
from tests.factories import CatalogusFactory
from tests.uitwisseling.bestanden import uitgepakt


def roep(naam, *args, **opties):
    uit = StringIO()
    call_command(naam, *map(str, args), stdout=uit, **opties)
    return uit.getvalue()


@pytest.fixture
def zip_pad(bron, tmp_path):
    pad = tmp_path / "demo.zip"
    roep("exporteer_catalogus", "DEMO", pad)
    return pad


def test_heen_en_weer(zip_pad):
    uit = roep("importeer_catalogus", zip_pad, domein="KOPIE", vernieuw_uuids=True)

    assert "Geïmporteerd:" in uit
    assert Catalogus.objects.get(domein="KOPIE").zaaktypen.count() == 4


def test_de_proef_schrijft_niets(zip_pad):
    uit = roep("importeer_catalogus", zip_pad, domein="KOPIE", vernieuw_uuids=True, proef=True)

    assert "Een import zou geven:" in uit
    assert not Catalogus.objects.filter(domein="KOPIE").exists()


def test_een_import_die_niets_verandert_zegt_dat(zip_pad):
    assert roep("importeer_catalogus", zip_pad).endswith("De import verandert niets: alles is er al.\n")


def test_een_rapport_voor_machines(zip_pad):
    assert json.loads(roep("importeer_catalogus", zip_pad, json=True))["verandertNiets"]


def test_botsingen_zijn_een_fout_van_de_opdracht(zip_pad):
    ZaakType.objects.update(doel="anders")

    with pytest.raises(CommandError, match="niets geïmporteerd"):
        roep("importeer_catalogus", zip_pad)
    roep("importeer_catalogus", zip_pad, sla_botsingen_over=True)


@pytest.mark.parametrize(("keuze", "aantal"), [("MELDING", 2), ("uuid", 1)])
def test_enkele_zaaktypen(bron, tmp_path, keuze, aantal):
    keuze = str(ZaakType.objects.first().pk) if keuze == "uuid" else keuze

    roep("exporteer_catalogus", bron.pk, tmp_path / "x.zip", zaaktype=[keuze])

    assert len(uitgepakt((tmp_path / "x.zip").read_bytes())["ZaakType.json"]) == aantal


def test_wat_er_niet_is_wordt_gezegd(zip_pad, tmp_path):
    CatalogusFactory(domein="DEMO", rsin="000000012")

    for melding, opdracht in {
        "geen catalogus X": ("exporteer_catalogus", "X", tmp_path / "x.zip"),
        "meer dan één catalogus": ("exporteer_catalogus", "DEMO", tmp_path / "x.zip"),
        "kan niet worden geschreven": ("exporteer_catalogus", "DEMO/123456782", tmp_path / "weg" / "x.zip"),
        "kan niet worden gelezen": ("importeer_catalogus", tmp_path / "weg.zip"),
    }.items():
        with pytest.raises(CommandError, match=melding):
            roep(*opdracht)
    with pytest.raises(CommandError, match="geen zaaktype NIETS"):
        roep("exporteer_catalogus", "DEMO/123456782", tmp_path / "x.zip", zaaktype=["NIETS"])
    with pytest.raises(CommandError, match="geen catalogus GEEN"):
        roep("importeer_catalogus", zip_pad, catalogus="GEEN")


def test_geen_zip_is_een_nette_melding(db, tmp_path):
    (tmp_path / "x.zip").write_text("geen zip")

    with pytest.raises(CommandError, match=r"geen .leesbare. zip"):
        roep("importeer_catalogus", tmp_path / "x.zip")
