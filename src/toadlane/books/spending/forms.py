"""What is typed about a payment to others: before it is decided, and once it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.books.forms import ISO, HowForm, day_input, in_currency
from toadlane.books.spending.rows import LONGEST
from toadlane.coops.forms import KeyedForm
from toadlane.sheets.fields import MoneyField


class WhatForm(forms.Form):
    """To whom, for what, how much; it changes nothing by itself."""

    payee = forms.CharField(label=_("To whom"), max_length=LONGEST["payee"])
    purpose = forms.CharField(
        label=_("For what"),
        max_length=LONGEST["purpose"],
        help_text=_("As it should stand in the journal."),
    )
    amount = MoneyField(currency="USD", label=_("Amount"))
    account = forms.ChoiceField(label=_("From"))
    due_on = forms.DateField(label=_("Due on"), required=False, widget=day_input(), input_formats=[ISO])

    def __init__(self, *args: Any, currency: str, accounts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency)
        self.fields["account"].choices = list(accounts.items())  # type: ignore[attr-defined]  # a ChoiceField

    def given(self) -> dict[str, str]:
        """As a decision names it."""
        said = self.cleaned_data
        due = said["due_on"]
        return {
            "payee": said["payee"],
            "purpose": said["purpose"],
            "amount": said["amount"].decimal(),
            "account": said["account"],
            "due_on": due.isoformat() if due else "",
        }


class DecideForm(KeyedForm):
    """The click of whoever decides it alone, with what it is."""

    payee = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST["payee"])
    purpose = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST["purpose"])
    amount = forms.CharField(widget=forms.HiddenInput, max_length=24)
    account = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST["account"])
    due_on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def given(self) -> dict[str, str]:
        """As a decision names it."""
        return {name: said for name, said in self.cleaned_data.items() if name != "key"}


class WentForm(HowForm):
    """When and how it went."""

    beside: ClassVar[Mapping[str, str]] = {**HowForm.beside, "spending.before": "on"}
