import pytest

from mijnzaken.autorisaties.models import Applicatie
from mijnzaken.autorisaties.regels.applicaties import client_id_hoort_bij_een_applicatie
from tests.factories import ApplicatieFactory
from tests.regels.los import codes, wijziging

FOUT = [("clientIds", "clientId-exists")]


@pytest.mark.django_db
def test_client_id_van_een_andere_applicatie_is_fout():
    ApplicatieFactory(client_ids=["a"])

    assert codes(client_id_hoort_bij_een_applicatie(wijziging(Applicatie(client_ids=["a", "b"])))) == FOUT
    assert client_id_hoort_bij_een_applicatie(wijziging(Applicatie(client_ids=["b", "c"]))) is None


@pytest.mark.django_db
def test_applicatie_houdt_haar_eigen_client_ids():
    eigen = ApplicatieFactory(client_ids=["a"])

    assert client_id_hoort_bij_een_applicatie(wijziging(eigen, "update", old=eigen)) is None


@pytest.mark.django_db
def test_dubbel_client_id_is_fout():
    assert codes(client_id_hoort_bij_een_applicatie(wijziging(Applicatie(client_ids=["a", "a"])))) == FOUT


def test_tweede_applicatie_met_hetzelfde_client_id_wordt_geweigerd(beheerder):
    body = {"clientIds": ["a"], "label": "A", "heeftAlleAutorisaties": True}
    beheerder.maak("applicaties", body)

    assert beheerder.post("applicaties", body).codes == FOUT
