"""The one write pipeline, in one transaction.

parse → resolve links → lock the main object → fill → authorise → gates → checks → effects → save →
read back → audit row → outbox row → commit. The API, the admin and commands all enter here.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from mijnzaken.zgw import audit, contract, outbox, parts
from mijnzaken.zgw.access import Toegang
from mijnzaken.zgw.audit import Herkomst
from mijnzaken.zgw.contract import Operation
from mijnzaken.zgw.fields import Vertrouwelijkheid, snake
from mijnzaken.zgw.filters import key_in
from mijnzaken.zgw.links import fetch, resolve
from mijnzaken.zgw.models import AuditRegel
from mijnzaken.zgw.parser import Faults, body_parser
from mijnzaken.zgw.problems import Fault, forbidden, invalid, not_found
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


def create(write: Write, body: Any, parent: str | None = None) -> Row:
    """Add an object from a request body; ``parent`` is the main object of a nested path."""
    resource = write.resource
    values, given = _parse(resource, body, None)
    with transaction.atomic():
        new = resource.model()
        change = Change(resource.contract, "create", new, given=given, now=write.now)
        if parent and resource.main_object:
            main = fetch(registry[resource.main_resource], parent, lock=True)
            if main is None:
                raise not_found()
            setattr(new, snake(resource.main_object), main)
            values.pop(resource.main_object, None)
        _assign(write, change, values)
        row = commit(write, change)
        assert row
        return row


def update(write: Write, key: str, body: Any) -> Row:
    """Replace (PUT) or amend (PATCH) an object from a request body."""
    resource, partial = write.resource, write.op.action == "partial_update"
    with transaction.atomic():
        old = locked(resource, key)
        if not isinstance(body, dict):
            raise invalid(Fault("nonFieldErrors", "invalid", "Dit moet een object zijn."))
        values, given = _parse(resource, body, old if partial else None, partial=partial)
        change = Change(resource.contract, write.op.action, copy.copy(old), old, given, now=write.now)
        if not partial:
            _reset(resource, change.new, values)
        _assign(write, change, values)
        row = commit(write, change)
        assert row
        return row


def act(write: Write, key: str) -> Row:
    """An action of the resource's own on one object (publish): no body, its rules do the work."""
    with transaction.atomic():
        old = locked(write.resource, key)
        row = commit(
            write, Change(write.resource.contract, write.op.action, copy.copy(old), old, now=write.now)
        )
        assert row
        return row


def destroy(write: Write, key: str) -> None:
    """Remove an object and what hangs under it."""
    with transaction.atomic():
        old = locked(write.resource, key)
        commit(write, Change(write.resource.contract, "destroy", old, old, now=write.now))


def locked(resource: type[Resource], key: str) -> Any:
    """The object with its main object, whose row is held until the commit; 404 when it is not there."""
    if resource.main_object is None:
        obj = fetch(resource, key, lock=True)
    else:
        # The main object first, always: two writers can never wait for each other.
        own = resource.model._default_manager.filter(pk=key).values(resource.main_column)[:1]
        main = fetch(registry[resource.main_resource], own, lock=True)
        obj = fetch(resource, key) if main else None
        if obj is not None:
            setattr(obj, snake(resource.main_object), main)
    if obj is None:
        raise not_found()
    return obj


def commit(write: Write, change: Change) -> Row | None:
    """Rules, save, read back, audit, outbox, for a change whose objects are loaded and locked."""
    resource, action = write.resource, change.action
    for rule in rules_for(resource.contract, action, "fill"):
        rule.function(change)
    _authorise(write, change)
    for rule in rules_for(resource.contract, action, "gate"):
        for fault in rule.faults(change):
            raise forbidden(fault.reason, fault.code)
    faults = check(change)
    if faults:
        raise invalid(*faults)
    for rule in rules_for(resource.contract, action, "effect"):
        rule.function(change)
    source = reader(resource)
    before = source.one(change.old.pk) if change.old is not None else None
    main = resource.main_of(change.new)
    features = _features(resource, resource.main_of(change.old) if change.old else main)
    row = None
    try:
        if action == "destroy":
            _delete(resource, change)
        else:
            _save(resource, change)
    except IntegrityError as error:
        raise invalid(_broken(resource, error)) from error
    except (ProtectedError, RestrictedError) as error:
        blocking = next(iter(getattr(error, "protected_objects", None) or error.restricted_objects))  # type: ignore[union-attr]
        reason = f"Dit object is nog in gebruik door {blocking._meta.verbose_name} {blocking}."
        raise invalid(Fault("nonFieldErrors", "pending-relations", reason)) from error
    if action != "destroy":
        row = source.one(change.new.pk)
        features = _features(resource, main)
    _record(write, change, before, row, features)
    return row


def check(change: Change) -> list[Fault]:
    """All faults of a change: fields that may not change, and the check rules."""
    faults = list(_immutable(change))
    for rule in rules_for(change.resource, change.action, "check"):
        faults.extend(rule.faults(change))
    return faults


# --- from body to instance -----------------------------------------------------------------------


def _parse(
    resource: type[Resource], body: Any, old: Any, *, partial: bool = False
) -> tuple[dict[str, Any], frozenset[str]]:
    if partial and isinstance(body, dict):
        # A field whose shape depends on a sibling is read by the sibling's stored value.
        for name, prop in contract.schema(resource.contract)["properties"].items():
            per = prop.get("x-zgw-per")
            if per and name in body and per not in body:
                body = {**body, per: getattr(old, snake(per))}
    faults: Faults = []
    values = body_parser(resource.contract, partial)(body, "", faults)
    if faults:
        raise invalid(*faults)
    return values, frozenset(values)


def _reset(resource: type[Resource], new: Any, values: dict[str, Any]) -> None:
    """PUT: what may be absent and is, gets its default back."""
    required = contract.schema(resource.contract).get("required", ())
    for part in parts.parts_of(resource):
        if not part.writable or part.name in values or part.name in required:
            continue
        if part.prop.get("x-zgw-immutable") or part.name == resource.main_object:
            continue
        if isinstance(part, parts.Rows):
            values[part.name] = []
        elif isinstance(part, parts.Link):
            values[part.name] = ""
        elif part.column:
            setattr(new, part.column, new._meta.get_field(part.column).get_default())


def _assign(write: Write, change: Change, values: dict[str, Any]) -> None:
    """Put parsed values on the instance; links are resolved, the main object's row is locked."""
    resource, new = write.resource, change.new
    within = resource.contract.partition(".")[0]
    faults: list[Fault] = []
    for part in parts.parts_of(resource):
        if not part.writable or part.name not in values:
            continue
        value = values[part.name]
        if isinstance(part, parts.Rows):
            change.children[part.name] = _children(part, new, value or [], within, faults)
        elif isinstance(part, parts.Link):
            lock = part.name == resource.main_object and change.old is None
            _link(part, new, part.name, value, within, faults, lock=lock)
        elif isinstance(part, parts.Named):
            setattr(new, part.column, [_name(part, item) for item in value or []])
        elif isinstance(part, parts.NamedOne):
            setattr(new, part.column, _name(part, value))
        else:
            setattr(new, part.column, _stored(part, new, value))
    if faults:
        raise invalid(*faults)


def _stored(part: parts.Part, obj: Any, value: Any) -> Any:
    if isinstance(part, parts.Level):
        return Vertrouwelijkheid[value].value if value else None
    column = obj._meta.get_field(part.column)
    if value is None and not column.null:
        return column.get_default()
    if value == "" and column.null and column.get_internal_type() not in ("CharField", "TextField"):
        return None
    return value


def _link(
    part: parts.Link, obj: Any, name: str, value: Any, within: str, faults: list[Fault], *, lock: bool = False
) -> None:
    if part.remote:
        setattr(obj, f"{part.column}_url", "")
    setattr(obj, part.column, None)
    if not value:
        return
    assert part.target
    if part.loose:
        key = key_in(value, part.target)
        setattr(obj, part.column if key else f"{part.column}_url", key or value)
        return
    found = resolve(name, part.target, value, within, lock=lock)
    if isinstance(found, Fault):
        faults.append(found)
    else:
        setattr(obj, part.column, found)


def _name(part: parts.Named | parts.NamedOne, item: str) -> str:
    """A relation by name accepts the name, or the URL of a version that has it."""
    assert part.target
    resource = registry.get(part.target)
    key = key_in(item, part.target)
    if resource is None or key is None:
        return item
    name = resource.model._default_manager.filter(pk=key).values_list(part.key, flat=True).first()
    return str(name) if name is not None else item


def _children(part: parts.Rows, parent: Any, items: list[Any], within: str, faults: list[Fault]) -> list[Any]:
    rows = []
    for index, item in enumerate(items):
        row = part.child.model(**{part.child.via: parent})
        for inner in part.parts:
            value = item.get(inner.name)
            if not inner.writable or inner.name not in item:
                continue
            if isinstance(inner, parts.NamedOne):
                setattr(row, inner.column, _name(inner, value))
            elif isinstance(inner, parts.Link):
                _link(inner, row, f"{part.name}.{index}.{inner.name}", value, within, faults)
            else:
                setattr(row, inner.column, _stored(inner, row, value))
        rows.append(row)
    return rows


# --- the steps of commit -------------------------------------------------------------------------


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
            column = (getattr(constraint, "fields", None) or ["nonFieldErrors"])[-1]
            field_name = next(
                (p.name for p in parts.parts_of(resource) if p.column == column), "nonFieldErrors"
            )
            code = constraint.violation_error_code or "invalid"
            return Fault(field_name, code, str(constraint.get_violation_error_message()))
    raise error


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
    resource = write.resource
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
