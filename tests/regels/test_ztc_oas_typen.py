"""Norms in the text of the OpenAPI document of the Catalogi API that have no number."""

from datetime import date

import pytest

from catalogi.models import (
    BesluitType,
    Eigenschap,
    InformatieObjectType,
    StatusType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from catalogi.regels.concept import publiceren_maakt_definitief
from catalogi.regels.eigenschappen import statustype_hoort_bij_zaaktype
from catalogi.regels.geldigheid import einde_ligt_niet_voor_begin, verlengingstermijn_vereist_verlenging
from catalogi.regels.relaties import (
    catalogus_is_die_van_het_zaaktype,
    gebruikte_naam_houdt_een_versie,
    relaties_blijven_in_de_catalogus,
)
from tests import cast, wereld
from tests.factories import (
    BesluitTypeFactory,
    CatalogusFactory,
    EigenschapFactory,
    InformatieObjectTypeFactory,
    ResultaatTypeFactory,
    RolFactory,
    RolTypeFactory,
    StatusFactory,
    StatusTypeFactory,
    ZaakFactory,
    ZaakTypeFactory,
    ZaakTypeInformatieObjectTypeFactory,
)
from tests.regels.los import codes, wijziging, zaaktype

SOORTEN = pytest.mark.parametrize("soort", [ZaakType, BesluitType, InformatieObjectType])
MAKERS = pytest.mark.parametrize("maak", [ZaakTypeFactory, BesluitTypeFactory, InformatieObjectTypeFactory])
IN_GEBRUIK = [("nonFieldErrors", "pending-relations")]
ANDERE_CATALOGUS = "relations-incorrect-catalogus"


# -- publishing and the window ---------------------------------------------------------------
@SOORTEN
def test_gepubliceerd_type_is_geen_concept_meer(soort):
    c = wijziging(soort(concept=True), "publish")

    publiceren_maakt_definitief(c)

    assert c.new.concept is False


@SOORTEN
def test_geldigheid_eindigt_niet_voor_zij_begint(soort):
    begin = date(2026, 1, 1)
    goed = wijziging(soort(begin_geldigheid=begin, einde_geldigheid=begin))
    fout = wijziging(soort(begin_geldigheid=begin, einde_geldigheid=date(2025, 12, 31)))

    assert einde_ligt_niet_voor_begin(goed) is None
    assert codes(einde_ligt_niet_voor_begin(fout)) == [("eindeGeldigheid", "date-mismatch")]


def test_publiceren_maakt_een_zaaktype_bruikbaar(beheerder, catalogus):
    concept = ZaakTypeFactory(catalogus=catalogus, concept=True)

    beheerder.post(f"{cast.adres(concept)}/publish")

    assert beheerder.post("zaken", cast.zaak(concept)).status == 201


@MAKERS
def test_publiceren_maakt_definitief_en_kan_niet_zonder_recht(maak, beheerder):
    concept = maak(concept=True)
    lezer = cast.maak_applicatie("lezer-ztc", ("ztc", "catalogi.lezen catalogi.geforceerd-schrijven"))

    assert lezer.post(f"{cast.adres(concept)}/publish").status == 403
    assert beheerder.post(f"{cast.adres(concept)}/publish").data["concept"] is False
    assert beheerder.lees(concept)["concept"] is False


@MAKERS
def test_einde_voor_begin_wordt_geweigerd(maak, beheerder):
    answer = beheerder.patch(maak(), {"eindeGeldigheid": "2019-12-31"})

    assert answer.codes == [("eindeGeldigheid", "date-mismatch")]


def test_verlengingstermijn_zonder_verlenging_past_niet():
    goed = wijziging(ZaakType(verlenging_mogelijk=True, verlengingstermijn="P4W"))
    fout = wijziging(ZaakType(verlenging_mogelijk=False, verlengingstermijn="P4W"))

    assert verlengingstermijn_vereist_verlenging(goed) is None
    assert codes(verlengingstermijn_vereist_verlenging(fout)) == [
        ("verlengingstermijn", "verlenging-mismatch")
    ]


def test_verlengingstermijn_zonder_verlenging_wordt_geweigerd(beheerder):
    answer = beheerder.patch(ZaakTypeFactory(concept=True), {"verlengingstermijn": "P4W"})

    assert answer.codes == [("verlengingstermijn", "verlenging-mismatch")]


# -- what is in use stays ----------------------------------------------------------------------
def test_zaaktype_met_zaken_blijft(beheerder, melding):
    ZaakFactory(zaaktype=melding)

    assert beheerder.delete(melding).codes == IN_GEBRUIK


def test_onderdeel_dat_een_zaak_gebruikt_blijft(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding, gesloten=True)
    rol, status = RolFactory(zaak=zaak), StatusFactory(zaak=zaak)

    for onderdeel in (rol.roltype, status.statustype, zaak.resultaten.get().resultaattype):
        assert beheerder.delete(onderdeel).codes == IN_GEBRUIK


@pytest.mark.parametrize("maak", [EigenschapFactory, ZaakTypeInformatieObjectTypeFactory])
def test_statustype_waar_een_onderdeel_naar_verwijst_blijft(maak, beheerder):
    status = StatusTypeFactory(zaaktype__concept=True)
    onderdeel = maak(zaaktype=status.zaaktype, statustype=status)

    assert beheerder.delete(status).codes == IN_GEBRUIK
    # Together with their zaaktype both may go.
    assert beheerder.delete(status.zaaktype).status == 204
    assert beheerder.get(onderdeel).status == 404


def gebruikt(soort, catalogus):
    """A type of which a published one names the only version."""
    if soort is ZaakType:
        type_ = ZaakTypeFactory(catalogus=catalogus)
        ZaakTypeFactory(catalogus=catalogus, deelzaaktypen=[type_.identificatie])
    elif soort is BesluitType:
        type_ = BesluitTypeFactory(catalogus=catalogus)
        ResultaatTypeFactory(zaaktype__catalogus=catalogus, besluittypen=[type_.omschrijving])
    else:
        type_ = InformatieObjectTypeFactory(catalogus=catalogus)
        ZaakTypeInformatieObjectTypeFactory(
            zaaktype__catalogus=catalogus, informatieobjecttype=type_.omschrijving
        )
    return type_


@SOORTEN
@pytest.mark.django_db
def test_laatste_versie_van_een_gebruikte_naam_blijft(soort):
    type_ = gebruikt(soort, CatalogusFactory())
    elders = gebruikt(soort, CatalogusFactory())

    assert codes(gebruikte_naam_houdt_een_versie(wijziging(type_, "destroy"))) == IN_GEBRUIK
    elders.catalogus = CatalogusFactory()
    assert gebruikte_naam_houdt_een_versie(wijziging(elders, "destroy")) is None


@SOORTEN
def test_gebruikte_naam_verwijderen_wordt_geweigerd_tot_er_een_andere_versie_is(soort, beheerder, catalogus):
    type_ = gebruikt(soort, catalogus)

    assert beheerder.delete(type_).codes == IN_GEBRUIK
    andere = soort.objects.get(pk=type_.pk)
    andere.pk, andere.begin_geldigheid = None, date(2030, 1, 1)
    andere._state.adding = True
    andere.uuid = ZaakType().uuid
    andere.save()
    assert beheerder.delete(type_).status == 204


# -- relations ---------------------------------------------------------------------------------
@pytest.mark.parametrize("soort", [Eigenschap, ZaakTypeInformatieObjectType])
def test_statustype_van_een_ander_zaaktype_past_niet(soort):
    eigen, ander = zaaktype(), zaaktype()
    goed = soort(zaaktype=eigen, statustype=StatusType(zaaktype=eigen))
    fout = soort(zaaktype=eigen, statustype=StatusType(zaaktype=ander))

    assert statustype_hoort_bij_zaaktype(wijziging(goed)) is None
    assert statustype_hoort_bij_zaaktype(wijziging(soort(zaaktype=eigen))) is None
    assert codes(statustype_hoort_bij_zaaktype(wijziging(fout))) == [
        ("statustype", "relations-incorrect-zaaktype")
    ]


@pytest.mark.parametrize("naam", ["Eigenschap", "ZaakTypeInformatieObjectType"])
def test_statustype_van_een_ander_zaaktype_wordt_geweigerd(naam, beheerder):
    body = wereld.vol(f"catalogi.{naam}") | {"statustype": cast.adres(StatusTypeFactory())}

    answer = beheerder.post(wereld.pad_van(f"catalogi.{naam}"), body)

    assert answer.codes == [("statustype", "relations-incorrect-zaaktype")]


@pytest.mark.django_db
def test_relatie_op_adres_blijft_in_de_catalogus(settings):
    eigen = BesluitTypeFactory()
    c = wijziging(ZaakTypeFactory(catalogus=eigen.catalogus))

    c.values = {"besluittypen": [cast.adres(eigen), "een naam"]}
    assert codes(relaties_blijven_in_de_catalogus(c)) == []
    c.values = {"besluittypen": [cast.adres(eigen), cast.adres(BesluitTypeFactory())]}
    assert codes(relaties_blijven_in_de_catalogus(c)) == [("besluittypen", ANDERE_CATALOGUS)]


@pytest.mark.parametrize(
    ("naam", "veld", "maak"),
    [
        ("ZaakType", "besluittypen", BesluitTypeFactory),
        ("ZaakType", "deelzaaktypen", ZaakTypeFactory),
        ("BesluitType", "informatieobjecttypen", InformatieObjectTypeFactory),
        ("ResultaatType", "besluittypen", BesluitTypeFactory),
        ("ResultaatType", "informatieobjecttypen", InformatieObjectTypeFactory),
        ("ZaakTypeInformatieObjectType", "informatieobjecttype", InformatieObjectTypeFactory),
    ],
)
def test_relatie_naar_een_andere_catalogus_wordt_geweigerd(naam, veld, maak, beheerder):
    adres = cast.adres(maak())
    body = wereld.vol(f"catalogi.{naam}")

    answer = beheerder.post(
        wereld.pad_van(f"catalogi.{naam}"), body | {veld: [adres] if isinstance(body[veld], list) else adres}
    )

    assert answer.codes == [(veld, ANDERE_CATALOGUS)]


@pytest.mark.django_db
def test_meegestuurde_catalogus_is_die_van_het_zaaktype():
    c = wijziging(RolTypeFactory())

    for catalogus, fout in (
        (c.new.zaaktype.catalogus, []),
        (CatalogusFactory(), [("catalogus", ANDERE_CATALOGUS)]),
    ):
        c.values = {"catalogus": cast.adres(catalogus)}
        assert codes(catalogus_is_die_van_het_zaaktype(c)) == fout
    c.values = {}
    assert catalogus_is_die_van_het_zaaktype(c) is None


@pytest.mark.parametrize("naam", ["RolType", "ResultaatType", "ZaakObjectType"])
def test_andere_catalogus_dan_die_van_het_zaaktype_wordt_geweigerd(naam, beheerder):
    body = wereld.vol(f"catalogi.{naam}") | {"catalogus": cast.adres(CatalogusFactory())}

    assert beheerder.post(wereld.pad_van(f"catalogi.{naam}"), body).codes == [("catalogus", ANDERE_CATALOGUS)]
