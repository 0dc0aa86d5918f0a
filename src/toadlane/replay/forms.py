"""The text of an amendment that somebody wants to try."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from toadlane.coops.forms import KeyedForm
from toadlane.ui.text_or_file import TextOrFile

BYTES_AT_MOST = 1_000_000


class TryForm(TextOrFile, KeyedForm):
    """A text, typed, pasted or uploaded."""

    elsewhere: ClassVar[str] = "source"
    bytes_at_most: ClassVar[int] = BYTES_AT_MOST
    too_large: ClassVar[Promise] = gettext_lazy("This file is too large for an amendment.")

    source = forms.CharField(
        label=gettext_lazy("The text of the amendment"),
        required=False,
        strip=False,
        max_length=BYTES_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true", "class": "code"}),
        help_text=gettext_lazy(
            "As it would stand in the charter: the day it takes effect, the articles it settles, and each of "
            "them whole."
        ),
    )
