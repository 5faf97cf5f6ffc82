"""``python -m mijnzaken.lokaal.token`` prints a token for the demo application."""

import sys
import time

import jwt

from mijnzaken.lokaal.omgeving import DEMO, lees


def token(client_id: str, secret: str) -> str:
    """A token as the ZGW standard asks: HS256, issued now, on behalf of a named user."""
    claims = {
        "iss": client_id,
        "iat": int(time.time()),
        "client_id": client_id,
        "user_id": "demo",
        "user_representation": "Demogebruiker",
    }
    return jwt.encode(claims, secret, algorithm="HS256")


if __name__ == "__main__":
    demo = lees(DEMO)
    if not demo:
        sys.exit(f"MijnZaken: {DEMO} is er niet of is niet van u; draai eerst bin/start")
    print(token(demo["CLIENT_ID"], demo["CLIENT_SECRET"]))
