"""Forms of past documents: the files, what they are, the search, and taking one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.access import Place
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.files.forms import ACCEPTED, FilesField, ManyFiles
from toadlane.meetings.described import CLASSES, Described, Shared
from toadlane.meetings.guesses import guessed
from toadlane.meetings.models import LONGEST, Document, Kind
from toadlane.meetings.reads import Waiting
from toadlane.ui.forms import FileDrop

CLASS_WORDS: Final = {
    "minutes": _("whoever may see minutes"),
    "decisions": _("whoever may see decisions"),
    "evaluations": _("whoever may see evaluations, and the person"),
    "personal-details": _("whoever may see personal details, and the person"),
}
KINDS: Final = [(kind.value, kind.label) for kind in Kind]


class BringForm(KeyedForm):
    """One file, many, or a ZIP of many."""

    elsewhere = "file"

    file = FilesField(
        label=_("The files"),
        help_text=_("PDF, ODT, DOCX, Markdown, plain text, pictures of signed pages; or a ZIP of them."),
        widget=ManyFiles(attrs={"accept": f"{ACCEPTED},.zip"}),
        allow_empty_file=True,  # the verb says which of them is empty, and takes the others
    )


class BetterFileForm(KeyedForm):
    """A better scan of the same paper."""

    elsewhere = "file"

    file = forms.FileField(
        label=_("The better file"),
        widget=FileDrop(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
    )


class SharedForm(KeyedForm):
    """Who may see it, whom it is about, its tags; for one document or for all that were brought together."""

    beside: ClassVar[Mapping[str, str]] = {
        "document.class": "information_class",
        "document.unseen": "information_class",
        "document.about": "about",
        "document.tags": "tags",
    }

    information_class = forms.ChoiceField(label=_("Who may see it"))
    about = forms.ChoiceField(
        label=_("It is about one person"),
        help_text=_("They always see it, also after they have left."),
        required=False,
    )
    tags = forms.CharField(
        label=_("Tags"),
        help_text=_("A few words to find it by, with commas between."),
        max_length=600,
        required=False,
    )

    def __init__(self, *args: Any, place: Place, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {who.key: who for who in people}
        offered = [name for name in CLASSES if place.sight.may_see_class(name)] or list(CLASSES[:1])
        self.fields["information_class"].choices = [(name, CLASS_WORDS[name]) for name in offered]  # type: ignore[attr-defined]
        self.fields["information_class"].initial = offered[0]
        named = [(who.key, who.name) for who in people]
        self.fields["about"].choices = [("", ""), *named]  # type: ignore[attr-defined]

    def shared(self) -> Shared:
        """What was said of who sees it."""
        said = self.cleaned_data
        tags = tuple(tag for tag in said["tags"].split(",") if tag.strip())
        return Shared(said["information_class"], self.people.get(said["about"]), tags)


def day_field() -> forms.DateField:
    """The day something happened."""
    return forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def words_fields() -> dict[str, forms.Field]:
    """The decision in the words of the paper, which few documents need."""
    return {
        "article": forms.CharField(
            label=_("By which article"), max_length=LONGEST["article"], required=False
        ),
        "text": forms.CharField(
            label=_("What was decided, in its words"),
            help_text=_("If the document holds one decision that others will look for."),
            max_length=LONGEST["text"],
            widget=forms.Textarea(attrs={"rows": 4}),
            required=False,
        ),
    }


class DescribeForm(SharedForm):
    """What each file of a gathering is; a name that tells a day or a title is a guess to look at."""

    use_required_attribute = False  # a file that is left out needs nothing

    def __init__(self, *args: Any, waiting: Sequence[Waiting], place: Place, **kwargs: Any) -> None:
        super().__init__(*args, place=place, **kwargs)
        self.ready = [one for one in waiting if one.ready]
        self.alone = len(self.ready) == 1
        for one in self.ready:
            self._ask_about(one, until=place.moment.day)
        if self.alone:
            self.fields |= words_fields()
        self.order_fields(
            [*(name for name in self.fields if "_" in name and name[-1].isdigit()), *self.fields]
        )

    def _ask_about(self, one: Waiting, *, until: dt.date) -> None:
        guess, number = guessed(one.file.file_name, until=until), one.file.number
        title = forms.CharField(label=_("Title"), max_length=LONGEST["title"], initial=guess.title)
        day = day_field()
        day.initial = guess.happened_on
        for field in (title, day):
            field.error_messages["required"] = str(_("This is needed to bring the file in."))
        kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial=guess.kind.value)
        take = forms.BooleanField(label=_("Bring it in"), required=False, initial=True)
        asked = {} if self.alone else {f"take_{number}": take}
        self.fields |= {**asked, f"title_{number}": title, f"day_{number}": day, f"kind_{number}": kind}

    def clean(self) -> dict[str, Any]:
        """What is left out needs no title and no day."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        left_out = [one.file.number for one in self.ready if not self._taken(one.file.number)]
        for number in left_out:
            for name in ("title", "day", "kind"):
                self.errors.pop(f"{name}_{number}", None)
        if len(left_out) == len(self.ready):
            self.add_error(None, _("Choose at least one file to bring in."))
        return said

    def _taken(self, number: int) -> bool:
        return self.alone or bool(self.cleaned_data.get(f"take_{number}"))

    def described(self) -> dict[int, Described]:
        """The files that are brought in, by number."""
        said = self.cleaned_data
        return {
            number: Described(
                said[f"title_{number}"],
                said[f"day_{number}"],
                said[f"kind_{number}"],
                said.get("article", ""),
                said.get("text", ""),
            )
            for number in (one.file.number for one in self.ready)
            if self._taken(number)
        }

    def lines(self) -> list[dict[str, Any]]:
        """Each file with its own fields."""
        parts = ("take", "title", "day", "kind")
        return [
            {
                "file": one.file,
                **{
                    part: self[name] for part in parts if (name := f"{part}_{one.file.number}") in self.fields
                },
            }
            for one in self.ready
        ]

    def common(self) -> list[forms.BoundField]:
        """The fields for all of them."""
        names = ("article", "text", "information_class", "about", "tags")
        return [self[name] for name in names if name in self.fields]


class CorrectForm(SharedForm):
    """What a document is, said anew; `version` is the one that was looked at."""

    beside: ClassVar[Mapping[str, str]] = {
        **SharedForm.beside,
        "document.title": "title",
        "document.day": "happened_on",
        "document.text": "text",
        "document.article": "article",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
        self.fields["happened_on"] = day_field()
        self.fields["kind"] = forms.ChoiceField(label=_("What it is"), choices=KINDS)
        self.fields |= words_fields()
        self.fields["version"] = forms.UUIDField(widget=forms.HiddenInput)
        self.order_fields(["title", "happened_on", "kind", "article", "text"])

    def described(self) -> Described:
        """What was said of the document."""
        said = self.cleaned_data
        return Described(said["title"], said["happened_on"], said["kind"], said["article"], said["text"])


def as_initial(document: Document) -> dict[str, Any]:
    """What a document says of itself now, for the form that corrects it."""
    words = document.words
    return {
        "title": words.title,
        "happened_on": document.happened_on,
        "kind": document.kind,
        "article": words.article,
        "text": words.text,
        "information_class": document.information_class,
        "about": document.about.key if document.about else "",
        "tags": ", ".join(words.tags),
        "version": document.pk,
    }


class WithdrawForm(KeyedForm):
    """Why a document is taken back."""

    elsewhere = "because"

    because = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("The reason stays in the record, so name nobody in it."),
        max_length=LONGEST["because"],
    )


class SearchForm(forms.Form):
    """What somebody looks for; whatever cannot be is as if nothing was asked."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("all")), *KINDS]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("all")), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]
