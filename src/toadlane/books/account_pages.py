"""What the pages of accounts and the journal show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books.models import MEMBER_MONEY, OF_EVERYONE, Allocation, JournalEntry, Posting
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.ui import charts, figures


@dataclass(frozen=True, slots=True)
class AccountYear:
    """One closed year in a member's account."""

    year: int
    share: Money
    cash: Money
    to_buy_in: Money
    notice: Money
    why_url: str
    notice_url: str


def account_years(place: Place, about: Participant, rows: list[Allocation]) -> list[AccountYear]:
    """A member's closed years, newest first."""
    sums: dict[int, dict[str, Money]] = {}
    for row in rows:
        held = sums.setdefault(row.close.year, {})
        for name, amount in row.parts().items():
            held[name] = held[name] + amount if name in held else amount
    where = (place.coop.slug,)
    return [
        AccountYear(
            year=year,
            why_url=reverse("books:why", args=[*where, year, about.key]),
            notice_url=reverse("books:notice", args=[*where, year, about.key]),
            **parts,
        )
        for year, parts in sums.items()
    ]


def capital_picture(
    about: Participant, movements: list[tuple[dt.date, int]], currency: str
) -> charts.Lines | None:
    """A member's capital over time, one point for each day it moved; None before there is a line."""
    days: list[dt.date] = []
    amounts: list[Money] = []
    held = 0
    for day, minor in movements:
        held -= minor
        if days and days[-1] == day:
            amounts[-1] = Money(held, currency)
        else:
            days.append(day)
            amounts.append(Money(held, currency))
    if len(days) < LEAST_POINTS:
        return None
    labels = tuple(figures.day(day, "medium") for day in days)
    line = charts.Line(_("Capital"), tuple(amounts))
    title = _("Capital account of %(name)s") % {"name": about.name}
    return charts.Lines(
        title, _("What the account held after each movement."), tuple(days), labels, (line,), _("Day")
    )


LEAST_POINTS = 2


@dataclass(frozen=True, slots=True)
class EntryLines:
    """One journal entry with the lines the reader may see, and what the hidden ones come to."""

    entry: JournalEntry
    lines: list[tuple[str, Money]]
    hidden: Money | None


def entries(place: Place) -> QuerySet[JournalEntry]:
    """The journal's entries; what another member paid or got is theirs, and its other line would tell it."""
    rows = JournalEntry.objects.filter(coop=place.coop)
    if place.sight.may_see_class(MEMBER_MONEY):
        return rows
    own = place.participant.key if place.participant else ""
    lines = Posting.objects.filter(entry=OuterRef("pk"))
    somebodys = lines.exclude(person="")
    return rows.filter(Q(kind__in=OF_EVERYONE) | Exists(lines.filter(person=own)) | ~Exists(somebodys))


def journal_lines(place: Place, entries: list[JournalEntry]) -> list[EntryLines]:
    """The lines of some entries in one query; members' lines only as far as the reader may see them."""
    may_see_all = place.sight.may_see_class(MEMBER_MONEY)
    own = place.participant.key if place.participant else ""
    found: dict[Any, EntryLines] = {}
    hidden: dict[Any, int] = {}
    lines: dict[Any, list[tuple[str, Money]]] = {entry.pk: [] for entry in entries}
    currency = place.coop.currency
    for row in Posting.objects.filter(coop=place.coop, entry__in=entries).order_by("account"):
        if row.person and not may_see_all and row.person != own:
            hidden[row.entry_id] = hidden.get(row.entry_id, 0) + row.minor
        else:
            lines[row.entry_id].append((row.account, Money(row.minor, currency)))
    for entry in entries:
        unseen = Money(hidden[entry.pk], currency) if entry.pk in hidden else None
        found[entry.pk] = EntryLines(entry, lines[entry.pk], unseen)
    return list(found.values())
