import json
from collections import Counter

import pytest
from django.core.management import call_command

from catalogi.selectielijst.gegevens import (
    MEEGELEVERD,
    Ongeldig,
    lees,
    meegeleverd,
    ververs,
)
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving
from tests.selectielijst.feiten import INGEWILLIGD, MET_BESTAANSDUUR, ONBEKEND, UITGEVOERD, VERZOEKEN

GEEN_RIJ = "resultaten, nummer 1: "


@pytest.fixture
def document():
    return json.loads(MEEGELEVERD.read_text("utf-8"))


def als_bestand(document):
    return json.dumps(document).encode()


def test_de_meegeleverde_lijst_is_compleet():
    aantallen = {model: len(regels) for model, regels in meegeleverd().items()}

    assert aantallen == {Procestype: 58, Resultaat: 346, ResultaattypeOmschrijving: 3}
    assert Counter(p.jaar for p in meegeleverd()[Procestype].values()) == {2017: 29, 2020: 29}


def test_de_meegeleverde_lijst_bevat_alleen_feiten(document):
    assert {frozenset(rij) for rij in document["procestypen"]} == {
        frozenset(("uuid", "nummer", "jaar", "naam"))
    }
    assert max(len(rij["naam"]) for lijst in ("procestypen", "resultaten") for rij in document[lijst]) < 80


@pytest.mark.django_db
def test_een_nieuwe_database_heeft_de_lijst():
    assert (Procestype.objects.count(), Resultaat.objects.count()) == (58, 346)


@pytest.mark.django_db
def test_het_volledige_nummer_noemt_procestype_en_generiek_resultaat():
    nummers = {key: Resultaat.objects.get(pk=key).volledig_nummer for key in (UITGEVOERD, MET_BESTAANSDUUR)}

    assert nummers == {UITGEVOERD: "15.1", MET_BESTAANSDUUR: "15.1.1"}


@pytest.mark.django_db
def test_resultaten_staan_op_volgorde_van_hun_nummer():
    nummers = [[int(deel) for deel in r.volledig_nummer.split(".")] for r in Resultaat.objects.all()]

    assert nummers == sorted(nummers)


@pytest.mark.django_db
def test_dezelfde_lijst_verandert_niets():
    verschillen = ververs(meegeleverd())

    assert [(v.toegevoegd, v.gewijzigd, v.vervallen) for v in verschillen] == [([], [], [])] * 3


@pytest.mark.django_db
def test_een_andere_lijst_komt_er_geheel_voor_in_de_plaats(document):
    document["resultaten"] = [r for r in document["resultaten"] if r["procestype"] == VERZOEKEN]
    next(r for r in document["resultaten"] if r["uuid"] == INGEWILLIGD)["bewaartermijn"] = "P7Y"
    document["resultaattypeomschrijvingen"].append({"uuid": ONBEKEND, "omschrijving": "Verleend"})

    _procestypen, resultaten, omschrijvingen = ververs(lees(als_bestand(document)))

    assert [str(r.pk) for r in resultaten.gewijzigd] == [INGEWILLIGD]
    assert len(resultaten.vervallen) == 346 - Resultaat.objects.count()
    assert [str(o) for o in omschrijvingen.toegevoegd] == ["Verleend"]
    assert set(Resultaat.objects.values_list("procestype", flat=True).distinct()) == {
        Procestype.objects.get(pk=VERZOEKEN).pk
    }
    assert Resultaat.objects.get(pk=INGEWILLIGD).bewaartermijn == "P7Y"


@pytest.mark.parametrize(
    ("kapot", "reden"),
    [
        ({"uuid": "geen"}, "uuid: ‘geen’ is geen geldige UUID."),
        ({"waardering": "weggooien"}, "waardering: "),
        ({"procestermijn": None}, "procestermijn heeft geen bruikbare waarde"),
        ({"bewaartermijn": "vijf jaar"}, "bewaartermijn: Duur moet ISO 8601 zijn"),
        ({"naam": "x" * 41}, "naam: "),
        ({"naam": ["lijst"]}, "naam heeft geen bruikbare waarde"),
        ({"naam": "nul\x00"}, "naam heeft geen bruikbare waarde"),
        ({"procestype": None}, "procestype heeft geen bruikbare waarde"),
        ({"procestype": "geen"}, "is geen geldige UUID"),
        ({"nummer": -1}, "nummer: "),
        ({"nummer": 10**9}, "nummer: "),
        ({"toelichting": "proza"}, "verwacht precies uuid, procestype"),
    ],
)
def test_een_fout_in_een_rij_wordt_aangewezen(document, kapot, reden):
    document["resultaten"][0] |= kapot

    with pytest.raises(Ongeldig) as gezien:
        lees(als_bestand(document))

    assert str(gezien.value).startswith(GEEN_RIJ)
    assert reden in str(gezien.value)


@pytest.mark.parametrize("kapot", [{"procestype": ONBEKEND}, {"generiek": ONBEKEND}])
def test_een_verwijzing_die_niet_klopt_wordt_aangewezen(document, kapot):
    document["resultaten"][0] |= kapot

    with pytest.raises(Ongeldig, match=f"resultaat {document['resultaten'][0]['uuid']}: "):
        lees(als_bestand(document))


def test_een_uuid_komt_maar_een_keer_voor(document):
    document["procestypen"].append(document["procestypen"][0])

    with pytest.raises(Ongeldig, match=r"procestypen, nummer 59: .* komt twee keer voor"):
        lees(als_bestand(document))


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"procestypen":[]}',
        b"\xff",
        b'{"procestypen":1,"resultaten":1,"resultaattypeomschrijvingen":1}',
    ],
)
def test_wat_geen_lijst_is_wordt_geweigerd(inhoud):
    with pytest.raises(Ongeldig):
        lees(inhoud)


@pytest.mark.django_db(transaction=True)
def test_een_geleegde_database_krijgt_de_lijst_terug():
    call_command("flush", interactive=False, verbosity=0)

    assert (Procestype.objects.count(), Resultaat.objects.count()) == (58, 346)
