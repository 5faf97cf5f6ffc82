from catalogi.models import StatusType
from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import codes, status, wijziging, zaak, zaaktype
from zaken.regels.verwijzingen import statustype_hoort_bij_zaaktype

FOUT = [("nonFieldErrors", "zaaktype-mismatch")]


def test_statustype_van_het_zaaktype_is_goed():
    assert statustype_hoort_bij_zaaktype(wijziging(status(zaak()))) is None


def test_statustype_van_een_ander_zaaktype_is_fout():
    c = wijziging(status(zaak(), statustype=StatusType(zaaktype=zaaktype())))

    assert codes(statustype_hoort_bij_zaaktype(c)) == FOUT


def test_status_van_een_ander_zaaktype_wordt_geweigerd(beheerder, melding, vergunning):
    body = cast.status(ZaakFactory(zaaktype=melding), cast.statustype(vergunning))

    assert beheerder.post("statussen", body).codes == FOUT
