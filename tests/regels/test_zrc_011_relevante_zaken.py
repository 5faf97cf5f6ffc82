from mijnzaken.zgw.links import resolve
from tests import cast
from tests.factories import EXTERN, ZaakFactory


def test_verwijzing_buiten_de_geregistreerde_diensten_is_fout():
    fout = resolve("relevanteAndereZaken.0.url", "zaken.Zaak", f"{EXTERN}/zaken/1", "zaken")

    assert (fout.name, fout.code) == ("relevanteAndereZaken.0.url", "no_match")


def test_relevante_zaak_die_niet_bestaat_wordt_geweigerd(beheerder, melding, basis):
    onbekend = f"{basis}/zaken/api/v1/zaken/00000000-0000-7000-8000-000000000000"
    body = cast.zaak(melding, relevanteAndereZaken=[{"url": onbekend, "aardRelatie": "vervolg"}])

    assert beheerder.post("zaken", body).codes == [("relevanteAndereZaken.0.url", "does_not_exist")]


def test_relevante_zaak_die_bestaat_staat_in_het_antwoord(beheerder, melding):
    relaties = [{"url": cast.adres(ZaakFactory()), "aardRelatie": "vervolg"}]

    zaak = beheerder.maak("zaken", cast.zaak(melding, relevanteAndereZaken=relaties))

    assert zaak["relevanteAndereZaken"] == relaties
