"""Whatever way somebody came: what holds for every standing, evaluation, due and merger."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter
from bylaws.facts.joining import DuesPaid, Evaluated, Joining
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period, Span
from bylaws.membership.dues import dues
from bylaws.membership.standing import Standing, standing
from bylaws.membership.time import days_in, full_on
from bylaws.membership.together import OfFirm, join_with_firm
from tests.bylaws.membership.joining import charter, day, someone
from tests.bylaws.membership.test_dues import dues_charter
from tests.bylaws.membership.test_evaluations import with_evaluations

DAYS = st.dates(day("2023-08-01"), day("2025-03-31"))
GAPS = st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120)), max_size=4)
SECONDS = st.integers(0, 600 * 3600)
TRACK, QUARTERLY, DUES = charter(), with_evaluations(), dues_charter()
HOURS = 520 * 3600


def with_pauses(began: dt.date, gaps: list[tuple[int, int]]) -> tuple[Person, list[Period]]:
    """A candidate with sabbaticals: so many days there, so many away, again and again; and there at last."""
    spells, start = [], began
    for there, away in gaps:
        end = start + dt.timedelta(days=there)
        spells.append(Spell("candidate", Period(start, end)))
        start = end + dt.timedelta(days=away)
        spells.append(Spell("sabbatical", Period(end, start)))
    spells.append(Spell("candidate", Period(start, None)))
    return person("bo", "Bo", spells), [one.period for one in spells if one.stage == "candidate"]


def stands(who: Person, seconds: int, on: dt.date, joining: Joining, text: Charter) -> Standing:
    return standing(who, joining=joining, seconds=seconds, members=3, charter=text, on=on).value


@given(DAYS, GAPS, st.integers(1, 18))
def test_months_are_full_when_as_many_days_as_they_had_are_spent_in_the_stage(
    began: dt.date, gaps: list[tuple[int, int]], months: int
) -> None:
    _, periods = with_pauses(began, gaps)

    full = full_on(periods, Span(months))

    assert days_in(periods, full) == (Span(months).after(began) - began).days


@given(DAYS, GAPS, st.tuples(SECONDS, SECONDS), st.tuples(st.integers(0, 900), st.integers(0, 60)))
def test_more_hours_and_more_days_never_make_anyone_less_ready(
    began: dt.date, gaps: list[tuple[int, int]], worked: tuple[int, int], passed: tuple[int, int]
) -> None:
    who, _ = with_pauses(began, gaps)
    (seconds, more), (after, later) = worked, passed
    first = began + dt.timedelta(days=after)
    second = first + dt.timedelta(days=later)

    sooner, then = (
        stands(who, hours, on, Joining(), TRACK) for hours, on in ((seconds, first), (seconds + more, second))
    )

    assert then.ready or not sooner.ready or then.returns_to is not None


@given(DAYS, GAPS, SECONDS, st.integers(0, 900))
def test_whoever_is_ready_has_done_both_and_every_day_is_there_or_away(
    began: dt.date, gaps: list[tuple[int, int]], seconds: int, after: int
) -> None:
    who, _ = with_pauses(began, gaps)
    on = began + dt.timedelta(days=after)

    found = stands(who, seconds, on, Joining(), TRACK)

    assert found.time is not None
    assert found.hours is not None
    assert found.time.days + found.time.away == after
    assert found.ready == (found.time.left == 0 and found.hours.missing == 0 and found.returns_to is None)
    assert found.hours.missing == max(0, HOURS - seconds)
    assert found.earliest == on + dt.timedelta(days=found.time.left)


@given(DAYS, GAPS, st.lists(st.integers(-30, 900), max_size=8), st.integers(0, 900))
def test_an_evaluation_that_was_held_stands_for_one_that_was_due_and_for_no_other(
    began: dt.date, gaps: list[tuple[int, int]], held: list[int], after: int
) -> None:
    who, _ = with_pauses(began, gaps)
    on = began + dt.timedelta(days=after)
    talks = [Evaluated(began + dt.timedelta(days=one)) for one in held]

    found = stands(who, 0, on, Joining(evaluated=tuple(talks)), QUARTERLY).evaluations
    fewer = stands(who, 0, on, Joining(evaluated=tuple(talks[1:])), QUARTERLY).evaluations

    counted = [one.held_on for one in found if one.held_on is not None]
    assert counted == sorted(counted)
    assert len(counted) <= sum(began <= one.on <= on for one in talks)
    assert len([one for one in fewer if one.held_on]) <= len(counted)
    assert all(one.due_on < two.due_on for one, two in pairwise(found))
    assert all((one.state == "overdue") == (one.due_on < on) for one in found if one.held_on is None)


@given(
    st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 30_000)), max_size=6),
    st.integers(0, 1400),
    st.integers(0, 20_000),
)
def test_dues_are_owed_for_each_year_once_and_paying_more_never_makes_them_later(
    payments: list[tuple[int, int]], after: int, more: int
) -> None:
    org = someone(("member", "2023-08-01", None), key="org")
    on = day("2023-08-01") + dt.timedelta(days=after)
    paid = tuple(
        DuesPaid(
            day("2023-08-01") + dt.timedelta(days=n),
            day("2023-08-01") + dt.timedelta(days=n),
            Money(cents, "USD"),
        )
        for n, cents in payments
    )
    extra = DuesPaid(on, on, Money(more, "USD"))

    before, then = (
        dues(org, Joining(organisation=True, dues=told), charter=DUES, on=on)
        for told in (paid, (*paid, extra))
    )

    assert before is not None
    assert then is not None
    assert [one.period.from_day.year for one in before.value.owed] == [*range(2023, on.year + 1)]
    assert all(one.open.minor >= 0 for one in before.value.owed)
    assert {one.period for one in then.value.due} <= {one.period for one in before.value.due}
    assert (before.value.follows == "nothing") <= (then.value.follows == "nothing")


@given(st.integers(0, 5), st.lists(st.booleans(), max_size=6), st.integers(1, 8))
def test_a_firm_fits_when_its_members_and_ours_are_no_more_than_the_limit(
    ours: int, agreed: list[bool], limit: int
) -> None:
    text = charter(f'firm_joins_as = "member"\nfirm_joins_by = "take-over"\nmembers_at_most = {limit}')
    here = {f"m{n}": someone(("member", "2020-01-01", None), key=f"m{n}") for n in range(ours)}
    on = day("2025-06-01")
    firm = [OfFirm(f"f{n}", f"F{n}", on if yes else None) for n, yes in enumerate(agreed)]

    found = join_with_firm(firm, here, charter=text, on=on).value

    coming = sum(agreed)
    assert found.fits == (coming == 0 or ours + coming <= limit)
    assert (len(found.people), len(found.stay_out)) == (coming, len(agreed) - coming)
