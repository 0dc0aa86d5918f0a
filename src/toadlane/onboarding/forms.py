"""The list of first steps as lines, and one tick."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.onboarding.models import LONGEST
from toadlane.onboarding.verbs import MOST


class TickForm(KeyedForm):
    """A tick, or that it was none; ticked twice it is one, so no key is needed."""

    key = None  # type: ignore[assignment]
    done = forms.ChoiceField(choices=[("yes", _("Done")), ("no", _("Not done after all"))])


class ListForm(KeyedForm):
    """One step a line."""

    elsewhere: ClassVar[str] = "lines"

    lines = forms.CharField(
        label=_("First steps, one a line"),
        required=False,
        max_length=MOST * (LONGEST + 2) * 2,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("A line that stays keeps who has done it. A line you take away takes that along."),
    )
