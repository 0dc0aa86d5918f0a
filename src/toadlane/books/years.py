"""The facts of a fiscal year, gathered from the rooms for the rules to reckon with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, UUIDField, Value

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Surplus
from bylaws.facts.cells import Cell
from bylaws.facts.kept import fingerprint, year_as_json
from bylaws.facts.people import Person
from bylaws.facts.year import Standing, YearFacts, earning_capital
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import YEARS_FROM, Period, fiscal_year
from bylaws.surplus.measures import eligible_stages
from toadlane.books import journal
from toadlane.books.models import Opening, OpeningDraft, YearClose, YearFigures
from toadlane.charter.reads import charter_of, texts_digest
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.work.reads import cells_for, people_of

NOTICES = ("qualified-notice", "nonqualified-notice", "losses")


@dataclass(frozen=True)
class Reckoning:
    """A charter and the facts of one year, and the digest that tells whether either has changed."""

    charter: Charter
    facts: YearFacts
    kept: dict[str, Any]
    """The facts as they are kept."""
    texts: str
    fingerprint: str


def gather(coop: Coop, year: int, at: Moment) -> Reckoning:
    """Everything a close of `year` on this day would reckon with; fault `figures.none`."""
    charter = charter_of(coop)
    stated = YearFigures.objects.filter(coop=coop, year=year).first()
    if stated is None:
        raise InputFault(
            "The books' surplus for {year} has not been stated.",
            code="figures.none",
            next_step="State the surplus and the tax of {year} first.",
            year=year,
        )
    period, text = charter.for_year(year)
    people, now = people_of(coop), _by_person(journal.balances(coop, through=at.day))
    common = _common(coop, now.get("", {}), funds_named(text))
    facts = YearFacts(
        year=year,
        surplus=Money(stated.surplus_minor, coop.currency),
        tax=Money(stated.tax_minor, coop.currency),
        closed_on=at.day,
        people=people,
        cells=cells_for(coop, charter, period, people),
        standing=standing(coop, charter, people, period, now, text=text),
        collective=common.collective,
        funds=common.funds,
    )
    texts = texts_digest(coop)
    plain = kept(facts)
    return Reckoning(charter, facts, plain, texts, fingerprint(plain, texts))


def kept(facts: YearFacts) -> dict[str, Any]:
    """The facts as they are kept: people by their keys alone, for names may be erased one day."""
    plain = year_as_json(facts)
    return {**plain, "people": [[key, key, spells] for key, _, spells in plain["people"]]}


def standing(
    coop: Coop,
    charter: Charter,
    people: Mapping[str, Person],
    period: Period,
    now: Mapping[str, Mapping[str, int]],
    *,
    text: InForce,
) -> dict[str, Standing]:
    """What each person has paid in by now, and what capital they held when the year began.

    `now` holds every person's accounts as they stand, in minor units.
    """
    then = _by_person(journal.put_right(coop, period.from_day))
    earlier = _earlier_seconds(coop, charter, people, period)
    found: dict[str, Standing] = {}
    for key in people:
        if key not in now and key not in then and not earlier.get(key):
            continue
        own = f"member/{key}"
        paid_in = journal.held(now.get(key, {}), f"{own}/paid-in")
        before = then.get(key, {})
        paid_in_then = Money(journal.held(before, f"{own}/paid-in"), coop.currency)
        notices_then = Money(journal.held(before, *(f"{own}/{kind}" for kind in NOTICES)), coop.currency)
        earning = earning_capital(paid_in_then, notices_then, text)
        if paid_in or earning or earlier.get(key):
            found[key] = Standing(Money(paid_in, coop.currency), earning, earlier.get(key, 0))
    return found


def _by_person(sums: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for account, minor in sums.items():
        found.setdefault(journal.owner(account), {})[account] = minor
    return found


def _earlier_seconds(
    coop: Coop, charter: Charter, people: Mapping[str, Person], period: Period
) -> dict[str, int]:
    """Patronage seconds of earlier years, asked for only when the charter counts tenure."""
    steps = charter.on(period.from_day).rule("surplus", Surplus).says.steps
    counting = [step for step in steps if any(part.base == "tenure" for part in step.parts)]
    starts = charter.base_front.starts()
    if not counting or starts >= period.from_day:
        return {}
    stages = eligible_stages(step.eligible for step in counting)
    sums: dict[str, int] = {}
    since = max(starts, dt.date(YEARS_FROM, 1, 1))
    for cell in cells_for(coop, charter, Period(since, period.from_day), people):
        if cell.stage in stages and _counts(cell, charter):
            sums[cell.person] = sums.get(cell.person, 0) + cell.seconds
    return sums


def _counts(cell: Cell, charter: Charter) -> bool:
    rule = charter.on(cell.period.from_day).rule("hours", Hours)
    return cell.work in rule.says.counting_for("patronage")


@dataclass(frozen=True, slots=True)
class _Common:
    """What the co-op holds together."""

    collective: Money
    funds: dict[str, Money]


def funds_named(text: InForce) -> list[str]:
    """Every fund the surplus rule names, whether or not it has ever held anything."""
    rule = text.rule("surplus", Surplus).says
    losses = rule.losses.steps if rule.losses else []
    names = [*(step.name for step in rule.steps), *(step.name for step in losses)]
    return [name for name in names if name is not None]


def _common(coop: Coop, sums: Mapping[str, int], named: list[str]) -> _Common:
    """The collective account and every fund, as they stand now; one nobody fed yet stands at nothing."""
    funds = {
        account.removeprefix("fund/"): Money(-minor, coop.currency)
        for account, minor in sums.items()
        if account.startswith("fund/")
    }
    empty = {name: Money(0, coop.currency) for name in named}
    return _Common(Money(-sums.get("collective", 0), coop.currency), {**empty, **funds})


def period_of(coop: Coop, year: int) -> Period:
    """The days of a fiscal year under the co-op's charter."""
    return charter_of(coop).for_year(year)[0]


def years_to_close(coop: Coop, at: Moment, *, first: int | None = None) -> list[int]:
    """The fiscal years that are over and that the charter governs, newest first.

    None of the books kept before: none before `first`, the first year closed here, which is asked for
    when it is not given.
    """
    charter = charter_of(coop)
    starts = charter.base_front.starts()
    year, found = at.day.year + 1, list[int]()
    least = max(starts.year, at.day.year - 20, first_here(coop) if first is None else first)
    while year >= least:
        whole = fiscal_year(year, charter.base_front.fiscal_year_starts)
        if whole.until is not None and starts < whole.until <= at.day:
            found.append(year)
        year -= 1
    return found


def first_here(coop: Coop) -> int:
    """The first year closed here, as the opening balances have it; 0 without any."""
    return next((year for (year,) in FIRST_HERE(coop=coop.pk)), 0)


FIRST_HERE = Question(
    lambda coop: Opening.objects.filter(coop=coop, reversal=None).values_list("first_year"),
    coop=UUIDField(),
)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Which years are closed, where the books kept here begin, and whether somebody is bringing balances."""

    closed: frozenset[int]
    first_here: int
    """As the opening balances that stand have it; 0 without any."""
    drafted: int
    """As a draft of them has it; 0 without one."""


def landmarks(coop: Coop) -> Landmarks:
    """In one query."""
    closes = YearClose.objects.filter(coop=coop, reversal=None).values_list(_as("closed"), "year")
    openings = Opening.objects.filter(coop=coop, reversal=None).values_list(_as("first"), "first_year")
    drafts = OpeningDraft.objects.filter(coop=coop).values_list(_as("draft"), "first_year")
    found: dict[str, set[int]] = {"closed": set(), "first": set(), "draft": set()}
    for kind, year in closes.union(openings, drafts, all=True):
        found[kind].add(year)
    return Landmarks(
        frozenset(found["closed"]), max(found["first"], default=0), max(found["draft"], default=0)
    )


def _as(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def closed_after(coop: Coop, year: int) -> list[int]:
    """The later years whose closes stand, newest first: they were reckoned on what stood before them."""
    later = YearClose.objects.filter(coop=coop, year__gt=year, reversal=None)
    return list(later.order_by("-year").values_list("year", flat=True))


def left_open_before(coop: Coop, year: int, at: Moment) -> list[int]:
    """The years before `year` that the charter governs and that have not been closed here, oldest first."""
    closed = set(YearClose.objects.filter(coop=coop, reversal=None).values_list("year", flat=True))
    return sorted(one for one in years_to_close(coop, at) if one < year and one not in closed)
