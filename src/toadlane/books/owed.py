"""What the co-op owes to whom, by when: what closes gave in money, less what was paid of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from bylaws.kernel.money import Money, total
from bylaws.record.canonical import Json, canonical
from bylaws.surplus.closing import Instalment
from bylaws.surplus.owed import settle
from toadlane.books.capital_held import overdrawn
from toadlane.books.models import Allocation, Posting
from toadlane.books.owed_rows import (
    FIRST_CLOSED,
    OPENINGS,
    PAID,
    PAYOUTS,
    RELEASED,
    WITH_INTEREST,
    standing_on,
)
from toadlane.books.owed_words import why_less, words
from toadlane.coops.models import Coop, Participant

SHARE, INTEREST, OPENING = "share", "interest", "opening"
DUE = "due"
"""Every debt that is due, whatever it is for."""


@dataclass(frozen=True, slots=True)
class Debt:
    """One thing owed to one person in parts since a day; `source` is such as “share/2025”."""

    person: str
    source: str
    since: dt.date
    parts: tuple[Instalment, ...]
    cut: int = 0
    """What the parts come to less, in minor units, than was once let be paid out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One part of a debt: open = amount - paid. While it `waits`, it may not be paid."""

    person: str
    name: str
    source: str
    since: dt.date
    due_on: dt.date
    amount: Money
    paid: Money
    waits: bool

    @property
    def open(self) -> Money:
        """What is still owed of it."""
        return self.amount - self.paid

    @property
    def words(self) -> str:
        """What it is for."""
        return words(self.source)


@dataclass(frozen=True, slots=True)
class Over:
    """What is not somebody's any more: paid beyond what stands, or let be paid out beyond it."""

    person: str
    name: str
    source: str
    amount: Money

    @property
    def words(self) -> str:
        """What it was for."""
        return words(self.source)

    @property
    def why(self) -> str:
        """How it came about, in a sentence."""
        return why_less(self.source)


@dataclass(frozen=True, slots=True)
class Owed:
    """Everything owed on a day, paid parts too, in order of days; and what is owed back to the co-op.

    The two are never netted. `over` was paid and is owed back; `less` was let be paid out, is not there
    any more, and was not paid: it is not among the claims.
    """

    claims: tuple[Claim, ...]
    over: tuple[Over, ...]
    currency: str
    less: tuple[Over, ...] = ()

    @property
    def back(self) -> Money:
        """What members owe back to the co-op, all of it."""
        return total([one.amount for one in self.over], self.currency)

    @property
    def open(self) -> list[Claim]:
        """What is not paid yet."""
        return [claim for claim in self.claims if claim.open]

    @property
    def whole(self) -> Money:
        """What the co-op owes, all of it; what is owed back does not come off it."""
        return self.sum(self.claims)

    def by_person(self) -> dict[str, tuple[Money, Money]]:
        """What is owed to each person, and what each owes back; whoever has neither is not in it."""
        none = Money(0, self.currency)
        found: dict[str, tuple[Money, Money]] = {}
        for claim in self.open:
            there, back = found.get(claim.person, (none, none))
            found[claim.person] = there + claim.open, back
        for one in self.over:
            there, back = found.get(one.person, (none, none))
            found[one.person] = there, back + one.amount
        return found

    def payable(self, scope: str, on: dt.date, *, but_not: Iterable[str] = ()) -> list[Claim]:
        """What can be paid on a day of a source, or of all of one kind, or (`DUE`) of everything."""
        left_out = set(but_not)
        return [
            claim
            for claim in self.open
            if claim.due_on <= on
            and claim.since <= on
            and not claim.waits
            and claim.person not in left_out
            and within(claim.source, scope)
        ]

    def of(self, person: str, source: str) -> list[Claim]:
        """One person's claims of one source."""
        return [one for one in self.claims if (one.person, one.source) == (person, source)]

    def sum(self, claims: Iterable[Claim]) -> Money:
        """What some claims come to, as far as they are open."""
        return total([claim.open for claim in claims], self.currency)


def within(source: str, scope: str) -> bool:
    """Whether a source is meant by a scope: itself, its kind, or everything."""
    return scope in (DUE, source) or source.startswith(f"{scope}/")


def digest(claims: Iterable[Claim]) -> str:
    """What exactly would be paid, in 64 letters: who, for what, how much."""
    lines: list[Json] = [f"{one.person} {one.source} {one.due_on} {one.open.decimal()}" for one in claims]
    return hashlib.sha256(canonical(lines)).hexdigest()


def owed(coop: Coop, on: dt.date, *, only: Participant | None = None) -> Owed:
    """What is owed on a day, to everyone or to one person, in a fixed number of queries."""
    names = dict(Participant.objects.filter(coop=coop).values_list("key", "name"))
    return _standing_of(_debts(coop, on, only), _paid(coop, on, only), names, coop.currency)


def owed_to(about: Participant, on: dt.date, given: Iterable[Allocation]) -> Owed:
    """The same for one person whose allocations of that day are at hand already."""
    coop = about.coop
    rows = [(about.key, row.close_id, row.close.year, row.close.closed_on, row.instalments) for row in given]
    debts = _others(coop, on, about, _shares(coop, on, rows))
    return _standing_of(debts, _paid(coop, on, about), {about.key: about.name}, coop.currency)


def _standing_of(
    debts: Iterable[Debt], paid: dict[tuple[str, str], int], names: Mapping[str, str], currency: str
) -> Owed:
    """What is left of debts after what was paid of them."""
    claims: list[Claim] = []
    over: list[Over] = []
    less: list[Over] = []
    for debt in debts:
        given = Money(paid.pop((debt.person, debt.source), 0), currency)
        standing = settle(debt.parts, given)
        name = names[debt.person]
        for part in standing.parts:
            one = part.instalment
            whose = (debt.person, name, debt.source, debt.since)
            claims.append(Claim(*whose, one.due_on, one.amount, part.paid, one.gated))
        if standing.over:
            over.append(Over(debt.person, name, debt.source, standing.over))
        if debt.cut > standing.over.minor:
            unpaid = Money(debt.cut, currency) - standing.over
            less.append(Over(debt.person, name, debt.source, unpaid))
    for (person, source), minor in paid.items():  # paid for a year whose close was taken back
        over.append(Over(person, names[person], source, Money(minor, currency)))
    claims.sort(key=lambda one: (one.due_on, one.name, one.person, one.source))
    return Owed(tuple(claims), tuple(over), currency, tuple(less))


def _debts(coop: Coop, on: dt.date, only: Participant | None) -> Iterator[Debt]:
    """Every debt there is on a day, from whatever it came."""
    yield from _others(coop, on, only, _shares(coop, on, _allocations(coop, on, only)))


def _others(coop: Coop, on: dt.date, only: Participant | None, shares: Iterable[Debt]) -> Iterator[Debt]:
    """The debts that come of shares, and all others."""
    yield from shares
    yield from _interest(coop, on, only)
    yield from _of_openings(coop, on, only)
    yield from _of_payouts(coop, on, only)


Given = tuple[str, Any, int, dt.date, list[Any]]


def _shares(coop: Coop, on: dt.date, rows: Iterable[Given]) -> Iterator[Debt]:
    """Shares in money: whose, of which close and year, closed when, in which instalments."""
    parts: dict[tuple[str, int, dt.date], list[Instalment]] = {}
    released: set[tuple[Any, dt.date]] | None = None
    first: dict[int, dt.date] | None = None
    for key, close, year, closed_on, instalments in rows:
        if first is None:
            first = _first_closed(coop)
        held = parts.setdefault((key, year, first.get(year, closed_on)), [])
        for day, minor, gated in instalments:
            due_on = dt.date.fromisoformat(day)
            if gated and released is None:
                released = _released(coop, on)
            waits = gated and (close, due_on) not in (released or set())
            held.append(Instalment(due_on, Money(minor, coop.currency), waits))
    for (key, year, since), held in parts.items():
        if held:
            yield Debt(key, f"{SHARE}/{year}", since, tuple(held))


def _first_closed(coop: Coop) -> dict[int, dt.date]:
    """The day each year was closed first: what is paid for it can have gone from then on.

    A close made in the place of another is younger than money that went under the other.
    """
    return dict(FIRST_CLOSED(coop=coop.pk))


def _released(coop: Coop, on: dt.date) -> set[tuple[Any, dt.date]]:
    """The close and the day of every instalment that was released."""
    return set(RELEASED(coop=coop.pk, on=on))


def _allocations(coop: Coop, on: dt.date, only: Participant | None) -> QuerySet[Any, Any]:
    rows = Allocation.objects.filter(standing_on(on), coop=coop, cash_minor__gt=0)
    if only is not None:
        rows = rows.filter(participant=only)
    told = ("participant__key", "close_id", "close__year", "close__closed_on", "instalments")
    return rows.order_by("close__year", "step").values_list(*told)


def _interest(coop: Coop, on: dt.date, only: Participant | None) -> Iterator[Debt]:
    """Interest stands in the entry of a close alone: what it made payable beyond the shares in money."""
    closes = {close for (close,) in WITH_INTEREST(coop=coop.pk, on=on)}
    if not closes:
        return
    cash: dict[tuple[Any, str], int] = {}
    given = Allocation.objects.filter(coop=coop, close__in=closes).values_list("close_id", "participant__key")
    for close, key, minor in given.annotate(sum=Sum("cash_minor")):
        cash[close, key] = minor
    first = _first_closed(coop)
    lines = Posting.objects.filter(coop=coop, entry__close__in=closes, account__endswith="/payable")
    if only is not None:
        lines = lines.filter(person=only.key)
    told = ("person", "minor", "entry__close", "entry__close__year", "entry__close__closed_on")
    for key, minor, close, year, closed_on in lines.values_list(*told):
        earned = -minor - cash.get((close, key), 0)
        if earned > 0:
            amount = Money(earned, coop.currency)
            since = first.get(year, closed_on)
            yield Debt(key, f"{INTEREST}/{year}", since, (Instalment(closed_on, amount, gated=False),))


def _of_openings(coop: Coop, on: dt.date, only: Participant | None) -> Iterator[Debt]:
    """What earlier years, closed elsewhere, still owed when the co-op's first year here began."""
    parts: dict[tuple[str, str, dt.date], list[Instalment]] = {}
    for key, kind, stood_on, due_on, minor in OPENINGS.rows(coop, on, only):
        since = stood_on + dt.timedelta(days=1)
        part = Instalment(due_on, Money(minor, coop.currency), gated=False)
        parts.setdefault((key, kind, since), []).append(part)
    for (key, kind, since), held in parts.items():
        yield Debt(key, f"{OPENING}/{kind}", since, tuple(held))


def _of_payouts(coop: Coop, on: dt.date, only: Participant | None) -> Iterator[Debt]:
    """Notices paid back, and what those who left are paid; by how it was held.

    What an account holds less than nothing of was paid out of it and is not there any more: it comes off
    the latest parts. A payout taken back is owed no more, and money may have gone under it.
    """
    rows, first = list[tuple[str, str, str, dt.date, dt.date, int]](), dict[tuple[str, str], dt.date]()
    for key, kind, held, since, due_on, minor, back_on in PAYOUTS.rows(coop, on, only):
        first.setdefault((key, f"{kind}/{held}"), since)
        if back_on is None or back_on > on:
            rows.append((key, kind, held, since, due_on, minor))
    drawn = overdrawn(coop, on, only) if rows else {}
    parts: dict[tuple[str, str], list[Instalment]] = {}
    cuts: dict[tuple[str, str], int] = {}
    rows.sort(key=lambda row: (row[3], row[4]), reverse=True)
    for key, kind, held, _since, due_on, minor in rows:
        whose = (key, f"{kind}/{held}")
        cut = min(minor, drawn.get((key, held), 0))
        cuts[whose] = cuts.get(whose, 0) + cut
        of = parts.setdefault(whose, [])
        if cut:
            drawn[key, held] -= cut
        if minor > cut:
            of.append(Instalment(due_on, Money(minor - cut, coop.currency), gated=False))
    for (key, source), of in parts.items():
        yield Debt(key, source, first[key, source], tuple(of), cuts[key, source])


def _paid(coop: Coop, on: dt.date, only: Participant | None) -> dict[tuple[str, str], int]:
    """What was paid to each person for each source, in minor units; what was taken back does not count."""
    return {(key, source): int(minor) for key, source, minor in PAID.rows(coop, on, only)}
