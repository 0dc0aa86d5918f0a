"""What forms in a co-op have in common."""

from __future__ import annotations

from django import forms

from toadlane.coops import keys


class KeyedForm(forms.Form):
    """A form whose every showing carries a key of its own, so that a double click has one effect."""

    key = forms.CharField(widget=forms.HiddenInput, initial=keys.fresh, max_length=keys.LONGEST)
