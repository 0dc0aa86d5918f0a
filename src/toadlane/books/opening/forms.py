"""Forms of opening balances: the file, one person's balances, the co-op's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.kernel.money import Money
from toadlane.books.opening.kinds import FUND_NAME, OF_DAYS, OF_YEARS, Kind, Line
from toadlane.coops.forms import KeyedForm
from toadlane.sheets import limits
from toadlane.sheets.fields import MoneyField
from toadlane.ui.forms import FileDrop

SPARE = 4
ROWS_AT_MOST = 80
ONCE = (Kind.PAID_IN, Kind.LOSSES, Kind.BUY_IN_DUE)
PARTS = ("kind", "year", "due", "amount")


class BlankMoneyField(MoneyField):
    """An amount, or nothing."""

    def clean(self, value: Any) -> Money | None:  # type: ignore[override]
        """Nothing where nothing was typed."""
        return super().clean(value) if str(value or "").strip() else None


class SeenForm(KeyedForm):
    """A form that says which version of the draft it was shown beside."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FileForm(SeenForm):
    """The first year closed here, and a table of what stood before; without one, a draft to type in."""

    elsewhere: ClassVar[str] = "file"
    beside: ClassVar[Mapping[str, str]] = {
        "sheet.choose": "sheet",
        "sheet.not-there": "sheet",
        "opening.year": "first_year",
        "opening.future": "first_year",
    }

    first_year = forms.TypedChoiceField(
        label=gettext_lazy("First year closed here"),
        coerce=int,
        help_text=gettext_lazy(
            "Its first day is the opening day; the balances are those of the evening before."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("The table"),
        required=False,
        help_text=gettext_lazy("CSV or XLSX; leave it out to type the balances. Nothing is posted yet."),
        widget=FileDrop,
        allow_empty_file=True,  # the reader says more than “it is empty”
    )
    sheet = forms.CharField(
        label=gettext_lazy("Sheet"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only for a workbook of several."),
    )
    numbers = forms.ChoiceField(
        label=gettext_lazy("What does 1,234 mean in it?"),
        required=False,
        choices=[
            ("", gettext_lazy("ask me, should it come up")),
            ("point", gettext_lazy("one thousand two hundred and thirty-four")),
            ("comma", gettext_lazy("one, and some decimals")),
        ],
    )
    order = forms.ChoiceField(
        label=gettext_lazy("What does 3/2/2025 mean in it?"),
        required=False,
        choices=[
            ("", gettext_lazy("ask me, should it come up")),
            ("dmy", gettext_lazy("3 February: the day comes first")),
            ("mdy", gettext_lazy("March 2: the month comes first")),
        ],
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Told at once; the reader counts the bytes again."""
        file = self.cleaned_data["file"]
        if file and file.size > limits.BYTES:
            limit = limits.BYTES // 1024 // 1024
            raise ValidationError(_("The file is larger than %(limit)s MB."), params={"limit": limit})
        return file


class LinesForm(SeenForm):
    """Amounts of one person or of the co-op, and what they come to as lines."""

    def __init__(self, *args: Any, currency: str, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.before = {line.kind: line for line in lines}

    def once(self, kind: Kind, name: str, label: Any = None) -> None:
        """A field for a kind that stands once."""
        before = self.before.get(kind)
        initial = before.amount(self.currency).decimal() if before else None
        self.fields[name] = BlankMoneyField(
            currency=self.currency, label=label or kind.label, required=False, initial=initial
        )

    def said(self, name: str) -> int:
        """What was typed into a field, in minor units."""
        amount: Money | None = self.cleaned_data.get(name)
        return amount.minor if amount else 0


class PersonForm(LinesForm):
    """What one person holds and is owed."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, lines=lines, **kwargs)
        for kind in ONCE:
            self.once(kind, kind.value)
        several = [line for line in lines if line.kind in {*OF_YEARS, *OF_DAYS}]
        self.rows = min(self._rows_sent() or len(several) + SPARE, ROWS_AT_MOST)
        kinds = [("", ""), *((kind.value, kind.label) for kind in (*OF_YEARS, *OF_DAYS))]
        for number in range(self.rows):
            line = several[number] if number < len(several) else None
            self._row(number, line, kinds)

    def _rows_sent(self) -> int:
        return sum(1 for name in self.data if name.startswith("row-") and name.endswith("-amount"))

    def _row(self, number: int, line: Line | None, kinds: Sequence[tuple[str, Any]]) -> None:
        own = {
            "kind": forms.ChoiceField(label=_("What"), choices=kinds, required=False),
            "year": forms.IntegerField(
                label=_("Year of a notice"), required=False, min_value=1900, max_value=2999
            ),
            "due": forms.DateField(
                label=_("Due on"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            ),
            "amount": BlankMoneyField(currency=self.currency, label=_("Amount"), required=False),
        }
        if line is not None:
            own["kind"].initial, own["year"].initial, own["due"].initial = (
                line.kind.value,
                line.year,
                line.due_on,
            )
            own["amount"].initial = line.amount(self.currency).decimal()
        for part, field in own.items():
            self.fields[f"row-{number}-{part}"] = field

    def shown_once(self) -> list[forms.BoundField]:
        """The fields of what stands once."""
        return [self[kind.value] for kind in ONCE]

    def shown_rows(self) -> list[list[forms.BoundField]]:
        """The fields of notices and of what is owed, row by row."""
        return [[self[f"row-{number}-{part}"] for part in PARTS] for number in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        """A row with an amount says what it is; a notice has a year, what is owed a day."""
        said: dict[str, Any] = super().clean() or {}
        for number in range(self.rows):
            kind, year, due, amount = (said.get(f"row-{number}-{part}") for part in PARTS)
            if amount is None or f"row-{number}-amount" in self.errors:
                continue
            if not kind:
                self.add_error(f"row-{number}-kind", _("Say what this amount is."))
            elif kind in OF_YEARS and not year:
                self.add_error(f"row-{number}-year", _("Say of which year the notice is."))
            elif kind in OF_DAYS and not due:
                self.add_error(f"row-{number}-due", _("Say on which day it is due."))
        return said

    def lines(self, person: str) -> list[Line]:
        """What was typed, without the empty rows."""
        found = [Line(kind, self.said(kind.value), person) for kind in ONCE]
        for number in range(self.rows):
            kind, year, due, _amount = (self.cleaned_data.get(f"row-{number}-{part}") for part in PARTS)
            if kind:
                one = Kind(kind)
                minor = self.said(f"row-{number}-amount")
                found.append(
                    Line(
                        one,
                        minor,
                        person,
                        year=year if one in OF_YEARS else None,
                        due_on=due if one in OF_DAYS else None,
                    )
                )
        return [line for line in found if line.minor]


class CommonForm(LinesForm):
    """What the co-op owns, owes and holds in common."""

    KINDS = (Kind.BANK, Kind.OTHER_ASSETS, Kind.TAX, Kind.OTHER_DEBTS, Kind.COLLECTIVE)

    def __init__(self, *args: Any, lines: Sequence[Line], funds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, lines=lines, **kwargs)
        for kind in self.KINDS:
            self.once(kind, kind.value)
        held = {line.name: line for line in lines if line.kind is Kind.FUND}
        self.funds = sorted({*funds, *held})
        for name in self.funds:
            initial = held[name].amount(self.currency).decimal() if name in held else None
            self.fields[f"fund-{name}"] = BlankMoneyField(
                currency=self.currency,
                label=_("Fund “%(name)s”") % {"name": name},
                required=False,
                initial=initial,
            )
        self.fields["other"] = forms.CharField(label=_("Another fund"), required=False, max_length=63)
        self.fields["other-amount"] = BlankMoneyField(
            currency=self.currency, label=_("Amount of the other fund"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """An amount of another fund has a name."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("other-amount") is not None and not FUND_NAME.fullmatch(said.get("other") or ""):
            self.add_error(
                "other", _("Name the fund in small letters, digits and hyphens, as in “education”.")
            )
        return said

    def lines(self) -> list[Line]:
        """What was typed, without the empty fields."""
        found = [Line(kind, self.said(kind.value)) for kind in self.KINDS]
        found += [Line(Kind.FUND, self.said(f"fund-{name}"), name=name) for name in self.funds]
        found.append(Line(Kind.FUND, self.said("other-amount"), name=self.cleaned_data.get("other") or ""))
        return [line for line in found if line.minor]
