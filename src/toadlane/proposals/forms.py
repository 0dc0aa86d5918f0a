"""What is typed about proposals: what it is about, its text, where one stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.members.forms import DayField
from toadlane.proposals.models import LONGEST, Position, ProposalDraft
from toadlane.proposals.polling import KINDS, LONGEST_DAYS, MOST_POINTS, POINTS, TIMES, as_lines, lines
from toadlane.proposals.said import Asked

Choices = Sequence[tuple[str, str]]


class WayForm(forms.Form):
    """What a proposal is to be about; it changes nothing by itself."""

    matter = forms.ChoiceField(label=_("What it is about"))
    amount = forms.CharField(
        label=_("Amount, if it is about money"),
        required=False,
        max_length=24,
        help_text=_("Such as 800.00. Who decides may turn on it."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = list(offered)  # type: ignore[attr-defined]  # a ChoiceField, above


class AskForm(forms.Form):
    """How a poll is to be answered."""

    poll = forms.ChoiceField(label=_("How it is answered"), choices=list(KINDS.items()))


NOT_ASKED = frozenset({"key", "edition"})


class DraftForm(KeyedForm):
    """A proposal as it is written."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.incomplete": "title",
        "proposals.long": "text",
        "proposals.not-in-force": "ends",
        "proposals.options": "options",
        "proposals.option": "options",
        "proposals.time": "options",
        "proposals.no-options": "options",
        "proposals.poll-numbers": "poll_days",
    }

    title = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
    text = forms.CharField(
        label=_("What is proposed"),
        help_text=_("What exactly everybody would agree to, and why. Links stay as they are typed."),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    options = forms.CharField(
        label=_("Options"),
        help_text=_(
            "Each on a line of its own, in the order in which they are shown. After a colon and a blank you "
            "can say more of it: “Red van: eight seats, ten years old”."
        ),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    poll_days = forms.IntegerField(
        label=_("Open for how many days"),
        help_text=_("Left empty, it is open until all have answered."),
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=7,
    )
    poll_points = forms.IntegerField(
        label=_("How many points"), required=False, min_value=1, max_value=MOST_POINTS
    )
    poll_secret = forms.BooleanField(
        label=_("Secret: nobody sees who answers what"),
        required=False,
        help_text=_("Of fewer than five answers only what comes of it is published."),
    )
    about = forms.ChoiceField(
        label=_("Whom it is about, if it is about one of you"),
        required=False,
        help_text=_("The charter says whether they take part in deciding it."),
    )
    ends = forms.ChoiceField(
        label=_("What it ends or replaces, if it is about something we agreed"),
        required=False,
        help_text=_("When this is adopted, that no longer holds. Confirm it by proposing it again as it is."),
    )
    poll = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    matter = forms.SlugField(widget=forms.HiddenInput, max_length=LONGEST["matter"])
    amount = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)
    acts = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST["acts"])
    subject = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST["subject"])
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    origin_kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    origin_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST["origin_key"])

    def __init__(
        self,
        *args: Any,
        people: Choices,
        agreed: Choices,
        poll: str = "",
        options: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._fitted(poll, options=options or bool(poll))
        agreed, people = ([], []) if poll else (agreed, people)
        self.fields["ends"].choices = [("", _("nothing")), *agreed]  # type: ignore[attr-defined]  # the same
        if not agreed:
            del self.fields["ends"]
        self.fields["about"].choices = [("", _("nobody")), *people]  # type: ignore[attr-defined]  # a ChoiceField
        if poll:
            del self.fields["about"]

    def _fitted(self, poll: str, *, options: bool) -> None:
        """Only what goes with how it is decided or asked."""
        if not options:
            del self.fields["options"]
        if poll not in POINTS:
            del self.fields["poll_points"]
        else:
            self.fields["poll_points"].initial = POINTS[poll]
        if not poll:
            del self.fields["poll_days"], self.fields["poll_secret"]
            return
        self.fields["text"].label = _("What you ask, and what it is for")
        self.fields["text"].help_text = ""
        if poll == TIMES:
            self.fields["options"].label = _("Times")
            self.fields["options"].help_text = TIMES_HELP

    def asked(self) -> Asked:
        """What was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in NOT_ASKED}
        return Asked(**{**said, "options": tuple(lines(said.get("options") or ""))})


TIMES_HELP = _(
    "Each on a line of its own, as in “2030-01-31 18:00”, in the co-op’s time zone; or with another zone "
    "after it, as in “2030-01-31 18:00 America/New_York”."
)


def as_typed(draft: ProposalDraft, amount: str) -> dict[str, Any]:
    """A draft as its form shows it."""
    names = ("title", "text", "matter", "acts", "subject", "fingerprint", "origin_kind", "origin_key")
    typed: dict[str, Any] = {name: getattr(draft, name) for name in names}
    poll = {"poll": draft.poll, "poll_days": draft.poll_days, "poll_points": draft.poll_points}
    poll["poll_secret"] = draft.poll_secret
    typed |= {key: value for key, value in poll.items() if value}
    typed["options"] = as_lines(draft.options)
    typed |= {"about": draft.concerns, "edition": draft.edition}
    return {**typed, "amount": amount, "ends": str(draft.ends_id or "")}


class PositionForm(KeyedForm):
    """Where one stands on the text one has read."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.stance": "stance",
        "proposals.reason": "because",
        "proposals.long": "because",
        "proposals.review": "review_on",
    }

    stance = forms.ChoiceField(label=_("Where do you stand?"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees positions reads it."),
    )
    review_on = DayField(
        label=_("Look at it again on"),
        required=False,
        help_text=_("With a reservation: the day on which you want it looked at again."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)

    def __init__(self, *args: Any, offered: Sequence[Position.Stance], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(one.value, SAYS[one.value]) for one in offered]
        self.fields["stance"].choices = words  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["review_on"].widget.attrs["min"] = today.isoformat()
        if Position.Stance.RESERVATION not in offered:
            del self.fields["review_on"]


SAYS = {
    "agree": _("I agree"),
    "reservation": _("I agree, with a reservation, and want it looked at again"),
    "abstain": _("I abstain"),
    "stand-aside": _("I stand aside: not mine, and I will not stop it"),
    "disagree": _("I disagree"),
    "block": _("I block it"),
}


class TextForm(KeyedForm):
    """Another text, and what is new in it."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.incomplete": "title",
        "proposals.same-text": "text",
        "proposals.text-changed": "text",
        "proposals.long": "text",
    }

    title = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
    text = forms.CharField(
        label=_("What is proposed"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    because = forms.CharField(label=_("What is new, and why"), required=False, max_length=LONGEST["because"])


class AloneForm(KeyedForm):
    """Yes or no of whoever it is entrusted to."""

    yes = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Yes, it is adopted")), ("no", _("No, it is not"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    option = forms.ChoiceField(label=_("For which"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why, and whose advice you had"), required=False, max_length=LONGEST["because"]
    )

    def __init__(self, *args: Any, level: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if level:
            self.fields["option"].choices = [(one, one) for one in level]  # type: ignore[attr-defined]  # as above
            self.fields["yes"].widget, self.fields["yes"].initial = forms.HiddenInput(), "yes"
        else:
            del self.fields["option"]


class BackForm(KeyedForm):
    """Why a proposal is taken back, or why somebody steps out."""

    because = forms.CharField(
        label=_("Why, if you want to say"), required=False, max_length=LONGEST["because"]
    )
