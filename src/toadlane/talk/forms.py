"""The forms of a talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.files.bringing import Sent
from toadlane.files.forms import ACCEPTED, FilesField, ManyFiles
from toadlane.talk.models import LONGEST, Sort
from toadlane.talk.verbs.speaking import SAID

SORTS = [(sort.value, sort.label) for sort in Sort if sort in SAID]


def area(rows: int) -> forms.Textarea:
    """Room for some lines, in whichever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


BESIDE_FILES: Final = dict.fromkeys(
    (
        "document.empty",
        "document.too-large",
        "document.unknown-form",
        "document.other-form",
        "talk.files-none",
        "talk.files-many",
        "talk.files-full",
    ),
    "attached",
)
"""What stands in the way of a file is told beside it."""


def files_field(*, required: bool) -> FilesField:
    """Files that come along."""
    return FilesField(
        label=_("Files"),
        required=required,
        help_text=_("PDF, ODT, DOCX, Markdown, plain text or pictures, of up to 25 MB."),
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,  # the verb says which of them is empty
    )


def sent_files(uploaded: Iterable[Any] | None) -> list[Sent]:
    """Uploaded files as verbs take them."""
    return [Sent(one.name or "", one.file) for one in uploaded or ()]


class FilesForm(KeyedForm):
    """Files to attach."""

    elsewhere = "attached"
    beside: ClassVar[Mapping[str, str]] = BESIDE_FILES

    attached = files_field(required=True)

    def clean_attached(self) -> list[Sent]:
        """What was chosen."""
        return sent_files(self.cleaned_data["attached"])


class SayForm(KeyedForm):
    """Something to say; `answers` is what it answers."""

    elsewhere = "text"
    beside: ClassVar[Mapping[str, str]] = BESIDE_FILES

    text = forms.CharField(label=_("What do you want to say?"), max_length=LONGEST["text"], widget=area(5))
    sort = forms.ChoiceField(
        label=_("It is a"),
        choices=SORTS,
        initial=Sort.COMMENT,
        widget=forms.RadioSelect,
        help_text=_("A question or a concern stays on top until it is marked as met."),
    )
    attached = files_field(required=False)
    answers = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_attached(self) -> list[Sent]:
        """What was chosen."""
        return sent_files(self.cleaned_data["attached"])


class EditForm(forms.Form):
    """The same in other words."""

    text = forms.CharField(label=_("Your words"), max_length=LONGEST["text"], widget=area(6))
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class KeyedEditForm(EditForm, KeyedForm):
    """With what stands in the way told beside the text."""

    elsewhere = "text"


class MetForm(KeyedForm):
    """How it was met."""

    elsewhere = "because"

    because = forms.CharField(
        label=_("How was it met?"),
        max_length=LONGEST["because"],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class RoundForm(KeyedForm):
    """What everybody is heard on."""

    elsewhere = "asks"

    asks = forms.CharField(
        label=_("What is the round about?"),
        max_length=LONGEST["asks"],
        help_text=_("Everybody who may speak is heard once before anybody speaks twice."),
    )


class GroupForm(KeyedForm):
    """A few of those who may speak."""

    elsewhere = "name"
    beside: ClassVar[Mapping[str, str]] = {"talk.too-few": "people"}

    name = forms.CharField(label=_("Name of the group"), max_length=LONGEST["name"])
    people = forms.MultipleChoiceField(
        label=_("Who is in it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They speak in it; everybody who sees this reads along."),
    )

    def __init__(self, *args: Any, speakers: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(who.key, who.name) for who in speakers]  # type: ignore[attr-defined]  # a field with choices


class FoundForm(KeyedForm):
    """What a small group brings back."""

    elsewhere = "found"

    found = forms.CharField(
        label=_("What did you find?"),
        max_length=LONGEST["text"],
        widget=area(4),
        help_text=_("It is told in the talk of all, and the group ends."),
    )


class FollowForm(KeyedForm):
    """To be told of what is said, or not."""

    follows = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce="yes".__eq__, widget=forms.HiddenInput
    )
