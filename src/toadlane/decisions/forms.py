"""Entering a decision from the minutes, and taking an entry back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.coops.naming import A_KEY
from toadlane.decisions import matters
from toadlane.decisions.models import LONGEST
from toadlane.decisions.papers import Paper
from toadlane.ui import figures


class EntryForm(KeyedForm):
    """What was decided, about what, by which article, when, in which words."""

    beside: ClassVar[Mapping[str, str]] = {
        "authority.day": "decided_on",
        "authority.article": "article",
        "authority.document": "document",
    }

    matter = forms.ChoiceField(label=_("What was decided"))
    subject = forms.CharField(label=_("About"), max_length=LONGEST["subject"])
    article = forms.ChoiceField(
        label=_("By which article"),
        help_text=_("The article of the charter that lets this be decided."),
    )
    decided_on = forms.DateField(
        label=_("Decided on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=_("The decision, as the minutes have it"),
        help_text=_("Copy the words. A second member will hold them against the minutes."),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    document = forms.TypedChoiceField(
        label=_("The document that has it"),
        help_text=_("Such as the minutes of that meeting, if they were brought here."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, *args: Any, citations: list[str], offered: Sequence[Paper] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self["matter"].value()
        known = {matter.key: matter.label for matter in matters.known() if matter.by_hand}
        if chosen and A_KEY.fullmatch(chosen):  # a charter names matters of its own
            known.setdefault(chosen, matters.matter(chosen).label)
        self.fields["matter"].choices = list(known.items())  # type: ignore[attr-defined]  # a ChoiceField, above
        about = {str(one.subject_label) for one in matters.known() if not chosen or one.key == chosen}
        if len(about) == 1:
            self.fields["subject"].label = about.pop()
        self.fields["article"].choices = [("", ""), *((name, name) for name in citations)]  # type: ignore[attr-defined]
        if offered:
            named = [(str(one.key), f"{figures.day(one.day, 'medium')} · {one.title}") for one in offered]
            self.fields["document"].choices = [("", ""), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["document"]


class WithdrawalForm(KeyedForm):
    """Why an entry is taken back."""

    because = forms.CharField(
        label=_("Why it is taken back"),
        help_text=_("Such as: the minutes say 2024, or the figures have changed since."),
        max_length=LONGEST["because"],
    )
