"""What hangs on one version of a type and has to go along when the next one takes its place.

Registries know each other only through this: whoever keeps something under the key or URL of a type registers
a function with `successor`; whoever makes a version the next one calls `succeed`, within its own transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.resource import Resource

# (toegang, resource of the type, key of the version before, key of the new one) → what was done, in words
Successor = Callable[[Toegang, type[Resource], UUID, UUID], list[str]]
_successors: dict[str, Successor] = {}


def successor(function: Successor) -> Successor:
    """Register what an app carries over to a new version; it leaves the old version's things as they are."""
    _successors[function.__module__] = function
    return function


def succeed(toegang: Toegang, resource: type[Resource], old: UUID, new: UUID) -> list[str]:
    """Carry everything over from one version to the next; one line per thing that was written."""
    done = (function(toegang, resource, old, new) for _name, function in sorted(_successors.items()))
    return [line for lines in done for line in lines]
