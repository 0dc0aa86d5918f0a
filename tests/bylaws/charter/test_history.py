"""The history of an article: every version it had, from the first day to the last."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import Charter
from bylaws.charter.history import history
from bylaws.charter.wordwise import unwrapped
from bylaws.kernel.faults import NotThere
from tests.bylaws.charter.texts import THREE_ARTICLES as BASE
from tests.bylaws.charter.texts import amendment, article, new, read


def told(charter: Charter, number: int) -> list[tuple[str, str | None, str | None, str | None]]:
    """Each version: from which day, until which, under which title, by which amendment."""
    return [
        (
            version.period.from_day.isoformat(),
            version.period.until.isoformat() if version.period.until else None,
            version.standing.article.citation.partition(" — ")[2] if version.standing else None,
            version.by.name if version.by else None,
        )
        for version in history(charter, number)
    ]


def test_an_article_never_amended_has_one_version() -> None:
    assert told(read(BASE, other=new(3, "Circles")), 7) == [("2025-01-01", None, "Pay", None)]


def test_versions_follow_each_other_by_the_days_they_take_effect() -> None:
    charter = read(
        BASE,
        less=new(7, "Less pay", adopted="2025-02-01", from_="2025-03-01"),
        more=new(7, "More pay", adopted="2025-04-01", from_="2025-06-01"),
    )

    assert told(charter, 7) == [
        ("2025-01-01", "2025-03-01", "Pay", None),
        ("2025-03-01", "2025-06-01", "Less pay", "less"),
        ("2025-06-01", None, "More pay", "more"),
    ]


def test_an_article_added_later_begins_then_and_may_rest_between() -> None:
    charter = read(
        BASE,
        care=amendment(article(8, "Care"), adds="[8]", adopted="2025-02-01", from_="2025-02-01"),
        end=amendment(repeals="[8]", adopted="2025-03-01", from_="2025-04-01"),
        again=amendment(article(8, "Care again"), adds="[8]", adopted="2025-05-01", from_="2025-06-01"),
    )

    assert told(charter, 8) == [
        ("2025-02-01", "2025-04-01", "Care", "care"),
        ("2025-04-01", "2025-06-01", None, "end"),
        ("2025-06-01", None, "Care again", "again"),
    ]


def test_what_was_superseded_before_its_day_is_no_version() -> None:
    charter = read(
        BASE,
        early=new(7, "Never held", adopted="2025-02-01", from_="2025-06-01"),
        late=new(7, "Held", adopted="2025-03-01", from_="2025-04-01", supersedes='["early"]'),
    )

    assert told(charter, 7) == [
        ("2025-01-01", "2025-04-01", "Pay", None),
        ("2025-04-01", None, "Held", "late"),
    ]


def test_an_article_that_never_stood_is_not_there() -> None:
    with pytest.raises(NotThere, match="has no article 99"):
        history(read(BASE), 99)


def test_where_a_line_was_broken_is_no_change_but_a_list_stays_one() -> None:
    assert unwrapped("We meet\ntwice a week.\n\n- once\n- and\n  again\n\n1. First\n2. Second\n") == (
        "We meet twice a week.\n\n- once\n- and   again\n\n1. First\n2. Second "
    )
