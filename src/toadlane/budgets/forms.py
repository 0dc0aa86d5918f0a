"""What is typed about budget rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from toadlane.books.forms import in_currency
from toadlane.budgets.bringing import BYTES, lines_of
from toadlane.budgets.counting import HIGHEST
from toadlane.budgets.models import LONGEST
from toadlane.budgets.reads import Choice
from toadlane.coops.forms import KeyedForm
from toadlane.proposals.ballot_forms import SecretForm
from toadlane.sheets.cells import Note
from toadlane.sheets.fields import MoneyField
from toadlane.ui.forms import FileDrop


class OpenForm(KeyedForm):
    """What there is to know of it; all else is the charter's."""

    beside: ClassVar[Mapping[str, str]] = {"rounds.long": "says"}

    says = forms.CharField(
        label=_("What there is to know, if anything"),
        required=False,
        max_length=LONGEST["says"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProjectForm(KeyedForm):
    """What a project is and costs, and who looks after it."""

    beside: ClassVar[Mapping[str, str]] = {
        "rounds.title": "title",
        "rounds.cost": "cost",
        "rounds.owner": "owner",
        "rounds.long": "description",
        "money.too-much": "cost",
    }

    title = forms.CharField(label=_("What is it?"), max_length=LONGEST["title"])
    cost = MoneyField(currency="USD", label=_("What does it cost?"))
    description = forms.CharField(
        label=_("What for, and how"),
        required=False,
        max_length=LONGEST["description"],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    owner = forms.ChoiceField(
        label=_("Who looks after it?"), help_text=_("They spend the money, if it is funded.")
    )

    def __init__(
        self, *args: Any, currency: str, people: Sequence[tuple[str, str]], hint: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency, "cost")
        self.fields["owner"].choices = people  # type: ignore[attr-defined]  # a ChoiceField, some lines up
        self.fields["cost"].help_text = hint


class LinesForm(KeyedForm):
    """Lines with projects, typed, pasted or out of a file."""

    elsewhere: ClassVar[str] = "lines"

    lines = forms.CharField(
        label=_("One project a line"),
        required=False,
        max_length=BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Under headings; a spreadsheet pastes them so."),
    )
    file = forms.FileField(
        label=_("Or a file with them"),
        required=False,
        widget=FileDrop(attrs={"accept": ".pb,.csv,.tsv,.txt,.xlsx"}),
        help_text=_("A .pb file, CSV or XLSX. It takes the place of what stands above."),
    )
    name = forms.CharField(required=False, max_length=LONGEST["file"], widget=forms.HiddenInput)
    notes: tuple[Note, ...] = ()

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        """What a file says takes the place of the lines, to be looked at and sent again."""
        said = super().clean() or self.cleaned_data
        file = said.pop("file", None)
        if file is None:
            if not said.get("lines", "").strip() and not self.errors:
                self.add_error("lines", say("Write or paste lines, or choose a file."))
            return said
        with self.acting():
            lines, self.notes = lines_of(file.name, file.read(BYTES + 1), self.currency)
            read = {"lines": lines, "name": file.name[: LONGEST["file"]]}
            self.data = QueryDict(mutable=True)
            self.data.update({**read, "key": said.get("key", "")})
            return {**said, **read}
        return said


class BallotForm(KeyedForm):
    """A tick or points for each project, without any script."""

    def __init__(self, *args: Any, choices: Sequence[Choice], by_points: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices, self.by_points = choices, by_points
        made = {f"project_{one.listed.nth}": self._one(one) for one in choices}
        self.fields = {**made, **self.fields}

    def _one(self, one: Choice) -> forms.Field:
        label = one.listed.title
        if not self.by_points:
            return forms.BooleanField(label=label, required=False, initial=bool(one.points))
        points = [(str(n), str(n)) for n in range(HIGHEST + 1)]
        return forms.ChoiceField(label=label, choices=points, initial=str(one.points))

    @property
    def rows(self) -> list[tuple[Choice, forms.BoundField]]:
        """Each project with its tick or its points."""
        return [(one, self[f"project_{one.listed.nth}"]) for one in self.choices]

    def handed(self) -> dict[str, object]:
        """The ballot by the numbers of the projects."""
        said = self.cleaned_data
        given = ((one.listed.nth, int(said[f"project_{one.listed.nth}"])) for one in self.choices)
        return {"key": said["key"], "marks": [(nth, points) for nth, points in given if points]}


class SecretBallotForm(SecretForm, BallotForm):
    """The same in a secret vote."""

    def handed(self) -> dict[str, object]:
        """The ballot, with the code of its receipt."""
        return {**super().handed(), "receipt": self.cleaned_data["receipt"]}


class NumberForm(KeyedForm):
    """A number for a lot."""

    elsewhere = "number"

    number = forms.IntegerField(
        label=_("Any number"),
        min_value=0,
        max_value=GREATEST_NUMBER,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class OffForm(KeyedForm):
    """Why it is called off."""

    elsewhere = "because"

    because = forms.CharField(label=_("Why"), max_length=LONGEST["because"])
