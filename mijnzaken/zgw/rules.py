"""The rules of the standard: one function per norm, registered under its number.

A rule gets a `Change` and answers; it never raises, never sees a request and never asks whether a
linked object is local or remote. Five kinds, in the order in which the pipeline runs them:

- ``fill``   derives a value that was not given (before authorisation, which needs it);
- ``gate``   returns a Fault when the client lacks a scope: 403, the first one counts;
- ``check``  returns one Fault, several, or None: 400, all of them together;
- ``conflict`` returns a Fault when the state of other objects forbids it: 409, the first one counts;
- ``effect`` changes the state that is about to be saved.

A rule that is part of the kit itself (visibility, expand) is named there with ``norm``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, TypeVar

from django.db import connection

from mijnzaken.zgw.problems import Fault

__all__ = [
    "Change",
    "Fault",
    "check",
    "conflict",
    "effect",
    "fill",
    "gate",
    "norm",
    "one_at_a_time",
    "rules",
    "rules_for",
    "writes_under",
]

Kind = Literal["fill", "gate", "check", "conflict", "effect", "norm"]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Change:
    """What is about to happen to one object.

    ``new`` is the object as it will be saved (for a destroy: as it is), ``old`` the object before an
    update or None; ``given`` the contract names present in the request, ``values`` what was
    read there; ``children`` the nested lists
    with links, as rows; ``scopes`` what the client holds for this object's type and level.
    """

    resource: str
    action: str
    new: Any
    old: Any = None
    given: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    values: dict[str, Any] = field(default_factory=dict)
    children: dict[str, list[Any]] = field(default_factory=dict)
    touched: list[Any] = field(default_factory=list)

    def touch(self, obj: Any) -> None:
        """Let the pipeline save ``obj`` too (an effect changed it)."""
        if obj not in self.touched:
            self.touched.append(obj)


@dataclass(frozen=True)
class Rule:
    """One registered norm: ``number`` of the standard, its function and what triggers it."""

    number: str
    kind: Kind
    function: Callable[[Change], Any]
    triggers: tuple[Any, ...]

    @property
    def name(self) -> str:
        return self.function.__name__

    def faults(self, change: Change) -> Iterator[Fault]:
        """What it answers, each with the number of the rule."""
        outcome = self.function(change)
        for fault in (outcome,) if isinstance(outcome, Fault) else outcome or ():
            yield replace(fault, rule=self.number)


@dataclass(frozen=True)
class Under:
    """Every write on a main object and on all that hangs under it."""

    main: str
    except_: tuple[str, ...]

    def matches(self, resource: str) -> bool:
        from mijnzaken.zgw.resource import registry  # resource imports nothing of this module, access does

        return resource not in self.except_ and self.main in (resource, registry[resource].main_resource)


def writes_under(main: str, except_: Iterable[str] = ()) -> tuple[Under, ...]:
    """Trigger on writes of ``main`` and of every resource whose main object it is."""
    return (Under(main, tuple(except_)),)


_rules: dict[tuple[str, str], Rule] = {}


def _register(number: str, kind: Kind, triggers: tuple[Any, ...]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        key = (number, function.__name__)
        if key in _rules:
            raise ValueError(f"{number} {function.__name__} is registered twice")
        _rules[key] = Rule(number, kind, function, triggers)
        return function

    return decorate


def fill(number: str, *triggers: Any) -> Callable[[F], F]:
    """Register a default under ``number``; triggers as ``"zaken.Zaak:create,update"``."""
    return _register(number, "fill", triggers)


def gate(number: str, *triggers: Any) -> Callable[[F], F]:
    """Register a scope demand (403)."""
    return _register(number, "gate", triggers)


def check(number: str, *triggers: Any) -> Callable[[F], F]:
    """Register a demand on the data (400)."""
    return _register(number, "check", triggers)


def conflict(number: str, *triggers: Any) -> Callable[[F], F]:
    """Register a demand on the state of other objects (409)."""
    return _register(number, "conflict", triggers)


def effect(number: str, *triggers: Any) -> Callable[[F], F]:
    """Register a consequence."""
    return _register(number, "effect", triggers)


def norm(number: str) -> Callable[[F], F]:
    """Name a function of the kit as the place where a rule lives (visibility, expand, input)."""
    return _register(number, "norm", ())


def one_at_a_time(*subject: Any) -> None:
    """Hold other transactions that ask the same until this one ends.

    For a check on rows that no lock of the pipeline covers: two that each see the other not yet would both pass.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))", [repr(subject)])


def rules() -> list[Rule]:
    """All rules, by number and name."""
    return [_rules[key] for key in sorted(_rules)]


def _matches(trigger: Any, resource: str, action: str) -> bool:
    if isinstance(trigger, Under):
        return trigger.matches(resource)
    name, _, actions = trigger.partition(":")
    return bool(name == resource and action in actions.split(","))


@cache
def rules_for(resource: str, action: str, kind: Kind) -> tuple[Rule, ...]:
    """The rules of one kind for a write; PATCH counts as ``update``."""
    action = "update" if action == "partial_update" else action
    return tuple(
        rule
        for rule in rules()
        if rule.kind == kind and any(_matches(trigger, resource, action) for trigger in rule.triggers)
    )
