from __future__ import annotations

from django.db import models


class Versie(models.Model):
    """The version of all rights together: one row, raised by triggers in the database.

    A process may keep what it read of clients, applicaties and autorisaties as long as ``nummer`` is the same;
    every change counts, also one made with bare SQL. Read ``nummer`` before the rights, never after.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    nummer = models.BigIntegerField()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="autorisaties_versie_een_rij")]

    def __str__(self) -> str:
        return str(self.nummer)
