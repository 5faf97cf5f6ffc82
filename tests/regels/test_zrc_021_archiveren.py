from datetime import date

import pytest

from mijnzaken.zgw.models import AuditRegel, Bericht
from tests import cast
from tests.factories import RelevanteZaakFactory, ResultaatFactory, ResultaatTypeFactory, ZaakFactory
from tests.regels.los import codes, met_resultaat, resultaattype, status, wijziging, zaak
from zaken.models import Resultaat
from zaken.regels.archiveren import (
    Onbepaald,
    afleiding,
    archiefactiedatum_is_te_bepalen,
    archiefgegevens_vervallen_zonder_resultaat,
    archiefgegevens_volgen_uit_nieuw_resultaat,
    archiefgegevens_volgen_uit_resultaattype,
    deelzaken_volgen_hoofdzaak,
    nieuw_resultaat_bepaalt_archiefactiedatum,
    plus,
)

EINDE = date(2026, 2, 1)
FOUT = [("nonFieldErrors", "archiefactiedatum-error")]


@pytest.mark.parametrize(
    ("begin", "duur", "einde"),
    [
        (date(2026, 2, 1), "P5Y", date(2031, 2, 1)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2026, 1, 31), "P1Y2M3D", date(2027, 4, 3)),
        (date(2026, 1, 1), "P2W", date(2026, 1, 15)),
    ],
)
def test_termijnen_tellen_in_kalenderjaren_en_maanden(begin, duur, einde):
    assert plus(begin, duur) == einde


def test_termijn_voorbij_de_kalender_is_onbepaald():
    with pytest.raises(Onbepaald):
        plus(EINDE, "P999999999Y")


def test_afgehandeld_telt_vanaf_de_einddatum():
    assert afleiding(zaak(), resultaattype("afgehandeld"), EINDE) == (EINDE, date(2031, 2, 1))


def test_termijn_telt_vanaf_einddatum_plus_procestermijn():
    soort = resultaattype("termijn", procestermijn="P10Y")

    assert afleiding(zaak(), soort, EINDE) == (date(2036, 2, 1), date(2041, 2, 1))


def test_hoofdzaak_telt_vanaf_de_einddatum_van_de_hoofdzaak():
    deelzaak = zaak(hoofdzaak=zaak(einddatum=date(2026, 3, 1)))

    assert afleiding(deelzaak, resultaattype("hoofdzaak"), EINDE)[1] == date(2031, 3, 1)


def test_open_hoofdzaak_geeft_nog_geen_datum():
    assert afleiding(zaak(hoofdzaak=zaak()), resultaattype("hoofdzaak"), EINDE) == (None, None)


@pytest.mark.parametrize("wijze", ["eigenschap", "ander_datumkenmerk", "vervaldatum_besluit"])
def test_brondatum_die_van_elders_komt_is_onbekend(wijze):
    assert afleiding(zaak(), resultaattype(wijze), EINDE) == (None, None)


@pytest.mark.parametrize("wijze", ["hoofdzaak", "termijn", "zaakobject", "ingangsdatum_besluit"])
def test_afsluiten_zonder_verplichte_bron_is_fout(wijze):
    c = wijziging(status(met_resultaat(zaak(), wijze), eind=True))

    assert codes(archiefactiedatum_is_te_bepalen(c)) == FOUT


def test_afsluiten_met_bron_is_goed():
    c = wijziging(status(met_resultaat(zaak(), "afgehandeld"), eind=True))

    assert archiefactiedatum_is_te_bepalen(c) is None


def test_onbekende_einddatum_van_het_procesobject_is_fout_als_zij_bekend_moet_zijn():
    dossier = met_resultaat(zaak(), "ander_datumkenmerk")
    dossier.resultaat.resultaattype.brondatum_archiefprocedure["einddatumBekend"] = True

    assert codes(archiefactiedatum_is_te_bepalen(wijziging(status(dossier, eind=True)))) == FOUT


def test_zonder_archiefactietermijn_is_er_geen_archiefactiedatum():
    soort = resultaattype("afgehandeld", archiefactietermijn=None)

    assert afleiding(zaak(), soort, EINDE) == (None, None)


def test_afsluiten_neemt_de_archiefgegevens_over():
    c = wijziging(status(met_resultaat(zaak()), eind=True))

    archiefgegevens_volgen_uit_resultaattype(c)

    assert (c.new.zaak.archiefnominatie, c.new.zaak.archiefactiedatum) == ("vernietigen", date(2031, 2, 1))
    assert c.touched == [c.new.zaak]


def test_archiefgegevens_die_er_al_staan_blijven():
    dossier = met_resultaat(zaak(archiefnominatie="blijvend_bewaren", archiefactiedatum=date(2050, 1, 1)))
    c = wijziging(status(dossier, eind=True))

    archiefgegevens_volgen_uit_resultaattype(c)

    assert (dossier.archiefnominatie, dossier.archiefactiedatum) == ("blijvend_bewaren", date(2050, 1, 1))


def test_tussenstatus_leidt_niets_af():
    c = wijziging(status(met_resultaat(zaak())))

    archiefgegevens_volgen_uit_resultaattype(c)

    assert c.new.zaak.archiefactiedatum is None


@pytest.mark.django_db
def test_gerelateerde_zaken_tellen_vanaf_de_laatste_einddatum():
    dossier = ZaakFactory()
    for dag in (1, 20):
        RelevanteZaakFactory(zaak=dossier, url__gesloten=True, url__einddatum=date(2026, 3, dag))

    assert afleiding(dossier, resultaattype("gerelateerde_zaak"), EINDE)[1] == date(2031, 3, 20)


@pytest.mark.django_db
def test_gerelateerde_zaak_die_open_is_geeft_nog_geen_datum():
    dossier = RelevanteZaakFactory().zaak

    assert afleiding(dossier, resultaattype("gerelateerde_zaak"), EINDE) == (None, None)


@pytest.mark.django_db
def test_zonder_gerelateerde_zaken_is_er_een_fout():
    with pytest.raises(Onbepaald):
        afleiding(ZaakFactory(), resultaattype("gerelateerde_zaak"), EINDE)


@pytest.mark.django_db
def test_deelzaak_die_op_haar_hoofdzaak_wacht_krijgt_haar_datum():
    deelzaak = ZaakFactory(deelzaak=True, einddatum=EINDE)
    ResultaatFactory(zaak=deelzaak, resultaattype__hoofdzaak=True)
    hoofdzaak = deelzaak.hoofdzaak
    hoofdzaak.einddatum = date(2026, 3, 1)
    c = wijziging(status(hoofdzaak, eind=True))

    deelzaken_volgen_hoofdzaak(c)

    assert [zaak.archiefactiedatum for zaak in c.touched] == [date(2031, 3, 1)]


def test_nieuw_resultaat_voor_gesloten_zaak_bepaalt_de_archiefgegevens():
    c = wijziging(Resultaat(zaak=zaak(einddatum=EINDE), resultaattype=resultaattype()))

    assert nieuw_resultaat_bepaalt_archiefactiedatum(c) is None
    archiefgegevens_volgen_uit_nieuw_resultaat(c)

    assert c.new.zaak.archiefactiedatum == date(2031, 2, 1)


def test_nieuw_resultaat_voor_gesloten_zaak_zonder_bron_is_fout():
    c = wijziging(Resultaat(zaak=zaak(einddatum=EINDE), resultaattype=resultaattype("hoofdzaak")))

    assert codes(nieuw_resultaat_bepaalt_archiefactiedatum(c)) == FOUT


def test_gesloten_zaak_zonder_resultaat_heeft_geen_archiefgegevens():
    dossier = zaak(einddatum=EINDE, archiefnominatie="vernietigen", archiefactiedatum=date(2031, 2, 1))

    archiefgegevens_vervallen_zonder_resultaat(wijziging(Resultaat(zaak=dossier), "destroy"))

    assert (dossier.archiefnominatie, dossier.archiefactiedatum) == (None, None)


@pytest.mark.parametrize(
    ("uitkomst", "nominatie", "actiedatum"),
    [
        ("afgehandeld", "vernietigen", "2031-02-02"),
        ("termijn", "vernietigen", "2041-02-02"),
        ("ander_datumkenmerk", "vernietigen", None),
        ("bewaren", "blijvend_bewaren", None),
    ],
)
def test_afsluiten_zet_de_archiefgegevens(beheerder, vergunning, uitkomst, nominatie, actiedatum):
    zaak = ZaakFactory(zaaktype=vergunning)
    beheerder.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(vergunning, uitkomst)))

    beheerder.maak("statussen", cast.status(zaak, cast.statustype(vergunning, -1), "2026-02-02T10:00:00Z"))

    gesloten = beheerder.lees(zaak)
    assert (gesloten["archiefnominatie"], gesloten["archiefactiedatum"]) == (nominatie, actiedatum)


def test_afsluiten_zonder_hoofdzaak_wordt_geweigerd(beheerder, vergunning):
    zaak = ZaakFactory(zaaktype=vergunning)
    beheerder.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(vergunning, "hoofdzaak")))

    answer = beheerder.post("statussen", cast.status(zaak, cast.statustype(vergunning, -1)))

    assert answer.codes == FOUT


def test_deelzaak_volgt_haar_hoofdzaak(beheerder, melding, vergunning):
    hoofdzaak = ZaakFactory(zaaktype=vergunning)
    deelzaak = ZaakFactory(zaaktype=melding, hoofdzaak=hoofdzaak)
    ResultaatFactory(zaak=deelzaak, resultaattype=ResultaatTypeFactory(zaaktype=melding, hoofdzaak=True))
    beheerder.maak("statussen", cast.status(deelzaak, cast.statustype(melding, -1)))
    wachtend = beheerder.lees(deelzaak)["archiefactiedatum"]

    cast.sluit(beheerder, hoofdzaak, vergunning, "2026-02-02T10:00:00Z")

    assert wachtend is None
    assert beheerder.lees(deelzaak)["archiefactiedatum"] == "2031-02-02"
    spoor = AuditRegel.objects.filter(hoofd_object=deelzaak.pk, resource="zaak").get()
    assert spoor.wijzigingen["nieuw"]["archiefactiedatum"] == "2031-02-02"
    assert Bericht.objects.filter(inhoud__resourceUrl__endswith=str(deelzaak.pk)).exists()


def test_resultaat_van_gesloten_zaak_verwijderen_wist_de_archiefgegevens(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    gesloten = cast.sluit(beheerder, zaak, melding)

    beheerder.delete(gesloten["resultaat"])

    assert beheerder.lees(zaak)["archiefactiedatum"] is None


def test_nieuw_resultaat_van_gesloten_zaak_bepaalt_de_archiefgegevens(beheerder, vergunning):
    zaak = ZaakFactory(zaaktype=vergunning)
    beheerder.delete(cast.sluit(beheerder, zaak, vergunning)["resultaat"])

    beheerder.maak("resultaten", cast.resultaat(zaak, cast.resultaattype(vergunning, "termijn")))

    assert beheerder.lees(zaak)["archiefactiedatum"] == "2041-02-02"
