"""What is typed of organisations, shares of the time, and dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.charter.kinds.dues import Dues
from bylaws.membership.dues import Owed
from toadlane.books.forms import HowForm, in_currency
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop, Participant
from toadlane.dues.models import LONGEST
from toadlane.members.forms import DayField
from toadlane.sheets.fields import MoneyField
from toadlane.ui import figures


class OrganisationForm(KeyedForm):
    """It is an organisation, and somebody speaks for it."""

    speaker = forms.CharField(
        label=_("Who speaks for it"),
        max_length=LONGEST["speaker"],
        help_text=_("A name. However many speak, an organisation has one vote."),
    )

    beside: ClassVar[Mapping[str, str]] = {"members.name": "speaker"}


class SpeakerForm(OrganisationForm):
    """Somebody else speaks for it."""

    email = forms.CharField(
        label=_("Address at which they sign in for it"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "They are invited there, and whoever signed in for it before does not any more. "
            "Leave it empty if the same address goes on."
        ),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "members.name": "speaker",
        "members.email": "email",
        "organisation.two-votes": "email",
    }


class GoesOverForm(KeyedForm):
    """It becomes part of another member organisation."""

    into = forms.ChoiceField(
        label=_("Into which"),
        help_text=_("That one confirms it. Then there is one member and one vote; what was stays readable."),
    )

    beside: ClassVar[Mapping[str, str]] = {"merging.into": "into"}

    def __init__(self, *args: Any, others: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [(one.key, one.name) for one in others]  # type: ignore[attr-defined]  # a ChoiceField


class ShareForm(KeyedForm):
    """How much of the time somebody works."""

    share = forms.CharField(
        label=_("Part of the full time"),
        max_length=LONGEST["share"],
        help_text=_("As in 1/2 or 60%; 100% is the full time."),
    )
    from_day = DayField(label=_("From"))

    beside: ClassVar[Mapping[str, str]] = {
        "part-time.share": "share",
        "members.before": "from_day",
        "members.ahead": "from_day",
    }


class BandForm(KeyedForm):
    """Which band of the dues somebody is in."""

    band = forms.ChoiceField(label=_("Band"), required=False)
    from_day = DayField(
        label=_("From"), help_text=_("It holds for the whole month, quarter or year that the day lies in.")
    )

    beside: ClassVar[Mapping[str, str]] = {
        "dues.band": "band",
        "dues.band-over": "from_day",
        "members.before": "from_day",
        "members.ahead": "from_day",
    }

    def __init__(self, *args: Any, says: Dues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, above
            ("", _("The usual: %(amount)s") % {"amount": figures.money(says.amount)}),
            *((one.name, f"{one.name}: {figures.money(one.amount)}") for one in says.bands),
        ]


class DuesForm(HowForm):
    """Dues that came in."""

    due_for = forms.TypedChoiceField(label=_("For the time from"), coerce=dt.date.fromisoformat)
    amount = MoneyField(currency="USD", label=_("Amount"))
    field_order = ["due_for", "amount", "on"]

    beside: ClassVar[Mapping[str, str]] = {
        **HowForm.beside,
        "dues.more": "amount",
        "dues.time": "due_for",
        "dues.not-kept": "due_for",
    }

    def __init__(self, *args: Any, coop: Coop, owed: Sequence[Owed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_for"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, above
            (
                one.period.from_day.isoformat(),
                _("%(day)s: %(open)s open")
                % {"day": figures.day(one.period.from_day), "open": figures.money(one.open)},
            )
            for one in owed
        ]
        in_currency(self, coop.currency)


class KeptForm(KeyedForm):
    """From when dues are kept here."""

    from_day = DayField(
        label=_("Dues are kept here from"),
        help_text=_("Times that began before this day are not asked for here: they count as settled."),
    )

    elsewhere: ClassVar[str] = "from_day"
