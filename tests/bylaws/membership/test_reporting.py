"""When a body owes its next report, and to whom."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import InForce, read_charter
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.periods import Span
from bylaws.membership.reporting import Reporting, reporting
from tests.bylaws.membership.test_sight import FRONT

BODY = """## Article 5 — The board
```toml rule
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "open"
mandate = []
reports_every = "P3M"
reports_to = "general"
```
"""


def text(on: str, body: str = BODY) -> InForce:
    return read_charter(FRONT + body).on(dt.date.fromisoformat(on))


def day(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


@pytest.mark.parametrize(
    ("since", "given", "last", "due"),
    [
        (
            "2025-11-30",
            [],
            None,
            "2026-02-28",
        ),  # three months from 30 November are full on the last of February
        ("2026-01-01", ["2026-02-10"], "2026-02-10", "2026-05-10"),
        ("2026-01-01", ["2026-02-10", "2026-03-01"], "2026-03-01", "2026-06-01"),
        ("2026-03-01", ["2026-02-10"], "2026-02-10", "2026-06-01"),  # one of those who sat there before
        ("2026-01-01", ["2026-12-31"], None, "2026-04-01"),  # one of a day to come is none yet
    ],
)
def test_a_report_is_owed_so_long_after_the_last_or_after_they_began_to_sit(
    since: str, given: list[str], last: str | None, due: str
) -> None:
    found = reporting(
        text("2026-05-04"), "board", since=day(since), given=[dt.date.fromisoformat(one) for one in given]
    )

    assert found == Reporting(
        Span(months=3), "general", "Article 5 — The board", day(last), dt.date.fromisoformat(due)
    )


def test_a_body_without_a_rule_for_it_or_without_people_owes_none() -> None:
    quiet = BODY.replace('reports_every = "P3M"\nreports_to = "general"\n', "")

    assert reporting(text("2026-05-04", quiet), "board", since=dt.date(2026, 1, 1)) is None
    assert reporting(text("2026-05-04"), "board", since=None) is None
    with pytest.raises(CharterSilent):
        reporting(text("2026-05-04"), "circle", since=None)
