"""What belongs to an attempt, whether it is secret, and up to when it was looked at: each to the instant."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.decisions.days import INSTANT
from bylaws.decisions.proposal import EMPTY_BOX, Event, Left, Opened, Position, Revised, SecrecyAsked
from bylaws.decisions.setting import Attempt, Setting, revision_on
from bylaws.decisions.tally import Floor
from bylaws.decisions.verdicts import Verdict
from tests.bylaws.decisions.telling import at, charter, matter, members, those

MAJORITY = 'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\nopen_for = "P3D"'
ON_REQUEST = f'{MAJORITY}\nsecrecy = "on-request"'
A_MOMENT = INSTANT


def setting(
    *events: Event,
    says: str = ON_REQUEST,
    positions: tuple[Position, ...] = (),
    since: dt.datetime | None = None,
    boxed: bool = False,
) -> Setting:
    """An attempt opened on 2 March at noon, of three people."""
    text = charter(says)
    opened = Opened(at(2), those(text, members(3)), box=EMPTY_BOX if boxed else None)
    told = matter(text, positions, [opened, *events], opened=None)
    leg = told.route.legs[0]
    assert leg.says is not None
    return Setting(told, leg, leg.says, 1, opened, tuple(events), since or at(2))


def test_what_happened_in_a_time_is_from_its_first_instant_on_and_before_its_last() -> None:
    first, last = Left(at(3), "ada"), Left(at(4), "bo")
    found = setting(first, last)

    assert list(found.happened(at(3), at(4))) == [first]
    assert list(found.happened(at(3) + A_MOMENT, at(4) + A_MOMENT)) == [last]


def asked(by: str = "ada", minute: int = 10) -> SecrecyAsked:
    return SecrecyAsked(at(2, 12, minute), by)


def spoke(by: str, minute: int) -> Position:
    return Position(by, at(2, 12, minute))


SECRET: list[tuple[str, Setting, int, bool]] = [
    ("nobody asks", setting(), 30, False),
    ("somebody asks", setting(asked()), 30, True),
    ("at the instant they ask", setting(asked()), 10, True),
    ("before they ask", setting(asked()), 9, False),
    ("somebody without a part asks", setting(asked("hal")), 30, False),
    ("after the first position", setting(asked(), positions=(spoke("bo", 9),)), 30, False),
    ("in the instant of the first position", setting(asked(), positions=(spoke("bo", 10),)), 30, True),
    ("before the first position", setting(asked(), positions=(spoke("bo", 11),)), 30, True),
    (
        "one before it and one after",
        setting(asked(), asked("bo", 12), positions=(spoke("cy", 11),)),
        30,
        True,
    ),
    (
        "a position of somebody without a part hinders nobody",
        setting(asked(), positions=(spoke("hal", 9), spoke("bo", 11))),
        30,
        True,
    ),
    (
        "a position of the attempt before hinders nobody",
        setting(asked(), positions=(spoke("bo", 4),), since=at(2, 12, 5)),
        30,
        True,
    ),
    (
        "a position of the instant from when on they are its own does",
        setting(asked(), positions=(spoke("bo", 5),), since=at(2, 12, 5)),
        30,
        False,
    ),
    ("the rule does not let anybody ask", setting(asked(), says=MAJORITY), 30, False),
    ("the rule says so", setting(says=f'{MAJORITY}\nsecrecy = "secret"'), 0, True),
    ("there is a box", setting(says=MAJORITY, boxed=True), 0, True),
]


@pytest.mark.parametrize(
    ("found", "minute", "secret"), [one[1:] for one in SECRET], ids=[one[0] for one in SECRET]
)
def test_it_is_secret_from_when_somebody_asked_in_time(found: Setting, minute: int, secret: bool) -> None:  # noqa: FBT001 - a row of the table
    assert found.secret(at(2, 12, minute)) is secret


def attempt(*events: Event, since: dt.datetime | None = None) -> Attempt:
    found = setting(*events)
    floor = Floor(found.says, found.opened, revision=1, contested={})
    return Attempt(found, floor, at(9), "first", at(2), since or at(2))


def test_what_was_looked_at_ends_after_now_after_the_step_that_closed_it_or_at_the_close() -> None:
    running, by_clock, by_a_step, late = (attempt() for _ in range(4))
    by_clock.closed_at = by_a_step.closed_at = late.closed_at = at(6)
    by_a_step.by_a_step = True
    late.since = at(7)

    assert [one.seen_to for one in (running, by_clock, by_a_step, late)] == [
        at(9) + A_MOMENT,
        at(6),
        at(6) + A_MOMENT,
        at(7),
    ]


def test_whether_it_is_secret_is_asked_of_its_close_and_before_that_of_now() -> None:
    running, closed = attempt(SecrecyAsked(at(7), "ada")), attempt(SecrecyAsked(at(7), "ada"))
    closed.closed_at = at(6)

    assert (running.secret, closed.secret) == (True, False)


@pytest.mark.parametrize(
    ("verdict", "over"),
    [
        (None, False),
        (Verdict("tied", ()), False),
        (Verdict("passed", ()), True),
        (Verdict("blocked", ()), True),
    ],
)
def test_it_is_over_once_it_came_to_something_but_a_tie(verdict: Verdict | None, over: bool) -> None:  # noqa: FBT001 - a row of the table
    found = attempt()
    found.verdict = verdict

    assert found.is_over is over


def test_the_text_that_counts_is_the_last_after_which_positions_are_asked_anew() -> None:
    told = setting(Revised(at(3), 2), Revised(at(4), 3, material=False), Revised(at(5), 4)).proposal

    moments = (at(3) - A_MOMENT, at(3), at(4), at(5) - A_MOMENT, at(5))
    assert [revision_on(told, one) for one in moments] == [1, 2, 2, 2, 4]
