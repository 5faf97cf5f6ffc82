"""One declaration per resource; everything else is derived from the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from mijnzaken.zgw import contract
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.fields import snake

registry: dict[str, type[Resource]] = {}


@dataclass(frozen=True)
class Child:
    """A nested list whose items hold links: rows of ``model`` that point back by ``via``."""

    model: type[Model]
    via: str
    derived: Mapping[str, Any] = field(default_factory=dict)
    order: tuple[str, ...] = ("pk",)


class Resource:
    """A resource of a ZGW API: ``class StatusResource(Resource, contract="zaken.Status")``.

    What the contract says (fields, types, limits, links, filters, scopes, routes) is not repeated
    here. A declaration adds the model and what the contract cannot know:

    - ``main_object``: the contract field that links to the main object, on which authorisation, row
      lock, audit trail and notification hang; absent: the resource is a main object itself;
    - ``autorisatie``: model fields with the type and the level that authorisations speak about;
    - ``kanaal``, ``kenmerken``: where and with which contract fields a main object notifies;
    - ``order``: default order; ``eager``: relations that the rules want when it is linked to;
    - ``derived``: contract fields that are SQL expressions; ``children``: nested lists with links;
    - ``related``: prefixes of filters on another resource; ``filters``: filters with a meaning of their own;
      ``defaults``: filters that a list has when the request does not name them;
    - ``counted``: a table of counters kept by triggers, and the columns that it tells apart;
    - ``notifies``: whether writes of a resource under a main object go to its kanaal.
    """

    contract: ClassVar[str]
    model: ClassVar[type[Model]]
    main_object: ClassVar[str | None] = None
    autorisatie: ClassVar[tuple[str, str | None] | None] = None
    kanaal: ClassVar[str | None] = None
    kenmerken: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ("-uuid",)
    eager: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[Mapping[str, Any]] = {}
    children: ClassVar[Mapping[str, Child]] = {}
    columns: ClassVar[Mapping[str, str]] = {}
    related: ClassVar[Mapping[str, tuple[str, str]]] = {}
    filters: ClassVar[Mapping[str, Callable[[Any], tuple[str, list[Any]]]]] = {}
    defaults: ClassVar[Mapping[str, str]] = {}
    counted: ClassVar[tuple[str, tuple[str, ...]] | None] = None
    notifies: ClassVar[bool] = True

    within: ClassVar[str] = "catalogus"  # relations by name to this resource hold within this link

    # Computed from the above and the contract.
    main_resource: ClassVar[str]
    main_column: ClassVar[str]
    path: ClassVar[str]
    operations: ClassVar[tuple[Operation, ...]]

    def __init_subclass__(cls, contract: str) -> None:
        super().__init_subclass__()
        if contract in registry:
            raise ValueError(f"{contract} is declared twice")
        cls.contract = contract
        registry[contract] = cls
        cls._derive()

    @classmethod
    def _derive(cls) -> None:
        cls.operations = contract.operations(cls.contract)
        cls.path = path_of(cls.contract)
        if "main_resource" in cls.__dict__:
            return
        cls.main_resource, cls.main_column = cls.contract, "uuid"
        if cls.main_object:
            schema = contract.schema(cls.contract)
            prop = schema["properties"].get(cls.main_object, {})
            cls.main_resource = prop.get("x-zgw-link", cls.main_resource)
            cls.main_column = f"{snake(cls.main_object)}_id"

    @classmethod
    def url(cls, key: UUID | str, main: UUID | str | None = None) -> str:
        """The absolute URL of one object; ``main`` fills the path of a nested resource."""
        return settings.BASE_URL + cls.local_path(key, main)

    @classmethod
    def local_path(cls, key: UUID | str, main: UUID | str | None = None) -> str:
        """The URL below BASE_URL."""
        path = cls.path
        if "{" in path:
            path = path[: path.index("{")] + str(main) + path[path.index("}") + 1 :]
        return f"{path}/{key}"

    @classmethod
    def ordering(cls, values: str | list[str]) -> tuple[str, ...]:
        """The columns of an ``ordering`` parameter."""
        chosen = values.split(",") if isinstance(values, str) else values
        return tuple(("-" if v.startswith("-") else "") + snake(v.lstrip("-")) for v in chosen)

    @classmethod
    def main_of(cls, obj: Any) -> Any:
        """The main object that ``obj`` hangs on, or ``obj`` itself."""
        return obj if cls.main_object is None else getattr(obj, snake(cls.main_object))


@cache
def path_of(name: str) -> str:
    """The path of a resource's collection, from the contract: ``/zaken/api/v1/statussen``."""
    api = contract.apis()[name.partition(".")[0]]
    detail = next((op.path for op in contract.operations(name) if op.path.endswith("/{uuid}")), "")
    return api.root + detail.removesuffix("/{uuid}")


def api_of(resource: type[Resource]) -> contract.Api:
    """The API that a resource belongs to."""
    return contract.apis()[resource.contract.partition(".")[0]]


def local(url: str) -> tuple[str, str] | None:
    """``(path of the collection, last segment)`` of a URL that this registry serves, else None."""
    if not url.startswith(settings.BASE_URL + "/"):
        return None
    collection, _, key = url[len(settings.BASE_URL) :].rpartition("/")
    return collection, key
