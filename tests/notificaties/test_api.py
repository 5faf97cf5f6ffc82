"""The NRC over HTTP: kanalen, abonnementen of an owner, and messages from other registries."""

from __future__ import annotations

import time
from datetime import timedelta

import jwt
import orjson
import pytest
from django.utils import timezone

from mijnzaken.autorisaties.models import Applicatie, Autorisatie, Client
from mijnzaken.zgw.models import AuditRegel, Bericht
from notificaties.models import Abonnement, Kanaal
from notificaties.resources import VERBORGEN
from tests.flows.diensten import vrije_poort

BASIS = "/notificaties/api/v1"
SECRET = "een-geheim-van-meer-dan-32-tekens-lang"
RECHTEN = {
    "abonnee": ("notificaties.consumeren",),
    "vreemde": ("notificaties.consumeren",),
    "register": ("notificaties.publiceren",),
}


@pytest.fixture(autouse=True)
def _rechten(db):
    for naam, scopes in RECHTEN.items():
        Client.objects.create(client_id=naam, secret=SECRET)
        applicatie = Applicatie.objects.create(client_ids=[naam], label=naam)
        Autorisatie.objects.create(applicatie=applicatie, component="nrc", scopes=list(scopes))


@pytest.fixture
def vraag(client):
    def doe(wie: str, methode: str, pad: str, body=None):
        token = jwt.encode({"client_id": wie, "iat": int(time.time())}, SECRET, "HS256")
        koppen = {"authorization": f"Bearer {token}"}
        data = {} if body is None else {"data": orjson.dumps(body), "content_type": "application/json"}
        return getattr(client, methode)(
            pad if "://" not in pad else pad[pad.index(BASIS) :], headers=koppen, **data
        )

    return doe


@pytest.fixture
def aanvraag(ontvanger):
    def maak(naam="zaken", filters=None, **velden):
        kanalen = [{"naam": naam, "filters": filters or {}}]
        return {"callbackUrl": ontvanger.url, "auth": ontvanger.auth, "kanalen": kanalen, **velden}

    return maak


@pytest.fixture
def abonnement(vraag, aanvraag):
    return vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag()).json()


def codes(antwoord) -> dict[str, str]:
    assert antwoord.status_code == 400, antwoord.content
    return {p["name"]: p["code"] for p in antwoord.json()["invalidParams"]}


def test_een_abonnement_wordt_na_een_proefbericht_aangemaakt(vraag, aanvraag, ontvanger):
    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag(filters={"zaaktype": "*"}))

    assert antwoord.status_code == 201
    nieuw = Abonnement.objects.get()
    assert (nieuw.auth, nieuw.eigenaar) == (ontvanger.auth, "abonnee")
    assert antwoord.json()["kanalen"] == [{"naam": "zaken", "filters": {"zaaktype": "*"}}]
    assert antwoord.headers["Location"] == antwoord.json()["url"]
    assert [b["kanaal"] for b in ontvanger.inhoud.values()] == ["test"]


def test_een_adres_dat_niet_antwoordt_wordt_geweigerd(vraag, aanvraag):
    dood = aanvraag(callbackUrl=f"http://127.0.0.1:{vrije_poort()}/")

    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", dood)

    assert codes(antwoord) == {"callbackUrl": "invalid-callback-url"}
    assert not Abonnement.objects.exists()


def test_een_adres_dat_de_autorisatie_weigert_wordt_geweigerd(vraag, aanvraag):
    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag(auth="Token fout"))

    assert codes(antwoord) == {"callbackUrl": "invalid-callback-url"}


def test_een_adres_zonder_slot_wordt_geweigerd_als_dat_zo_is_ingesteld(vraag, aanvraag, ontvanger, settings):
    settings.NOTIFICATIES_CALLBACK_AUTH_PROEF = True
    assert vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag()).status_code == 201
    ontvanger.slot = False

    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag())

    assert codes(antwoord) == {"callbackUrl": "no-auth-on-callback-url"}


def test_een_onbekend_kanaal_wordt_geweigerd(vraag, aanvraag):
    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag("onzin"))

    assert codes(antwoord) == {"kanalen.0.naam": "kanaal_naam"}


def test_een_filter_dat_het_kanaal_niet_kent_wordt_geweigerd(vraag, aanvraag):
    antwoord = vraag("abonnee", "post", f"{BASIS}/abonnement", aanvraag(filters={"kleur": "rood"}))

    assert codes(antwoord) == {"kanalen.0.filters": "inconsistent-abonnement-filters"}


@pytest.mark.parametrize("methode", ["put", "patch", "delete"])
def test_alleen_de_eigenaar_wijzigt_een_abonnement(vraag, aanvraag, abonnement, methode):
    body = None if methode == "delete" else aanvraag()

    assert vraag("vreemde", methode, abonnement["url"], body).status_code == 403
    assert vraag("abonnee", methode, abonnement["url"], body).status_code in {200, 204}


def test_alleen_de_eigenaar_ziet_de_autorisatiekop(vraag, abonnement, ontvanger):
    gezien = {wie: vraag(wie, "get", abonnement["url"]).json()["auth"] for wie in RECHTEN}
    lijst = vraag("vreemde", "get", f"{BASIS}/abonnement").json()

    assert gezien == {"abonnee": ontvanger.auth, "vreemde": VERBORGEN, "register": VERBORGEN}
    assert [a["auth"] for a in lijst] == [VERBORGEN]
    assert ontvanger.auth not in str(list(AuditRegel.objects.values_list("wijzigingen", flat=True)))


def test_patch_zonder_autorisatiekop_laat_hem_staan(vraag, abonnement, ontvanger):
    kanalen = [{"naam": "besluiten"}]

    antwoord = vraag("abonnee", "patch", abonnement["url"], {"kanalen": kanalen})

    assert antwoord.json()["kanalen"] == [{"naam": "besluiten", "filters": {}}]
    assert Abonnement.objects.get().auth == ontvanger.auth


def test_een_kanaal_bestaat_maar_een_keer(vraag):
    body = {"naam": "klachten", "filters": ["bron"]}

    assert vraag("register", "post", f"{BASIS}/kanaal", body).status_code == 201
    assert codes(vraag("register", "post", f"{BASIS}/kanaal", body)) == {"naam": "unique"}
    gevonden = vraag("abonnee", "get", f"{BASIS}/kanaal?naam=klachten").json()
    assert [k["filters"] for k in gevonden] == [["bron"]]


def bericht(**velden) -> dict[str, object]:
    return {
        "kanaal": "klachten",
        "hoofdObject": "https://klachten.example/1",
        "resource": "klacht",
        "resourceUrl": "https://klachten.example/1",
        "actie": "create",
        "aanmaakdatum": "2026-01-31T13:00:00+01:00",
        "kenmerken": {"bron": "balie"},
        **velden,
    }


def test_een_bericht_gaat_ongewijzigd_naar_de_outbox(vraag):
    Kanaal.objects.create(naam="klachten", filters=["bron"])

    antwoord = vraag("register", "post", f"{BASIS}/notificaties", bericht())

    assert (antwoord.status_code, antwoord.json()) == (200, bericht())
    assert Bericht.objects.get().inhoud == bericht()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"kanaal": "onzin"}, {"kanaal": "message_kanaal"}),
        ({"kenmerken": {}}, {"kenmerken": "kenmerken_inconsistent"}),
        ({"kenmerken": {"bron": "a", "meer": "b"}}, {"kenmerken": "kenmerken_inconsistent"}),
        (
            {"aanmaakdatum": (timezone.now() + timedelta(days=1)).isoformat()},
            {"aanmaakdatum": "future_not_allowed"},
        ),
        ({"hoofdObject": "geen url"}, {"hoofdObject": "bad-url"}),
    ],
)
def test_een_bericht_dat_niet_klopt_wordt_geweigerd(vraag, velden, fout):
    Kanaal.objects.create(naam="klachten", filters=["bron"])

    antwoord = vraag("register", "post", f"{BASIS}/notificaties", bericht(**velden))

    assert codes(antwoord) == fout
    assert not Bericht.objects.exists()


def test_wie_niet_mag_publiceren_publiceert_niet(vraag):
    assert vraag("abonnee", "post", f"{BASIS}/notificaties", bericht()).status_code == 403


@pytest.mark.parametrize("body", [[], "x", 3, {"auth": 3}])
def test_vreemde_invoer_geeft_400(vraag, abonnement, body):
    paden = [
        ("abonnee", "post", "/abonnement"),
        ("register", "post", "/kanaal"),
        ("register", "post", "/notificaties"),
    ]
    eigen = [("abonnee", methode, abonnement["url"]) for methode in ("put", "patch")]

    for wie, methode, pad in [(w, m, BASIS + p) for w, m, p in paden] + eigen:
        assert codes(vraag(wie, methode, pad, body))
