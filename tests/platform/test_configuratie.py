import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from mijnzaken import settings
from mijnzaken.lokaal.omgeving import CHECKOUT
from mijnzaken.omgeving import Omgeving, ontleed_database_url

TABEL = CHECKOUT / "docs" / "beheer" / "configuratie.md"


def test_elke_variabele_staat_in_de_tabel_en_omgekeerd():
    beschreven = re.findall(r"^\| `([A-Z_]+)` \|", TABEL.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(beschreven) == sorted(settings.omgeving.gelezen)


def test_de_tabel_noemt_de_standaardwaarden():
    rijen = re.findall(r"^\| `([A-Z_]+)` \| `([^`]*)` \|", TABEL.read_text(encoding="utf-8"), re.MULTILINE)

    assert {naam: waarde for naam, waarde in rijen if settings.omgeving.gelezen[naam] != waarde} == {}


@pytest.mark.parametrize(
    ("lees", "waarde"),
    [
        (lambda o: o.getal("X", 1), "tien"),
        (lambda o: o.vlag("X", False), "misschien"),
        (lambda o: o.keuze("X", "a", ("a", "b")), "c"),
        (lambda o: o.database("X", ""), "mysql://host/naam"),
    ],
)
def test_waarde_van_verkeerde_soort_noemt_de_variabele(lees, waarde):
    with pytest.raises(ImproperlyConfigured, match=r"^X "):
        lees(Omgeving({"X": waarde}))


def test_lege_waarde_is_de_standaard():
    assert Omgeving({"X": " "}).getal("X", 7) == 7


def test_database_url_met_socket_en_opties():
    delen = ontleed_database_url("postgresql://jan:ge%40heim@/zaken?host=/run/pg&sslmode=require")

    assert delen == {
        "NAME": "zaken",
        "USER": "jan",
        "PASSWORD": "ge@heim",
        "HOST": "/run/pg",
        "PORT": "",
        "OPTIONS": {"sslmode": "require"},
    }
