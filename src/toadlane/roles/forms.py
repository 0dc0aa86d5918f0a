"""What is typed about roles: a day, a reason, whom a decision names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.members.forms import DayField
from toadlane.roles.models import LONGEST
from toadlane.roles.report_rows import SAYS_AT_MOST


class BackForm(KeyedForm):
    """From which day it is given back, and why, if somebody wants to say."""

    beside: ClassVar[Mapping[str, str]] = {"roles.day": "on", "roles.because": "because"}

    on = DayField(label=_("From which day"))
    because = forms.CharField(
        label=_("Why, if you want to say"),
        required=False,
        max_length=LONGEST["because"],
        help_text=_("Everybody who sees this page reads it."),
    )


class ChoiceForm(forms.Form):
    """Whom a decision is to name, and from when; it changes nothing by itself."""

    person = forms.ChoiceField(label=_("Who"))
    day = DayField(label=_("From which day"))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a ChoiceField, some lines up


class AuthorityForm(KeyedForm):
    """By which decision."""

    authority = forms.UUIDField(widget=forms.HiddenInput)


class ReportForm(KeyedForm):
    """A body has reported."""

    says = forms.CharField(
        label=_("Where it is read or heard"),
        max_length=SAYS_AT_MOST,
        help_text=_("A line, such as “in the minutes of the members’ meeting of 3 March”."),
    )

    elsewhere = "says"


class ThingForm(KeyedForm):
    """One thing of a hand-over."""

    goes = forms.SlugField(widget=forms.HiddenInput, max_length=60)
    since = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    nth = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1000)
