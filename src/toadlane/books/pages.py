"""What the pages of a year show, built from what is kept: rows, pictures, the way to the close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books import people, reads
from toadlane.books.models import YearClose
from toadlane.books.people import People
from toadlane.coops.access import Place
from toadlane.coops.models import Coop
from toadlane.ui import charts, figures


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the waterfall as a page shows it."""

    label: str
    amount: Money
    left: Money
    article: str


@dataclass(frozen=True)
class Result:
    """A close, or the preview of one, as far as the reader may see it."""

    surplus: Money
    steps: list[StepRow]
    people: People
    picture: charts.Waterfall
    bars: charts.Stacks | None
    notes: list[str]

    @property
    def article(self) -> str:
        """The one article that all steps stand on; empty where they stand on several."""
        articles = {step.article for step in self.steps}
        return articles.pop() if len(articles) == 1 else ""


def to_words(to: str, name: str | None) -> str:
    """Where a step goes, in words."""
    words = {
        "collective": _("Collective account"),
        "members": _("Members"),
        "interest": _("Interest on capital"),
        "tax": _("Income tax"),
    }
    return words.get(to) or _("Fund “%(name)s”") % {"name": name}


def result(place: Place, year: int, plain: Mapping[str, Any]) -> Result:
    """A result as JSON (bylaws.surplus.result) made ready for the page."""
    currency = plain["currency"]

    def read(text: str) -> Money:
        return Money.parse(text, currency)

    steps = [
        StepRow(to_words(s["to"], s["name"]), read(s["amount"]), read(s["left"]), s["article"])
        for s in plain["steps"]
    ]
    members = people.of_result(place, year, plain)
    surplus = read(plain["surplus"])
    notes = [_note(note) for note in plain["notes"]]
    return Result(surplus, steps, members, _picture(surplus, steps), _bars(members), notes)


def _note(note: Mapping[str, str]) -> str:
    return _("The last instalment, on %(day)s, comes after the tax law's payment period ends.") % {
        "day": figures.day(dt.date.fromisoformat(note["day"]))
    }


def _picture(surplus: Money, steps: list[StepRow]) -> charts.Waterfall:
    placed = [charts.Step(row.label, -row.amount) for row in steps if row.amount]
    opening = charts.Step(_("Surplus") if surplus.minor >= 0 else _("Loss"), surplus, charts.StepKind.START)
    title = _("Where the surplus goes") if surplus.minor >= 0 else _("Who bears the loss")
    return charts.Waterfall(title, _("Each step takes its part until nothing is left."), (opening, *placed))


def _bars(members: People) -> charts.Stacks | None:
    """Members' shares side by side, up to as many as a picture can hold."""
    if not 1 < len(members.rows) <= MOST_BARS or not members.sums["share"]:
        return None
    parts = ("cash", "to_buy_in", "notices")
    stacks = tuple(
        charts.Stack(row.name, tuple(Money(row.minor[part], members.currency) for part in parts))
        for row in members.rows
    )
    return charts.Stacks(
        _("Each member's share"),
        _("What is paid in money, what pays the buy-in, and what stays in the account."),
        (_("In money"), _("To the buy-in"), _("In notices")),
        stacks,
        _("Member"),
    )


MOST_BARS = 24


State = Literal["open", "closed", "corrected"]


@dataclass(frozen=True, slots=True)
class YearLine:
    """One fiscal year in the list of years."""

    year: int
    state: State
    surplus: Money | None
    closed_on: dt.date | None
    url: str
    overtaken: bool = False
    """Open, and the close of a later year stands: it is not closed here any more as things are."""


def year_lines(coop: Coop, years: list[int]) -> list[YearLine]:
    """The years that can be or are closed, newest first, in a fixed number of queries."""
    standing = {close.year: close for close in reads.standing_closes(coop)}
    corrected = set(YearClose.objects.filter(coop=coop).exclude(reversal=None).values_list("year", flat=True))
    lines, latest = [], max(standing, default=0)
    for year in sorted({*years, *standing}, reverse=True):
        close = standing.get(year)
        state: State = "closed" if close else ("corrected" if year in corrected else "open")
        url = reverse("books:year", args=[coop.slug, year])
        if close is None:
            lines.append(YearLine(year, state, None, None, url, overtaken=year < latest))
        else:
            lines.append(YearLine(year, state, close.surplus, close.closed_on, url))
    return lines


def kept_result(place: Place, close: YearClose) -> Result:
    """A close as it was written, made ready for the page; nothing is reckoned again."""
    currency = close.currency
    kept = list(close.steps.order_by("number"))
    steps = [
        StepRow(
            to_words(step.to, step.name or None),
            Money(step.amount_minor, currency),
            Money(step.left_minor, currency),
            step.article,
        )
        for step in kept
    ]
    others = close.surplus_minor < 0 or any(step.to == "interest" for step in kept)
    members = people.of_close(place, close, others=others)
    return Result(close.surplus, steps, members, _picture(close.surplus, steps), _bars(members), [])
