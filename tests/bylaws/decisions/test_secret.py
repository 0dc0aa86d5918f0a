"""Secret votes: what shows, what stays in the box, when they end."""

from __future__ import annotations

import datetime as dt

from bylaws.decisions.proposal import (
    Box,
    CameTo,
    Event,
    Left,
    Opened,
    Position,
    Proposal,
    Recused,
    SecrecyAsked,
)
from tests.bylaws.decisions.telling import VOTES, at, charter, counted, matter, members, said, stands, those

MAJORITY = 'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\nopen_for = "P3D"'
SECRET = f'{MAJORITY}\nsecrecy = "secret"'


def cast(votes: str) -> tuple[Position, ...]:
    return tuple(Position("", at(3), VOTES[one]) for one in votes)  # type: ignore[arg-type]


def chosen(*options: str) -> tuple[Position, ...]:
    return tuple(Position("", at(3), ballot=(one,)) for one in options)


def boxed(votes: str, rule: str = SECRET, *events: Event, full_at: dt.datetime | None = None) -> Proposal:
    text = charter(rule)
    voted = frozenset(one.by for one in said(votes))
    opened = Opened(at(2), those(text, members(7)), box=Box(voted, cast(votes), full_at))
    return matter(text, (), [opened, *events], opened=None)


def test_of_a_secret_vote_nothing_shows_while_it_is_open_and_of_few_only_the_outcome() -> None:
    runs, few, enough = stands(boxed("AAD"), 4), stands(boxed("AAD"), 6), stands(boxed("AAADD"), 6)

    assert (runs.secret, runs.counts, runs.positions, runs.cast, len(runs.silent)) == (True, None, None, 3, 4)
    assert (few.phase, few.counts, few.made[0].counts, few.cast) == ("passed", None, None, 3)
    assert [one.code for one in few.made[0].reason.parts] == ["decided.secret-few"]
    assert (enough.phase, counted(enough), enough.positions) == ("passed", (7, 3, 2, 0), None)


def test_what_lies_in_the_box_stays_there_when_somebody_leaves_or_is_found_concerned() -> None:
    gone = (Left(at(4), "ada"), Left(at(4), "gus"), Recused(at(4), "bo"), Recused(at(4), "fay"))

    found = stands(boxed("AAADD", SECRET, *gone), 6)
    counts = found.counts

    assert counted(found) == (5, 3, 2, 0)
    assert counts is not None
    assert counts.concerned == 2


def test_alone_with_oneself_in_the_box_nobody_decides_about_oneself() -> None:
    everybody_else = [Left(at(4), key) for key in ("bo", "cy", "di", "ed", "fay", "gus")]

    assert stands(boxed("A", SECRET, *everybody_else, Recused(at(4), "ada")), 6).phase == "inquorate"


def test_a_secret_vote_without_a_time_limit_ends_when_all_have_voted() -> None:
    rule = 'method = "majority"\nthreshold = "1/2"\nof = "eligible"\nsecrecy = "secret"'

    assert stands(boxed("AAAADDD", rule, full_at=at(5)), 6).closed_at == at(5)
    assert stands(boxed("AAAADDD", rule, full_at=at(5)), 4).phase == "open"
    left = boxed("AAAADD", rule, Left(at(5), "gus"), full_at=at(5))
    assert (stands(left, 6).closed_at, counted(stands(left, 6))) == (at(5), (6, 4, 2, 0))
    assert stands(boxed("AAAADD", rule), 60).phase == "open"
    assert stands(boxed("AAAADD", rule, Left(at(4), "gus")), 60).phase == "open"


def called_twice(first: str, both: str, *over: CameTo) -> Proposal:
    """Seven are asked, four have to vote; what lies in the box after the second call."""
    text = charter(f'{SECRET}\nquorum = "1/2"\nsecond_call = {{ after = "P2D", quorum = "1/4" }}')
    box = Box(frozenset(one.by for one in said(both)), cast(both))
    return matter(text, (), [Opened(at(2), those(text, members(7)), box=box, over=over)], opened=None)


def test_what_the_first_call_came_to_stands_whatever_the_second_puts_into_the_box() -> None:
    few = CameTo("inquorate")

    asked = [
        stands(called_twice("AA", "AAAAD", *over), day).phase for over in ((), (few,)) for day in (7, 8, 12)
    ]

    assert asked == ["passed", "passed", "passed", "second-call", "second-call", "passed"]
    assert stands(called_twice("AA", "AAAAD", few), 12).calls == (few, CameTo("passed"))


def test_a_run_off_has_a_box_of_its_own() -> None:
    text = charter('method = "choice"\nopen_for = "P3D"\nsecrecy = "secret"\nties = "run-off"')
    first = Box(frozenset({"ada", "bo", "cy", "di", "ed"}), chosen("red", "red", "blue", "blue", "green"))
    again = Box(frozenset({"ada", "bo", "cy", "di", "ed"}), chosen("red", "blue", "blue", "blue", "red"))

    def held(run_off: Box | None) -> Proposal:
        opened = Opened(at(2), those(text, members(5)), box=first, run_off=run_off)
        return matter(text, (), [opened], opened=None, options=("red", "blue", "green"))

    going, over = stands(held(None), 6), stands(held(again), 20)
    assert (going.phase, going.voted, going.silent) == (
        "run-off",
        frozenset(),
        ("ada", "bo", "cy", "di", "ed"),
    )
    assert going.calls == (CameTo("tied", (), ("red", "blue"), 1),)
    assert (over.phase, over.chosen, over.cast) == ("passed", ("blue",), 5)


def test_the_ballots_of_few_need_not_be_kept_once_it_is_written_down_what_they_came_to() -> None:
    text = charter(SECRET)
    box = Box(frozenset({"ada", "bo", "cy"}), ())
    opened = Opened(at(2), those(text, members(3)), box=box, over=(CameTo("passed"),))

    found = stands(matter(text, (), [opened], opened=None), 9)

    assert (found.phase, found.cast, found.counts, found.silent) == ("passed", 3, None, ())
    assert [one.code for one in found.made[0].reason.parts] == ["decided.secret-few"]


def test_secrecy_on_request_is_asked_before_the_first_position() -> None:
    text = charter(f'{MAJORITY}\nsecrecy = "on-request"')

    found = [
        stands(matter(text, said(votes), events), 4).secret
        for votes, events in (
            ("A", []),
            ("A", [SecrecyAsked(at(2, 13), "bo")]),
            ("A", [SecrecyAsked(at(3, 13), "bo")]),
            ("", [SecrecyAsked(at(3, 13), "bo")]),
        )
    ]

    assert found == [False, True, False, True]
    nobody = matter(text, said("A"), [SecrecyAsked(at(2, 13), "chi")])
    unseen = matter(text, (), [SecrecyAsked(at(5), "bo")])
    late = matter(text, (), [SecrecyAsked(at(7), "bo")])
    assert [stands(nobody, 4).secret, stands(unseen, 4).secret, stands(late, 8).secret] == [False] * 3
