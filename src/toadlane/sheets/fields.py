"""Form fields for what is kept exactly."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from toadlane.sheets import amounts
from toadlane.ui.faults import told
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
            refused = told(fault)
            raise ValidationError(f"{refused.says} {refused.next_step}") from None
