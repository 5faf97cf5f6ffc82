"""Tokens: what is read, what is refused, and what the refusal says (algemeen §5)."""

from __future__ import annotations

import base64
import hmac
import json
import re
import time
from datetime import UTC, datetime

import jwt
import pytest

from tests.api import SECRET, Api, token


def kop(**claims):
    return f"Bearer {token('lezer', **claims)}"


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(header) -> str:
    return f"Bearer {part(header)}.{part({'client_id': 'lezer', 'iat': int(time.time())})}."


def signed(secret: bytes) -> str:
    text = unsigned({"alg": "HS256"}).removesuffix(".").removeprefix("Bearer ")
    digest = hmac.new(secret, text.encode(), "sha256").digest()
    return f"Bearer {text}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def probeer(header):
    return Api("lezer", kop=header).get("zaken")


GEWEIGERD = {
    "leeg": ("", "not_authenticated"),
    "geen bearer": ("Basic bGV6ZXI6Z2VoZWlt", "jwt-decode-error"),
    "geen token": ("Bearer ", "jwt-decode-error"),
    "alleen bearer": ("Bearer", "jwt-decode-error"),
    "geen jwt": ("Bearer abc", "jwt-decode-error"),
    "punten": ("Bearer ..", "jwt-decode-error"),
    "rommel": ("Bearer a.b.c", "jwt-decode-error"),
    "halve": (lambda: kop()[:-40], ("jwt-decode-error", "invalid-jwt-signature")),
    "alg none": (lambda: unsigned({"alg": "none", "typ": "JWT"}), "jwt-decode-error"),
    "alg None": (lambda: unsigned({"alg": "None"}), "jwt-decode-error"),
    "alg leeg": (lambda: unsigned({}), "jwt-decode-error"),
    "alg lijst": (lambda: unsigned({"alg": ["HS256"]}), "jwt-decode-error"),
    "alg RS256": (lambda: unsigned({"alg": "RS256"}) + "AAAA", "jwt-decode-error"),
    "alg HS512": (lambda: kop(algorithm="HS512"), "jwt-decode-error"),
    "geen handtekening": (lambda: unsigned({"alg": "HS256"}), "invalid-jwt-signature"),
    "ander geheim": (lambda: kop(secret="een-heel-ander-geheim-van-32-tekens"), "invalid-jwt-signature"),
    "leeg geheim": (lambda: signed(b""), "invalid-jwt-signature"),
    "zonder client": (lambda: kop(client_id=None), "missing-client-identifier"),
    "client is getal": (lambda: kop(client_id=7), "missing-client-identifier"),
    "client is leeg": (lambda: kop(client_id=""), "missing-client-identifier"),
    "client met nul": (lambda: kop(client_id="lezer\x00"), "missing-client-identifier"),
    "onbekende client": (lambda: kop(client_id="niemand"), "invalid-client-identifier"),
    "zonder iat": (lambda: kop(iat=None), "jwt-missing-iat"),
    "iat is tekst": (lambda: kop(iat="nu"), "jwt-decode-error"),
    "iat is waar": (lambda: kop(iat=True), "jwt-decode-error"),
    "verlopen": (lambda: kop(iat=int(time.time()) - 7200), "jwt-expired"),
    "exp voorbij": (lambda: kop(exp=int(time.time()) - 120), "jwt-expired"),
    "nbf later": (lambda: kop(nbf=int(time.time()) + 3600), "jwt-future-iat"),
    "iat is geen getal": (lambda: kop(iat=float("nan")), None),
    "iat is oneindig": (lambda: kop(iat=float("inf")), None),
    "iat is reusachtig": (lambda: kop(iat=10**400), None),
    "exp is reusachtig": (lambda: kop(exp=-(10**400)), None),
    "exp is tekst": (lambda: kop(exp="straks"), None),
    "payload is lijst": (lambda: f"Bearer {part({'alg': 'HS256'})}.{part([1])}.AAAA", "jwt-decode-error"),
    "diep": (
        lambda: (
            f"Bearer {part({'alg': 'HS256'})}." + base64.urlsafe_b64encode(b"[" * 100_000).decode() + ".AA"
        ),
        "jwt-decode-error",
    ),
}


@pytest.mark.parametrize("naam", GEWEIGERD)
def test_token_wordt_geweigerd(naam, lezer):
    header, code = GEWEIGERD[naam]

    answer = probeer(header() if callable(header) else header)

    assert answer.status == 403
    assert code is None or answer.data["code"] in ([code] if isinstance(code, str) else code)


@pytest.mark.parametrize("iat", [1.0, 1000.0], ids=["seconden", "milliseconden"])
def test_iat_in_seconden_of_milliseconden_wordt_gelezen(iat, lezer):
    assert probeer(kop(iat=int(time.time() * iat))).status == 200
    assert probeer(kop(iat=time.time() * iat)).status == 200
    assert probeer(kop(iat=int((time.time() - 7200) * iat))).data["code"] == "jwt-expired"


@pytest.mark.parametrize("iat", [1.0, 1000.0], ids=["seconden", "milliseconden"])
def test_iat_ver_in_de_toekomst_wordt_geweigerd_met_de_tijd_van_de_server(iat, lezer):
    answer = probeer(kop(iat=int((time.time() + 3600) * iat)))

    moment = re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer.data["detail"])
    assert (answer.status, answer.data["code"]) == (403, "jwt-future-iat")
    assert moment
    assert abs((datetime.now(UTC) - datetime.fromisoformat(moment.group())).total_seconds()) < 600


def test_een_klok_die_iets_voorloopt_is_geen_bezwaar(lezer):
    assert probeer(kop(iat=int(time.time()) + 5)).status == 200


def test_andere_claims_en_iss_doen_er_niet_toe(lezer):
    assert probeer(kop(iss="iemand anders", aud="x", sub=7, jti=[], iets={"a": 1})).status == 200
    assert probeer(kop(user_id=None, user_representation=None)).status == 200
    assert probeer(kop(user_id=7, user_representation=["x" * 10_000])).status == 200


def test_bearer_mag_met_kleine_letters(lezer):
    assert probeer(kop().replace("Bearer", "bearer")).status == 200


def test_openbare_sleutel_als_geheim_helpt_niet(lezer):
    forged = jwt.encode({"client_id": "lezer", "iat": int(time.time())}, SECRET, "HS384")

    assert probeer(f"Bearer {forged}").status == 403
