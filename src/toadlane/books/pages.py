"""What the pages of a year show, built from what is kept: rows, pictures, the way to the close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money, total
from toadlane.books import reads
from toadlane.books.models import (
    MEMBER_MONEY,
    YearClose,
)
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.ui import charts

COLUMNS = ("share", "cash", "retained", "to_buy_in", "notices")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's line in the table of a year."""

    key: str
    name: str
    share: Money
    cash: Money
    retained: Money
    to_buy_in: Money
    notices: Money
    why_url: str


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
    people: list[PersonRow]
    sums: dict[str, Money]
    hidden: int
    """How many people's lines the reader may not see."""
    picture: charts.Waterfall
    bars: charts.Stacks | None
    notes: list[str]


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
    names = dict(Participant.objects.filter(coop=place.coop).values_list("key", "name"))
    rows = [
        PersonRow(
            key=p["person"],
            name=names.get(p["person"], p["person"]),
            why_url=reverse("books:why", args=[place.coop.slug, year, p["person"]]),
            **{column: read(p[column]) for column in COLUMNS},
        )
        for p in plain["people"]
    ]
    shown = _visible(place, rows)
    sums = {column: total([getattr(row, column) for row in rows], currency) for column in COLUMNS}
    surplus = read(plain["surplus"])
    notes = [_note(note) for note in plain["notes"]]
    picture = _picture(surplus, steps)
    return Result(surplus, steps, shown, sums, len(rows) - len(shown), picture, _bars(shown), notes)


def _visible(place: Place, rows: list[PersonRow]) -> list[PersonRow]:
    if place.sight.may_see_class(MEMBER_MONEY):
        return rows
    own = place.participant.key if place.participant else ""
    return [row for row in rows if row.key == own]


def _note(note: Mapping[str, str]) -> str:
    return _("The last instalment, on %(day)s, comes after the tax law's payment period ends.") % {
        "day": note["day"]
    }


def _picture(surplus: Money, steps: list[StepRow]) -> charts.Waterfall:
    placed = [charts.Step(row.label, -row.amount) for row in steps if row.amount]
    opening = charts.Step(_("Surplus") if surplus.minor >= 0 else _("Loss"), surplus, charts.StepKind.START)
    title = _("Where the surplus goes") if surplus.minor >= 0 else _("Who bears the loss")
    return charts.Waterfall(title, _("Each step takes its part until nothing is left."), (opening, *placed))


def _bars(rows: list[PersonRow]) -> charts.Stacks | None:
    """Members' shares side by side, up to as many as a picture can hold."""
    if not 1 < len(rows) <= MOST_BARS:
        return None
    stacks = tuple(charts.Stack(row.name, (row.cash, row.to_buy_in, row.notices)) for row in rows)
    return charts.Stacks(
        _("Each member's share"),
        _("What is paid in money, what pays the buy-in, and what stays in the account."),
        (_("In money"), _("To the buy-in"), _("In notices")),
        stacks,
        _("Member"),
    )


MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class YearLine:
    """One fiscal year in the list of years."""

    year: int
    state: str
    surplus: Money | None
    closed_on: dt.date | None
    url: str


def year_lines(coop: Coop, years: list[int]) -> list[YearLine]:
    """The years that can be or are closed, newest first, in a fixed number of queries."""
    standing = {close.year: close for close in reads.standing_closes(coop)}
    corrected = set(YearClose.objects.filter(coop=coop).exclude(reversal=None).values_list("year", flat=True))
    lines = []
    for year in sorted({*years, *standing}, reverse=True):
        close = standing.get(year)
        state = "closed" if close else ("corrected" if year in corrected else "open")
        url = reverse("books:year", args=[coop.slug, year])
        if close is None:
            lines.append(YearLine(year, state, None, None, url))
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
    rows = _kept_people(place, close)
    shown = _visible(place, rows)
    sums = {column: total([getattr(row, column) for row in rows], currency) for column in COLUMNS}
    picture = _picture(close.surplus, steps)
    return Result(close.surplus, steps, shown, sums, len(rows) - len(shown), picture, _bars(shown), [])


def _kept_people(place: Place, close: YearClose) -> list[PersonRow]:
    minor: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for row in close.allocations.select_related("participant").order_by("participant__key"):
        key = row.participant.key
        names[key] = row.participant.name
        sums = minor.setdefault(key, dict.fromkeys(COLUMNS, 0))
        sums["share"] += row.share_minor
        sums["cash"] += row.cash_minor
        sums["to_buy_in"] += row.to_buy_in_minor
        sums["notices"] += row.notice_minor
        sums["retained"] += row.to_buy_in_minor + row.notice_minor
    return [
        PersonRow(
            key=key,
            name=names[key],
            why_url=reverse("books:why", args=[place.coop.slug, close.year, key]),
            **{column: Money(amount, close.currency) for column, amount in sums.items()},
        )
        for key, sums in minor.items()
    ]
