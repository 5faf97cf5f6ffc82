"""Work in the background for the Zaken registry."""

from __future__ import annotations

from celery import shared_task

from zaken import tellen


@shared_task(name="zaken.vouw_tellingen", ignore_result=True)  # type: ignore[untyped-decorator]
def vouw_tellingen() -> None:
    """Fold the counters (every few seconds, by beat)."""
    tellen.vouw()
