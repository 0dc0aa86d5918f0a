"""Forms of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from bylaws.record.notes import LONGEST_KEY
from toadlane.coops.forms import KeyedForm

LONGEST: Final = {"name": 120, "address": 300, "key": LONGEST_KEY, "to": 200}


class WitnessForm(KeyedForm):
    """Naming a witness."""

    called = forms.CharField(
        label=_("Who"), max_length=LONGEST["name"], help_text=_("As in “Harbour Web Cooperative”.")
    )
    address = forms.CharField(
        label=_("Their address"),
        max_length=LONGEST["address"],
        help_text=_("Whoever runs theirs finds it, with the key, on the page “Witness”."),
    )
    told = forms.CharField(
        label=_("Their key"),
        max_length=LONGEST["key"],
        help_text=_("All of it: name+eight letters+key. Compare it by telephone, or when you meet."),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "record.witness-address": "address",
        "record.key": "told",
        "record.record-key": "told",
        "record.witness-own": "told",
        "record.witness-twice": "told",
    }


class CertificateForm(KeyedForm):
    """A certificate of an entry for somebody outside."""

    to = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST["to"],
        required=False,
        help_text=_(
            "As in “Harbour Bank, for the loan of the van”. It stands on the paper and in the record."
        ),
    )


class OriginForm(KeyedForm):
    """Letting a record be witnessed here."""

    name = forms.CharField(label=_("Whose record"), max_length=LONGEST["name"])
    told = forms.CharField(
        label=_("The key of the record"),
        max_length=LONGEST["key"],
        help_text=_("It stands on their page “Checkpoints”, and begins with “toad-lane-record/”."),
    )
    forget = forms.BooleanField(
        label=_("Begin anew with it: forget what was signed of it so far"),
        required=False,
        help_text=_("Only after its people told all their members what happened."),
    )

    beside: ClassVar[Mapping[str, str]] = {"record.key": "told", "record.witness-key": "told"}

    def handed(self) -> dict[str, Any]:
        """The verb takes no key: the same twice is the same as once."""
        return {name: said for name, said in self.cleaned_data.items() if name != "key"}
