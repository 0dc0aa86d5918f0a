"""Choices among everybody of a co-op, drawn in one go: Django takes a template for each of five hundred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

Choices = Sequence[tuple[str, str]]


class Everybody(list[tuple[str, str]]):
    """Keys and names to choose among, often many times on one page: each is made fit for HTML once."""

    def __init__(self, people: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(people)
        self._after: dict[str, Everybody] = {}

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]]) -> Everybody:
        """The same, whether it was one before or not."""
        return people if isinstance(people, Everybody) else cls(people)

    def after(self, nobody: str | Promise) -> Everybody:
        """The same behind the choice of nobody; the same again when it is asked for again."""
        label = str(nobody)
        if label not in self._after:
            self._after[label] = Everybody([("", label), *self])
        return self._after[label]

    @cached_property
    def fit(self) -> list[tuple[str, str]]:
        """Keys and names as HTML has them."""
        return [(escape(key), escape(name)) for key, name in self]

    @cached_property
    def options(self) -> str:
        """All of them as options of which none is chosen."""
        return "\n".join(f"{unchosen(key)}{name}</option>" for key, name in self.fit)


def unchosen(key: str) -> str:
    """How an option begins."""
    return f'<option value="{key}">'


def let_choose(field: Any, people: Everybody) -> None:
    """A field of choices among these: looked through when something was chosen, drawn from what is kept."""
    field.choices = lambda: people
    field.widget.everybody = people


class OneOf(forms.Select):
    """One name, as `Select` has it; without groups."""

    everybody: Everybody | None = None

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 - Django's shape
    ) -> SafeString:
        """The same HTML."""
        options = among(self).options
        for key in map(escape, set(self.format_value(value))):
            options = options.replace(unchosen(key), f'<option value="{key}" selected>', 1)
        all_of_them = mark_safe(options)  # noqa: S308 - escaped in `fit`
        return format_html(
            "<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), all_of_them
        )


class SomeOf(forms.CheckboxSelectMultiple):
    """Any names, as `CheckboxSelectMultiple` has them; without groups."""

    everybody: Everybody | None = None

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 - Django's shape
    ) -> SafeString:
        """The same HTML."""
        chosen = set(map(escape, self.format_value(value)))
        said = {"type": "checkbox", "name": name, **self.build_attrs(self.attrs, attrs)}
        at = said.pop("id", "")
        box, begins = flatatt(said), escape(at)
        drawn = [
            f"<div><label{owned('for', begins, nth)}><input{box}{owned('id', begins, nth)}"
            f' value="{key}"{" checked" if key in chosen else ""}> {label}</label></div>'
            for nth, (key, label) in enumerate(among(self).fit)
        ]
        all_of_them = mark_safe("\n".join(drawn))  # noqa: S308 - escaped in `fit`
        return format_html("<div{}>{}</div>", flatatt({"id": at} if at else {}), all_of_them)


def among(widget: OneOf | SomeOf) -> Everybody:
    """Whom one chooses among."""
    if widget.everybody is None:
        return Everybody((str(key), str(label)) for key, label in widget.choices)
    return widget.everybody


def owned(name: str, at: str, nth: int) -> str:
    """The attribute that ties a box to its label, where the field has an id."""
    return f' {name}="{at}_{nth}"' if at else ""
