from catalogi.models import RolType
from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, wijziging, zaak, zaaktype
from zaken.models import Rol
from zaken.regels.verwijzingen import omschrijving_volgt_uit_roltype, roltype_hoort_bij_zaaktype

FOUT = [("nonFieldErrors", "zaaktype-mismatch")]


def rol_van(zaaktype_van_rol=None):
    dossier = zaak()
    soort = RolType(
        zaaktype=zaaktype_van_rol or dossier.zaaktype,
        omschrijving="Melder",
        omschrijving_generiek="initiator",
    )
    return wijziging(Rol(zaak=dossier, roltype=soort))


def test_roltype_van_het_zaaktype_is_goed():
    assert roltype_hoort_bij_zaaktype(rol_van()) is None


def test_roltype_van_een_ander_zaaktype_is_fout():
    assert codes(roltype_hoort_bij_zaaktype(rol_van(zaaktype()))) == FOUT


def test_omschrijvingen_komen_van_het_roltype():
    c = rol_van()

    omschrijving_volgt_uit_roltype(c)

    assert (c.new.omschrijving, c.new.omschrijving_generiek) == ("Melder", "initiator")


def test_rol_van_een_ander_zaaktype_wordt_geweigerd(beheerder, melding, vergunning):
    body = cast.rol(ZaakFactory(zaaktype=melding), cast.roltype(vergunning))

    assert beheerder.post("rollen", body).codes == FOUT


def test_rol_toont_de_omschrijvingen_van_het_roltype(beheerder, melding):
    rol = beheerder.maak("rollen", cast.rol(ZaakFactory(zaaktype=melding), cast.roltype(melding)))

    assert (rol["omschrijving"], rol["omschrijvingGeneriek"]) == ("Initiator", "initiator")
