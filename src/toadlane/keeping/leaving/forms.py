"""Asking for everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.decisions.models import Authority

LONGEST = 1000


class EverythingForm(KeyedForm):
    """On which decision, and closed by what."""

    beside: ClassVar[Mapping[str, str]] = {"backup.passphrase-short": "passphrase"}

    authority = forms.ModelChoiceField(
        queryset=Authority.objects.none(), label=_("The decision"), empty_label=_("Choose the decision")
    )
    passphrase = forms.CharField(
        label=_("A passphrase that closes the file"),
        help_text=_("At least twelve characters, such as five words. Left empty, the file is open to read."),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The passphrase once more"),
        help_text=_("It is kept nowhere, so nobody can tell it to you later."),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.authorities = authorities

    @property
    def decided(self) -> bool:
        """Whether there is a decision to choose."""
        return bool(self.authorities.exists())

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("passphrase", "") != said.get("again", ""):
            self.add_error("again", _("The two are not the same. Type the passphrase in both places."))
        return said


class AnewForm(KeyedForm):
    """The button that has a file made after all."""


class RemovalForm(KeyedForm):
    """The button that removes a file."""
