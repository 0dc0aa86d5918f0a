"""Forms for money that comes from members and goes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.books.forms import ISO, HowForm, day_input, in_currency
from toadlane.books.owed import Claim
from toadlane.books.verbs import BECAUSE_LONGEST
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop
from toadlane.sheets.fields import MoneyField


class PayForm(HowForm):
    """Paying somebody what is owed to them, or a part of it."""

    claim = forms.ChoiceField(label=_("To whom, for what"))
    amount = MoneyField(currency="USD", label=_("Amount"))
    field_order = ["claim", "amount", "on"]

    def __init__(self, *args: Any, coop: Coop, owed: Mapping[str, str], **kwargs: Any) -> None:
        """`owed` names each claim that has something to pay, by “person:source”."""
        super().__init__(*args, **kwargs)
        self.fields["claim"].choices = [("", _("Choose what is paid")), *owed.items()]  # type: ignore[attr-defined]
        in_currency(self, coop.currency)

    def claimed(self) -> tuple[str, str]:
        """The key of the person, and the source."""
        person, _colon, source = self.cleaned_data["claim"].partition(":")
        return person, source


class SeveralForm(HowForm):
    """Paying everyone what is due, of one kind or of all."""

    scope = forms.ChoiceField(label=_("What"))
    but_not = forms.MultipleChoiceField(
        label=_("Leave out"), required=False, help_text=_("People who are paid another time.")
    )
    expected = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ["scope", "on", "method", "reference", "but_not"]

    def __init__(
        self, *args: Any, scopes: Mapping[str, str], people: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = list(scopes.items())  # type: ignore[attr-defined]
        self.fields["but_not"].choices = list(people.items())  # type: ignore[attr-defined]


class ReversalForm(KeyedForm):
    """Taking a payment back."""

    beside: ClassVar[Mapping[str, str]] = {
        "day.closed": "on",
        "payment.because": "because",
        "payment.reversal-day": "on",
    }

    on = forms.DateField(
        label=_("Day"), widget=day_input(), input_formats=[ISO], help_text=_("When the money came back.")
    )
    because = forms.CharField(
        label=_("What happened"),
        max_length=BECAUSE_LONGEST,
        help_text=_("One sentence, such as “cheque returned”; it stands in the journal for ever."),
    )


class PayoutReversalForm(KeyedForm):
    """Taking a payout back."""

    beside: ClassVar[Mapping[str, str]] = {
        "day.closed": "on",
        "payment.because": "because",
        "payout.reversal-day": "on",
    }

    on = forms.DateField(
        label=_("Day"), widget=day_input(), input_formats=[ISO], help_text=_("From when it is owed no more.")
    )
    because = forms.CharField(
        label=_("What was wrong"),
        max_length=BECAUSE_LONGEST,
        help_text=_("One sentence, such as “the close was corrected”; it stands in the journal for ever."),
    )


def owed_choices(claims: Sequence[Claim], write: Any) -> dict[str, str]:
    """Each person's payable sum for each source, named for a choice."""
    sums: dict[tuple[str, str, str, str], Money] = {}
    for claim in claims:
        named = (claim.person, claim.source, claim.name, claim.words)
        sums[named] = sums[named] + claim.open if named in sums else claim.open
    return {
        f"{person}:{source}": _("%(name)s: %(what)s, %(amount)s")
        % {"name": name, "what": what, "amount": write(amount)}
        for (person, source, name, what), amount in sums.items()
    }
