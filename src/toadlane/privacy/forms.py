"""What is typed about oneself, and about an emergency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.coops.sight_words import class_word
from toadlane.privacy import details
from toadlane.privacy.limits import BECAUSE_SAID, DAYS_AT_MOST, IN_AN_EMERGENCY
from toadlane.privacy.models import BECAUSE_AT_MOST, Detail

HINTS: Mapping[str, Any] = {
    Detail.Kind.ADDRESS: _("For letters and tax forms."),
    Detail.Kind.CONTACT: _("Name and telephone number."),
    Detail.Kind.BANK: _("Where your pay goes."),
    Detail.Kind.TAX_ID: _("As it has to stand on tax forms."),
    Detail.Kind.LEAVE: _("Only what whoever plans has to know."),
}
SEVERAL_LINES = {Detail.Kind.ADDRESS, Detail.Kind.CONTACT, Detail.Kind.LEAVE}


class DetailsForm(KeyedForm):
    """One field for each kind; an empty one takes away what was kept."""

    def __init__(self, *args: Any, seen_by: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Detail.Kind:
            widget = forms.Textarea(attrs={"rows": 3}) if kind in SEVERAL_LINES else forms.TextInput()
            widget.attrs["autocomplete"] = "off"
            self.fields[kind.value] = forms.CharField(
                label=kind.label,
                required=False,
                max_length=details.LONGEST[kind],
                widget=widget,
                help_text=f"{HINTS[kind]} {_seen(seen_by[details.CLASS_OF[kind]])}",
            )

    @property
    def said(self) -> dict[str, str]:
        """What was typed, by kind."""
        return {kind: self.cleaned_data[kind] for kind in Detail.Kind.values}


def _seen(who: str) -> str:
    """Who else sees a detail."""
    return gettext("Seen by you and %(who)s.") % {"who": who} if who else gettext("Seen by you alone.")


class ClosingForm(KeyedForm):
    """Why a document is closed, until when, and to whom it stays open."""

    because = forms.CharField(
        label=_("Why"),
        max_length=BECAUSE_SAID,
        help_text=_("Everybody reads it: “a matter of personnel” says enough."),
    )
    opens_on = forms.DateField(
        label=_("It opens by itself on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    named = forms.MultipleChoiceField(
        label=_("It stays open to you and to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    beside: ClassVar[Mapping[str, str]] = {"closure.because": "because", "closure.day": "opens_on"}

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {who.key: who for who in people}
        self.fields["named"].choices = [(who.key, who.name) for who in people]  # type: ignore[attr-defined]

    @property
    def closing(self) -> dict[str, Any]:
        """The same for the verb."""
        return {**self.cleaned_data, "named": [self.people[key] for key in self.cleaned_data["named"]]}


class LookForm(KeyedForm):
    """Nothing but the click."""


class EmergencyForm(KeyedForm):
    """What of whom is to be opened, for how long, and why."""

    about = forms.ChoiceField(label=_("Of whom"))
    information_class = forms.ChoiceField(label=_("What"))
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=DAYS_AT_MOST, initial=1)
    because = forms.CharField(
        label=_("Why"),
        max_length=BECAUSE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The member who agrees reads it, and the person it is about."),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "emergency.own": "about",
        "emergency.class": "information_class",
        "emergency.days": "days",
        "emergency.because": "because",
    }

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {who.key: who for who in people}
        self.fields["about"].choices = [(who.key, who.name) for who in people]  # type: ignore[attr-defined]
        words = [(name, class_word(name)) for name in IN_AN_EMERGENCY]
        self.fields["information_class"].choices = words  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """The same for the verb."""
        return {**self.cleaned_data, "about": self.people[self.cleaned_data["about"]]}
