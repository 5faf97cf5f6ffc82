"""Links between resources: a local object by key, another supplier's object by URL."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

from mijnzaken.zgw.problems import Fault
from mijnzaken.zgw.resource import Resource, local, registry


class LinkField(models.ForeignKey[Any, Any]):
    """A link to a resource: ``<name>_id`` for a local object, ``<name>_url`` for a remote one.

    Exactly one of the two is filled (CHECK constraint ``<table>_<name>_lokaal_of_extern``); with
    ``blank=True`` both may be empty. In migrations it is an ordinary foreign key and a text column.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.update(null=True)
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        if cls._meta.abstract:
            return
        models.CharField(max_length=1000, default="", blank=True).contribute_to_class(cls, f"{name}_url")
        remote = ~models.Q(**{f"{name}_url": ""})
        local = models.Q(**{f"{name}__isnull": False})
        both = remote & local
        condition = ~both if self.blank else ~both & (remote | local)
        constraint = models.CheckConstraint(
            condition=condition, name=f"{cls._meta.label_lower.replace('.', '_')}_{name}_lokaal_of_extern"
        )
        # Options keeps only what class Meta named; the autodetector reads original_attrs.
        cls._meta.constraints = [*cls._meta.constraints, constraint]
        cls._meta.original_attrs["constraints"] = cls._meta.constraints


def resolve(name: str, target: str, url: str, within: str, *, lock: bool = False) -> Any:
    """The object behind ``url``, of resource ``target``, for field ``name`` of API ``within``; or a Fault.

    Codes as the reference implementation has them (algemeen §4): in the same API ``no_match``,
    ``incorrect_match``, ``does_not_exist``; across APIs ``bad-url``, ``invalid-resource``,
    ``unknown-service``. Another supplier's object is fetched from registered services only; none can
    be registered yet, so every other host is refused.
    """
    same = target.startswith(within + ".")
    if target not in registry:
        return Fault(name, "unknown-service", "Dit soort resource wordt hier nog niet geleverd.")
    resource = registry[target]
    found = local(url)
    if found is None:
        reason = "Deze URL hoort niet bij dit register en niet bij een geregistreerde dienst."
        return Fault(name, "no_match" if same else "unknown-service", reason)
    collection, key = found
    if collection != resource.path:
        code = "incorrect_match" if same else "invalid-resource"
        return Fault(name, code, f"Deze URL verwijst niet naar een {target.partition('.')[2]}.")
    try:
        obj = fetch(resource, UUID(key), lock=lock)
    except ValueError:
        obj = None
    if obj is None:
        return Fault(
            name, "does_not_exist" if same else "bad-url", "Het object achter deze URL bestaat niet."
        )
    return obj


class Loader:
    """One object by key, with what its rules want beside it (``eager``); the SQL is compiled once.

    Building this query anew costs more than running it, and every write runs it for each of its links.
    """

    def __init__(self, resource: type[Resource], *, lock: bool) -> None:
        rows = resource.model._default_manager.select_related(*resource.eager).filter(pk=UUID(int=0))
        if lock:
            # Not FOR UPDATE: rows that merely refer to this one may still be inserted.
            rows = rows.select_for_update(of=("self",), no_key=True)
        self.compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, _ = self.compiler.as_sql()
        select, info = self.compiler.select, self.compiler.klass_info
        positions = info["select_fields"]
        self.model, self.own = info["model"], slice(positions[0], positions[-1] + 1)
        self.names = [column[0].target.attname for column in select[self.own]]
        # The stubs are those of a later Django.
        self.populators = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        self.converters = self.compiler.get_converters([column[0] for column in select])

    def load(self, key: UUID) -> Any:
        """The instance, or None."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [key])
            found = cursor.fetchone()
        if found is None:
            return None
        (row,) = self.compiler.apply_converters([list(found)], self.converters)
        obj = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for populator in self.populators:
            populator.populate(row, obj)
        return obj


@cache
def _loader(contract: str, lock: bool) -> Loader:
    return Loader(registry[contract], lock=lock)


def fetch(resource: type[Resource], key: UUID, *, lock: bool = False) -> Any:
    """One object with its ``eager`` relations, or None; ``lock`` holds its row until the commit."""
    return _loader(resource.contract, lock).load(key)
