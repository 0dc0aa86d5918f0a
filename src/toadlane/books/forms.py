"""Forms of the money room: they check shapes; the charter and the verbs check rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.faults import Fault
from toadlane.books.payment_rows import LONGEST, Payment
from toadlane.books.verbs import BECAUSE_LONGEST, How
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority
from toadlane.sheets.fields import MoneyField
from toadlane.ui.forms import MoneyInput

ISO = "%Y-%m-%d"


class DayForm(forms.Form):
    """A day up to today; none means today."""

    on = forms.DateField(
        label=_("As it stood on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> dt.date:
        """What is to come cannot be stated."""
        on: dt.date = self.cleaned_data["on"] or self.today
        if on > self.today:
            raise ValidationError(_("That day has not come yet; an account can be stated up to today."))
        return on

    def day(self) -> dt.date:
        """The day asked for, or today when it is none that can be stated."""
        return self.cleaned_data["on"] if self.is_valid() else self.today


class FiguresForm(KeyedForm):
    """What the books say about a year."""

    surplus = MoneyField(
        currency="USD",
        label=_("Surplus before tax"),
        help_text=_("After all other expenses. Write a loss with a minus."),
    )
    tax = MoneyField(
        currency="USD", label=_("Income tax"), help_text=_("As reckoned by your accountant; 0 if none.")
    )

    def __init__(self, *args: Any, coop: Coop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("surplus", "tax"):
            field = self.fields[name]
            field.currency = coop.currency  # type: ignore[attr-defined]
            field.widget = MoneyInput(coop.currency)


class CloseForm(KeyedForm):
    """Close a year on a decision."""

    authority = forms.ModelChoiceField(
        queryset=Authority.objects.none(), label=_("The decision"), empty_label=_("Choose the decision")
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class CorrectForm(CloseForm):
    """Correct a close on a decision."""

    because = forms.CharField(
        label=_("What was wrong"),
        max_length=BECAUSE_LONGEST,
        help_text=_("One sentence; it stands in the journal for ever."),
    )


def day_input() -> forms.DateInput:
    """A day as browsers take it."""
    return forms.DateInput(attrs={"type": "date"}, format=ISO)


def in_currency(form: forms.Form, currency: str, name: str = "amount") -> None:
    """Let a form's amount be one of this currency."""
    form.fields[name].currency = currency  # type: ignore[attr-defined]
    form.fields[name].widget = MoneyInput(currency)


class HowForm(KeyedForm):
    """When and how money went; a payment that looks like one that stands is asked about, only then."""

    beside: ClassVar[Mapping[str, str]] = {
        "buy-in.payment": "amount",
        "day.closed": "on",
        "payment.before-debt": "on",
        "payment.future": "on",
        "payment.looks-twice": "again",
        "payment.more-than-owed": "amount",
        "payment.not-released": "amount",
        "payment.reference": "reference",
    }

    on = forms.DateField(label=_("Paid on"), widget=day_input(), input_formats=[ISO])
    method = forms.ChoiceField(label=_("How"), choices=Payment.Method.choices)
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=LONGEST["reference"],
        help_text=_("What it can be found by at the bank: a cheque's number, the words of a transfer."),
    )
    again = forms.BooleanField(label=_("This is another payment: record it too"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = "again" in self.data
        if not self.asked:
            self.question = self.fields.pop("again")

    def met(self, fault: Fault) -> None:
        """Say what stood in the way, and ask what can only be answered now."""
        if fault.code == "payment.looks-twice" and not self.asked:
            self.fields["again"] = self.question
        super().met(fault)

    def how(self) -> How:
        """What the verbs take of it."""
        said = self.cleaned_data
        return How(said["on"], said["method"], said["reference"], said.get("again", False))


class BuyInForm(HowForm):
    """Money received towards a buy-in."""

    participant = forms.ModelChoiceField(
        queryset=Participant.objects.none(), label=_("From"), empty_label=_("Choose who paid")
    )
    amount = MoneyField(currency="USD", label=_("Amount"))
    field_order = ["participant", "amount", "on"]

    def __init__(self, *args: Any, coop: Coop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Received on")
        self.fields["participant"].queryset = Participant.objects.filter(coop=coop).order_by("name")  # type: ignore[attr-defined]
        in_currency(self, coop.currency)
