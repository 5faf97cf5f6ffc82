import pytest

from catalogi import demo, genereren
from catalogi.regels import selectielijst
from tests.regels.los import wijziging

EISEN = (
    selectielijst.resultaattypeomschrijving_bestaat,
    selectielijst.selectielijstklasse_hoort_bij_procestype,
    selectielijst.afleidingswijze_past_bij_procestermijn,
)


@pytest.mark.django_db
@pytest.mark.parametrize("maak", [demo.laad, lambda: genereren.catalogus_met(1)], ids=["demo", "gegenereerd"])
def test_de_catalogi_van_het_project_voldoen_aan_de_selectielijst(maak):
    zaaktypen = maak().zaaktypen.all()
    resultaattypen = [soort for zaaktype in zaaktypen for soort in zaaktype.resultaattypen.all()]

    assert [selectielijst.procestype_komt_uit_de_selectielijst(wijziging(z)) for z in zaaktypen] == [
        None
    ] * len(zaaktypen)
    assert [fout for soort in resultaattypen for eis in EISEN if (fout := eis(wijziging(soort)))] == []
    assert resultaattypen
