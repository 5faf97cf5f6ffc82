"""The parts of a resource: how one contract field is read from SQL and written to a model.

`parts_of` decides, once per resource, which kind of part each contract field is: a column, a level,
JSON, a link, a list of related objects, a relation by name, nested rows, or a derived value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import orjson
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject

from mijnzaken.zgw import contract
from mijnzaken.zgw.fields import UUID_SHAPE, Vertrouwelijkheid, VertrouwelijkheidField, snake
from mijnzaken.zgw.links import LinkField
from mijnzaken.zgw.resource import Child, Resource, path_of, registry

# Stands in compiled SQL for the day at which relations by name are resolved; replaced per request.
DAY = date(1, 1, 1)
LEVELS = {level.value: level.name for level in Vertrouwelijkheid}
Render = Callable[[Any], Any]


class AnyOf(models.Func):
    """``x = ANY(array)``."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def as_text(expression: Any) -> Cast:
    """A key as text: cheaper to render than a UUID object."""
    return Cast(expression, models.TextField())


def valid_on_day(prefix: str = "") -> Q:
    """Published versions whose window holds DAY (catalogi, historie model)."""
    begin, end, concept = (prefix + name for name in ("begin_geldigheid", "einde_geldigheid", "concept"))
    day = Value(DAY, models.DateField())
    return Q(**{concept: False, f"{begin}__lte": day}) & (Q(**{end: None}) | Q(**{f"{end}__gt": day}))


class Part:
    """One contract field: ``expression()`` selects it, ``render`` turns the selected value into JSON."""

    target: str | None = None  # the resource it links to
    many = False
    render: Render | None = None

    def __init__(self, name: str, prop: contract.Schema, column: str = "") -> None:
        self.name, self.prop, self.column = name, prop, column
        self.writable = not prop.get("readOnly")

    def expression(self) -> Any:
        return F(self.column)

    def keys(self, raw: Any) -> list[str]:  # noqa: ARG002  (most parts link to nothing)
        """The local keys in a selected value, for expand."""
        return []

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name})"


class Scalar(Part):
    """A plain column."""


class Key(Part):
    """The uuid of the object itself."""

    def expression(self) -> Any:
        return as_text("pk")


class Url(Key):
    """The URL of the object itself."""

    def __init__(self, name: str, prop: contract.Schema, resource: type[Resource]) -> None:
        super().__init__(name, prop)
        self.render = urls(resource.contract)


class Level(Part):
    """vertrouwelijkheidaanduiding: a number in the table, a name in the API."""

    render = staticmethod(LEVELS.get)


class Json(Part):
    """A group or free JSON, stored in the shape of the contract and passed on unparsed."""

    def __init__(self, name: str, prop: contract.Schema, column: str) -> None:
        super().__init__(name, prop, column)
        # A group that may not be null is answered with empty texts when it is not there.
        empty = None if prop.get("nullable") else dict.fromkeys(prop.get("properties", ()), "") or None
        self.render = lambda raw: empty if raw is None else orjson.Fragment(raw)

    def expression(self) -> Any:
        return as_text(self.column)


class Duration(Part):
    """An ISO 8601 duration, stored as it was written; empty is null."""

    @staticmethod
    def render(raw: str) -> Any:
        return raw or None


class Derived(Part):
    """A value computed in SQL."""

    def __init__(self, name: str, prop: contract.Schema, expression: Any) -> None:
        super().__init__(name, prop)
        self.writable = False
        self._expression = expression
        self.target = target_of(prop)
        self.many = prop.get("type") == "array" and self.target is not None
        if self.target:
            self.render = url_list(self.target) if self.many else urls(self.target)

    def expression(self) -> Any:
        return self._expression

    def keys(self, raw: Any) -> list[str]:
        return [] if not raw or self.target is None else raw if self.many else [raw]


class Link(Part):
    """A link to one object: a local key, or the URL of a remote object."""

    def __init__(self, name: str, prop: contract.Schema, field: Any) -> None:
        super().__init__(name, prop, field.name)
        self.target = target_of(prop)
        assert self.target
        self.field = field
        # A plain UUID column is a link without foreign key: its object may not exist (yet).
        self.loose = not isinstance(field, models.ForeignKey)
        self.remote = self.loose or isinstance(field, LinkField)
        empty = None if prop.get("nullable") else ""
        build = urls(self.target)
        self.render = lambda raw: build(raw) if raw else empty

    def expression(self) -> Any:
        key = as_text(self.field.attname)
        return Coalesce(key, f"{self.column}_url", output_field=models.TextField()) if self.remote else key

    def keys(self, raw: str | None) -> list[str]:
        return [raw] if raw and ":" not in raw else []


class Related(Part):
    """The objects that point here: a list of URLs, or the newest one."""

    def __init__(self, name: str, prop: contract.Schema, target: type[Resource], via: str) -> None:
        super().__init__(name, prop)
        self.writable = False
        self.target, self.via = target.contract, via
        self.many = prop.get("type") == "array"
        self.render = url_list(target.contract) if self.many else urls(target.contract)

    def expression(self) -> Any:
        assert self.target
        resource = registry[self.target]
        rows = resource.model._default_manager.filter(**{self.via: OuterRef("pk")}).order_by(*resource.order)
        found = rows.values_list(as_text("pk"))
        return ArraySubquery(found) if self.many else Subquery(found[:1])

    def keys(self, raw: Any) -> list[str]:
        return [] if not raw else raw if self.many else [raw]


class Named(Part):
    """Relations by name: stored as names, answered as URLs of the versions valid on the day."""

    def __init__(self, name: str, prop: contract.Schema, model: Any, column: str) -> None:
        super().__init__(name, prop, column)
        self.model = model
        self.target = target_of(prop)
        assert self.target
        self.key = snake(prop["items"]["x-zgw-naam"])
        self.many = True
        self.render = url_list(self.target)

    def expression(self) -> Any:
        target = registry.get(self.target or "")
        if target is None:
            return Value([], ArrayField(models.TextField()))
        same = {target.within: OuterRef(path_to(self.model, target.within))}
        rows = target.model._default_manager.filter(
            AnyOf(F(self.key), OuterRef(self.column)), valid_on_day(), **same
        )
        return ArraySubquery(rows.order_by(self.key, "pk").values_list(as_text("pk")))

    def keys(self, raw: Any) -> list[str]:
        return list(raw) if raw else []


class NamedOne(Part):
    """One relation by name: the version valid on the day, else the newest one of that name."""

    def __init__(self, name: str, prop: contract.Schema, model: Any, column: str) -> None:
        super().__init__(name, prop, column)
        self.model = model
        self.target = target_of(prop)
        assert self.target
        self.key = snake(prop["x-zgw-naam"])
        address = urls(self.target)
        # A name that no version has (yet) is answered empty: there is no object to point at.
        self.render = lambda raw: address(raw) if ":" in raw or UUID_SHAPE.fullmatch(raw) else ""

    def expression(self) -> Any:
        target = registry.get(self.target or "")
        if target is None:
            return F(self.column)
        same = {target.within: OuterRef(path_to(self.model, target.within)), self.key: OuterRef(self.column)}
        valid = models.Case(models.When(valid_on_day(), then=0), default=1)
        rows = target.model._default_manager.filter(**same).order_by(valid, "concept", "-begin_geldigheid")
        # The URL of another registry is its own answer.
        return Coalesce(
            Subquery(rows.values_list(as_text("pk"))[:1]), F(self.column), output_field=models.TextField()
        )

    def keys(self, raw: str) -> list[str]:
        return [raw] if UUID_SHAPE.fullmatch(raw) else []


def path_to(model: Any, name: str) -> str:
    """The ORM path from ``model`` to the link ``name``, directly or over one foreign key."""
    if any(field.name == name for field in model._meta.concrete_fields):
        return name
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and hasattr(field.related_model, f"{name}_id"):
            return f"{field.name}__{name}"
    raise LookupError(f"{model.__name__} has no path to {name}")


class Rows(Part):
    """A nested list whose items hold links: rows of a child table."""

    def __init__(self, name: str, prop: contract.Schema, child: Child) -> None:
        super().__init__(name, prop)
        self.child = child
        self.parts = build(prop["items"], child.model, dict(child.derived))
        links = (p for p in self.parts if isinstance(p, Link | NamedOne) and p.writable)
        self.target = next((p.target for p in links), None)
        self.many = True
        self._renders = [(p.name, p.render) for p in self.parts if p.render]
        self._per: str = prop["items"].get("x-zgw-per", "")
        self._fields: dict[str, list[str]] = prop["items"].get("x-zgw-velden", {})
        self._variable = {name for names in self._fields.values() for name in names}

    def expression(self) -> Any:
        rows = self.child.model._default_manager.filter(**{self.child.via: OuterRef("pk")})
        item = JSONObject(**{p.name: p.expression() for p in self.parts})
        return ArraySubquery(rows.order_by(*self.child.order).values_list(as_text(item)))

    def render(self, raw: list[str]) -> Any:
        if not raw:
            return []
        items = [orjson.loads(text) for text in raw]
        for item in items:
            item.update({name: render(item[name]) for name, render in self._renders})
        return [self._own(item) for item in items] if self._per else items

    def _own(self, item: dict[str, Any]) -> dict[str, Any]:
        """Only the fields that go with the item's own variant, and of those only what is filled."""
        own = self._fields.get(item[self._per], ())
        return {k: v for k, v in item.items() if k not in self._variable or (k in own and v)}

    def keys(self, raw: list[str]) -> list[str]:
        links = [p for p in self.parts if isinstance(p, Link | NamedOne)]
        return [key for text in raw for part in links for key in part.keys(orjson.loads(text)[part.name])]


class Unserved(Part):
    """A relation to a resource that no registry serves yet: empty."""

    def __init__(self, name: str, prop: contract.Schema) -> None:
        super().__init__(name, prop)
        self.writable = False

    def expression(self) -> Any:
        return Value(None, models.TextField())

    def render(self, _raw: None) -> Any:
        return [] if self.prop.get("type") == "array" else None


def target_of(prop: contract.Schema) -> str | None:
    """The resource that a property links to."""
    target: str | None = prop.get("x-zgw-link") or prop.get("items", {}).get("x-zgw-link")
    return target


def urls(resource: str) -> Render:
    """Key (or remote URL) → absolute URL."""
    prefix = f"{settings.BASE_URL}{path_of(resource)}/"
    return lambda raw: raw if raw is None or ":" in raw else prefix + raw


def url_list(resource: str) -> Render:
    """Keys → absolute URLs."""
    prefix = f"{settings.BASE_URL}{path_of(resource)}/"
    return lambda raw: [prefix + key for key in raw] if raw else []


def label(column: str, choices: list[tuple[Any, str]]) -> models.Case:
    """The readable text of a coded column (``…Weergave`` fields)."""
    texts = [models.When(**{column: code}, then=Value(text)) for code, text in choices]
    return models.Case(*texts, default=Value(""), output_field=models.TextField())


def build(schema: contract.Schema, model: Any, derived: Mapping[str, Any]) -> list[Part]:
    """The parts of a nested schema."""
    return [part_for(name, prop, model, None, derived) for name, prop in schema["properties"].items()]


def parts_of(resource: type[Resource]) -> tuple[Part, ...]:
    """The parts of a resource, in the order of the contract."""
    return _parts_of(resource.contract)


@cache
def _parts_of(name: str) -> tuple[Part, ...]:
    resource = registry[name]
    properties = contract.schema(resource.contract)["properties"]
    return tuple(
        part_for(name, prop, resource.model, resource, resource.derived) for name, prop in properties.items()
    )


def part_for(
    name: str, prop: contract.Schema, model: Any, resource: type[Resource] | None, derived: Mapping[str, Any]
) -> Part:
    """Which kind of part a contract field is; raises LookupError when nothing can supply it."""
    if name in derived:
        return Derived(name, prop, derived[name])
    if resource and name == "url":
        return Url(name, prop, resource)
    if resource and name in resource.children:
        return Rows(name, prop, resource.children[name])
    column = resource.columns.get(name, snake(name)) if resource else snake(name)
    try:
        field = model._meta.get_field(column)
        if not field.concrete:
            raise FieldDoesNotExist
    except FieldDoesNotExist:
        return _related(name, prop, model)
    if field.primary_key and field.name == "uuid":
        return Key(name, prop, column)
    if isinstance(field, models.ForeignKey) or (isinstance(field, models.UUIDField) and target_of(prop)):
        return Link(name, prop, field)
    if isinstance(field, VertrouwelijkheidField):
        return Level(name, prop, column)
    if isinstance(field, ArrayField) and "x-zgw-naam" in prop.get("items", {}):
        return Named(name, prop, model, column)
    if "x-zgw-naam" in prop:
        return NamedOne(name, prop, model, column)
    if isinstance(field, models.JSONField):
        return Json(name, prop, column)
    if prop.get("format") == "duration" and prop.get("nullable"):
        return Duration(name, prop, column)
    return Scalar(name, prop, column)


def _related(name: str, prop: contract.Schema, model: Any) -> Part:
    target = target_of(prop)
    if target is None:
        raise LookupError(f"{name}: no column, link, group or derived value supplies this field")
    if target not in registry:
        return Unserved(name, prop)
    resource = registry[target]
    back = [
        f
        for f in resource.model._meta.get_fields()
        if isinstance(f, models.ForeignKey) and f.related_model is model
    ]
    if len(back) != 1:
        raise LookupError(f"{name}: {len(back)} foreign keys of {target} point back; declare it as derived")
    return Related(name, prop, resource, back[0].name)
