from __future__ import annotations

import contextlib
import io
import random
import zipfile

import pytest

from catalogi.models import Catalogus
from catalogi.uitwisseling import exporteer, importeer, zipbestand
from catalogi.uitwisseling.inlezen import lees
from mijnzaken.zgw.problems import Problem
from tests.factories import CatalogusFactory
from tests.uitwisseling.bestanden import JAN, gewijzigd, ingepakt, uitgepakt

MANIFEST = {"formaat": "mijnzaken-catalogus", "versie": 1, "bron": "https://elders.voorbeeld.nl"}


def melding(inhoud: bytes) -> str:
    with pytest.raises(Problem) as fout:
        lees(inhoud)
    assert (fout.value.status, fout.value.code) == (400, "ongeldig-bestand")
    return fout.value.detail


def test_geen_zip():
    assert "geen (leesbare) zip" in melding(b"%PDF-1.7 en verder niets")


def test_een_afgebroken_zip():
    assert "geen (leesbare) zip" in melding(ingepakt({"manifest.json": MANIFEST})[:-30])


def test_een_lege_zip():
    assert melding(ingepakt({})) == "De zip bevat geen export van een catalogus."


def test_een_zip_van_iets_anders():
    assert "geen export" in melding(ingepakt({"foto.jpg": b"\xff\xd8"}))


def test_te_groot_uitgepakt():
    # Compresses to some tens of kilobytes.
    bom = b"[" + b" " * (zipbestand.MAX_BYTES + 1) + b"]"

    assert "te groot" in melding(ingepakt({"manifest.json": bom}))


def test_een_leugen_over_de_omvang_helpt_niet():
    bom = bytearray(ingepakt({"ZaakType.json": b" " * (zipbestand.MAX_BYTES + 1)}))
    plek = bom.rindex(b"PK\x01\x02") + 24
    bom[plek : plek + 4] = (10).to_bytes(4, "little")

    assert melding(bytes(bom))


def test_te_veel_onderdelen():
    assert "te groot" in melding(ingepakt({"ZaakType.json": "[" + "[]," * zipbestand.MAX_ONDERDELEN + "[]]"}))


def test_te_veel_bestanden():
    assert "meer dan 100 bestanden" in melding(ingepakt({f"{n}.txt": "" for n in range(101)}))


def test_te_diep_genest():
    assert "dieper genest" in melding(ingepakt({"ZaakType.json": '[{"a":' + "[" * 900 + "]" * 900 + "}]"}))


def test_geen_json():
    assert melding(ingepakt({"ZaakType.json": "[{"})) == "ZaakType.json is geen geldige JSON (regel 1)."


@pytest.mark.parametrize("inhoud", ['{"a": 1}', "[1]", "null", '"tekst"', '["a"]'])
def test_geen_lijst_van_objecten(inhoud):
    assert melding(ingepakt({"ZaakType.json": inhoud})) == "ZaakType.json moet een lijst van objecten zijn."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_twee_keer_hetzelfde_bestand():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archief:
        archief.writestr("ZaakType.json", "[]")
        archief.writestr("ZaakType.json", "[]")

    assert melding(buffer.getvalue()) == "De zip bevat ZaakType.json meer dan eens."


def test_een_lijst_ontbreekt(bron):
    bestanden = uitgepakt(exporteer(bron))
    del bestanden["RolType.json"]

    assert melding(ingepakt(bestanden)) == "In de zip ontbreekt RolType.json."


@pytest.mark.parametrize(
    "manifest", [[], {}, MANIFEST | {"formaat": "x"}, MANIFEST | {"versie": 2}, MANIFEST | {"versie": [1]}]
)
def test_een_ander_manifest(manifest):
    assert melding(ingepakt({"manifest.json": manifest}))


def test_een_onbekend_veld(bron):
    def voeg_toe(zaaktypen):
        zaaktypen[0]["kleur"] = "rood"
        zaaktypen[0]["referentieproces"]["geur"] = "zoet"

    inhoud = gewijzigd(exporteer(bron), "ZaakType.json", voeg_toe)

    assert melding(inhoud) == "ZaakType.json kent kleur, referentieproces.geur niet."


@pytest.mark.parametrize("uuid", ["x", 1, [], {}, ""])
def test_een_uuid_dat_er_geen_is(bron, uuid):
    inhoud = gewijzigd(exporteer(bron), "RolType.json", lambda typen: typen[0].update(uuid=uuid))

    assert "uuid dat er geen is" in melding(inhoud)


def test_een_uuid_dat_twee_keer_voorkomt(bron):
    inhoud = gewijzigd(exporteer(bron), "RolType.json", lambda typen: typen[0].update(uuid=typen[1]["uuid"]))

    assert "meer dan eens" in melding(inhoud)


@pytest.mark.parametrize(
    "zaaktype", [None, "MELDING", {}, {"identificatie": ["x"]}, {"identificatie": "NIETS"}]
)
def test_een_verwijzing_naar_niets(bron, zaaktype):
    inhoud = gewijzigd(exporteer(bron), "RolType.json", lambda typen: typen[0].update(zaaktype=zaaktype))

    assert melding(inhoud) == "RolType.json verwijst naar een zaaktype dat niet in het bestand staat."


def test_namen_met_een_pad_doen_niets(bron, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bestanden = uitgepakt(exporteer(bron)) | {
        "../ZaakType.json": "[]",
        "/etc/ZaakType.json": "[]",
        "a/b.json": "[",
    }

    rapport = importeer(JAN, ingepakt(bestanden), proef=True, uuids="behouden")

    assert rapport.verandert_niets
    assert "../ZaakType.json" in rapport.opmerkingen[0]
    assert not list(tmp_path.parent.glob("ZaakType.json"))


def test_na_een_slecht_bestand_staat_er_niets(bron):
    inhoud = gewijzigd(exporteer(bron), "ZaakObjectType.json", lambda typen: typen[0].update(kleur="rood"))

    with pytest.raises(Problem):
        importeer(JAN, inhoud, domein="NIEUW", proef=False, uuids="vernieuwen")

    assert not Catalogus.objects.filter(domein="NIEUW").exists()


def test_verminkte_bestanden_geven_nooit_een_fout(bron):
    inhoud = exporteer(bron)
    dobbel = random.Random(7)
    for _ in range(300):
        kapot = bytearray(inhoud)
        for _ in range(dobbel.randint(1, 8)):
            kapot[dobbel.randrange(len(kapot))] = dobbel.randrange(256)
        with contextlib.suppress(Problem):
            lees(bytes(kapot))


def test_een_stroom_mag_ook(bron):
    leeg = CatalogusFactory(domein="LEEG")

    rapport = importeer(JAN, io.BytesIO(exporteer(bron)), catalogus=leeg, proef=True, uuids="vernieuwen")

    assert not rapport.botsingen


def test_een_bron_die_niet_kan_worden_bewaard(bron):
    bestanden = uitgepakt(exporteer(bron)) | {"manifest.json": MANIFEST | {"bron": "x\x00" * 5000}}

    rapport = importeer(JAN, ingepakt(bestanden), domein="NIEUW", proef=False, uuids="vernieuwen")

    assert rapport.uitgevoerd
