"""Which day's charter somebody wants to read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.ui import figures


class DayForm(forms.Form):
    """A day from the charter's first on; none means today."""

    on = forms.DateField(
        label=gettext_lazy("As it stood on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args: Any, first: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_on(self) -> dt.date | None:
        """Before its first day there is nothing to read."""
        on: dt.date | None = self.cleaned_data["on"]
        if on is not None and on < self.first:
            raise forms.ValidationError(
                _("The charter takes effect on %(day)s; nothing was in force before."),
                params={"day": figures.day(self.first)},
            )
        return on
