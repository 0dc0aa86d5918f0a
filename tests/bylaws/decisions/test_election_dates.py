"""The days of an election follow from the last day of nominations, by the rule that elects."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.elections.dates import dates, latest
from bylaws.kernel.faults import InputFault

ZONE = "America/New_York"


@pytest.mark.parametrize(
    ("notice", "open_for", "opens", "closes", "seated"),
    [
        (None, "P3D", "2025-03-08T05:00", "2025-03-11T04:00", "2025-03-11"),
        ("P2D", "P3D", "2025-03-10T04:00", "2025-03-13T04:00", "2025-03-13"),
        ("P10D", None, "2025-03-18T04:00", None, "2025-03-18"),
    ],
)
def test_the_vote_opens_when_the_notice_has_run_and_closes_with_its_last_day(
    notice: str | None, open_for: str | None, opens: str, closes: str | None, seated: str
) -> None:
    says = Decision.model_validate({"method": "choice", "notice": notice, "open_for": open_for})

    found = dates(says, dt.date(2025, 3, 7), zone=ZONE)

    def instant(said: str) -> dt.datetime:
        return dt.datetime.fromisoformat(said).replace(tzinfo=dt.UTC)

    assert found.list_closes_at == instant("2025-03-08T05:00")
    assert found.opens_at == instant(opens)
    assert found.closes_at == (instant(closes) if closes else None)
    assert found.seated_from == dt.date.fromisoformat(seated)


@pytest.mark.parametrize(
    ("notice", "open_for", "begins", "until"),
    [
        (None, "P3D", "2025-03-11", "2025-03-07"),
        ("P2D", "P3D", "2025-03-13", "2025-03-07"),
        ("P10D", None, "2025-03-18", "2025-03-07"),
        ("P1M", "P14D", "2025-03-31", "2025-02-16"),
        ("P1M", "P1M", "2024-03-31", "2024-01-31"),
    ],
)
def test_the_last_day_of_nominations_for_whoever_begins_on_a_day(
    notice: str | None, open_for: str | None, begins: str, until: str
) -> None:
    says = Decision.model_validate({"method": "choice", "notice": notice, "open_for": open_for})

    assert latest(says, dt.date.fromisoformat(begins), zone=ZONE).isoformat() == until


@pytest.mark.parametrize(
    ("notice", "open_for"), [(None, "P1D"), ("P14D", "P7D"), ("P1M", "P1M"), ("P1Y", "P3M")]
)
def test_a_day_later_would_be_too_late_through_leap_days_and_changes_of_the_clock(
    notice: str | None, open_for: str
) -> None:
    says = Decision.model_validate({"method": "choice", "notice": notice, "open_for": open_for})
    for n in range(0, 800, 3):
        begins = dt.date(2027, 12, 1) + dt.timedelta(days=n)
        until = latest(says, begins, zone=ZONE)
        assert dates(says, until, zone=ZONE).seated_from <= begins
        assert dates(says, until + dt.timedelta(days=1), zone=ZONE).seated_from > begins


def test_a_rule_that_takes_thousands_of_years_is_refused() -> None:
    says = Decision.model_validate({"method": "choice", "notice": "P999Y", "open_for": "P999Y999M"})

    with pytest.raises(InputFault) as refused:
        latest(says, dt.date(2027, 1, 1), zone=ZONE)

    assert refused.value.code == "period.beyond-calendar"
