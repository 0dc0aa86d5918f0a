"""What somebody asks the charter, and the amount a matter is about."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.charter.asking import LONGEST
from toadlane.sheets.fields import MoneyField


class AskForm(forms.Form):
    """A question in one's own words."""

    q = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class AmountForm(forms.Form):
    """How much a matter is about; its label says the currency."""

    def __init__(self, *args: object, currency: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, handed through
        self.fields["amount"] = MoneyField(currency=currency, label=_("Amount"))
