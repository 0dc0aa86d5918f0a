"""How every form looks: the renderer Django uses for `{{ form }}`, and the list above it of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """`FORM_RENDERER = "toadlane.ui.forms.HouseRenderer"`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    formset_template_name = "ui/form/formset.html"


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong, and where to put it right."""

    target: str
    label: str
    says: str


def what_is_wrong(form: forms.BaseForm) -> list[Wrong]:
    """Everything wrong with a form, in the order of its fields; the form's own faults first."""
    found = [Wrong("", "", str(says)) for says in form.non_field_errors()]
    for field in form.visible_fields():
        found += [Wrong(control_id(field), str(field.label), str(says)) for says in field.errors]
    for hidden in form.hidden_fields():
        found += [Wrong("", "", str(says)) for says in hidden.errors]
    return found


def control_id(field: forms.BoundField) -> str:
    """The id of the control a person would go to; of a group, its first choice."""
    if field.id_for_label:
        return field.id_for_label
    parts = field.subwidgets
    return str(parts[0].id_for_label) if parts and parts[0].id_for_label else (field.auto_id or "")


class MoneyInput(forms.TextInput):
    """An amount typed as text, with its currency before it; the form reads it exactly."""

    template_name = "ui/form/money.html"

    def __init__(self, currency: str, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.currency = currency

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        """The widget's own context and the currency."""
        return {**super().get_context(name, value, attrs), "currency": self.currency}


class FileDrop(forms.FileInput):
    """A file field with room to drop a file on; the browser's own control does the work."""

    template_name = "ui/form/file.html"
