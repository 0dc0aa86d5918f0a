"""Filling a model's blanks, bringing a text, and saying that it is adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.charter.blanks import Blank, answered
from bylaws.kernel.faults import Fault
from toadlane.charter.founding_text import LONGEST
from toadlane.charter.shelf import Model
from toadlane.coops.forms import KeyedForm
from toadlane.ui.faults import told
from toadlane.ui.forms import FileDrop, MoneyInput

FILE_AT_MOST = 2 * LONGEST
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


class TextForm(forms.Form):
    """A text, typed, pasted or uploaded."""

    source = forms.CharField(
        label=gettext_lazy("The text of the charter"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "class": "code"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file with it"),
        required=False,
        widget=FileDrop(attrs={"accept": ".md,.txt,text/markdown,text/plain"}),
        help_text=gettext_lazy("Markdown as plain text, in UTF-8. It takes the place of what stands above."),
    )

    def clean(self) -> dict[str, Any]:
        """The text of the file, where there is one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        file = said.get("file")
        if file is None:
            if not str(said.get("source", "")).strip():
                self.add_error("source", _("Write or paste a text, or choose a file."))
            return said
        if file.size > FILE_AT_MOST:
            self.add_error("file", _("This file is too large for a charter."))
            return said
        try:
            said["source"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(
                "file", _("This file is not plain text in UTF-8. Save it as Markdown, and try again.")
            )
        return said


class AdoptForm(KeyedForm):
    """The text that was read, and that it is adopted."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
