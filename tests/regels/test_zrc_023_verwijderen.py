import pytest

from mijnzaken.zgw.models import AuditRegel
from tests import cast
from tests.factories import RolFactory, ZaakFactory
from tests.regels.los import wijziging
from zaken.models import Resultaat, Rol, Status, Zaak
from zaken.regels.verwijderen import deelzaken_gaan_mee


@pytest.mark.django_db
def test_deelzaken_gaan_voor_hun_hoofdzaak():
    hoofdzaak = ZaakFactory(deelzaak=True).hoofdzaak
    ander = ZaakFactory()

    deelzaken_gaan_mee(wijziging(hoofdzaak, "destroy"))

    assert set(Zaak.objects.all()) == {hoofdzaak, ander}


def test_zaak_verdwijnt_met_alles_wat_van_haar_is(beheerder, melding):
    zaak = ZaakFactory(zaaktype=melding)
    beheerder.maak("rollen", cast.rol(zaak, cast.roltype(melding)))
    cast.sluit(beheerder, zaak, melding)

    assert beheerder.delete(zaak).status == 204

    for soort in (Zaak, Status, Rol, Resultaat, AuditRegel):
        assert not soort.objects.exists()


def test_hoofdzaak_verdwijnt_met_haar_deelzaken(beheerder, melding):
    deelzaak = RolFactory(zaak__deelzaak=True).zaak

    beheerder.delete(deelzaak.hoofdzaak)

    assert not Zaak.objects.exists()


def test_deelzaak_verdwijnt_alleen(beheerder, melding):
    deelzaak = ZaakFactory(deelzaak=True)

    beheerder.delete(deelzaak)

    assert list(Zaak.objects.all()) == [deelzaak.hoofdzaak]


def test_gesloten_zaak_kan_verwijderd_worden(beheerder, melding):
    assert beheerder.delete(ZaakFactory(zaaktype=melding, gesloten=True)).status == 204
