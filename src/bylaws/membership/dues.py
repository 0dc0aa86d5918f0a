"""Dues of members, and what follows for their membership when they are not paid (S2-108, S2-216)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.dues import Dues
from bylaws.charter.rules import Rule
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, total
from bylaws.kernel.periods import MONTHS_IN_A_YEAR, Period, Span, add_months, fiscal_year, fiscal_year_of
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.admission import SEATED

Follows = Literal["nothing", "tolerated", "no-use", "ends-membership"]
MONTHS: Final = {"month": 1, "quarter": 3, "year": MONTHS_IN_A_YEAR}
FROM_DUES: Final = "organisations"


@dataclass(frozen=True, slots=True)
class Owed:
    """Dues of one month, quarter or year; on `follows_on` something follows if they are not paid."""

    period: Period
    amount: Money
    paid: Money
    due_on: dt.date
    follows_on: dt.date

    @property
    def open(self) -> Money:
        """What is not paid of it."""
        return max(self.amount - self.paid, Money(0, self.amount.currency))


@dataclass(frozen=True, slots=True)
class DuesStanding:
    """A member's dues on a day; `due` are those to be paid by then and not paid."""

    owed: tuple[Owed, ...]
    due: tuple[Owed, ...]
    follows: Follows
    since: dt.date | None
    may_use: tuple[str, ...]


def dues(who: Person, joining: Joining, *, charter: Charter, on: dt.date) -> Explained[DuesStanding] | None:
    """Where a member stands with their dues on a day; None where they pay none, or nobody says what is paid.

    Dues are flat: for each month, quarter or year of the fiscal year in which one is a member on some day,
    whole. They are to be paid `due_after` its first day, or after one's own first day as a member in it.
    What follows when they are not comes `unpaid_after` the due day. The text of the first day of what they
    are due for holds for their amount, that of `on` for what follows. The band is the one last named with
    a payment, else the one they are in on that first day, else it is the usual amount. Faults: `dues.band`
    for a band the charter does not name.
    """
    rule = charter.on(on).maybe("dues", Dues)
    if rule is None or joining.dues is None or not _pays(joining, rule.says):
        return None
    owed = tuple(_owed(who, joining, charter, on))
    due = tuple(one for one in owed if one.open and one.due_on <= on)
    late = [one for one in due if one.follows_on <= on]
    follows: Follows = rule.says.unpaid if late else "nothing"
    since = min((one.follows_on for one in late), default=None)
    uses = () if follows in {"no-use", "ends-membership"} else tuple(rule.says.may_use)
    standing = DuesStanding(owed, due, follows, since, uses)
    return Explained(standing, _why(who, standing, rule, on))


def _pays(joining: Joining, says: Dues) -> bool:
    return (FROM_DUES if joining.organisation else "members") in says.payers


def _owed(who: Person, joining: Joining, charter: Charter, on: dt.date) -> Iterator[Owed]:
    """What is owed for each month, quarter or year begun by a day, oldest first."""
    starts, asked_from = charter.base_front.starts(), joining.dues_from or dt.date.min
    seen: set[dt.date] = set()
    for spell in who.spells:
        begins = max(spell.period.from_day, starts)
        if spell.stage not in SEATED or begins > on or (spell.period.until or dt.date.max) <= begins:
            continue
        until = min(spell.period.until or dt.date.max, on + dt.timedelta(days=1))
        for period in _periods(charter, begins, until):
            first = max(period.from_day, begins)
            rule = charter.on(first).maybe("dues", Dues)
            asked = rule is not None and _pays(joining, rule.says) and first >= asked_from
            if rule is None or not asked or period.from_day in seen:
                continue
            seen.add(period.from_day)
            yield _one(rule, period, first, joining, on)


def _periods(charter: Charter, begins: dt.date, until: dt.date) -> Iterator[Period]:
    """The months, quarters or years that some days touch, by the text of the first such day in each."""
    day = begins
    while day < until:
        rule = charter.on(day).maybe("dues", Dues)
        period = due_for(day, rule.says.per if rule else "month", charter.base_front.fiscal_year_starts)
        yield period
        day = period.until or until


def due_for(day: dt.date, per: str, year_starts: str) -> Period:
    """The month, quarter or year that a day lies in, counted from the start of the fiscal year."""
    year = fiscal_year(fiscal_year_of(day, year_starts), year_starts)
    months, nth = MONTHS[per], 0
    while add_months(year.from_day, months * (nth + 1)) <= day:
        nth += 1
    return Period(add_months(year.from_day, months * nth), add_months(year.from_day, months * (nth + 1)))


def _one(rule: Rule[Dues], period: Period, first: dt.date, joining: Joining, on: dt.date) -> Owed:
    counted = [one for one in joining.dues or () if one.due_for in period and one.on <= on]
    mine = sorted(counted, key=lambda one: one.on)
    band = next((one.band for one in reversed(mine) if one.band), None)
    amount = amount_of(rule, band or joining.band_on(first))
    due_on = rule.says.due_after.after(first)
    paid = total([one.amount for one in mine], amount.currency)
    return Owed(period, amount, paid, due_on, (rule.says.unpaid_after or Span()).after(due_on))


def amount_of(rule: Rule[Dues], band: str | None) -> Money:
    """What is due in a band; without one, the usual. Fault `dues.band`."""
    if band is None:
        return rule.says.amount
    found = next((one.amount for one in rule.says.bands if one.name == band), None)
    if found is None:
        raise InputFault(
            "“{band}” is no band of the dues.",
            code="dues.band",
            next_step="The bands are: {known}.",
            article=rule.article,
            where=rule.where,
            band=band[:60],
            known=", ".join(one.name for one in rule.says.bands) or "—",
        )
    return found


def account_of(says: Dues) -> str:
    """The account dues go to: “collective”, or “fund/” and the fund's name."""
    return f"fund/{says.fund}" if says.into == "fund" else "collective"


def may_choose_band(says: Dues) -> bool:
    """Whether whoever pays chooses the band; else they ask for it, and somebody else enters it."""
    return bool(says.bands) and says.band_chosen_by == "payer"


def _why(who: Person, standing: DuesStanding, rule: Rule[Dues], on: dt.date) -> Reason:
    values: dict[str, Value] = {
        "person": who.name,
        "open": total([one.open for one in standing.due], rule.says.amount.currency),
        "since": standing.since,
        "on": on,
    }
    parts = tuple(
        Reason("dues.open", {"from": one.period.from_day, "open": one.open, "due": one.due_on}, rule.article)
        for one in standing.owed
        if one.open
    )
    match standing.follows:
        case "nothing":
            code = "dues.due" if standing.due else "dues.in-order"
        case "tolerated":
            code = "dues.tolerated"
        case "no-use":
            code = "dues.no-use"
        case _:
            code = "dues.end-membership"
    return Reason(code, values, rule.article, parts)
