"""The Celery tasks; the database knows what is to be done, a task only does it now.

None is acknowledged late: a lost task is found by ``veeg``, a doubled one finds nothing to do.
"""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from mijnzaken.zgw.outbox import VERSPREID
from notificaties import bezorgen, opruimen, verspreiden


@shared_task(name=VERSPREID, acks_late=False)  # type: ignore[untyped-decorator]
def verspreid() -> None:
    verspreiden.verspreid()


@shared_task(name=verspreiden.BEZORG, acks_late=False)  # type: ignore[untyped-decorator]
def bezorg(abonnement: str) -> None:
    bezorgen.bezorg(UUID(abonnement))


@shared_task(name="notificaties.veeg", acks_late=False)  # type: ignore[untyped-decorator]
def veeg() -> None:
    opruimen.veeg()


@shared_task(name="notificaties.ruim_op", acks_late=False)  # type: ignore[untyped-decorator]
def ruim_op() -> None:
    opruimen.ruim_op()
