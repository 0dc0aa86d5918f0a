"""Whether opening balances can be posted: each line against people, years and charter; and the sum."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from bylaws.charter.charter import Charter
from bylaws.facts.people import Person
from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import YEARS_FROM, fiscal_year
from bylaws.record.canonical import Json, canonical
from bylaws.surplus.buy_in import buy_in
from toadlane.books.amounts import MOST
from toadlane.books.opening.kinds import (
    FUND_NAME,
    MAY_BE_BELOW_ZERO,
    OF_DAYS,
    OF_MEMBERS,
    OF_YEARS,
    Kind,
    Line,
)
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop
from toadlane.work.reads import people_of

LINES_AT_MOST = 20_000
YEARS_AHEAD = 60
DIGITS = gettext_noop("Check the number of digits.")


@dataclass(frozen=True)
class Ground:
    """What lines are held against."""

    charter: Charter
    people: Mapping[str, Person]
    currency: str
    opens_on: dt.date
    """The first day of the first year closed here; the balances are those of the evening before."""
    began_on: dt.date | None

    @property
    def stood_on(self) -> dt.date:
        """The last day of the books kept before."""
        return self.opens_on - dt.timedelta(days=1)

    @property
    def first_kept(self) -> dt.date:
        """The first day anything can be about."""
        return self.began_on or dt.date(YEARS_FROM, 1, 1)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that keeps the balances from being posted: about which line, and what is the matter."""

    line: Line
    fault: Fault


@dataclass(frozen=True, slots=True)
class Balance:
    """What the co-op owns beside what everyone holds in it; they are the same, or it does not add up."""

    owned: Money
    owed: Money
    """To others, tax too, and to members in money."""
    members: Money
    """Members' capital."""
    common: Money
    """The collective account and the funds."""

    @property
    def difference(self) -> Money:
        """What is owned and held by nobody; below zero, what is held and not there."""
        return self.owned - self.owed - self.members - self.common


def ground(coop: Coop, first_year: int) -> Ground:
    """What the lines of a co-op are held against; faults of a year the charter does not govern."""
    charter = charter_of(coop)
    front = charter.base_front
    whole, starts = fiscal_year(first_year, front.fiscal_year_starts), front.starts()
    if whole.until is not None and whole.until <= starts:
        raise InputFault(
            gettext_noop("The charter does not govern {year}, so {year} cannot be closed here."),
            code="opening.year",
            next_step=gettext_noop("Choose the first year that is to be closed here."),
            year=first_year,
        )
    opens_on = max(whole.from_day, starts)
    return Ground(charter, people_of(coop), coop.currency, opens_on, coop.began_on)


def fingerprint(first_year: int, lines: Iterable[Line]) -> str:
    """A digest of what exactly would be posted: what members decide on."""
    said = sorted(
        (line.kind.value, str(line.minor), line.person, str(line.year), str(line.due_on), line.name)
        for line in lines
    )
    told: list[Json] = [list(one) for one in said]
    return hashlib.sha256(canonical({"first_year": first_year, "lines": told})).hexdigest()


def balance(lines: Iterable[Line], currency: str) -> Balance:
    """The balance sheet the lines make."""
    sums = dict.fromkeys(("owned", "owed", "members", "common"), 0)
    for line in lines:
        if line.kind in {Kind.BANK, Kind.OTHER_ASSETS}:
            sums["owned"] += line.minor
        elif line.kind in {Kind.TAX, Kind.OTHER_DEBTS, *OF_DAYS}:
            sums["owed"] += line.minor
        elif line.kind in {Kind.COLLECTIVE, Kind.FUND}:
            sums["common"] += line.minor
        else:
            sums["members"] -= line.signed
    return Balance(**{name: Money(minor, currency) for name, minor in sums.items()})


def wrong(lines: Sequence[Line], on: Ground) -> list[Wrong]:
    """Everything that keeps these lines from being posted, in their order."""
    found = [Wrong(line, fault) for line in lines for fault in _of_line(line, on)]
    found += _twice(lines)
    return found + list(_buy_ins(lines, on))


def _of_line(line: Line, on: Ground) -> Iterator[Fault]:
    if abs(line.minor) > MOST:
        yield _fault("opening.too-large", gettext_noop("This amount is too large to be kept."), DIGITS)
    if line.minor < 0 and line.kind not in MAY_BE_BELOW_ZERO:
        yield _fault(
            "opening.below-zero",
            gettext_noop("An amount of this kind is not below zero."),
            gettext_noop("Write what is held or owed as an amount above zero; a loss has a kind of its own."),
        )
    if line.kind in OF_MEMBERS:
        yield from _of_person(line, on)
    if line.kind in OF_YEARS:
        yield from _of_year(line, on)
    if line.kind in OF_DAYS:
        yield from _of_day(line, on)
    if line.kind is Kind.FUND and not FUND_NAME.fullmatch(line.name):
        yield _fault(
            "opening.fund",
            gettext_noop("“{given}” is not the name of a fund."),
            gettext_noop(
                "Write it as the charter does: small letters, digits and hyphens, as in “education”."
            ),
            given=line.name[:40],
        )


def _of_person(line: Line, on: Ground) -> Iterator[Fault]:
    who = on.people.get(line.person)
    if who is None:
        yield _fault(
            "opening.person",
            gettext_noop("Nobody in the co-op has the key “{given}”."),
            gettext_noop("Add the person first, or correct the name."),
            given=line.person[:60],
        )
        return
    first = min((spell.period.from_day for spell in who.spells), default=None)
    if first is None or first > on.opens_on:
        yield _fault(
            "opening.not-there-yet",
            gettext_noop("{name} came to the co-op only after {day}."),
            gettext_noop("Correct the day on which their first stage began, or leave the line out."),
            name=who.name,
            day=on.opens_on.isoformat(),
        )


def _of_year(line: Line, on: Ground) -> Iterator[Fault]:
    year, starts = line.year or 0, on.charter.base_front.fiscal_year_starts
    try:
        period = fiscal_year(year, starts)
    except InputFault as fault:
        yield fault
        return
    until = period.until or dt.date.max
    if until > on.opens_on:
        yield _fault(
            "opening.year-open",
            gettext_noop("A notice of {year} comes from closing {year} here."),
            gettext_noop("Leave it out, or choose a later first year."),
            year=year,
        )
    elif until <= on.first_kept:
        yield _before(on, str(year))


def _of_day(line: Line, on: Ground) -> Iterator[Fault]:
    day = line.due_on
    if day is None:
        yield _fault(
            "opening.day",
            gettext_noop("What is owed has a day on which it is due."),
            gettext_noop("Write the day as in 2024-12-31."),
        )
    elif day < on.first_kept:
        yield _before(on, day.isoformat())
    elif day.year > on.opens_on.year + YEARS_AHEAD:
        yield _fault(
            "opening.day-far",
            gettext_noop("{day} is more than {years} years ahead."),
            gettext_noop("Check the year."),
            day=day.isoformat(),
            years=YEARS_AHEAD,
        )


def _before(on: Ground, given: str) -> InputFault:
    return _fault(
        "opening.before-the-co-op",
        gettext_noop("{given} lies before the co-op began, on {began}."),
        gettext_noop("Check the date, or the day on which the co-op began."),
        given=given,
        began=on.first_kept.isoformat(),
    )


def _twice(lines: Sequence[Line]) -> list[Wrong]:
    """The same thing about the same person stands once: the second may be a slip, or somebody else's."""
    first: dict[tuple[str, str, int, str, str], Line] = {}
    found = []
    for line in lines:
        before = first.setdefault(line.same, line)
        if before is not line:
            says = (
                gettext_noop("This stands twice: here and in {place}.")
                if before.place
                else gettext_noop("This stands twice.")
            )
            step = gettext_noop("Leave one of the two, or add them up if both are meant.")
            found.append(Wrong(line, _fault("opening.twice", says, step, place=before.place)))
    return found


def _buy_ins(lines: Sequence[Line], on: Ground) -> Iterator[Wrong]:
    """What is said to be due of a buy-in is what the charter makes of it; the charter is what holds."""
    paid = {line.person: line.minor for line in lines if line.kind is Kind.PAID_IN}
    for line in lines:
        if line.kind is not Kind.BUY_IN_DUE or line.person not in on.people:
            continue
        who = on.people[line.person]
        try:
            status = buy_in(
                who, Money(paid.get(line.person, 0), on.currency), charter=on.charter, on=on.opens_on
            ).value
        except Fault as fault:
            yield Wrong(line, fault)
            continue
        if status.open.minor != line.minor:
            yield Wrong(
                line,
                _fault(
                    "opening.buy-in",
                    gettext_noop(
                        "By the charter {amount} of the buy-in of {whole} is still due, not {given}."
                    ),
                    gettext_noop(
                        "Correct what is paid in, or have the charter say what was agreed on admission; "
                        "without this line the charter's figure holds."
                    ),
                    amount=str(status.open),
                    whole=str(status.amount),
                    given=str(Money(line.minor, on.currency)),
                ),
            )


def _fault(code: str, says: str, next_step: str, **values: Any) -> InputFault:
    return InputFault(says, code=code, next_step=next_step, **values)
