from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from notificaties import bezorgen, opruimen
from notificaties.bezorgen import bezorg
from notificaties.herstellen import sluit_onderbreking, verstuur_opnieuw
from notificaties.models import Abonnement, Aflevering
from notificaties.verzenden import Uitkomst, verzend


def test_een_bericht_komt_aan_met_autorisatie_en_vast_nummer(abonneer, aflevering, ontvanger):
    werk = aflevering(abonneer())

    assert bezorg(werk.abonnement_id) == 1

    werk.refresh_from_db()
    assert (werk.status, werk.pogingen, werk.laatste_code) == ("bezorgd", 1, 204)
    assert ontvanger.inhoud == {str(werk.bericht.uuid): werk.bericht.inhoud}
    werk.abonnement.refresh_from_db()
    assert werk.abonnement.bezet_tot is None


def test_berichten_over_een_zaak_komen_in_volgorde(abonneer, aflevering, ontvanger):
    abonnement = abonneer()
    werk = [aflevering(abonnement, hoofd_object="http://registers.example/zaken/1") for _ in range(20)]

    bezorg(abonnement.pk)

    assert list(ontvanger.inhoud) == [str(w.bericht.uuid) for w in werk]


def test_een_mislukte_poging_wordt_uitgesteld_en_niet_meteen_herhaald(abonneer, aflevering, ontvanger):
    ontvanger.storing = 1.0
    werk = aflevering(abonneer())

    assert bezorg(werk.abonnement_id) == 0

    werk.refresh_from_db()
    assert (werk.status, werk.pogingen, werk.laatste_code) == ("open", 1, 503)
    assert werk.volgende_poging > timezone.now() + timedelta(seconds=5)


def test_na_de_termijn_wordt_een_bericht_opgegeven(abonneer, aflevering, ontvanger):
    ontvanger.stop()
    werk = aflevering(abonneer(), vervalt_op=timezone.now() - timedelta(seconds=1))

    bezorg(werk.abonnement_id)

    werk.refresh_from_db()
    assert (werk.status, werk.laatste_code) == ("opgegeven", None)
    assert "ConnectError" in werk.laatste_fout


def test_drie_fouten_op_rij_onderbreken_het_abonnement(abonneer, aflevering, ontvanger):
    ontvanger.stop()
    abonnement = abonneer()
    werk = [aflevering(abonnement, hoofd_object="http://registers.example/zaken/1") for _ in range(5)]

    bezorg(abonnement.pk)

    abonnement.refresh_from_db()
    assert abonnement.onderbroken
    assert abonnement.opeenvolgende_fouten == 3
    assert [Aflevering.objects.get(pk=w.pk).pogingen for w in werk] == [1, 1, 1, 0, 0]
    assert bezorg(abonnement.pk) == 0


def test_na_de_onderbreking_gaat_een_proefbericht_en_bij_succes_de_rest(abonneer, aflevering):
    voorbij = timezone.now() - timedelta(seconds=1)
    abonnement = abonneer(opeenvolgende_fouten=4, geopend_tot=voorbij)
    for _ in range(5):
        aflevering(abonnement)

    assert bezorg(abonnement.pk) == 5

    abonnement.refresh_from_db()
    assert (abonnement.opeenvolgende_fouten, abonnement.geopend_tot) == (0, None)


def test_een_mislukt_proefbericht_verdubbelt_de_onderbreking(abonneer, aflevering, ontvanger):
    ontvanger.stop()
    abonnement = abonneer(opeenvolgende_fouten=3, geopend_tot=timezone.now() - timedelta(seconds=1))
    for _ in range(3):
        aflevering(abonnement)

    bezorg(abonnement.pk)

    abonnement.refresh_from_db()
    assert abonnement.opeenvolgende_fouten == 4
    assert abonnement.geopend_tot > timezone.now() + timedelta(seconds=55)
    assert Aflevering.objects.filter(pogingen=1).count() == 1


def test_het_proefbericht_is_niet_het_bericht_dat_steeds_mislukt(abonneer, aflevering, ontvanger):
    abonnement = abonneer(opeenvolgende_fouten=3, geopend_tot=timezone.now() - timedelta(seconds=1))
    aflevering(abonnement, pogingen=7)
    vers = aflevering(abonnement)

    bezorg(abonnement.pk)

    assert next(iter(ontvanger.inhoud)) == str(vers.bericht.uuid)


def test_een_onderbreking_duurt_ten_hoogste_het_maximum(settings):
    settings.NOTIFICATIES_ONDERBREKING_MAX_SECONDEN = 900

    duur = [bezorgen.onderbreking(fouten).total_seconds() for fouten in (3, 4, 5, 8, 900)]

    assert duur == [30, 60, 120, 900, 900]


def test_wachttijd_groeit_en_is_langer_na_een_weigering(settings):
    settings.NOTIFICATIES_WACHT_MAX_SECONDEN = 3600

    storing = [bezorgen.wachttijd(n, Uitkomst(503)).total_seconds() for n in (1, 5, 30)]
    weigering = bezorgen.wachttijd(1, Uitkomst(404)).total_seconds()
    gevraagd = bezorgen.wachttijd(1, Uitkomst(429, wacht=100)).total_seconds()

    assert 7.5 <= storing[0] <= 12.5
    assert 120 <= storing[1] <= 200
    assert storing[2] <= 4500
    assert 90 <= weigering <= 150
    assert 75 <= gevraagd <= 125


def test_een_abonnement_dat_bezet_is_wordt_overgeslagen(abonneer, aflevering, ontvanger):
    bezet_tot = timezone.now() + timedelta(seconds=30)
    werk = aflevering(abonneer(bezet_tot=bezet_tot))

    assert bezorg(werk.abonnement_id) == 0

    assert not ontvanger.ontvangen
    assert Abonnement.objects.get().bezet_tot == bezet_tot


def test_een_verlopen_beurt_wordt_overgenomen(abonneer, aflevering):
    werk = aflevering(abonneer(bezet_tot=timezone.now() - timedelta(seconds=1)))

    assert bezorg(werk.abonnement_id) == 1


def test_een_kop_die_niet_te_versturen_is_is_een_mislukte_poging(abonneer, aflevering):
    werk = aflevering(abonneer(auth="Token é\r\nX-Kop: y"))

    bezorg(werk.abonnement_id)

    werk.refresh_from_db()
    assert werk.status == "open"
    assert werk.laatste_fout


@pytest.mark.parametrize("url", ["urn:nbn:nl", "http://", "http://[::1", "ftp://a.example/x"])
def test_een_onmogelijk_adres_is_een_mislukte_poging(url):
    uitkomst = verzend(url, "Token x", "nummer", b"{}")

    assert uitkomst.code is None
    assert uitkomst.fout


def test_opnieuw_versturen_maakt_een_opgegeven_bericht_weer_vers(
    abonneer, aflevering, ontvanger, django_capture_on_commit_callbacks
):
    gisteren = timezone.now() - timedelta(days=1)
    werk = aflevering(abonneer(), status="opgegeven", pogingen=29, vervalt_op=gisteren)

    with django_capture_on_commit_callbacks(execute=True):
        assert verstuur_opnieuw(Aflevering.objects.filter(pk=werk.pk)) == 1
    bezorg(werk.abonnement_id)

    assert ontvanger.ontvangen[str(werk.bericht.uuid)] == 1
    werk.refresh_from_db()
    assert (werk.status, werk.pogingen) == ("bezorgd", 1)


def test_onderbreking_opheffen_laat_meteen_bezorgen(abonneer, aflevering):
    abonnement = abonneer(opeenvolgende_fouten=9, geopend_tot=timezone.now() + timedelta(minutes=15))
    aflevering(abonnement)

    sluit_onderbreking(Abonnement.objects.all())

    assert bezorg(abonnement.pk) == 1


def test_achter_een_onderbreking_vervalt_wat_te_oud_is(abonneer, aflevering):
    straks, net = timezone.now() + timedelta(minutes=5), timezone.now() - timedelta(seconds=1)
    oud = aflevering(abonneer(geopend_tot=straks), vervalt_op=net)
    jong = aflevering(oud.abonnement)
    elders = aflevering(abonneer(), vervalt_op=net)

    opruimen.ruim_op()

    assert dict(Aflevering.objects.values_list("pk", "status")) == {
        oud.pk: "opgegeven",
        jong.pk: "open",
        elders.pk: "open",
    }


def test_bezorgde_berichten_verdwijnen_na_de_bewaartermijn(abonneer, aflevering):
    nu = timezone.now()
    abonnement = abonneer()
    bezorgd = aflevering(abonnement, status="bezorgd", bezorgd_op=nu)
    opgegeven = aflevering(abonnement, status="opgegeven", vervalt_op=nu)
    open_ = aflevering(abonnement)
    for werk in (bezorgd, opgegeven, open_):
        werk.bericht.verspreid_op = nu
        werk.bericht.save()
    later = nu + timedelta(seconds=5)

    gewist = opruimen.wis(bezorgd_voor=later, opgegeven_voor=nu - timedelta(days=1))

    assert gewist == 1
    assert set(Aflevering.objects.values_list("pk", flat=True)) == {opgegeven.pk, open_.pk}


def test_een_niet_verspreid_bericht_wordt_nooit_gewist(bericht):
    bericht()

    assert opruimen.wis(timezone.now() + timedelta(days=1), timezone.now()) == 0
