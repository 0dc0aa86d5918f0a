"""Forms of the money room: they check shapes; the charter and the verbs check rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority
from toadlane.ui.forms import MoneyInput


class MoneyField(forms.CharField):
    """An amount typed as people type it: spaces and separators of thousands aside, exact to the unit."""

    def __init__(self, *, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(widget=MoneyInput(currency), max_length=40, **kwargs)

    def clean(self, value: Any) -> Money:
        """Read the amount; refuse one with other marks or too many decimals."""
        text = super().clean(value)
        plain = str(text).replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
        if "," in plain and "." in plain.rpartition(",")[2]:
            plain = plain.replace(",", "")
        try:
            return Money.parse(plain, self.currency)
        except Fault as fault:
            raise ValidationError(
                _("%(says)s %(now)s"), params={"says": fault.says, "now": fault.next_step}
            ) from None


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
        max_length=200,
        help_text=_("One sentence; it stands in the journal for ever."),
    )


class BuyInForm(KeyedForm):
    """Money received towards a buy-in."""

    participant = forms.ModelChoiceField(queryset=Participant.objects.none(), label=_("From"))
    amount = MoneyField(currency="USD", label=_("Amount"))
    on = forms.DateField(label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, coop: Coop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = Participant.objects.filter(coop=coop).order_by("name")  # type: ignore[attr-defined]
        self.fields["amount"].currency = coop.currency  # type: ignore[attr-defined]
        self.fields["amount"].widget = MoneyInput(coop.currency)
