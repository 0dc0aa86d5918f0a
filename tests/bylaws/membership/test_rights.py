"""What people of a stage may do."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.rights import has_right

CHARTER = read_charter(
    """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
## Article 3 — Becoming a member
```toml rule
kind = "membership"
[[stages]]
name = "candidate"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "vote"]
```
"""
)
ADMITTED = dt.date(2025, 6, 1)


def bo() -> Person:
    candidate = Spell("candidate", Period(dt.date(2025, 1, 1), ADMITTED))
    return person("bo", "Bo", [candidate, Spell("member", Period(ADMITTED, dt.date(2026, 1, 1)))])


def test_a_member_votes_from_the_day_of_admission() -> None:
    values: dict[str, Value] = {"person": "Bo", "stage": "member", "right": "vote", "on": ADMITTED}

    answer = has_right(bo(), "vote", charter=CHARTER, on=ADMITTED)

    assert answer == Explained(
        value=True, reason=Reason("right.held", values, "Article 3 — Becoming a member")
    )


@pytest.mark.parametrize(
    "on", [dt.date(2025, 5, 31), dt.date(2026, 1, 1)], ids=["the day before", "after leaving"]
)
def test_nobody_votes_before_admission_nor_after_leaving(on: dt.date) -> None:
    answer = has_right(bo(), "vote", charter=CHARTER, on=on)

    assert (answer.value, answer.reason.code) == (False, "right.not-held")
