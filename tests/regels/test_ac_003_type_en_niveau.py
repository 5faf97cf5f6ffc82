import pytest

from mijnzaken.autorisaties.models import Applicatie, Autorisatie
from mijnzaken.autorisaties.regels.applicaties import autorisatie_noemt_type_en_niveau
from mijnzaken.zgw.fields import uuid7
from tests.regels.los import codes, wijziging

NIVEAU = "maxVertrouwelijkheidaanduiding"


def met(component, scope, **velden):
    c = wijziging(Applicatie())
    c.children["autorisaties"] = [Autorisatie(component=component, scopes=[scope], **velden)]
    return c


@pytest.mark.parametrize(
    ("component", "scope", "verplicht"),
    [
        ("zrc", "zaken.lezen", ["zaaktype", NIVEAU]),
        ("drc", "documenten.lezen", ["informatieobjecttype", NIVEAU]),
        ("brc", "besluiten.lezen", ["besluittype"]),
        ("zrc", "audittrails.lezen", []),
        ("ztc", "catalogi.lezen", []),
    ],
)
def test_scopes_op_zaken_documenten_en_besluiten_vragen_type_en_niveau(component, scope, verplicht):
    fouten = codes(autorisatie_noemt_type_en_niveau(met(component, scope)))

    assert fouten == [(f"autorisaties.0.{veld}", "required") for veld in verplicht]


def test_type_en_niveau_zijn_genoeg():
    c = met("zrc", "zaken.lezen", zaaktype=uuid7(), max_vertrouwelijkheidaanduiding=8)

    assert codes(autorisatie_noemt_type_en_niveau(c)) == []


def test_type_in_een_ander_register_is_goed():
    c = met("brc", "besluiten.lezen", besluittype_url="https://elders.voorbeeld.nl/besluittypen/1")

    assert codes(autorisatie_noemt_type_en_niveau(c)) == []


def test_autorisatie_zonder_type_en_niveau_wordt_geweigerd(beheerder):
    autorisaties = [
        {"component": "ztc", "scopes": ["catalogi.lezen"]},
        {"component": "zrc", "scopes": ["zaken.lezen"]},
    ]
    body = {"clientIds": ["a"], "label": "A", "autorisaties": autorisaties}

    fout = [("autorisaties.1.zaaktype", "required"), (f"autorisaties.1.{NIVEAU}", "required")]
    assert beheerder.post("applicaties", body, geldig=False).codes == fout
