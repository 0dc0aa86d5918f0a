"""The form for one entry of hours. It checks shapes; the charter and the verbs check rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.facts.readers.rows import WORDING, CellFault
from bylaws.facts.readers.single_cells import read_length
from bylaws.kernel.faults import Fault, fill
from toadlane.coops.forms import KeyedForm
from toadlane.work.models import TimeEntry
from toadlane.work.templatetags.work import kind
from toadlane.work.verbs import Stint
from toadlane.work.verbs.entries import NOTE_LONGEST


class LengthField(forms.CharField):
    """How long some work took, as people write it: 7:30, 7.5 or 7,5 hours; whole seconds when it is read."""

    def clean(self, value: Any) -> int:
        """Read the length; more than no time, and a day at most."""
        text = str(super().clean(value))
        try:
            seconds = read_length(text, "hours", "duration")
        except CellFault as fault:
            said, now = WORDING[fault.code]
            raise ValidationError(f"{_in_words(said, text)} {_(now)}") from None
        if seconds == 0:
            raise ValidationError(_("That is no time at all."))
        return seconds


def _in_words(said: str, text: str) -> str:
    return fill(_(said), {"found": text, "column": _("Hours")})


class HoursForm(KeyedForm):
    """Some work on one day."""

    beside: ClassVar[Mapping[str, str]] = {
        "charter.not-yet": "day",
        "hours.ahead": "day",
        "hours.not-there": "day",
        "hours.sealed": "day",
        "hours.length": "length",
        "hours.note": "note",
        "hours.overlap": "started",
        "hours.repeats": "length",
        "hours.unknown-work": "work",
    }

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    work = forms.ChoiceField(label=gettext_lazy("Kind of work"))
    length = LengthField(
        label=gettext_lazy("Hours, as 7:30 or 7.5"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    started = forms.TimeField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    note = forms.CharField(label=gettext_lazy("What it was"), required=False, max_length=NOTE_LONGEST)
    overlapping = forms.BooleanField(
        label=gettext_lazy("Both entries are right: keep this one too"), required=False
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = [("", ""), *((name, kind(name)) for name in kinds)]  # type: ignore[attr-defined]
        self.asked = "overlapping" in self.data
        if not self.asked:
            self.question = self.fields.pop("overlapping")

    def met(self, fault: Fault) -> None:
        """Say what stood in the way; an overlap raises a question that is asked only then."""
        if fault.code in {"hours.overlap", "hours.repeats"} and not self.asked:
            self.fields["overlapping"] = self.question
        super().met(fault)

    def said(self) -> dict[str, Any]:
        """What the verbs take of it."""
        both = self.cleaned_data.get("overlapping", False)
        return {"stint": self.stint(), "overlapping": both, "key": self.cleaned_data["key"]}

    def stint(self) -> Stint:
        """What the form says."""
        said = self.cleaned_data
        started: dt.time | None = said["started"]
        return Stint(
            day=said["day"],
            work=said["work"],
            seconds=said["length"],
            started=None if started is None else started.hour * 3600 + started.minute * 60 + started.second,
            note=said["note"],
        )


def as_typed(entry: TimeEntry) -> dict[str, Any]:
    """An entry as somebody would type it into the form."""
    started = entry.started
    minutes, left = divmod(entry.seconds, 60)
    length = f"{minutes // 60}:{minutes % 60:02}"
    return {
        "day": entry.day,
        "work": entry.work,
        "length": f"{length}:{left:02}" if left else length,
        "started": None if started is None else dt.time(started // 3600, started // 60 % 60, started % 60),
        "note": entry.note,
    }
