"""Column types and the base record that every registry shares."""

from __future__ import annotations

import os
import re
import time
import uuid
from typing import Any

from django.db import models

UUID_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562 version 7), so that new rows land at the end of every index."""
    stamp = time.time_ns() // 1_000_000
    rand = int.from_bytes(os.urandom(10), "big")
    value = (
        (stamp & 0xFFFFFFFFFFFF) << 80
        | 0x7 << 76
        | (rand >> 68 & 0xFFF) << 64
        | 0b10 << 62
        | rand & (1 << 62) - 1
    )
    return uuid.UUID(int=value)


class Record(models.Model):
    """Base of every model behind a resource: the key is the tail of its URL."""

    uuid = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Vertrouwelijkheid(models.IntegerChoices):
    """vertrouwelijkheidaanduiding from low to high; a number so that "at most" is one comparison."""

    openbaar = 1, "Openbaar"
    beperkt_openbaar = 2, "Beperkt openbaar"
    intern = 3, "Intern"
    zaakvertrouwelijk = 4, "Zaakvertrouwelijk"
    vertrouwelijk = 5, "Vertrouwelijk"
    confidentieel = 6, "Confidentieel"
    geheim = 7, "Geheim"
    zeer_geheim = 8, "Zeer geheim"


class VertrouwelijkheidField(models.SmallIntegerField[Any, Any]):
    """A level 1 (openbaar) … 8 (zeer_geheim); the API shows its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["choices"] = Vertrouwelijkheid.choices
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["choices"]
        return name, path, args, kwargs


_WORD = re.compile(r"(?<=[a-z0-9_])(?=[A-Z])")


def snake(name: str) -> str:
    """The column name of a contract name: ``datumStatusGezet`` → ``datum_status_gezet``."""
    return _WORD.sub("_", name).replace("__", "_").lower()
