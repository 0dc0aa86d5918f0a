"""Amendments: whole articles from a day on; which of two holds; and what was known when."""

from __future__ import annotations

import datetime as dt

from tests.bylaws.charter.texts import THREE_ARTICLES as BASE
from tests.bylaws.charter.texts import amendment, article, day, front, held, new, read, whole

# What holds


def test_an_amendment_holds_from_its_first_day() -> None:
    charter = read(BASE, raise_=new(7, "Better pay", from_="2025-06-01"))

    assert (held(charter, "2025-05-31"), held(charter, "2025-06-01")) == (
        ["Meetings", "Pay", "Surplus"],
        ["Meetings", "Better pay", "Surplus"],
    )


def test_articles_stand_in_the_order_of_their_numbers_however_they_came() -> None:
    charter = read(BASE, care=amendment(article(8, "Care"), article(1, "Names"), adds="[8, 1]"))

    assert held(charter, "2025-06-01") == ["Names", "Meetings", "Pay", "Care", "Surplus"]


def test_an_article_can_be_repealed_and_its_number_used_again() -> None:
    charter = read(
        BASE,
        end=amendment(repeals="[3]", adopted="2025-02-01", from_="2025-03-01"),
        anew=amendment(article(3, "Circles"), adds="[3]", adopted="2025-04-01", from_="2025-05-01"),
    )

    assert [held(charter, on) for on in ("2025-02-28", "2025-03-01", "2025-05-01")] == [
        ["Meetings", "Pay", "Surplus"],
        ["Pay", "Surplus"],
        ["Circles", "Pay", "Surplus"],
    ]


def test_of_two_on_one_article_the_later_adopted_wins_whatever_the_files_are_called() -> None:
    charter = read(
        BASE,
        a=new(7, "Second", adopted="2025-03-01", from_="2025-03-01"),
        b=new(7, "First", adopted="2025-02-01", from_="2025-02-01"),
    )

    assert [held(charter, on)[1] for on in ("2025-01-31", "2025-02-01", "2025-03-01")] == [
        "Pay",
        "First",
        "Second",
    ]


def test_the_later_adopted_wins_also_when_it_takes_effect_the_same_day() -> None:
    charter = read(
        BASE,
        a=new(7, "Second", adopted="2025-03-01", from_="2025-06-01", supersedes='["b"]'),
        b=new(7, "First", adopted="2025-02-01", from_="2025-06-01"),
    )

    assert held(charter, "2025-06-01")[1] == "Second"


def test_an_order_tells_two_of_one_day_apart() -> None:
    charter = read(
        BASE,
        b=new(7, "First", adopted="2025-02-01", from_="2025-02-01", order="1"),
        a=new(7, "Second", adopted="2025-02-01", from_="2025-02-01", order="2"),
    )

    assert held(charter, "2025-02-01")[1] == "Second"


def test_an_amendment_that_was_superseded_never_takes_effect() -> None:
    charter = read(
        BASE,
        early=new(7, "Superseded", adopted="2025-02-01", from_="2025-04-01"),
        late=new(7, "Instead", adopted="2025-03-01", from_="2025-05-01", supersedes='["early"]'),
    )

    assert [held(charter, on)[1] for on in ("2025-03-31", "2025-04-30", "2025-05-01")] == [
        "Pay",
        "Pay",
        "Instead",
    ]


def test_an_amendment_is_superseded_only_on_the_articles_both_settle() -> None:
    charter = read(
        BASE,
        early=amendment(
            article(7, "Superseded"),
            article(9, "Kept"),
            replaces="[7, 9]",
            adopted="2025-02-01",
            from_="2025-04-01",
        ),
        late=new(7, "Instead", adopted="2025-03-01", from_="2025-05-01", supersedes='["early"]'),
    )

    assert held(charter, "2025-04-01") == ["Meetings", "Pay", "Kept"]


def test_a_third_amendment_need_not_supersede_what_the_second_did() -> None:
    charter = read(
        BASE,
        a=new(7, "First", adopted="2025-02-01", from_="2025-09-01"),
        b=new(7, "Second", adopted="2025-03-01", from_="2025-04-01", supersedes='["a"]'),
        c=new(7, "Third", adopted="2025-05-01", from_="2025-06-01"),
    )

    assert [held(charter, on)[1] for on in ("2025-04-01", "2025-06-01", "2025-09-01")] == [
        "Second",
        "Third",
        "Third",
    ]


def test_the_front_matter_is_amended_like_an_article() -> None:
    renamed = front(name='"Harbour Works"', adopted="", **{"from": ""}).strip("-\n")
    charter = read(BASE, name=amendment(replaces='["front"]', more=f"[front]\n{renamed}"))

    assert [charter.on(day(on)).front.name for on in ("2025-05-31", "2025-06-01")] == [
        "Harbour Web Cooperative",
        "Harbour Works",
    ]


# What was known


def test_what_held_and_what_was_known_then_are_two_questions() -> None:
    charter = read(BASE, late=new(7, "Better pay", adopted="2025-07-01", from_="2025-03-01"))

    assert [
        held(charter, "2025-06-01", known_by=known)[1] for known in (None, "2025-06-30", "2025-07-01")
    ] == [
        "Better pay",
        "Pay",
        "Better pay",
    ]


def test_before_it_was_superseded_an_amendment_was_expected_to_take_effect() -> None:
    charter = read(
        BASE,
        early=new(7, "Superseded", adopted="2025-02-01", from_="2025-04-01"),
        late=new(7, "Instead", adopted="2025-03-01", from_="2025-05-01", supersedes='["early"]'),
    )

    assert [held(charter, "2025-04-15", known_by=known)[1] for known in ("2025-02-28", "2025-03-01")] == [
        "Superseded",
        "Pay",
    ]


def test_a_charter_as_it_was_known_on_a_day_has_only_what_was_adopted_by_then() -> None:
    charter = read(BASE, late=new(7, "Better pay", adopted="2025-03-01", from_="2025-04-01"))
    before, after = charter.known(day("2025-02-28")), charter.known(day("2025-03-01"))

    assert (held(before, "2025-04-01"), held(after, "2025-04-01"), after is charter) == (
        ["Meetings", "Pay", "Surplus"],
        ["Meetings", "Better pay", "Surplus"],
        True,
    )


def test_days_on_which_something_changes_inside_a_period_are_told() -> None:
    charter = read(
        whole(),
        a=new(7, "One", adopted="2025-01-01", from_="2025-01-01"),
        b=new(7, "Two", adopted="2025-02-01", from_="2025-06-01"),
        c=new(9, "Three", adopted="2025-03-01", from_="2025-06-01"),
        d=new(10, "Four", adopted="2025-04-01", from_="2026-01-01"),
    )
    year, _ = charter.for_year(2025)

    assert charter.changes_within(year) == (dt.date(2025, 6, 1),)
