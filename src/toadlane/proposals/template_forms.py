"""The form of a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.proposals.forms import Choices
from toadlane.proposals.models import LONGEST
from toadlane.proposals.template_rows import LONGEST_NAME
from toadlane.proposals.verbs.templating import Written


class TemplateForm(KeyedForm):
    """What a proposal begins with."""

    elsewhere = "text"
    beside: ClassVar[Mapping[str, str]] = {"proposals.template-words": "name"}

    name = forms.CharField(label=_("Name of the template"), max_length=LONGEST_NAME)
    matter = forms.ChoiceField(
        label=_("What it is about"), required=False, help_text=_("It is offered for this alone.")
    )
    title = forms.CharField(label=_("Title it begins with"), max_length=LONGEST["title"], required=False)
    text = forms.CharField(
        label=_("Text it begins with"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("{amount}, {name}, {coop} and {day} are filled in when it is picked."),
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [("", _("anything")), *offered]  # type: ignore[attr-defined]  # a ChoiceField

    def written(self) -> Written:
        """What was typed."""
        return Written(**{name: self.cleaned_data[name] for name in ("name", "matter", "title", "text")})


class ArchiveForm(KeyedForm):
    """Offered no more, or again."""

    archived = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class UndoForm(KeyedForm):
    """Back to what stood before this edition."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
