"""Choices among everybody of a co-op, drawn in one go: Django takes a template for each of five hundred."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class OneOf(forms.Select):
    """One name, as `Select` has it; without groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 - Django's shape
    ) -> SafeString:
        """The same HTML."""
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, flatatt({"selected": str(key) in chosen}), label) for key, label in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), options)


class SomeOf(forms.CheckboxSelectMultiple):
    """Any names, as `CheckboxSelectMultiple` has them; without groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 - Django's shape
    ) -> SafeString:
        """The same HTML."""
        chosen = set(self.format_value(value))
        said = {"type": "checkbox", "name": name, **self.build_attrs(self.attrs, attrs)}
        at = said.pop("id", "")
        boxes: list[tuple[str, str, str]] = []
        for nth, (key, label) in enumerate(self.choices):
            own = {"id": f"{at}_{nth}"} if at else {}
            box = flatatt({**said, **own, "value": key, "checked": str(key) in chosen})
            boxes.append((flatatt({"for": own["id"]} if own else {}), box, str(label)))
        drawn = format_html_join("\n", "<div><label{}><input{}> {}</label></div>", boxes)
        return format_html("<div{}>{}</div>", flatatt({"id": at} if at else {}), drawn)
