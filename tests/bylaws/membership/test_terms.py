"""Who holds what, until when, what is empty, and who may take it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import read_charter
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.terms import (
    Tenure,
    ends_on,
    free_seats,
    holders,
    may_take,
    next_period,
    stands_in,
    terms_in_a_row,
)
from tests.bylaws.membership.holding import ARTICLE, BOARD, TEXT, day, held, of, someone

ADA, BO = someone("ada"), someone("bo", "candidate")
HELD = [held("ada", "webmaster", "2024-03-01", "2025-03-01")]


def test_a_term_is_held_from_its_first_day_until_the_day_after_its_last() -> None:
    webmaster = of("webmaster")

    found = [
        holders(webmaster, HELD, on=day(on))
        for on in ("2024-02-29", "2024-03-01", "2025-02-28", "2025-03-01")
    ]

    assert found == [(), tuple(HELD), tuple(HELD), ()]


def test_a_period_entered_without_an_end_ends_with_the_term_of_the_charter() -> None:
    open_ended = held("ada", "webmaster", "2024-03-01")

    assert ends_on(of("webmaster"), open_ended) == day("2025-03-01")
    assert (
        ends_on(
            of("circle-leader", "product"), held("ada", "circle-leader", "2024-03-01", held_for="product")
        )
        is None
    )
    assert ends_on(of("webmaster"), HELD[0]) == day("2025-03-01")


def test_who_comes_may_begin_with_the_hand_over_and_not_a_day_before() -> None:
    free = [
        free_seats(of("webmaster"), HELD, on=day(on)) for on in ("2025-01-31", "2025-02-01", "2025-03-01")
    ]

    assert free == [0, 1, 1]


def test_whoever_begins_later_already_has_the_seat() -> None:
    ahead = [*HELD, held("bo", "webmaster", "2025-03-01", "2026-03-01")]

    assert [free_seats(of("webmaster"), ahead, on=day(on)) for on in ("2025-02-15", "2025-03-01")] == [0, 0]


def test_whoever_holds_on_after_the_term_stands_in_nobodys_way() -> None:
    assert free_seats(of("webmaster"), [held("ada", "webmaster", "2023-03-01")], on=day("2025-01-01")) == 1


def test_a_circle_that_is_open_has_room_for_all() -> None:
    assert free_seats(of("product"), [], on=day("2025-01-01")) is None
    assert next_period(of("product"), [], on=day("2025-01-01")) == Period(day("2025-01-01"), None)


def test_a_member_may_take_an_empty_role_for_its_term() -> None:
    on = day("2025-03-01")

    answer = may_take(ADA, of("webmaster"), [], on=on)

    values: dict[str, Value] = {"person": "ada", "post": "webmaster", "held_for": "", "on": on}
    stages: dict[str, Value] = {"person": "ada", "stage": "member", "stages": "member"}
    assert answer == Explained(
        value=True,
        reason=Reason(
            "post.may-take",
            values,
            ARTICLE,
            (
                Reason("post.open-to", stages, ARTICLE),
                Reason("post.free", {"free": 1, "seats": 1, "on": on}, ARTICLE),
            ),
        ),
    )
    assert next_period(of("webmaster"), [], on=on) == Period(on, day("2026-03-01"))


def said(name: str, who: str, tenures: list[Tenure], on: str) -> list[str]:
    """The reasons against."""
    person = BO if who == "bo" else someone(who)
    parts = may_take(person, of(name), tenures, on=day(on)).reason.parts
    return [one.code for one in parts if one.code not in {"post.open-to", "post.free", "post.terms-left"}]


def test_a_candidate_may_not_take_what_is_open_to_members_nor_anybody_what_is_held() -> None:
    assert said("webmaster", "bo", [], "2025-03-01") == ["post.not-open-to"]
    assert said("webmaster", "ada", HELD, "2024-06-01") == ["post.held-already", "post.full"]
    assert said("webmaster", "dee", HELD, "2024-06-01") == ["post.full"]
    assert said("webmaster", "ada", HELD, "2025-03-01") == []


def test_whoever_wants_to_joins_an_open_circle_once() -> None:
    there = [held("bo", "product", "2025-01-01")]

    assert said("product", "bo", [], "2025-01-01") == []
    assert said("product", "bo", there, "2025-02-01") == ["post.held-already"]


TWICE = [
    held("ada", "chair", "2023-01-01", "2024-01-01"),
    held("ada", "chair", "2024-01-01", "2025-01-01"),
]


def test_after_two_terms_one_comes_back_only_when_somebody_else_held_it() -> None:
    between = [*TWICE, held("dee", "chair", "2025-01-01", "2026-01-01")]

    assert said("chair", "ada", TWICE[:1], "2024-01-01") == []
    assert said("chair", "ada", TWICE, "2025-01-01") == ["post.terms-done"]
    assert said("chair", "ada", TWICE, "2025-09-01") == ["post.terms-done"]
    assert said("chair", "ada", between, "2026-01-01") == []


def test_a_term_after_somebody_elses_begins_a_new_row() -> None:
    apart = [
        TWICE[0],
        held("dee", "chair", "2024-01-01", "2025-01-01"),
        held("ada", "chair", "2025-01-01", "2026-01-01"),
    ]

    assert terms_in_a_row("ada", of("chair"), apart, on=day("2026-01-01")) == 1


@pytest.mark.parametrize(("on", "may"), [("2028-12-31", ["post.terms-done"]), ("2029-01-01", [])])
def test_a_pause_is_over_on_its_day(on: str, may: list[str]) -> None:
    board = [
        held("ada", "board", "2024-01-01", "2026-01-01"),
        held("ada", "board", "2026-01-01", "2028-01-01"),
    ]

    assert said("board", "ada", board, on) == may


def ends(tenures: list[Tenure], on: str) -> str | None:
    until = next_period(of("board"), tenures, on=day(on)).until
    return until.isoformat() if until else None


def test_the_first_seats_of_a_board_renewed_by_halves_end_in_turn() -> None:
    board: list[Tenure] = []
    for who in ("ada", "bo", "dee"):
        period = next_period(of("board"), board, on=day("2024-01-01"))
        board.append(Tenure(who, "board", "", period))

    assert [one.period.until for one in board] == [day("2026-01-01"), day("2025-01-01"), day("2025-01-01")]


def test_a_seat_filled_between_ends_with_those_of_its_part() -> None:
    left = [
        held("ada", "board", "2024-01-01", "2026-01-01"),
        held("bo", "board", "2024-01-01", "2025-01-01"),
        held("dee", "board", "2024-01-01", "2024-06-01"),
    ]
    renewed = [*left[:2], held("eli", "board", "2024-06-01", "2025-01-01")]

    assert ends(left, "2024-06-01") == "2025-01-01"
    assert ends(renewed, "2025-01-01") == "2027-01-01"
    assert free_seats(of("board"), renewed, on=day("2025-01-01")) == 2


def test_a_board_that_nobody_sat_on_for_a_day_begins_its_terms_anew() -> None:
    gone = [held("ada", "board", "2020-01-01", "2022-01-01")]

    assert ends(gone, "2022-01-02") == "2024-01-02"


def test_a_board_filled_all_together_ends_all_together() -> None:
    charter = read_charter(TEXT.replace('renewed = "by-halves"\n', ""))
    board, ada = of("board", charter=charter), held("ada", "board", "2024-03-01", "2026-03-01")

    assert next_period(board, [ada], on=day("2025-06-01")) == Period(day("2025-06-01"), day("2026-03-01"))


def test_seats_that_were_entered_by_hand_beyond_their_number_leave_a_whole_term() -> None:
    odd = [held(who, "board", "2024-01-01", "2026-01-01") for who in ("ada", "bo", "dee")]
    odd += [
        held("eli", "board", "2024-01-01", "2025-01-01"),
        held("fay", "board", "2024-01-01", "2025-01-01"),
    ]

    assert ends(odd, "2024-02-01") == "2026-02-01"


@given(
    seats=st.integers(1, 7),
    renewed=st.sampled_from(["all-together", "by-halves", "by-thirds"]),
    fillings=st.lists(st.integers(0, 400), max_size=12),
)
def test_however_late_seats_are_filled_no_more_end_together_than_belong_together(
    seats: int, renewed: str, fillings: list[int]
) -> None:
    said = TEXT.replace('renewed = "by-halves"', f'renewed = "{renewed}"')
    board = of("board", charter=read_charter(said.replace("seats = 3", f"seats = {seats}")))
    sat: list[Tenure] = []
    on = day("2024-01-01")

    for nth, after in enumerate(fillings):
        on += dt.timedelta(days=after)
        if free_seats(board, sat, on=on):
            sat.append(Tenure(f"p{nth}", "board", "", next_period(board, sat, on=on)))

    ends = [one.period.until for one in sat]
    assert {one for one in ends if ends.count(one) > -(-seats // board.parts)} == set()
    assert all(one.period.from_day < (one.period.until or one.period.from_day) for one in sat)
    assert all(
        one.period.until <= dt.timedelta(days=731) + one.period.from_day for one in sat if one.period.until
    )


def test_the_work_of_an_empty_role_is_the_deputys_then_whom_the_charter_names_then_everybodys() -> None:
    on = day("2025-01-01")
    chair = held("ada", "chair", "2024-06-01", "2025-06-01")
    deputy = held("dee", "chair-deputy", "2024-06-01", "2025-06-01")

    found = [
        stands_in(of("chair"), [chair, deputy], on=on),
        stands_in(of("chair"), [deputy], on=on),
        stands_in(of("chair"), [], on=on),
        stands_in(of("convener", "weekly"), [], on=on, next_in_turn=["bo", "ada"]),
        stands_in(of("webmaster"), [], on=on),
    ]

    assert [(one.value, one.reason.code) for one in found] == [
        (("ada",), "work.holders"),
        (("dee",), "work.deputy"),
        ((), "work.stand-in"),
        (("bo",), "work.deputy"),
        ((), "work.all-members"),
    ]
    assert found[2].reason.values["other"] == "board"


def test_a_board_cites_the_article_it_stands_in() -> None:
    assert may_take(BO, of("board"), [], on=day("2025-01-01")).reason.article == BOARD
