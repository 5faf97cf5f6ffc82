from tests import cast
from tests.factories import ZaakFactory
from tests.regels.los import wijziging, zaak, zaaktype
from zaken.regels.zaakgegevens import vertrouwelijkheid_volgt_uit_zaaktype


def test_zonder_niveau_geldt_dat_van_het_zaaktype():
    c = wijziging(zaak(zaaktype=zaaktype(vertrouwelijkheidaanduiding=4), vertrouwelijkheidaanduiding=None))

    vertrouwelijkheid_volgt_uit_zaaktype(c)

    assert c.new.vertrouwelijkheidaanduiding == 4


def test_gegeven_niveau_blijft():
    c = wijziging(zaak(zaaktype=zaaktype(vertrouwelijkheidaanduiding=4), vertrouwelijkheidaanduiding=2))

    vertrouwelijkheid_volgt_uit_zaaktype(c)

    assert c.new.vertrouwelijkheidaanduiding == 2


def test_zaaktype_elders_laat_het_niveau_zoals_het_was():
    extern = zaak(zaaktype=None, vertrouwelijkheidaanduiding=None)
    c = wijziging(extern, "update", old=zaak(zaaktype=None, vertrouwelijkheidaanduiding=3))

    vertrouwelijkheid_volgt_uit_zaaktype(c)

    assert c.new.vertrouwelijkheidaanduiding == 3


def test_zaak_zonder_niveau_krijgt_dat_van_haar_zaaktype(beheerder, vergunning):
    zaak = beheerder.maak("zaken", cast.zaak(vergunning))

    assert zaak["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"


def test_zaak_houdt_het_gegeven_niveau(beheerder, vergunning):
    zaak = beheerder.maak("zaken", cast.zaak(vergunning, vertrouwelijkheidaanduiding="geheim"))

    assert zaak["vertrouwelijkheidaanduiding"] == "geheim"


def test_vervangen_zonder_niveau_geeft_weer_dat_van_het_zaaktype(beheerder, vergunning):
    bestaand = ZaakFactory(zaaktype=vergunning, geheim=True)

    answer = beheerder.put(bestaand, cast.zaak(vergunning))

    assert answer.data["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"
