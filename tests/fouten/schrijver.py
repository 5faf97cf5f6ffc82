"""Writes messages in transactions, some of which roll back, until it is killed: ``schrijver.py <reeks>``."""

import random
import sys
import time
from itertools import count
from pathlib import Path

import django
from django.db import transaction

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

REEKS = sys.argv[1]
BASIS = "http://registers.example/zaken/api/v1"


def bericht(naam: str, zaaktype: int) -> dict[str, object]:
    return {
        "kanaal": "zaken",
        "hoofdObject": f"{BASIS}/zaken/{zaaktype}",
        "resource": "status",
        "resourceUrl": f"{BASIS}/statussen/{naam}",
        "actie": "create",
        "aanmaakdatum": "2026-01-01T00:00:00Z",
        "kenmerken": {"bronorganisatie": "517439943", "zaaktype": f"zt-{zaaktype}"},
    }


def schrijf(nummer: int) -> None:
    from mijnzaken.zgw.outbox import plaats  # needs the settings that are set up above

    with transaction.atomic():
        terug = random.random() < 0.1
        naam = f"{REEKS}-{nummer}-{'teruggedraaid' if terug else 'vastgelegd'}"
        plaats("zaken", bericht(naam, random.randrange(8)))
        transaction.set_rollback(terug)


for volgnummer in count():
    schrijf(volgnummer)
    time.sleep(random.uniform(0, 0.03))
