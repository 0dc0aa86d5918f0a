"""Filling a model's blanks, bringing a text, and saying that it is adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bylaws.charter.blanks import Blank, answered
from bylaws.kernel.faults import Fault
from toadlane.charter.founding_text import LONGEST
from toadlane.charter.shelf import Model
from toadlane.coops.forms import KeyedForm
from toadlane.ui.faults import told
from toadlane.ui.forms import MoneyInput
from toadlane.ui.text_or_file import TextOrFile

INPUT_MODE = {"money": "decimal", "share": "text", "month-day": "text"}


class DayField(forms.DateField):
    """A day, chosen or typed as 2025-03-31."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class BlankField(forms.CharField):
    """One blank of a model: its question, its usual answer, its bounds."""

    def __init__(self, blank: Blank, currency: str) -> None:
        self.blank, self.currency = blank, currency
        attrs = {"inputmode": INPUT_MODE.get(blank.kind, "numeric"), "autocomplete": "off"}
        widget = MoneyInput(currency) if blank.kind == "money" else forms.TextInput(attrs=attrs)
        super().__init__(
            label=blank.question, initial=blank.usual, help_text=blank.help, max_length=40, widget=widget
        )

    def clean(self, value: Any) -> str:
        """The answer as rules have it."""
        said = super().clean(value)
        try:
            return answered(self.blank, said, self.currency)
        except Fault as fault:
            words = told(fault)
            raise forms.ValidationError(f"{words.says} {words.next_step}") from None


class ModelForm(forms.Form):
    """The co-op's own name and days, and the model's blanks."""

    name = forms.CharField(label=gettext_lazy("Name of the co-op, as the charter has it"), max_length=200)
    jurisdiction = forms.RegexField(
        r"^[A-Z]{2}(-[A-Z0-9]{1,3})?\Z",
        label=gettext_lazy("Where it is registered"),
        help_text=gettext_lazy("As a code of country and state, such as US-MA or FR."),
        max_length=6,
    )
    adopted = DayField(
        label=gettext_lazy("Adopted on"), help_text=gettext_lazy("The day on which the members agreed on it.")
    )
    from_day = DayField(
        label=gettext_lazy("Takes effect on"),
        help_text=gettext_lazy("Surplus and hours count by it from this day on, perhaps since long ago."),
    )

    def __init__(self, *args: Any, model: Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blanks = [blank.name for blank in model.blanks.blanks]
        for blank in model.blanks.blanks:
            self.fields[f"blank-{blank.name}"] = BlankField(blank, model.currency)

    def answers(self) -> dict[str, str]:
        """The answers to the model's questions."""
        return {name: self.cleaned_data[f"blank-{name}"] for name in self.blanks}

    def days(self) -> dict[str, dt.date]:
        """When it was adopted and takes effect."""
        return {name: self.cleaned_data[name] for name in ("adopted", "from_day")}


class TextForm(TextOrFile):
    """A text, typed, pasted or uploaded."""

    bytes_at_most: ClassVar[int] = 2 * LONGEST
    too_large: ClassVar[Promise] = gettext_lazy("This file is too large for a charter.")

    source = forms.CharField(
        label=gettext_lazy("The text of the charter"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "class": "code"}),
    )


class AdoptForm(KeyedForm):
    """The text that was read, and that it is adopted."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
