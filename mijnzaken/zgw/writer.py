"""The one write pipeline, in one transaction.

parse → resolve links → lock the main object → fill → authorise → gates → checks → effects → save →
read back → audit row → outbox row → commit. The API, the admin and commands all enter here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, ProtectedError, RestrictedError, UniqueConstraint

from mijnzaken.zgw import audit, bodies, outbox, parts
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.audit import Herkomst
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.fields import snake
from mijnzaken.zgw.links import fetch
from mijnzaken.zgw.models import AuditRegel
from mijnzaken.zgw.problems import Fault, Problem, forbidden, invalid, not_found
from mijnzaken.zgw.reader import Row, reader
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.rules import Change, rules_for

NOTIFIED = {"create", "update", "partial_update", "destroy"}


@dataclass
class Write:
    """One write on its way: who wants what on which object."""

    resource: type[Resource]
    op: Operation
    toegang: Toegang
    herkomst: Herkomst = field(default_factory=Herkomst)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


def write_for(resource: type[Resource], action: str, toegang: Toegang) -> Write:
    """A write of one action; LookupError when the contract has no such operation."""
    for op in resource.operations:
        if op.action == action:
            return Write(resource, op, toegang)
    raise LookupError(f"{resource.contract} has no {action}")


def create(write: Write, body: Any, parent: str | None = None, key: UUID | None = None) -> Row:
    """Add an object from a request body; ``parent`` is the main object of a nested path.

    ``key`` is for an object that has one already, elsewhere (an import); the caller has seen that it is free here.
    """
    with transaction.atomic():
        row = commit(write, _addition(write, body, parent, key))
        assert row
        return row


def update(write: Write, key: str, body: Any) -> Row:
    """Replace (PUT) or amend (PATCH) an object from a request body."""
    with transaction.atomic():
        row = commit(write, _amendment(write, key, body))
        assert row
        return row


def review(write: Write, body: Any, key: str | None = None) -> list[Fault]:
    """What ``create`` or ``update`` would refuse, all at once and without writing: for a form."""
    with transaction.atomic():
        try:
            change = _amendment(write, key, body) if key else _addition(write, body)
            _admit(write, change)
        except Problem as problem:
            return list(problem.faults) or [Fault("nonFieldErrors", problem.code, problem.detail)]
        return check(change) or list(_duplicates(write.resource, change.new))


def _addition(write: Write, body: Any, parent: str | None = None, key: UUID | None = None) -> Change:
    resource = write.resource
    values, given = bodies.parse(resource, body, None, "create")
    new = resource.model(uuid=key) if key else resource.model()
    change = Change(resource.contract, "create", new, given=given, now=write.now, values=values)
    if parent and resource.main_object:
        main = fetch(registry[resource.main_resource], UUID(parent), lock=True)
        if main is None:
            raise not_found()
        setattr(new, snake(resource.main_object), main)
        values.pop(resource.main_object, None)
    bodies.assign(resource, change, values)
    return change


def _amendment(write: Write, key: str, body: Any) -> Change:
    resource, partial = write.resource, write.op.action == "partial_update"
    old = locked(resource, key)
    if not isinstance(body, dict):
        raise invalid(Fault("nonFieldErrors", "invalid", "Dit moet een object zijn."))
    values, given = bodies.parse(resource, body, old, write.op.action)
    change = Change(
        resource.contract, write.op.action, copy.copy(old), old, given, now=write.now, values=dict(values)
    )
    if not partial:
        bodies.reset(resource, change.new, values)
    bodies.assign(resource, change, values)
    return change


def act(write: Write, key: str, body: Any = None) -> Row:
    """An action of the resource's own on one object (publish, lock): its rules do the work with the body."""
    values = bodies.parse_action(write.op, body)
    with transaction.atomic():
        old = locked(write.resource, key)
        change = Change(write.resource.contract, write.op.action, copy.copy(old), old, now=write.now)
        change.given, change.values = frozenset(values), values
        row = commit(write, change)
        assert row
        return row


def destroy(write: Write, key: str) -> None:
    """Remove an object and what hangs under it."""
    with transaction.atomic():
        old = locked(write.resource, key)
        commit(write, Change(write.resource.contract, "destroy", old, old, now=write.now))


def locked(resource: type[Resource], key: UUID | str) -> Any:
    """The object with its main object, whose row is held until the commit; 404 when it is not there."""
    key = UUID(str(key))
    if resource.main_object is None:
        obj = fetch(resource, key, lock=True)
    else:
        # The main object first, always: two writers can never wait for each other.
        own = (
            resource.model._default_manager.filter(pk=key)
            .values_list(resource.main_column, flat=True)
            .first()
        )
        main = fetch(registry[resource.main_resource], own, lock=True) if own else None
        obj = fetch(resource, key) if main else None
        if obj is not None:
            setattr(obj, snake(resource.main_object), main)
    if obj is None:
        raise not_found()
    return obj


def commit(write: Write, change: Change) -> Row | None:
    """Rules, save, read back, audit, outbox, for a change whose objects are loaded and locked."""
    resource, action = write.resource, change.action
    _admit(write, change)
    faults = check(change)
    if faults:
        raise invalid(*faults)
    for rule in rules_for(resource.contract, action, "conflict"):
        for fault in rule.faults(change):
            raise Problem(409, fault.code, fault.reason)
    for rule in rules_for(resource.contract, action, "effect"):
        rule.function(change)
    source = reader(resource)
    before = source.one(change.old.pk) if change.old is not None else None
    main = resource.main_of(change.new)
    features = _features(resource, resource.main_of(change.old) if change.old else main)
    row = None
    others = [(obj, _resource_of(obj)) for obj in change.touched if obj is not main]
    seen = [reader(other).one(obj.pk) for obj, other in others]
    try:
        if action == "destroy":
            _delete(resource, change)
        else:
            _save(resource, change)
    except (ProtectedError, RestrictedError) as error:  # kinds of IntegrityError, so these come first
        blocking = next(iter(getattr(error, "protected_objects", None) or error.restricted_objects))  # type: ignore[union-attr]
        reason = f"Dit object is nog in gebruik door {blocking._meta.verbose_name} {blocking}."
        raise invalid(Fault("nonFieldErrors", "pending-relations", reason)) from error
    except IntegrityError as error:
        raise invalid(_broken(resource, error)) from error
    if action != "destroy":
        row = source.one(change.new.pk)
        features = _features(resource, main)
    _record(write, change, before, row, features)
    for (obj, other), old_row in zip(others, seen, strict=True):
        # What an effect did to another object is told of that object too.
        aside = Change(other.contract, "partial_update", obj)
        _record(write, aside, old_row, reader(other).one(obj.pk), _features(other, other.main_of(obj)))
    return row


def check(change: Change) -> list[Fault]:
    """All faults of a change: fields that may not change, and the check rules."""
    faults = list(_immutable(change))
    for rule in rules_for(change.resource, change.action, "check"):
        faults.extend(rule.faults(change))
    return faults


# --- the steps of commit -------------------------------------------------------------------------


def _admit(write: Write, change: Change) -> None:
    """Defaults, rights and gates; 403 when the client may not do this."""
    for rule in rules_for(change.resource, change.action, "fill"):
        rule.function(change)
    _authorise(write, change)
    for rule in rules_for(change.resource, change.action, "gate"):
        for fault in rule.faults(change):
            raise forbidden(fault.reason, fault.code)


def _authorise(write: Write, change: Change) -> None:
    """Rights on the main object as it will be, and for a change also as it was."""
    resource = write.resource
    change.scopes = write.toegang.mag(write.op, resource, resource.main_of(change.new))
    if change.old is not None:
        write.toegang.mag(write.op, resource, resource.main_of(change.old))


def _immutable(change: Change) -> Any:
    if change.old is None or change.action == "destroy":
        return
    resource = registry[change.resource]
    for part in parts.parts_of(resource):
        fixed = part.prop.get("x-zgw-immutable") or part.name == resource.main_object
        if not fixed or part.name not in change.given or not part.column:
            continue
        name = part.field.attname if isinstance(part, parts.Link) else part.column
        if getattr(change.new, name) != getattr(change.old, name):
            yield Fault(part.name, "wijzigen-niet-toegelaten", "Dit veld mag niet gewijzigd worden.")


def _resource_of(obj: Any) -> type[Resource]:
    return next(r for r in registry.values() if r.model is type(obj))


def _save(resource: type[Resource], change: Change) -> None:
    change.new.save(force_insert=change.old is None, force_update=change.old is not None)
    for name, rows in change.children.items():
        child = resource.children[name]
        if change.old is not None:
            child.model._default_manager.filter(**{child.via: change.new}).delete()
        child.model._default_manager.bulk_create(rows)
    for obj in change.touched:
        obj.save()


def _delete(resource: type[Resource], change: Change) -> None:
    for obj in change.touched:
        obj.save()
    key = change.new.pk
    change.new.delete()
    change.new.pk = key
    if resource.main_object is None:
        AuditRegel.objects.filter(hoofd_object=key).delete()


def _broken(resource: type[Resource], error: IntegrityError) -> Fault:
    """The fault behind a broken constraint: code and text stand on the constraint itself."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    models = [resource.model, *(child.model for child in resource.children.values())]
    for constraint in (c for model in models for c in model._meta.constraints):
        if constraint.name == name:
            return _fault_of(resource, constraint)
    raise error


def _fault_of(resource: type[Resource], constraint: BaseConstraint) -> Fault:
    column = (getattr(constraint, "fields", None) or ["nonFieldErrors"])[-1]
    name = next((p.name for p in parts.parts_of(resource) if p.column == column), "nonFieldErrors")
    code = constraint.violation_error_code or "invalid"
    return Fault(name, code, str(constraint.get_violation_error_message()))


def _duplicates(resource: type[Resource], new: Any) -> Iterator[Fault]:
    """The unique constraints that the object would break, as far as they can be seen beforehand."""
    for constraint in new._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            try:
                constraint.validate(type(new), new)
            except ValidationError:
                yield _fault_of(resource, constraint)


def _features(resource: type[Resource], main: Any) -> dict[str, str]:
    """The kenmerken of a main object, as its API shows them."""
    registered = registry[resource.main_resource]
    by_name = {part.name: part for part in parts.parts_of(registered)}
    out = {}
    for name in registered.kenmerken:
        part = by_name[name]
        if isinstance(part, parts.Link):
            raw = getattr(main, part.field.attname)
            value = str(raw) if raw else getattr(main, f"{part.column}_url", "")
        else:
            value = getattr(main, part.column)
        out[name] = part.render(value) if part.render else value
    return out


def _record(
    write: Write, change: Change, before: Row | None, after: Row | None, features: dict[str, str]
) -> None:
    resource = registry[change.resource]
    action = change.action if change.action in NOTIFIED else "update"
    main = resource.main_of(change.new)
    registered = registry[resource.main_resource]
    if not (action == "destroy" and resource.main_object is None):
        # Destroying a main object destroys its trail (zrc-023): there is no line to add.
        audit.schrijf(
            resource, action, write.toegang, write.herkomst, change.new, main.pk,
            before.data if before else None, after.data if after else None, write.now,
        )  # fmt: skip
    if registered.kanaal and resource.notifies:
        message = {
            "kanaal": registered.kanaal,
            "hoofdObject": registered.url(main.pk),
            "resource": resource.contract.partition(".")[2].lower(),
            "resourceUrl": resource.url(change.new.pk, main.pk),
            "actie": action,
            "aanmaakdatum": write.now.isoformat().replace("+00:00", "Z"),
            "kenmerken": features,
        }
        outbox.plaats(registered.kanaal, message)
