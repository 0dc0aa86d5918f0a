"""Days end where the co-op lives: across changes of clocks, seen from anywhere."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from bylaws.decisions.days import closing, day_ending, day_of, end_after, end_of
from bylaws.kernel.periods import Span
from tests.bylaws.decisions.telling import at, charter, matter, said, stands, took

RULE = 'method = "majority"\nthreshold = "1/2"\nof = "votes-cast"\nopen_for = "P7D"'


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("UTC", "2026-03-02", "2026-03-03T00:00"),
        ("America/New_York", "2026-03-08", "2026-03-09T04:00"),  # clocks go forward on it
        ("America/New_York", "2026-11-01", "2026-11-02T05:00"),  # and back
        ("Europe/Berlin", "2026-03-29", "2026-03-29T22:00"),
        ("Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:30"),  # by half an hour
        ("America/Havana", "2026-03-07", "2026-03-08T05:00"),  # midnight does not exist
        ("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00"),  # the same
        ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00"),  # the next day does not exist
    ],
)
def test_a_day_ends_where_the_co_op_lives(zone: str, day: str, expected: str) -> None:
    assert end_of(dt.date.fromisoformat(day), zone) == dt.datetime.fromisoformat(f"{expected}+00:00")


def test_midnight_belongs_to_the_day_it_ends_so_that_a_span_is_never_cut_short() -> None:
    midnight, zone = at(3, 0), "UTC"

    assert (day_of(midnight, zone), day_ending(midnight, zone)) == (dt.date(2026, 3, 3), dt.date(2026, 3, 2))
    assert end_after(midnight, Span(days=7), zone) == at(10, 0)
    assert end_after(at(3), Span(days=7), zone) == at(11, 0)
    assert [end_after(at(3), span, zone) for span in (None, Span())] == [at(3), at(3)]
    assert closing(at(3), Span(), zone) == at(4, 0)


def test_it_closes_at_one_instant_seen_from_two_zones_across_a_change_of_clocks() -> None:
    text = charter(RULE, zone="America/New_York")
    positions = [
        *said("A"),
        took("bo", "disagree", day=10, hour=3, minute=59),
        took("cy", "disagree", day=10, hour=4),
    ]
    found = matter(text, positions)
    berlin = at(10, 4).astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))

    now = stands(found, 11)

    assert now.closed_at == at(10, 4) == berlin
    assert now.counts is not None
    assert (now.counts.agree, now.counts.disagree) == (1, 1)
