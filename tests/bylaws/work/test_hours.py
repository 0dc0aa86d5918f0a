"""What kinds of work count for, and days and weeks that were too long."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.cells import Entry
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.work.hours import TooLong, counts_for, too_long

FRONT = """---
name = "Example"
jurisdiction = "US-VT"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
{starts}
---
"""
HOURS = """## Article 4 — Work
```toml rule
kind = "hours"
{limits}
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "political-meeting"
counts_for = []
```
"""
LIMITS = 'day_at_most = "PT8H"\nweek_at_most = "PT40H"'
BASE = FRONT.format(starts="model = true") + HOURS.format(limits=LIMITS)
LOOSER = """---
adopted = 2025-03-01
from = 2025-03-12
by = "the meeting of 1 March 2025"
replaces = [4]
---
""" + HOURS.format(limits='day_at_most = "PT9H"')
CHARTER = read_charter(BASE)
ARTICLE = "Article 4 — Work"
MONDAY = dt.date(2025, 3, 10)
HOUR = 3600


def worked(person: str, on: dt.date, hours: int, work: str = "client-work") -> Entry:
    return (person, work, on, hours * HOUR)


def plus(days: int) -> dt.date:
    return MONDAY + dt.timedelta(days=days)


def test_client_work_counts_for_pay_and_patronage() -> None:
    answer = counts_for("client-work", charter=CHARTER, on=MONDAY)

    values: dict[str, Value] = {"work": "client-work", "purposes": "pay, patronage", "on": MONDAY}
    assert answer == Explained(frozenset({"pay", "patronage"}), Reason("hours.count-for", values, ARTICLE))


def test_political_meetings_are_logged_and_count_for_nothing() -> None:
    answer = counts_for("political-meeting", charter=CHARTER, on=MONDAY)

    values: dict[str, Value] = {"work": "political-meeting", "purposes": "", "on": MONDAY}
    assert answer == Explained(frozenset(), Reason("hours.count-for", values, ARTICLE))


def test_a_misspelt_kind_of_work_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputFault) as refused:
        counts_for("client-wrok", charter=CHARTER, on=MONDAY)

    assert (refused.value.code, refused.value.article, refused.value.next_step) == (
        "hours.unknown-work",
        ARTICLE,
        "Did you mean “client-work”?",
    )


def test_a_day_over_the_limit_is_pointed_out_whatever_the_work() -> None:
    entries = [
        worked("ada", MONDAY, 7),
        worked("ada", MONDAY, 2, "political-meeting"),
        worked("bo", MONDAY, 8),
    ]

    assert too_long(entries, charter=CHARTER) == (
        TooLong("ada", Period(MONDAY, plus(1)), 9 * HOUR, 8 * HOUR, ARTICLE),
    )


def test_a_week_runs_from_monday_to_sunday_and_may_hold_exactly_its_limit() -> None:
    full = [worked("ada", plus(n), 8) for n in range(5)]
    sunday, next_monday = worked("ada", plus(6), 1), worked("ada", plus(7), 1)

    assert too_long([*full, next_monday], charter=CHARTER) == ()
    assert too_long([*full, sunday], charter=CHARTER) == (
        TooLong("ada", Period(MONDAY, plus(7)), 41 * HOUR, 40 * HOUR, ARTICLE),
    )


def test_each_says_whether_it_was_the_day_or_the_week() -> None:
    entries = [worked("ada", plus(n), 9) for n in range(5)]

    found = too_long(entries, charter=CHARTER)

    values: dict[str, Value] = {"person": "ada", "day": MONDAY, "seconds": 45 * HOUR, "limit": 40 * HOUR}
    assert found[1].reason == Reason("hours.week-too-long", values, ARTICLE)
    assert [one.reason.code for one in found] == [
        "hours.day-too-long",
        "hours.week-too-long",
        *["hours.day-too-long"] * 4,
    ]


def test_a_day_goes_by_the_text_of_that_day_and_a_week_by_that_of_its_monday() -> None:
    charter = read_charter(BASE, {"looser.md": LOOSER})
    entries = [worked("ada", plus(n), 9) for n in range(5)]

    found = too_long(entries, charter=charter)

    assert [(one.period.from_day, one.reason.code) for one in found] == [
        (MONDAY, "hours.day-too-long"),
        (MONDAY, "hours.week-too-long"),
        (plus(1), "hours.day-too-long"),
    ]


def test_a_week_that_began_before_the_charter_goes_by_the_charters_first_day() -> None:
    starts = FRONT.format(starts="adopted = 2025-03-12")
    charter = read_charter(starts + HOURS.format(limits='week_at_most = "PT20H"'))
    entries = [worked("ada", plus(n), 11) for n in (2, 3)]

    assert too_long(entries, charter=charter) == (
        TooLong("ada", Period(MONDAY, plus(7)), 22 * HOUR, 20 * HOUR, ARTICLE),
    )


def test_where_the_charter_names_no_limit_nothing_is_too_long() -> None:
    charter = read_charter(FRONT.format(starts="model = true") + HOURS.format(limits=""))

    assert too_long([worked("ada", MONDAY, 24)], charter=charter) == ()
