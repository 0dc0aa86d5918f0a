"""What is typed on the way in: an application and its answer, a mentor, an evaluation, a step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from toadlane.candidacy import words
from toadlane.candidacy.course_rows import BECAUSE_AT_MOST
from toadlane.candidacy.evaluation_rows import CONTENT_AT_MOST, LINE_AT_MOST
from toadlane.candidacy.models import LONGEST, Evaluation
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.members.forms import DayField
from toadlane.members.words import choices
from toadlane.ui import figures

TEXT = {"rows": 8}


class PageForm(KeyedForm):
    """What whoever would like to join reads, and whether strangers find it."""

    says = forms.CharField(
        label=_("What we say to whoever would like to join"),
        help_text=_("Who you are, whom you look for, what happens after somebody has written."),
        max_length=LONGEST["says"],
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    is_open = forms.BooleanField(label=_("Open to strangers: anybody can read it and apply"), required=False)

    elsewhere = "says"


class FindForm(forms.Form):
    """Whose application to look for."""

    name = forms.CharField(label=_("Name or address"), required=False, max_length=120)


class ApplyForm(KeyedForm):
    """Somebody would like to join."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As people call you; one word is enough."),
        max_length=LONGEST["name"],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("A letter with a link is sent there; your words are read once you have followed it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    words = forms.CharField(
        label=_("What you would like to tell us"),
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs=TEXT),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "candidacy.name": "name",
        "members.email": "email",
        "candidacy.text": "words",
    }


class AcceptForm(KeyedForm):
    """Somebody is taken in, as what, from when, and by which decision where one is needed."""

    name = forms.CharField(
        label=_("Name"), help_text=_("As it is shown here; up to 120 letters."), max_length=120
    )
    stage = forms.ChoiceField(label=_("Comes in as"))
    from_day = DayField(label=_("From"))
    speaker = forms.CharField(
        label=_("Who speaks for it, if it is an organisation"),
        required=False,
        max_length=120,
        help_text=_("A name; left empty for a person. An organisation has one vote, whoever speaks for it."),
    )
    decision = forms.TypedChoiceField(
        label=_("By the decision"), coerce=UUID, empty_value=None, required=False
    )

    beside: ClassVar[Mapping[str, str]] = {
        "members.name": "name",
        "candidacy.name": "name",
        "candidacy.entrance": "stage",
        "members.before": "from_day",
        "members.ahead": "from_day",
        "candidacy.hire": "decision",
    }

    def __init__(
        self, *args: Any, stages: list[str], ready: Sequence[Authority] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = choices(stages)  # type: ignore[attr-defined]  # a ChoiceField, above
        offer(self, ready)


class DeclineForm(KeyedForm):
    """A no, in a letter."""

    letter = forms.CharField(
        label=_("Your letter"),
        help_text=_("It is sent to them as it stands here."),
        max_length=LONGEST["letter"],
        widget=forms.Textarea(attrs=TEXT),
    )

    elsewhere = "letter"


class MentorForm(KeyedForm):
    """Who goes along with somebody."""

    mentor = forms.ChoiceField(label=_("Mentor"))
    from_day = DayField(label=_("From"))

    beside: ClassVar[Mapping[str, str]] = {
        "mentor.other": "mentor",
        "mentor.same": "mentor",
        "members.before": "from_day",
        "members.ahead": "from_day",
    }

    def __init__(self, *args: Any, others: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = named(others)  # type: ignore[attr-defined]  # a ChoiceField, above


class ArrangeForm(KeyedForm):
    """When an evaluation is held, and by whom."""

    due_on = forms.ChoiceField(label=_("Which one"))
    on = DayField(label=_("Held on"))
    by_whom = forms.MultipleChoiceField(label=_("Who evaluates"), widget=forms.CheckboxSelectMultiple)

    beside: ClassVar[Mapping[str, str]] = {
        "evaluation.evaluators": "by_whom",
        "evaluation.day": "on",
        "evaluation.not-due": "due_on",
    }

    def __init__(
        self, *args: Any, due: Sequence[dt.date], others: Sequence[Participant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        days = [(day.isoformat(), _t("due {day}").format(day=figures.day(day, "medium"))) for day in due]
        self.fields["due_on"].choices = days  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["by_whom"].choices = named(others)  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date:
        """As a day."""
        return dt.date.fromisoformat(self.cleaned_data["due_on"])


class HoldForm(KeyedForm):
    """How an evaluation went."""

    held_on = DayField(label=_("Held on"))
    by_whom = forms.MultipleChoiceField(label=_("Who evaluated"), widget=forms.CheckboxSelectMultiple)
    views = forms.MultipleChoiceField(
        label=_("Whose views were heard"),
        choices=list(words.VIEWS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outcome = forms.ChoiceField(label=_("How it came out"), choices=Evaluation.Outcome.choices)
    line = forms.CharField(
        label=_("A line for the members"),
        help_text=_(
            "What members know of it before they decide. They see it and how it came out, and no more."
        ),
        max_length=LINE_AT_MOST,
        required=False,
    )
    content = forms.CharField(
        label=_("What was said"),
        help_text=_("Read by whom it is about, by those who evaluated, and by whom the charter names."),
        max_length=CONTENT_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "evaluation.evaluators": "by_whom",
        "evaluation.day": "held_on",
        "evaluation.twice": "held_on",
        "candidacy.text": "content",
    }

    def __init__(
        self, *args: Any, others: Sequence[Participant], written: bool = True, **kwargs: Any
    ) -> None:
        """Where the charter has nothing written down, there is no place for what was said."""
        super().__init__(*args, **kwargs)
        self.fields["by_whom"].choices = named(others)  # type: ignore[attr-defined]  # a MultipleChoiceField, above
        if not written:
            del self.fields["content"]


class StayForm(KeyedForm):
    """Days at the place of work."""

    from_day = DayField(label=_("From"))
    until = DayField(label=_("Until, without that day"), required=False)

    beside: ClassVar[Mapping[str, str]] = {"stay.backwards": "until", "period.overlaps": "from_day"}


class LetOffForm(KeyedForm):
    """Members let somebody off the place of work."""

    decision = forms.TypedChoiceField(label=_("By the decision"), coerce=UUID)
    from_day = DayField(label=_("From"))
    because = forms.CharField(
        label=_("Why"), max_length=BECAUSE_AT_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )

    beside: ClassVar[Mapping[str, str]] = {"candidacy.text": "because"}

    def __init__(self, *args: Any, ready: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, ready)


class FromDayForm(forms.Form):
    """From which day somebody would go on; it only looks."""

    from_day = DayField(label=_("From"))


class GoOnForm(KeyedForm):
    """Somebody goes on, as it was decided."""

    from_day = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    decision = forms.TypedChoiceField(label=_("By the decision"), coerce=UUID)
    because = forms.CharField(
        label=_("Why they are let off what is missing"),
        max_length=BECAUSE_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    beside: ClassVar[Mapping[str, str]] = {"candidacy.because": "because", "candidacy.text": "because"}

    def __init__(self, *args: Any, ready: Sequence[Authority], excepts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, ready)
        if not excepts:
            del self.fields["because"]


def offer(form: forms.Form, ready: Sequence[Authority] | None) -> None:
    """The decisions that can be used; None where none is needed."""
    if ready is None:
        del form.fields["decision"]
        return
    shown = [
        (
            str(one.pk),
            _t("{day}: {text}").format(day=figures.day(one.decided_on, "medium"), text=one.text[:60]),
        )
        for one in ready
    ]
    field = form.fields["decision"]
    field.choices = shown if field.required else [("", ""), *shown]  # type: ignore[attr-defined]  # a ChoiceField


def named(people: Sequence[Participant]) -> list[tuple[str, str]]:
    """People to choose from, by key."""
    return [(one.key, one.name) for one in people]


class AlongForm(KeyedForm):
    """Several at once."""

    kind = forms.ChoiceField(
        label=_("Who comes"),
        choices=[("firm", _("People of a firm we take over")), ("merger", _("A co-op that merges with us"))],
    )
    name = forms.CharField(label=_("Name of the firm or co-op"), max_length=100)
    from_day = DayField(label=_("From"))
    lines = forms.CharField(
        label=_("One person a line"),
        help_text=_(
            "Of a firm: name; e-mail address; the day they agreed to join, or nothing. "
            "Of a co-op: name; e-mail address; stages with their days."
        ),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "candidacy.name": "name",
        "candidacy.before-decision": "from_day",
        "along.count": "lines",
    }
    elsewhere = "lines"

    def asked(self) -> dict[str, Any]:
        """What would come in."""
        return {name: self.cleaned_data[name] for name in ("kind", "name", "lines", "from_day")}
