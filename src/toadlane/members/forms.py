"""What is typed about people: one, many, a stage, a role, an invitation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.members import standing, words
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import BECAUSE
from toadlane.members.verbs.periods import BECAUSE_AT_MOST
from toadlane.people.models import Person

LINES_AT_MOST = 200_000
ANOTHER = "another"


class DayField(forms.DateField):
    """A day, chosen or typed as 2025-03-31."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class PersonForm(KeyedForm):
    """Somebody, what they are since when, and perhaps what they were before."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("They are invited there to sign in. Leave it empty for somebody who will not."),
    )
    stage = forms.ChoiceField(label=_("Is now"))
    since = DayField(label=_("Since"))
    before = forms.ChoiceField(label=_("Was before"), required=False)
    before_since = DayField(label=_("That since"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    send = forms.BooleanField(label=_("Send the invitation by e-mail now"), required=False, initial=True)

    beside: ClassVar[Mapping[str, str]] = {
        "members.name": "name",
        "members.email": "email",
        "members.twice": "email",
        "members.stage": "stage",
        "members.before": "since",
        "members.ahead": "since",
        "members.same-day": "before_since",
        "members.backwards": "before_since",
    }

    def __init__(self, *args: Any, coop: Coop, at: Moment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = words.choices(standing.stages_of(coop, at))
        offered = {"stage": stages, "before": stages, "role": words.choices(list(standing.ROLES))}
        for name, choices in offered.items():
            empty = [] if name == "stage" else [("", "")]
            self.fields[name].choices = [*empty, *choices]  # type: ignore[attr-defined]  # all three are ChoiceFields
        if not self.is_bound and "member" in dict(stages):
            self.initial.setdefault("stage", "member")

    def clean(self) -> dict[str, Any]:
        """What somebody was before has a day, and an earlier one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        before, day = said.get("before"), said.get("before_since")
        if bool(before) != bool(day):
            self.add_error("before_since", _("Give both what they were before and since when, or neither."))
        elif before and said.get("since") and day >= said["since"]:
            self.add_error(
                "before_since", _("This day has to be before the one on which they became what they are.")
            )
        return said

    def person(self) -> NewPerson:
        """Somebody as they were described."""
        said = self.cleaned_data
        stages = [Spell(said["stage"], said["since"])]
        if said["before"]:
            stages.insert(0, Spell(said["before"], said["before_since"]))
        roles = (Spell(said["role"], said["since"]),) if said["role"] else ()
        return NewPerson(said["name"], said["email"], tuple(stages), roles)


class ManyForm(KeyedForm):
    """Lines with people."""

    lines = forms.CharField(
        label=_("One person a line"),
        max_length=LINES_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    send = forms.BooleanField(label=_("Send the invitations by e-mail now"), required=False, initial=True)


class PeriodForm(KeyedForm):
    """A stage or a role from a day on."""

    word = forms.ChoiceField(label=_("What"))
    valid_from = DayField(label=_("From"))

    beside: ClassVar[Mapping[str, str]] = {
        "members.stage": "word",
        "members.decided": "word",
        "members.role": "word",
        "members.before": "valid_from",
        "members.ahead": "valid_from",
        "period.overlaps": "valid_from",
        "members.backwards": "valid_until",
        "members.because": "because",
    }

    def __init__(self, *args: Any, known: list[str], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].choices = words.choices(known)  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["word"].label = label

    def spell(self) -> Spell:
        """The stage or role as it was described."""
        until: dt.date | None = self.cleaned_data.get("valid_until")
        return Spell(self.cleaned_data["word"], self.cleaned_data["valid_from"], until)


class CorrectionForm(PeriodForm):
    """A stage or role as it should have been entered, or that it never was."""

    valid_until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which it is over. Leave it empty while it lasts."),
    )
    never = forms.BooleanField(label=_("It never was: take it back altogether"), required=False)
    because = forms.CharField(label=_("Why it is put right"), max_length=BECAUSE_AT_MOST)


class DenyForm(KeyedForm):
    """What somebody else said is not so; whoever it is about need not say why."""

    because = forms.CharField(label=_("Why it is not so"), max_length=BECAUSE)
    beside: ClassVar[Mapping[str, str]] = {
        "change.because": "because",
        "departing.denied-because": "because",
    }

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["because"]


class NameForm(KeyedForm):
    """Somebody's name, put right."""

    name = forms.CharField(label=_("Name"), max_length=120)
    beside: ClassVar[Mapping[str, str]] = {"members.name": "name"}


class InviteForm(KeyedForm):
    """Where to invite somebody."""

    email = forms.CharField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    send = forms.BooleanField(label=_("Send it by e-mail now"), required=False, initial=True)
    beside: ClassVar[Mapping[str, str]] = {"members.email": "email", "members.twice": "email"}


class NewcomerForm(KeyedForm):
    """Whoever was invited and has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Twelve characters at least; a few words that only you would put together are good."),
    )
    beside: ClassVar[Mapping[str, str]] = {"members.name": "name"}

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """As strong as the house asks, and not like the name or the address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
