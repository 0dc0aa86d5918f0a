"""What is typed where a proposal ends: why it is pulled back, what came of it, who does what by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.members.forms import DayField
from toadlane.proposals.again import Before
from toadlane.proposals.models import LONGEST

Choices = Sequence[tuple[str, str]]


class PullForm(KeyedForm):
    """Why it is pulled back."""

    beside: ClassVar[Mapping[str, str]] = {"proposals.because": "because", "proposals.long": "because"}

    because = forms.CharField(label=_("Why it needs work"), max_length=LONGEST["because"])


class SameForm(KeyedForm):
    """As which of those that failed it is the same."""

    beside: ClassVar[Mapping[str, str]] = {"proposals.not-the-same": "before"}

    before = forms.TypedChoiceField(label=_("It is the same matter as"), coerce=UUID)

    def __init__(self, *args: Any, failed: Sequence[Before], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.proposal), f"{one.title} ({one.failed_on.isoformat()})") for one in failed]
        self.fields["before"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, above


class AsItIsForm(KeyedForm):
    """Whether somebody would leave it as it is."""

    yes = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes", widget=forms.HiddenInput
    )
    because = forms.CharField(
        label=_("Why, if you want to say"), required=False, max_length=LONGEST["because"]
    )


class MetForm(KeyedForm):
    """By what an objection is met."""

    because = forms.CharField(label=_("By what it is met"), required=False, max_length=LONGEST["because"])


class RuleOutForm(KeyedForm):
    """Whose objection is ruled out, and why."""

    beside: ClassVar[Mapping[str, str]] = {"proposals.because": "because", "proposals.no-objection": "whose"}

    whose = forms.ChoiceField(label=_("Whose objection"))
    because = forms.CharField(
        label=_("Why"),
        max_length=LONGEST["because"],
        help_text=_("It is written down with your name."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField, above


class StatementForm(KeyedForm):
    """What came of it in a few words, who looks after it, and when it is looked at again."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.nothing-said": "text",
        "proposals.long": "text",
        "proposals.owner": "owner",
        "proposals.review-past": "review_on",
        "proposals.review-late": "review_on",
        "proposals.nothing-to-review": "review_on",
    }

    text = forms.CharField(
        label=_("What came of it, in a few words"),
        required=False,
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ChoiceField(label=_("Who looks after it"), required=False)
    review_on = DayField(label=_("Look at it again on"), required=False)

    def __init__(self, *args: Any, people: Choices, reviewed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("nobody")), *people]  # type: ignore[attr-defined]  # the same
        if not reviewed:
            del self.fields["review_on"]


class ActionForm(KeyedForm):
    """Who does what by when."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.action": "text",
        "proposals.long": "text",
        "proposals.owner": "who",
    }

    text = forms.CharField(label=_("What is to be done"), max_length=LONGEST["because"])
    who = forms.ChoiceField(label=_("Who does it"))
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField, above


class OverForm(KeyedForm):
    """An action is done, or let go."""

    action = forms.UUIDField(widget=forms.HiddenInput)
    done = forms.TypedChoiceField(
        choices=[("yes", _("Done")), ("no", _("Let it go"))], coerce=lambda said: said == "yes"
    )
    because = forms.CharField(required=False, max_length=LONGEST["because"], widget=forms.HiddenInput)
