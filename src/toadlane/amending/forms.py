"""Beginning a draft, editing its articles and its day, and adopting it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from toadlane.amending import slots
from toadlane.amending.exception_rows import MOST
from toadlane.amending.models import LONGEST, DraftedArticle
from toadlane.amending.taking import on_the_shelf
from toadlane.coops.forms import KeyedForm
from toadlane.decisions.models import Authority
from toadlane.ui import figures

Does = DraftedArticle.Does
NEW = "new"


class BeginForm(KeyedForm):
    """A name, and perhaps the article it begins with."""

    beside: ClassVar[Mapping[str, str]] = {"amendment.name": "name", "amending.name-taken": "name"}
    elsewhere: ClassVar[str] = "number"

    name = forms.SlugField(
        label=_("A short name"),
        help_text=_("Small letters, digits and hyphens, such as “2027-surplus”. The decision will name it."),
        max_length=LONGEST["name"],
    )
    number = forms.TypedChoiceField(
        label=_("Begin with"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("More can be added afterwards."),
    )

    def __init__(self, *args: Any, standing: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, some lines up
            ("", _("no article yet")),
            *standing,
            (0, _("What the charter states of the co-op")),
        ]


class PutForm(KeyedForm):
    """A further article for a draft."""

    elsewhere: ClassVar[str] = "number"

    does = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            (Does.REPLACES, _("Change an article")),
            (Does.ADDS, _("Add a new article")),
            (Does.REPEALS, _("Repeal an article")),
        ],
    )
    number = forms.IntegerField(
        label=_("Number of the article"),
        help_text=_("0 is what the charter states of the co-op: its name, zone and languages."),
        min_value=0,
        max_value=99999,
    )
    title = forms.CharField(label=_("Title, if it is new"), max_length=120, required=False)
    taken = forms.ChoiceField(
        label=_("As a model has it"),
        help_text=_("Its words and rules are put into the draft under your number, for you to fit."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken"].choices = [("", _("No, our own words")), *on_the_shelf()]  # type: ignore[attr-defined]  # the same

    def clean_taken(self) -> tuple[str, int] | None:
        """The model and the number of its article."""
        key, _slash, number = str(self.cleaned_data["taken"]).partition("/")
        return (key, int(number)) if number else None


class DayForm(KeyedForm):
    """From when, and why."""

    from_day = forms.DateField(
        label=_("Takes effect on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    why = forms.CharField(
        label=_("Why, in a few words"),
        required=False,
        max_length=LONGEST["why"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    supersedes = forms.MultipleChoiceField(
        label=_("Takes the place of"),
        help_text=_("Adopted amendments of the same articles that have not taken effect yet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, pending: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pending:
            self.fields["supersedes"].choices = [(name, name) for name in pending]  # type: ignore[attr-defined]
        else:
            del self.fields["supersedes"]

    def facts(self) -> dict[str, Any]:
        """What was said."""
        said = self.cleaned_data
        from_day: dt.date = said["from_day"]
        return {"from_day": from_day, "why": said["why"], "supersedes": said.get("supersedes", [])}


class ArticleForm(KeyedForm):
    """The text of one article; `edition` is the one that is being edited."""

    elsewhere: ClassVar[str] = "source"

    source = forms.CharField(
        label=_("The article, whole: heading, prose and rules"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "class": "code"}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def goes_on_from(self, edition: int) -> None:
        """What is sent next is an edit of this edition."""
        anew = QueryDict(mutable=True)
        anew.update(self.data)
        anew[self.add_prefix("edition")] = str(edition)
        self.data = anew


class RuleKindForm(KeyedForm):
    """Of which kind a further rule is."""

    kind = forms.ChoiceField(label=_("Kind of rule"))
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind) for kind in slots.kinds()]  # type: ignore[attr-defined]


class AdoptForm(KeyedForm):
    """Which decision it is adopted by; `came_after` is asked where two were decided on one day."""

    authority = forms.ChoiceField(label=_("The decision"))
    came_after = forms.TypedChoiceField(
        label=_("Another amendment of the same article was decided on the same day. Which came later?"),
        choices=[("", ""), ("yes", _("this one")), ("no", _("the other one"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, authorities: Sequence[Authority], is_tied: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, some lines up
            (str(one.pk), f"{figures.day(one.decided_on)} · {one.article}") for one in authorities
        ]
        if is_tied:
            self.fields["came_after"].choices = [("yes", _("this one")), ("no", _("the other one"))]  # type: ignore[attr-defined]
        else:
            del self.fields["came_after"]


class AgreeForm(KeyedForm):
    """What is to hold instead of an article, why, and until when."""

    beside: ClassVar[Mapping[str, str]] = {
        "exception.end": "until",
        "exception.no-article": "number",
        "authority.other-matter": "authority",
    }

    number = forms.TypedChoiceField(label=_("Which article it is an exception to"), coerce=int)
    says = forms.CharField(label=_("What is agreed instead"), max_length=MOST["says"])
    because = forms.CharField(
        label=_("Why"), max_length=MOST["because"], widget=forms.Textarea(attrs={"rows": 3})
    )
    from_day = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("From this day on the article holds again; within two years."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, standing: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [("", ""), *standing]  # type: ignore[attr-defined]


class ExceptionForm(AgreeForm):
    """The same, on a decision from the minutes."""

    authority = forms.ChoiceField(label=_("The decision"))

    def __init__(self, *args: Any, authorities: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{figures.day(one.decided_on)} · {one.subject}") for one in authorities
        ]


class EndForm(KeyedForm):
    """Why an exception ends before its day."""

    because = forms.CharField(label=_("Why it ends now"), max_length=MOST["says"])
