"""Which roles and seats a charter has, and of what."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import read_charter
from bylaws.kernel.faults import CharterAmbiguous, NotThere
from bylaws.kernel.periods import Span
from bylaws.membership.posts import Post, link_post, post, posts
from tests.bylaws.membership.holding import ARTICLE, BOARD, CHARTER, TEXT, day, of

ON = day("2025-01-01")


def test_each_body_and_meeting_has_its_own_of_a_role_and_projects_are_not_known() -> None:
    assert [one.key for one in posts(CHARTER.on(ON))] == [
        ("webmaster", ""),
        ("chair", ""),
        ("chair-deputy", ""),
        ("convener", "weekly"),
        ("circle-leader", "board"),
        ("circle-leader", "product"),
        ("circle-leader", "everyone"),
        ("board", ""),
        ("product", ""),
    ]


def test_a_role_is_told_with_all_the_charter_says_of_it() -> None:
    assert of("webmaster") == Post(
        name="webmaster",
        held_for="",
        article=ARTICLE,
        open_to=("member",),
        filled="volunteer",
        seats=1,
        term=Span(months=12),
        terms_at_most=None,
        pause=None,
        overlap=Span(months=1),
        parts=0,
        chosen_by=None,
        recall_by=None,
        when_vacant=None,
        hand_over=("the keys", "the plan"),
        body=None,
    )


def test_seats_of_a_body_go_by_its_rule_and_whoever_wants_to_joins_an_open_one() -> None:
    board, product = of("board"), of("product")

    assert (board.seats, board.parts, board.filled, board.by_decision, board.article) == (
        3,
        2,
        "election",
        True,
        BOARD,
    )
    assert (product.seats, product.parts, product.filled, product.by_decision) == (
        None,
        0,
        "volunteer",
        False,
    )


def test_a_deputy_is_chosen_as_whom_they_stand_in_for() -> None:
    deputy = of("chair-deputy")

    assert (deputy.deputy_of, deputy.seats, deputy.chosen_by, deputy.has_deputy) == (
        "chair",
        1,
        "everyday",
        False,
    )


def test_a_circle_is_linked_by_the_role_whose_name_ends_with_the_link() -> None:
    text = CHARTER.on(ON)

    assert link_post(text, "product", "leader") == of("circle-leader", "product")
    assert link_post(text, "product", "delegate") is None


def test_a_name_the_charter_does_not_have_is_not_there() -> None:
    with pytest.raises(NotThere) as fault:
        post(CHARTER.on(ON), "emperor")

    assert (fault.value.code, fault.value.says) == (
        "posts.unknown",
        "The charter has no role or body “emperor” on 2025-01-01.",
    )


def test_a_role_and_a_body_of_one_name_are_told_apart_by_nobody() -> None:
    charter = read_charter(TEXT.replace('name = "webmaster"', 'name = "board"'))

    with pytest.raises(CharterAmbiguous) as fault:
        post(charter.on(ON), "board")

    assert (fault.value.code, fault.value.article) == ("posts.role-and-body", BOARD)
