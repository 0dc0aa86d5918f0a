"""What is typed about elections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from toadlane.coops.forms import KeyedForm
from toadlane.elections.models import LONGEST
from toadlane.members.forms import DayField


class CallForm(KeyedForm):
    """What is filled, how long people are named, and from when those elected begin."""

    beside: ClassVar[Mapping[str, str]] = {
        "elections.nominations": "nominations_until",
        "elections.change": "change_until",
        "elections.from-day": "from_day",
        "elections.full": "from_day",
        "elections.long": "says",
        "elections.going": "post",
        "elections.no-ballot": "post",
    }

    post = forms.ChoiceField(label=_("What is filled"))
    nominations_until = DayField(
        label=_("Last day of nominations"),
        help_text=_("Until the end of that day people are named, and say whether they stand."),
    )
    change_until = DayField(
        label=_("Last day of the change round"),
        required=False,
        help_text=_("Where nobody stands: until the end of that day people may name somebody else."),
    )
    from_day = DayField(label=_("First day of those elected"))
    says = forms.CharField(
        label=_("What there is to know, if anything"),
        required=False,
        max_length=LONGEST["says"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, posts: Sequence[tuple[str, str]], changes: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not changes:
            del self.fields["change_until"]
        self.fields["post"].choices = posts  # type: ignore[attr-defined]  # a ChoiceField, some lines up


class NameForm(KeyedForm):
    """Who is named."""

    elsewhere = "person"
    beside: ClassVar[Mapping[str, str]] = {
        "elections.may-not-stand": "person",
        "elections.named": "person",
    }

    person = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a ChoiceField, one line up


class ReasonForm(NameForm):
    """Whom one would have, and why."""

    elsewhere = "because"

    because = forms.CharField(
        label=_("Why"), max_length=LONGEST["why"], widget=forms.Textarea(attrs={"rows": 4})
    )


class ProposeForm(KeyedForm):
    """Whom the reasons speak for."""

    elsewhere = "because"
    beside: ClassVar[Mapping[str, str]] = {"elections.whom": "people"}

    people = forms.MultipleChoiceField(label=_("Whom you propose"), widget=forms.CheckboxSelectMultiple)
    because = forms.CharField(
        label=_("Which reasons speak for them"),
        max_length=LONGEST["why"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The others consent to it, or say what stands against it."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]  # some lines up


class AnswerForm(KeyedForm):
    """Whether one stands."""

    stands = forms.TypedChoiceField(
        choices=(("yes", _("I stand")), ("no", _("I do not stand"))), coerce=lambda said: said == "yes"
    )


class StatementForm(KeyedForm):
    """What one says of oneself."""

    elsewhere = "says"

    says = forms.CharField(
        label=_("What you say of yourself"),
        required=False,
        max_length=LONGEST["statement"],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody who sees the election reads it. It can be erased later."),
    )


class NumberForm(KeyedForm):
    """A number for a lot."""

    elsewhere = "number"

    number = forms.IntegerField(
        label=_("Any number"),
        min_value=0,
        max_value=GREATEST_NUMBER,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class VacancyForm(KeyedForm):
    """Whose seat is filled, and how long those asked can answer."""

    elsewhere = "until"
    beside: ClassVar[Mapping[str, str]] = {"elections.answers": "until"}

    person = forms.CharField(widget=forms.HiddenInput, max_length=60)
    until = DayField(
        label=_("Last day to answer"),
        help_text=_("Those who stood and were not elected say whether they stand for the seat."),
    )


class OffForm(KeyedForm):
    """Why it is called off."""

    elsewhere = "because"

    because = forms.CharField(label=_("Why"), max_length=LONGEST["because"])
