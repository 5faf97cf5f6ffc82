"""The Django admin as one more client of the write pipeline: same bodies, same rules, same audit and outbox.

A form turns its fields into a request body; `writer.review` says what is wrong with it, at the fields, and
saving is `writer.create` or `writer.update`. A resource that is refused only when it is saved (somebody else
was first) gives a message, never an error page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from mijnzaken.zgw import bodies, parts, writer
from mijnzaken.zgw.access import Toegang, systeem
from mijnzaken.zgw.fields import snake
from mijnzaken.zgw.formfields import GroupField, LinesField, ManyOf, OneOf, RowsField, shown, words
from mijnzaken.zgw.problems import Fault, Problem
from mijnzaken.zgw.resource import Resource, registry
from mijnzaken.zgw.writer import Write

# What is published stays as it is for people too; a correctie goes through the API.
BEHALVE = ("catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen")
DURATION_HELP = "ISO 8601-duur, zoals P14D (14 dagen), P6W, P3M of P5Y (5 jaar)."


def toegang(request: HttpRequest) -> Toegang:
    """The rights of the person who is logged in; Django's permissions have been checked before."""
    user: Any = request.user
    return systeem(user.get_username(), user.get_full_name() or user.get_username(), BEHALVE)


def reason(fault: Fault) -> str:
    """A fault for people: the reason and the number of the rule."""
    return f"{fault.reason} ({fault.rule})" if fault.rule else fault.reason


def reasons(problem: Problem) -> list[str]:
    """Everything that a Problem says, each with the field it is about."""
    named = {
        fault: "" if fault.name == "nonFieldErrors" else f"{words(fault.name)}: " for fault in problem.faults
    }
    return [start + reason(fault) for fault, start in named.items()] or [problem.detail]


class ZgwForm(forms.ModelForm[Any]):
    """A form whose fields are those of a resource; made by `form_for`."""

    resource: ClassVar[type[Resource]]
    toegang: ClassVar[Toegang]  # set by the admin, per request
    given: ClassVar[Mapping[str, Any]] = {}  # what the page knows of a new object, set likewise

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body: dict[str, Any] = {}
        self.adding = self.instance._state.adding  # noqa: SLF001  (Django's own forms ask it too)
        self.by_column = {column_of(part): part for part in parts.parts_of(self.resource) if part.writable}
        for column, field in self.fields.items():
            if isinstance(field, OneOf | ManyOf):
                field.keep(self.initial.get(column))
            part = self.by_column.get(column)
            if part is None:
                continue
            field.help_text = field.help_text or part.prop.get("description", "")
            if isinstance(part, parts.Rows) and not self.adding:
                self.initial[column] = bodies.written(part, self.instance)

    def _post_clean(self) -> None:
        """In the place of Django's model validation: the contract and the rules."""
        columns = self.fields if self.adding else self.changed_data
        for column in columns:
            if column in self.by_column and column in self.cleaned_data:
                self._add(self.by_column[column], self.cleaned_data[column])
        if self.errors or not self.body:
            return
        if self.adding:
            self.body |= self.given
        key = None if self.adding else str(self.instance.pk)
        for fault in writer.review(self._write(), self.body, key):
            self._show(fault)

    def _add(self, part: parts.Part, value: Any) -> None:
        value = as_json(part, value)
        if value is None and self.adding and not part.prop.get("nullable"):
            return
        self.body[part.name] = value

    def _show(self, fault: Fault) -> None:
        head, _, tail = fault.name.partition(".")
        column = snake(head)
        if column in self.fields:
            self.add_error(column, (f"{path_in_words(tail)}: " if tail else "") + reason(fault))
        else:
            start = "" if fault.name == "nonFieldErrors" else f"{words(head)}: "
            self.add_error(None, start + reason(fault))

    def _write(self) -> Write:
        action = "create" if self.adding else "partial_update"
        return writer.write_for(self.resource, action, self.toegang)

    def save(self, commit: bool = True) -> Any:  # noqa: ARG002  (Django's signature)
        """The object as it is; `store` writes it, when the admin is ready for that."""
        if self.errors:
            raise ValueError("a form with errors cannot be saved")
        self.save_m2m = lambda: None  # type: ignore[method-assign]
        return self.instance

    def store(self) -> None:
        """Write what the form holds and read the object back; raises Problem when it is refused after all."""
        if self.adding:
            self.instance.pk = writer.create(self._write(), self.body).key
            self.instance._state.adding = False  # noqa: SLF001
        elif self.body:
            writer.update(self._write(), str(self.instance.pk), self.body)
        self.instance.refresh_from_db()


def form_for(resource: type[Resource]) -> type[ZgwForm]:
    """The form class of a resource: groups, lists and durations as the contract has them."""
    return _form_for(resource.contract)


@cache
def _form_for(contract: str) -> type[ZgwForm]:
    resource = registry[contract]
    meta = type("Meta", (), {"model": resource.model, "fields": ()})
    declared: dict[str, Any] = {"resource": resource, "Meta": meta}
    for part in parts.parts_of(resource):
        if part.writable and (field := _declared(resource, part)) is not None:
            declared[column_of(part)] = field
    return type(f"{resource.model.__name__}Form", (ZgwForm,), declared)


def _declared(resource: type[Resource], part: parts.Part) -> Any:
    """The form field of a part for which the one of its model column will not do."""
    if isinstance(part, parts.Rows):
        return RowsField(part.prop["items"], words(part.name), required=False)
    if not part.column:
        return None
    column: Any = resource.model._meta.get_field(part.column)
    label = str(column.verbose_name).capitalize()
    common: dict[str, Any] = {"required": not column.blank, "help_text": column.help_text}
    if isinstance(part, parts.Json) and "properties" in part.prop:
        return GroupField(part.prop, label, **common)
    if isinstance(part, parts.Json) and "properties" in part.prop.get("items", {}):
        return RowsField(part.prop["items"], label, **common)
    if part.prop.get("type") == "array":
        common["help_text"] = f"{column.help_text or part.prop.get('description', '')} Eén per regel.".strip()
        return LinesField(label=label, **common)
    if part.prop.get("format") == "duration":
        return forms.CharField(label=label, max_length=100, **{**common, "help_text": DURATION_HELP})
    return None


def column_of(part: parts.Part) -> str:
    """The name of a part's form field; nested rows have no column of their own."""
    return part.column or snake(part.name)


def as_json(part: parts.Part, value: Any) -> Any:
    """A cleaned form value as a request body has it."""
    if isinstance(part, parts.Level):
        return parts.LEVELS.get(int(value)) if value else None
    if isinstance(part, parts.Link):
        assert part.target
        return registry[part.target].url(value.pk) if value else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value == "" and part.prop.get("nullable"):
        return None
    return value


def path_in_words(path: str) -> str:
    """``0.maxVertrouwelijkheidaanduiding`` → "1, max vertrouwelijkheidaanduiding"."""
    steps = [str(int(step) + 1) if step.isdigit() else words(step) for step in path.split(".")]
    return ", ".join(steps)


class Display:
    """A field on a page that cannot be edited: groups and lists in words."""

    def __init__(self, part: parts.Part, label: str) -> None:
        self.part, self.__name__, self.short_description = part, column_of(part), label

    def __call__(self, obj: Any) -> Any:
        return shown(bodies.written(self.part, obj))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Display) and self.__name__ == other.__name__

    def __hash__(self) -> int:
        return hash(self.__name__)


class _Form:
    """The form of a resource, made when it is asked for: the admin is imported before the declarations."""

    def __get__(self, _options: Any, owner: Any) -> type[ZgwForm]:
        return form_for(owner.resource) if hasattr(owner, "resource") else ZgwForm


class _ZgwOptions:
    """What pages and inlines share."""

    resource: ClassVar[type[Resource]]

    form: Any = _Form()

    def page_fields(self, request: HttpRequest, obj: Any = None) -> Mapping[str, forms.Field]:  # noqa: ARG002
        """Form fields that take the place of the ordinary ones, for the page of ``obj``."""
        return {}

    def _place(self, form: Any, request: HttpRequest, obj: Any) -> None:
        form.toegang = toegang(request)
        fields = self.page_fields(request, obj)
        form.base_fields |= {name: field for name, field in fields.items() if name in form.base_fields}

    def displays(self, fields: Iterable[Any]) -> tuple[Any, ...]:
        """The same fields, with those that Django would show as raw JSON in words."""
        form: Any = self.form
        by_column = {column_of(part): part for part in parts.parts_of(self.resource) if part.writable}
        out: list[Any] = []
        for name in fields:
            field = form.base_fields.get(name) if isinstance(name, str) else None
            if isinstance(field, GroupField | RowsField | LinesField):
                out.append(Display(by_column[name], str(field.label)))
            else:
                out.append(name)
        return tuple(out)


class ZgwModelAdmin(_ZgwOptions, admin.ModelAdmin[Any]):
    """The page of a resource; ``readonly(obj)`` in a subclass names the fields that an object has fixed."""

    class Media:
        css: ClassVar[Any] = {"all": ["zgw/beheer.css"]}

    def frozen(self, obj: Any) -> frozenset[str]:  # noqa: ARG002  (for subclasses)
        """The fields that may not change any more."""
        return frozenset()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        all_fixed = not self.has_change_permission(request, obj)
        fixed = self.frozen(obj)
        return [
            (title, {**options, "fields": self._fields(options["fields"], fixed, all_fixed=all_fixed)})
            for title, options in fieldsets
        ]

    def _fields(self, names: Iterable[Any], fixed: frozenset[str], *, all_fixed: bool) -> tuple[Any, ...]:
        return tuple(self.displays([name])[0] if all_fixed or name in fixed else name for name in names)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        fixed = self.frozen(obj) if obj is not None else frozenset()
        return (*own, *self.displays(sorted(fixed)))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        self._place(form, request, obj)
        for name in self.frozen(obj) if obj is not None else ():
            form.base_fields.pop(name, None)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.guarded(
            request, lambda: super(ZgwModelAdmin, self).changeform_view(request, *args, **kwargs)
        )

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.guarded(request, lambda: super(ZgwModelAdmin, self).delete_view(request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.guarded(
            request, lambda: super(ZgwModelAdmin, self).changelist_view(request, *args, **kwargs)
        )

    def guarded(self, request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """The answer of a view; a Problem becomes messages on the page it came from."""
        try:
            return view()
        except Problem as problem:
            for text in reasons(problem):
                self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002
        form.store()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ARG002
        formset.save(commit=False)
        gone = {obj.pk for obj in formset.deleted_objects}
        for obj in formset.deleted_objects:
            writer.destroy(writer.write_for(formset.form.resource, "destroy", toegang(request)), str(obj.pk))
        for row in formset.forms:
            if row.has_changed() and row.instance.pk not in gone and not row.cleaned_data.get("DELETE"):
                row.store()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        writer.destroy(writer.write_for(self.resource, "destroy", toegang(request)), str(obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)


class ZgwInline(_ZgwOptions, admin.StackedInline[Any, Any]):
    """The resources under a main object, written one by one together with its page."""

    extra = 0

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": self.displays(options["fields"])}) for title, options in fieldsets
        ]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in names if not isinstance(name, Display)]
        formset: Any = super().get_formset(request, obj, **kwargs)
        self._place(formset.form, request, obj)
        formset.form.given = self.given(obj)
        return formset

    def given(self, obj: Any) -> Mapping[str, Any]:  # noqa: ARG002  (for subclasses)
        """What a new object under ``obj`` has without anybody filling it in."""
        return {}
