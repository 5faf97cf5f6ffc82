import pytest

from mijnzaken.zgw.expand import _expandable
from mijnzaken.zgw.problems import Problem
from mijnzaken.zgw.resource import registry
from tests import cast
from tests.factories import ZaakFactory


def test_gegevens_die_hier_niet_zijn_geven_een_fout():
    with pytest.raises(Problem) as fout:
        _expandable(registry["zaken.Rol"], "betrokkene")

    assert fout.value.status == 404


def test_expand_zonder_recht_op_de_gegevens_geeft_geen_half_antwoord(melding):
    schrijver = cast.maak_applicatie("schrijver", ("ztc", "catalogi.lezen"))
    ZaakFactory(zaaktype=melding)

    assert schrijver.get("zaken", expand="zaaktype").status == 403


def test_lege_relatie_is_leeg(beheerder, melding):
    zaak = beheerder.lees(ZaakFactory(zaaktype=melding), expand="hoofdzaak,rollen")

    assert zaak["_expand"] == {"hoofdzaak": {}, "rollen": []}
