"""Which day's text governs each kind of rule, and what an amendment in mid-year may not change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bylaws.charter.amendments import Amendment
from bylaws.charter.charter import Charter, InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period, fiscal_year, fiscal_year_of


class GoverningDay(StrEnum):
    """The day whose text holds for a question; its value names the sentence that says so."""

    YEAR_STARTS = "year-starts"
    PAY_PERIOD_STARTS = "pay-period-starts"
    ADMITTED = "admitted"
    NOTICE_GIVEN = "notice-given"
    WORKED = "worked"
    RAISED = "raised"
    ISSUED = "issued"
    ASKED = "asked"


GOVERNS: dict[str, GoverningDay] = {
    "front": GoverningDay.ASKED,
    "principles": GoverningDay.ASKED,
    "decision": GoverningDay.RAISED,
    "subjects": GoverningDay.RAISED,
    "body": GoverningDay.RAISED,
    "role": GoverningDay.ASKED,
    "meeting": GoverningDay.ASKED,
    "membership": GoverningDay.ASKED,
    "hours": GoverningDay.WORKED,
    "pay": GoverningDay.PAY_PERIOD_STARTS,
    "billing": GoverningDay.ASKED,
    "buy-in": GoverningDay.ADMITTED,
    "exit": GoverningDay.NOTICE_GIVEN,
    "surplus": GoverningDay.YEAR_STARTS,
    "capital": GoverningDay.YEAR_STARTS,
    "shares": GoverningDay.ISSUED,
    "dues": GoverningDay.ASKED,
    "tax": GoverningDay.YEAR_STARTS,
    "duty": GoverningDay.ASKED,
    "leads": GoverningDay.ASKED,
    "accountability": GoverningDay.ASKED,
    "evaluation": GoverningDay.ASKED,
    "check-in": GoverningDay.ASKED,
    "transparency": GoverningDay.ASKED,
    "budget-round": GoverningDay.RAISED,
}

SETTLED = tuple(kind for kind, day in GOVERNS.items() if day is GoverningDay.YEAR_STARTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days a question may turn on; only the one that governs its kind has to be known.

    In the co-op's first year `year_starts` is the first day of its charter.
    """

    asked: dt.date | None = None
    year_starts: dt.date | None = None
    pay_period_starts: dt.date | None = None
    admitted: dt.date | None = None
    notice_given: dt.date | None = None
    worked: dt.date | None = None
    raised: dt.date | None = None
    issued: dt.date | None = None


def governs(kind: str) -> GoverningDay:
    """Which day's text governs a kind of rule; fault `governing.kind` for a kind there is none of."""
    if kind not in GOVERNS:
        raise InputFault(
            "“{kind}” is not a kind of rule.",
            code="governing.kind",
            next_step="The kinds are {kinds}.",
            kind=kind[:60],
            kinds=", ".join(GOVERNS),
        )
    return GOVERNS[kind]


def governing_day(kind: str, dates: Dates) -> dt.date:
    """The day whose text governs a kind of rule; faults `governing.kind`, `governing.no-day` if not given."""
    day = governs(kind).value
    found: dt.date | None = getattr(dates, day.replace("-", "_"))
    if found is None:
        raise InputFault(
            "Which text of “{kind}” holds turns on a day that is not given: {day}.",
            code="governing.no-day",
            next_step="Give that day.",
            kind=kind,
            day=day,
        )
    return found


@dataclass(frozen=True, slots=True)
class Unsettling:
    """A change of a settled rule that its amendment makes on a day on which it may not."""

    amendment: Amendment
    kind: str
    day: dt.date
    year: Period
    rule: Rule[RuleModel]
    late: bool
    """Whether it takes effect as a year begins but was adopted after that, instead of within the year."""


def unsettling(charter: Charter) -> Iterator[Unsettling]:
    """Each change of a settled rule within a fiscal year, or adopted after the year it holds for began.

    A rule that keeps its value is not changed, whatever else its article says and wherever it stands.
    """
    starts = charter.base_front.starts()
    for day in sorted({a.says.from_day for a in charter.amendments if a.says.from_day > starts}):
        year_starts = charter.base_front.fiscal_year_starts
        year = fiscal_year(fiscal_year_of(day, year_starts), year_starts)
        before, after = charter.on(day - dt.timedelta(days=1)), charter.on(day)
        arrived = [a for a in charter.amendments if a.says.from_day == day]
        for kind in SETTLED:
            rule = _changed(kind, before, after)
            for amendment in arrived if rule else ():
                late = day == year.from_day
                settles = amendment.touches & {
                    r.number for r in (*before.of_kind(kind), *after.of_kind(kind))
                }
                if rule and settles and (not late or amendment.says.adopted > day):
                    yield Unsettling(amendment, kind, day, year, rule, late)


def _changed(kind: str, before: InForce, after: InForce) -> Rule[RuleModel] | None:
    """A rule of the kind as it stood or stands, if what the rules of the kind say has changed."""
    old, new = before.of_kind(kind), after.of_kind(kind)
    if [rule.says for rule in old] == [rule.says for rule in new]:
        return None
    return (*new, *old)[0]
