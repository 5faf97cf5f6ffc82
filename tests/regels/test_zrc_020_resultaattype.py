from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, resultaattype, wijziging, zaak
from zaken.models import Resultaat
from zaken.regels.verwijzingen import resultaattype_hoort_bij_zaaktype

FOUT = [("nonFieldErrors", "zaaktype-mismatch")]


def test_resultaattype_van_het_zaaktype_is_goed():
    dossier = zaak()

    c = wijziging(Resultaat(zaak=dossier, resultaattype=resultaattype(zaaktype=dossier.zaaktype)))

    assert resultaattype_hoort_bij_zaaktype(c) is None


def test_resultaattype_van_een_ander_zaaktype_is_fout():
    c = wijziging(Resultaat(zaak=zaak(), resultaattype=resultaattype()))

    assert codes(resultaattype_hoort_bij_zaaktype(c)) == FOUT


def test_resultaat_van_een_ander_zaaktype_wordt_geweigerd(beheerder, melding, vergunning):
    body = cast.resultaat(ZaakFactory(zaaktype=melding), cast.resultaattype(vergunning))

    assert beheerder.post("resultaten", body).codes == FOUT
