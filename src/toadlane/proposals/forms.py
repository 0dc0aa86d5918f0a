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


class DraftForm(KeyedForm):
    """A proposal as it is written."""

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.incomplete": "title",
        "proposals.long": "text",
        "proposals.not-in-force": "ends",
    }

    title = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
    text = forms.CharField(
        label=_("What is proposed"),
        help_text=_("What exactly everybody would agree to, and why. Links stay as they are typed."),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 12}),
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
    matter = forms.SlugField(widget=forms.HiddenInput, max_length=LONGEST["matter"])
    amount = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)
    acts = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST["acts"])
    subject = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST["subject"])
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, people: Choices, agreed: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends"].choices = [("", _("nothing")), *agreed]  # type: ignore[attr-defined]  # the same
        if not agreed:
            del self.fields["ends"]
        self.fields["about"].choices = [("", _("nobody")), *people]  # type: ignore[attr-defined]  # a ChoiceField

    def asked(self) -> Asked:
        """What was typed."""
        return Asked(**{name: said for name, said in self.cleaned_data.items() if name != "key"})


def as_typed(draft: ProposalDraft, amount: str) -> dict[str, str]:
    """A draft as its form shows it."""
    names = ("title", "text", "matter", "acts", "subject", "fingerprint")
    typed = {name: getattr(draft, name) for name in names}
    return {**typed, "about": draft.concerns, "amount": amount, "ends": str(draft.ends_id or "")}


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
        "proposals.long": "text",
    }

    title = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
    text = forms.CharField(
        label=_("What is proposed"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    because = forms.CharField(label=_("What is new, and why"), required=False, max_length=LONGEST["because"])


class AloneForm(KeyedForm):
    """Yes or no of whoever it is entrusted to."""

    yes = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Yes, it is adopted")), ("no", _("No, it is not"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Why, and whose advice you had"), required=False, max_length=LONGEST["because"]
    )


class BackForm(KeyedForm):
    """Why a proposal is taken back, or why somebody steps out."""

    because = forms.CharField(
        label=_("Why, if you want to say"), required=False, max_length=LONGEST["because"]
    )
