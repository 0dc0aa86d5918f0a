"""What cannot be done in an election: by the wrong people, twice, too late, or by a record that has moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bylaws.kernel.faults import Fault
from tests.toadlane.broom import sweep
from tests.toadlane.elections.conftest import call, later, put, rank, stand
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election, Statement
from toadlane.elections.standing import standing_of
from toadlane.keeping import exporting, importing
from toadlane.proposals import verbs as proposals

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
Act = Callable[[Election, People, Moment], object]


def closing(election: Election) -> Moment:
    """The instant at which nobody is added to the list and nobody leaves it any more."""
    return Moment.of(standing_of(election).list_closes_at, coop=election.coop)


REFUSED: tuple[tuple[str, int, Act, str], ...] = (
    (
        "naming whom another named",
        0,
        lambda e, p, at: [
            verbs.name_candidate(election=e, person="dee", by=p[key], at=at, key=key)
            for key in ("eli", "fay")
        ],
        "elections.named",
    ),
    (
        "naming nobody of ours",
        0,
        lambda e, p, at: verbs.name_candidate(election=e, person="no\x00body", by=p["dee"], at=at, key="x"),
        "not-there",
    ),
    ("standing too late", 15, lambda e, p, at: stand(e, [p["dee"]], at), "elections.over"),
    (
        "answering without being named",
        0,
        lambda e, p, at: verbs.answer(election=e, stands=True, by=p["dee"], at=at, key="x"),
        "elections.answered",
    ),
    (
        "declining after standing",
        0,
        lambda e, p, at: [
            verbs.name_candidate(election=e, person="dee", by=p["dee"], at=at, key="stand"),
            verbs.answer(election=e, stands=False, by=p["dee"], at=at, key="x"),
        ],
        "elections.answered",
    ),
    (
        "standing again after withdrawing",
        0,
        lambda e, p, at: [
            verbs.name_candidate(election=e, person="dee", by=p["dee"], at=at, key="stand"),
            verbs.withdraw(election=e, by=p["dee"], at=at, key="away"),
            verbs.answer(election=e, stands=True, by=p["dee"], at=at, key="x"),
        ],
        "elections.answered",
    ),
    (
        "answering at the instant the list closes",
        0,
        lambda e, p, at: [
            verbs.name_candidate(election=e, person="dee", by=p["eli"], at=at, key="name"),
            verbs.name_candidate(election=e, person="fay", by=p["fay"], at=at, key="stand"),
            verbs.answer(election=e, stands=True, by=p["dee"], at=closing(e), key="x"),
        ],
        "elections.list-closed",
    ),
    (
        "withdrawing without standing",
        0,
        lambda e, p, at: verbs.withdraw(election=e, by=p["dee"], at=at, key="x"),
        "elections.answered",
    ),
    (
        "a statement of somebody who does not stand",
        0,
        lambda e, p, at: verbs.write_statement(election=e, says="Me.", by=p["dee"], at=at, key="x"),
        "elections.answered",
    ),
    (
        "a number that is none",
        0,
        lambda e, p, at: verbs.give_number(election=e, number=-1, by=p["dee"], at=at, key="x"),
        "elections.number",
    ),
    (
        "a second number",
        0,
        lambda e, p, at: [
            verbs.give_number(election=e, number=n, by=p["dee"], at=at, key=f"{n}") for n in (1, 2)
        ],
        "elections.number",
    ),
    (
        "calling it off without a reason",
        0,
        lambda e, p, at: verbs.call_off(election=e, because=" ", by=p["ada"], at=at, key="x"),
        "elections.because",
    ),
    (
        "calling it off for somebody else",
        0,
        lambda e, p, at: verbs.call_off(election=e, because="No.", by=p["dee"], at=at, key="x"),
        "elections.not-yours",
    ),
    (
        "drawing a lot before there is a tie",
        0,
        lambda e, p, at: verbs.draw(election=e, by=p["dee"], at=at, key="x"),
        "elections.over",
    ),
    (
        "a second election of the same seats",
        0,
        lambda _e, p, at: call("board", p["dee"], at, "b"),
        "elections.going",
    ),
    (
        "an election that is none",
        0,
        lambda _e, p, at: call("secretary", p["dee"], at, "s"),
        "elections.no-ballot",
    ),
)


@pytest.mark.parametrize("case", REFUSED, ids=[one[0] for one in REFUSED])
def test_it_is_refused_and_says_why(
    called: Election, people: People, noon: Moment, case: tuple[str, int, Act, str]
) -> None:
    _what, days, act, code = case
    with pytest.raises(Fault) as refused:
        act(called, people, later(noon, days))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("until", "begins", "code"),
    [
        (0, 60, "elections.nominations"),
        (400, 460, "elections.nominations"),
        (10, 14, "elections.from-day"),
        (10, 500, "elections.from-day"),
    ],
)
def test_its_days_leave_time_for_others_and_for_the_vote(
    people: People, noon: Moment, until: int, begins: int, code: str
) -> None:
    days: dict[str, Any] = {
        "nominations_until": noon.day + dt.timedelta(until),
        "from_day": noon.day + dt.timedelta(begins),
    }

    with pytest.raises(Fault) as refused:
        verbs.call_election(post="board", by=people["ada"], at=noon, key="x", **days)

    assert refused.value.code == code


def test_who_has_no_say_neither_calls_nor_names(called: Election, bo: Participant, noon: Moment) -> None:
    faults = []
    for act in (
        lambda: call("chair", bo, noon, "c"),
        lambda: verbs.name_candidate(election=called, person="dee", by=bo, at=noon, key="x"),
        lambda: verbs.name_candidate(election=called, person="bo", by=bo, at=noon, key="y"),
    ):
        with pytest.raises(Fault) as refused:
            act()
        faults.append(refused.value.code)

    assert faults == ["elections.call", "elections.name", "elections.name"]


def test_the_same_click_twice_names_once(called: Election, people: People, noon: Moment) -> None:
    said: dict[str, Any] = {"person": "dee", "by": people["dee"], "at": noon, "key": "once"}

    rows = {verbs.name_candidate(election=called, **said).pk for _twice in range(2)}

    assert len(rows) == len(standing_of(called).candidates) == 1


def test_nobody_rewrites_or_takes_back_the_vote(called: Election, people: People, noon: Moment) -> None:
    stand(called, [people["dee"], people["eli"]], noon)
    vote, at = put(called, later(noon, 15)), later(noon, 15)
    said: dict[str, Any] = {"proposal": vote, "by": people["ada"], "at": at}

    with pytest.raises(Fault) as rewritten:
        proposals.rewrite(**said, title="Dee", text="Dee alone.", because="", key="rewrite")
    with pytest.raises(Fault) as taken_back:
        proposals.take_back(**said, because="No.", key="back")

    assert (rewritten.value.code, taken_back.value.code) == ("proposals.not-yours", "proposals.not-yours")


@pytest.mark.django_db(transaction=True)
def test_an_election_goes_along_whole_with_the_co_op(
    called: Election, people: People, noon: Moment, tmp_path: Path
) -> None:
    stand(called, [people["dee"], people["eli"]], noon)
    verbs.write_statement(election=called, says="I keep time.", by=people["dee"], at=noon, key="says")
    verbs.give_number(election=called, number=3, by=people["fay"], at=noon, key="number")
    rank(called, [(people[key], "dee eli") for key in ("ada", "dee", "eli", "fay", "gil")], later(noon, 18))
    verbs.bring_up_to(election=called, at=later(noon, 25))
    instant = later(noon, 26).instant
    left = exporting.export("harbour", tmp_path, at=instant)
    sweep(connection)

    importing.bring_in(left.file)

    again = exporting.export("harbour", tmp_path, at=instant + dt.timedelta(days=1))
    assert again.digest == left.digest
    arrived = standing_of(Election.objects.select_related("coop").get())
    assert [one.participant.key for one in arrived.elected] == ["dee", "eli"]
    assert Statement.objects.get().content == "I keep time."
