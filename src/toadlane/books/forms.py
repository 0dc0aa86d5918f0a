"""Forms of the money room: they check shapes; the charter and the verbs check rights."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from toadlane.books import amounts
from toadlane.books.verbs import BECAUSE_LONGEST
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority
from toadlane.jobs.port import told
from toadlane.ui.forms import MoneyInput


class MoneyField(forms.CharField):
    """An amount as people type it, exact to the unit; see `amounts.typed`."""

    def __init__(self, *, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(widget=MoneyInput(currency), max_length=40, **kwargs)

    def clean(self, value: Any) -> Money:
        """Read the amount; refuse what is none, and what could be two."""
        text = super().clean(value)
        try:
            return amounts.typed(str(text), self.currency)
        except Fault as fault:
            raise ValidationError(told(fault)) from None


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


class BuyInForm(KeyedForm):
    """Money received towards a buy-in."""

    participant = forms.ModelChoiceField(
        queryset=Participant.objects.none(), label=_("From"), empty_label=_("Choose who paid")
    )
    amount = MoneyField(currency="USD", label=_("Amount"))
    on = forms.DateField(label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, coop: Coop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = Participant.objects.filter(coop=coop).order_by("name")  # type: ignore[attr-defined]
        self.fields["amount"].currency = coop.currency  # type: ignore[attr-defined]
        self.fields["amount"].widget = MoneyInput(coop.currency)
