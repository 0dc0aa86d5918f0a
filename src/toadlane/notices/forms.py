"""How somebody says what is sent to them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from babel.dates import get_day_names
from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.notices.kinds import in_words
from toadlane.notices.reads import Chosen
from toadlane.notices.timing import Hours, When
from toadlane.notices.verbs import WEEKDAYS, HoursWanted
from toadlane.people.forms import zones
from toadlane.ui.figures import locale


class ChoicesForm(KeyedForm):
    """One choice for each kind of notice."""

    def __init__(self, *args: Any, chosen: Iterable[Chosen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in chosen:
            self.fields[one.kind.key] = forms.ChoiceField(
                label=str(one.kind.label),
                initial=one.when.value,
                choices=[(when.value, in_words(when)) for when in one.kind.offered],
                help_text=_("It binds you, so it cannot be refused.") if one.kind.binding else "",
            )

    def choices(self) -> dict[str, When]:
        """As they were made."""
        return {name: When(said) for name, said in self.cleaned_data.items() if name != "key"}


class HoursForm(KeyedForm):
    """At which hours letters come."""

    beside: ClassVar[Mapping[str, str]] = {"notices.half-quiet": "quiet_until", "notices.weekday": "weekday"}

    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("No letter comes in between, also over midnight; only what you need to know sooner."),
    )
    letters_at = forms.TimeField(
        label=_("Daily and weekly letters at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    weekday = forms.TypedChoiceField(
        label=_("Weekly letters on"), coerce=int, choices=lambda: [(day, day_name(day)) for day in WEEKDAYS]
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("As the co-op’s")), *((zone, zone) for zone in zones())],
        help_text=_("The clock all this goes by, and the one times are shown to you in."),
    )

    def wanted(self) -> HoursWanted:
        """As they were said."""
        said = self.cleaned_data
        return HoursWanted(said["quiet_from"], said["quiet_until"], said["letters_at"], said["weekday"])


def as_set(hours: Hours, zone: str) -> dict[str, Any]:
    """What the form shows of somebody's hours."""
    return {
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "letters_at": hours.letters_at,
        "weekday": hours.weekday,
        "time_zone": zone,
    }


def day_name(day: int) -> str:
    """A day of the week in the reader's language, from Monday, which is 0."""
    return str(get_day_names("wide", locale=locale())[day])
