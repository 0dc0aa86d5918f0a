"""Forms of a trust run: the spreadsheet, and how it is to be understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.kernel.money import Money
from toadlane.books.pages import to_words
from toadlane.books.trust.reads import Seen
from toadlane.books.trust.sheet import ASKED, LEFT_OUT, MEMBER
from toadlane.coops.forms import KeyedForm
from toadlane.sheets import limits
from toadlane.sheets.cells import letters
from toadlane.sheets.fields import MoneyField
from toadlane.ui.forms import FileDrop

ROWS_ASKED_ABOUT = 60
NUMBERS = (
    ("", gettext_lazy("as the table shows by itself")),
    ("point", gettext_lazy("a point: 1,234.56")),
    ("comma", gettext_lazy("a comma: 1.234,56")),
)


class SheetForm(KeyedForm):
    """The table with each member's results."""

    elsewhere: ClassVar[str] = "file"
    beside: ClassVar[Mapping[str, str]] = {"sheet.choose": "sheet", "sheet.not-there": "sheet"}

    file = forms.FileField(
        label=gettext_lazy("The spreadsheet"),
        widget=FileDrop(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=gettext_lazy("CSV or XLSX, with a row for each member. Nothing in it is run."),
    )
    sheet = forms.CharField(
        label=gettext_lazy("Which sheet"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only when the workbook has several."),
    )

    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        file, sheet, key = (self.cleaned_data[name] for name in ("file", "sheet", "key"))
        return {"file_name": file.name, "content": file.read(), "sheet": sheet, "key": key}

    def clean_file(self) -> Any:
        """What is too large is not even read."""
        file = self.cleaned_data["file"]
        if file.size > limits.BYTES:
            raise ValidationError(limits.too_large().says)
        return file


class BlankMoneyField(MoneyField):
    """An amount, or nothing."""

    def clean(self, value: Any) -> Money | None:  # type: ignore[override]
        """Nothing where nothing was typed."""
        return super().clean(value) if str(value or "").strip() else None


class ExplainForm(KeyedForm):
    """Which column holds what, whom open rows are about, and what the sheet lets each step take."""

    beside: ClassVar[Mapping[str, str]] = {"trust.column": f"column_{MEMBER}"}

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    numbers = forms.ChoiceField(
        label=gettext_lazy("What stands before decimals"), required=False, choices=NUMBERS
    )

    def __init__(self, *args: Any, seen: Seen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, run = seen, seen.run
        self.initial = {**self.initial, "seen": run.version, "numbers": run.numbers}
        self._ask_columns()
        self._ask_people()
        for line in seen.closing.parts.steps:
            number, currency = line.number, seen.closing.currency
            minor = run.steps.get(str(number))
            self.fields[f"step_{number}"] = BlankMoneyField(
                currency=currency,
                required=False,
                label=_("Step %(number)s, %(to)s") % {"number": number, "to": to_words(line.to, line.name)},
                initial="" if minor is None else Money(minor, currency).decimal(),
            )

    def _ask_columns(self) -> None:
        run = self.of.run
        titles = [
            (at, f"{letters(int(at))} — {title}" if title else letters(int(at)))
            for at, title in run.table["titles"].items()
        ]
        for column in ASKED:
            nothing = [] if column.key == MEMBER else [("", _("not in the table"))]
            self.fields[f"column_{column.key}"] = forms.ChoiceField(
                label=str(column.title),
                required=column.key == MEMBER,
                choices=[*nothing, *titles],
                initial=str(run.columns.get(column.key, "")),
            )

    def _ask_people(self) -> None:
        run = self.of.run
        people = sorted((who.name, key) for key, who in self.of.closing.facts.people.items())
        choices = [("", _("not said")), (LEFT_OUT, _("leave the row out")), *((k, n) for n, k in people)]
        asked = [row for row in self.of.understood.rows if row in self._open or str(row.number) in run.people]
        for row in asked[:ROWS_ASKED_ABOUT]:
            self.fields[f"row_{row.number}"] = forms.ChoiceField(
                label=_("%(place)s, “%(label)s”") % {"place": row.place, "label": row.label or "—"},
                required=False,
                choices=choices,
                initial=run.people.get(str(row.number), ""),
            )

    @property
    def _open(self) -> list[Any]:
        return self.of.understood.open

    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        cleaned = self.cleaned_data
        rows = {name.removeprefix("row_"): who for name, who in cleaned.items() if name.startswith("row_")}
        return {
            "columns": {
                column.key: int(cleaned[f"column_{column.key}"])
                for column in ASKED
                if cleaned[f"column_{column.key}"]
            },
            "people": {number: who for number, who in rows.items() if who},
            "steps": {
                name.removeprefix("step_"): amount
                for name, amount in cleaned.items()
                if name.startswith("step_") and amount is not None
            },
            "numbers": cleaned["numbers"],
            "seen": cleaned["seen"],
            "key": cleaned["key"],
        }
