"""Form fields for what the contract nests: groups, lists of groups, lists of texts; and their display in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mijnzaken.zgw import contract

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SHORT = 255
Choices = list[tuple[str, Any]]
EXTRA_ROWS = 2


def words(name: str) -> str:
    """A contract name as a label: ``einddatumBekend`` → "Einddatum bekend"."""
    return _HUMP.sub(" ", name).replace("_", " ").lower().capitalize()


class LinesField(forms.CharField):
    """A list of texts, one per line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = "\n".join(value) if isinstance(value, list) else super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial or []) != self.to_python(data or ""))


class OneOf(forms.ChoiceField):
    """A value to choose; ``options`` gives the choices for the value that an object has now, itself included."""

    def __init__(self, options: Callable[[str], Choices], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.options = options

    def keep(self, current: Any) -> None:
        """Offer what there is, and what the object has now."""
        self.choices = [("", "---------"), *self.options(current or "")]


class ManyOf(forms.MultipleChoiceField):
    """Names to choose; one that an object has now stays, also when nothing goes by that name."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, names: Iterable[str], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple(attrs={"class": "namen"}))
        super().__init__(**kwargs)
        self.names = list(names)

    def keep(self, current: Any) -> None:
        """Offer what there is, and what the object has now."""
        self.choices = known_names(self.names, current or [])


def known_names(names: Iterable[str], current: Iterable[str]) -> Choices:
    """Names as choices, the current ones that do not exist marked as such."""
    known = dict.fromkeys(names)
    unknown = [name for name in current if name not in known]
    return [*((name, name) for name in known), *((name, f"{name} (bestaat hier niet)") for name in unknown)]


class GroupWidget(forms.MultiWidget):
    """The fields of a group under each other, each with its own label."""

    template_name = "admin/zgw/groep.html"

    def __init__(self, names: list[str], widgets: list[Any], label: str, help_texts: dict[str, str]) -> None:
        super().__init__(dict(zip(names, widgets, strict=True)))
        self.names, self.label, self.help = names, label, help_texts

    def decompress(self, value: Any) -> list[Any]:
        value = value if isinstance(value, dict) else {}
        return [value.get(name) for name in self.names]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["label"] = self.label
        for own, sub in zip(self.names, context["widget"]["subwidgets"], strict=True):
            sub["label"], sub["help"] = words(own), self.help.get(own, "")
        return context


class GroupField(forms.MultiValueField):
    """An object of the contract; its value is that object, or None when nothing is filled in."""

    def __init__(self, schema: contract.Schema, label: str, **kwargs: Any) -> None:
        properties = {n: p for n, p in schema["properties"].items() if not p.get("readOnly")}
        fields = [field_for(prop) for prop in properties.values()]
        names = list(properties)
        helps = {name: field.help_text for name, field in zip(names, fields, strict=True)}
        widget = GroupWidget(names, [field.widget for field in fields], label, helps)
        super().__init__(fields, widget=widget, require_all_fields=False, label=label, **kwargs)
        self.properties, self.needed = properties, frozenset(schema.get("required", ()))

    def compress(self, values: list[Any]) -> dict[str, Any] | None:
        # An unticked box says nothing by itself: a group of only those is empty.
        if not any(values):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        group = {}
        for (name, prop), value in zip(self.properties.items(), values, strict=True):
            if value not in (None, ""):
                group[name] = value
            elif prop.get("nullable"):
                group[name] = None
            elif name in self.needed or _takes_empty(prop):
                group[name] = ""
        return group


def _takes_empty(prop: contract.Schema) -> bool:
    return prop.get("type") == "string" and (
        "" in prop["enum"] if "enum" in prop else prop.get("format") in (None, "uri")
    )


class RowsWidget(forms.Widget):
    """A list of groups; there are always some empty ones at the end, and an emptied one disappears."""

    template_name = "admin/zgw/rijen.html"

    def __init__(self, group: GroupWidget) -> None:
        super().__init__()
        self.group = group

    @property
    def media(self) -> forms.Media:
        return self.group.media

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        rows = [*(value or []), *[None] * EXTRA_ROWS]
        own = context["widget"]["attrs"].get("id") or f"id_{name}"
        context["rows"] = [
            self.group.get_context(f"{name}_{index}", row, {"id": f"{own}_{index}"})
            for index, row in enumerate(rows)
        ]
        for number, row in enumerate(context["rows"], start=1):
            row["label"] = f"{self.group.label} {number}"
        context["total"] = len(rows)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            total = min(int(data.get(f"{name}_total", 0)), 200)
        except ValueError:
            total = 0
        return [self.group.value_from_datadict(data, files, f"{name}_{index}") for index in range(total)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        return f"{name}_total" not in data


class RowsField(forms.Field):
    """A list of objects of the contract."""

    def __init__(self, schema: contract.Schema, label: str, **kwargs: Any) -> None:
        self.group = GroupField(schema, label, required=False)
        assert isinstance(self.group.widget, GroupWidget)
        super().__init__(widget=RowsWidget(self.group.widget), label=label, **kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        faults, rows = [], []
        for number, values in enumerate(value or [], start=1):
            try:
                row = self.group.clean(values)
            except ValidationError as error:
                faults += [f"{self.label} {number}: {message}" for message in error.messages]
            else:
                if row is not None:
                    rows.append(row)
        if faults:
            raise ValidationError(faults)
        return rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = self.group.widget
        assert isinstance(widget, GroupWidget)
        before, after = list(initial or []), list(data or [])
        before += [None] * (len(after) - len(before))
        return len(before) > len(after) or any(
            self.group.has_changed(old, new) for old, new in zip(before, after, strict=True)
        )


def field_for(prop: contract.Schema) -> Any:
    """The field for one property inside a group; what is required or allowed, the contract's parser checks."""
    help_text = prop.get("description", "")
    if "enum" in prop:
        choices = [("", "---------"), *((value, words(value)) for value in prop["enum"] if value)]
        return forms.ChoiceField(choices=choices, required=False, help_text=help_text)
    kind = prop.get("type")
    if kind == "boolean":
        return forms.BooleanField(required=False, help_text=help_text)
    if kind == "integer":
        return forms.IntegerField(required=False, help_text=help_text)
    if kind == "array":
        return LinesField(required=False, help_text=help_text)
    longest = prop.get("maxLength")
    widget = forms.TextInput() if longest and longest <= SHORT else forms.Textarea(attrs={"rows": 2})
    if prop.get("format"):
        widget = forms.TextInput()
    widget.attrs["class"] = "vTextField"
    return forms.CharField(required=False, widget=widget, max_length=longest, help_text=help_text)


def shown(value: Any) -> str | SafeString:
    """A group, list or text in words, escaped: what a page that cannot be edited shows."""
    if value is None or value in ("", [], {}):
        return "-"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        pairs = [(words(name), shown(item)) for name, item in value.items() if item not in (None, "", [])]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))
    if isinstance(value, list):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [(shown(v),) for v in value]))
    return str(value)
