"""Choosing among options: as the charter decides by it, and in polls that bind nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from bylaws.membership.turns import draw
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.proposals import verbs
from toadlane.proposals.models import OpenBox, Option, Outcome, Position, Proposal, ProposalDraft, Step

Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/"
API = "/api/v1/coops/harbour/proposals"
VANS = (("Red van", "Eight seats."), ("Blue van", ""), ("No van", ""))
RED, BLUE = [[1, 1]], [[2, 1]]


def page(browser: Client, proposal: Proposal) -> str:
    return browser.get(f"{ROOM}proposals/{proposal.pk}/").content.decode()


def test_what_was_chosen_by_the_charter_s_rule_stands_among_what_was_agreed(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised(matter="van", title="Which van", options=VANS)
    for who, ballot in ((house.ada, RED), (house.dee, BLUE), (house.fay, RED)):
        take(proposal, "agree", who, noon, ballot=ballot)
    take(proposal, "agree", house.dee, later(noon, hours=1), ballot=RED)
    dee = signed_in(house.dee)
    going = page(dee, proposal)

    clock(later(noon, days=5))
    over = page(dee, proposal)

    assert 'value="1" ' in going
    assert [one in going for one in ("Eight seats.", "Change my position", "Options in numbers")] == [
        True
    ] * 3
    assert Outcome.objects.get().chosen == ["Red van"]
    assert Authority.objects.get().text.startswith("Which van\n\nRed van\n\n")
    assert "<strong>Red van</strong>" in over
    assert "Red van" in dee.get(f"{ROOM}agreements/").content.decode()
    assert dee.get(f"{API}/agreements").json()[0]["chosen"] == ["Red van"]


def test_a_tie_is_told_and_settled_by_a_lot_that_anybody_can_draw_again(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised(matter="van", options=VANS)
    take(proposal, "agree", house.ada, noon, ballot=RED)
    take(proposal, "agree", house.dee, noon, ballot=BLUE)
    with pytest.raises(Fault) as early:
        verbs.draw_lot(proposal=proposal, by=house.ada, at=noon, key="early")
    clock(later(noon, days=5))
    ada = signed_in(house.ada)

    level = page(ada, proposal)
    for _twice in range(2):
        ada.post(f"{ROOM}proposals/{proposal.pk}/lot/", {"key": "lot"})

    step = Step.objects.get()
    order = draw(("Red van", "Blue van"), seats=2, seed=step.because, article="").value
    assert early.value.code == "proposals.no-lot"
    assert "Draw the lot" in level
    assert ["no position" in level, "not yet</span>" in level] == [True, False]
    assert step.options == list(order)
    assert Outcome.objects.get().chosen == [order[0]]


TIMES = (("2025-03-20 18:00", ""), ("2025-03-19 18:00 Europe/Madrid", "Online."))


@dataclass(frozen=True)
class Answered:
    """How a poll is asked and answered, what is kept of that, and in which words it is shown."""

    poll: str
    typed: dict[str, Any]
    marks: list[list[int]]
    words: str
    options: tuple[tuple[str, str], ...] = VANS
    points: int | None = None
    phase: str = "passed"


ANSWERED = [
    Answered("choice", {"chosen": "2"}, [[2, 1]], "Blue van"),
    Answered("approval", {"chosen": ["1", "3"]}, [[1, 1], [3, 1]], "Red van; No van", phase="not-adopted"),
    Answered(
        "score",
        {"option_1": "3", "option_2": "1"},
        [[1, 3], [2, 1], [3, 0]],
        "Red van: 3 points; Blue van: 1 point",
        points=3,
    ),
    Answered("dots", {"option_3": "10"}, [[1, 0], [2, 0], [3, 10]], "No van: 10 points"),
    Answered("ranked", {"option_1": "2", "option_2": "1"}, [[2, 1], [1, 1]], "1. Blue van; 2. Red van"),
    Answered(
        "times",
        {"option_1": "1", "option_2": "2"},
        [[1, 1], [2, 2]],
        "2025-03-19 13:00: if need be; 2025-03-20 18:00: yes",
        options=TIMES,
    ),
]


@pytest.mark.parametrize("one", ANSWERED, ids=lambda one: one.poll)
def test_a_poll_is_answered_on_its_page_and_binds_nobody(  # noqa: PLR0917 - as many fixtures as the story has people
    one: Answered, house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    asks: dict[str, Any] = {"poll": one.poll, "options": one.options, "poll_points": one.points}
    proposal = raised(matter="poll", title="What would you like", **asks)
    dee = signed_in(house.dee)

    empty = dee.post(f"{ROOM}proposals/{proposal.pk}/position/", {"revision": 1, "key": "empty"})
    sent = dee.post(f"{ROOM}proposals/{proposal.pk}/position/", {**one.typed, "revision": 1, "key": "sent"})
    shown = page(dee, proposal)
    clock(later(noon, days=9))
    over = page(dee, proposal)

    assert (empty.status_code, sent.status_code) == (422, 302)
    assert Position.objects.get().ballot == one.marks
    assert one.words in shown
    assert (Outcome.objects.get().phase, Outcome.objects.get().passed) == (one.phase, False)
    assert "A poll binds nobody" in over
    assert ("Several are level" in over) == (one.phase == "not-adopted")
    assert not Authority.objects.exists()


def test_a_poll_is_written_and_raised_on_its_pages(
    house: House, signed_in: Enter, clock: Clock, noon: Moment
) -> None:
    clock(noon)
    ada = signed_in(house.ada)
    asked = ada.get(f"{ROOM}raise/?poll=dots").content.decode()
    said = {"poll": "dots", "matter": "poll", "title": "What first", "text": "For spring.", "poll_days": 3,
            "poll_points": 7, "options": "Roof: it leaks\nDoor\n\n", "key": "draft"}  # fmt: skip
    few = ada.post(f"{ROOM}raise/?poll=dots", {**said, "options": "Roof", "key": "few"})
    ada.post(f"{ROOM}raise/?poll=dots", said)
    draft = ProposalDraft.objects.get()
    written = ada.get(f"{ROOM}drafts/{draft.pk}/").content.decode()
    ada.post(f"{ROOM}drafts/{draft.pk}/raising/", {"key": "raise"})

    proposal = Proposal.objects.get()
    assert all(one in asked for one in ("How many points", "Open for how many days", "binds nobody"))
    assert few.status_code == 422
    assert "between 2 and 30" in few.content.decode()
    assert "Roof: it leaks" in written
    assert (proposal.poll, proposal.poll_days, proposal.poll_points, proposal.rule) == ("dots", 3, 7, "poll")
    assert [(one.nth, one.name, one.about) for one in proposal.options.order_by("nth")] == [
        (1, "Roof", "it leaks"),
        (2, "Door", ""),
    ]
    assert proposal.article == "Article 3 — Becoming a member"


def test_the_api_asks_and_answers_polls(house: House, signed_in: Enter, clock: Clock, noon: Moment) -> None:
    clock(noon)
    ada, dee = signed_in(house.ada), signed_in(house.dee)

    def send(browser: Client, path: str, body: dict[str, Any]) -> Any:
        return browser.post(f"{API}{path}", body, content_type="application/json").json()

    options = [{"name": "Roof"}, {"name": "Door", "about": "it squeaks"}]
    said = {
        "matter": "poll",
        "poll": "ranked",
        "title": "What first",
        "text": "For spring.",
        "options": options,
    }
    draft = send(ada, "/drafts", {**said, "key": "draft"})
    asked = send(ada, f"/drafts/{draft['id']}/raising", {"key": "raise"})
    path = f"/{asked['id']}/position"
    ballot = [{"option": 2}, {"option": 1}]
    answered = send(dee, path, {"stance": "agree", "ballot": ballot, "key": "dee"})
    wrong = send(dee, path, {"stance": "agree", "ballot": [{"option": 3}], "key": "wrong"})

    assert draft["options"][1] == {"name": "Door", "about": "it squeaks"}
    assert [(one["option"], one["points"]) for one in answered["options"]] == [(1, 0), (2, 1)]
    assert answered["positions"][0]["ballot"] == [{"option": 2, "points": 1}, {"option": 1, "points": 1}]
    assert (wrong["code"], answered["choices"], answered["poll"]) == (
        "ballot.option",
        ["agree", "abstain"],
        "ranked",
    )


@pytest.mark.parametrize(
    ("poll", "points", "told"),
    [
        ("score", 3, "Give each from 0 to 3 points."),
        ("dots", 7, "There are 7 points to share out; you need not give all."),
        ("ranked", None, ""),
        ("choice", None, ""),
    ],
)
def test_a_ballot_says_how_many_points_there_are_and_calls_no_option_optional(  # noqa: PLR0917 - as many fixtures
    poll: str, points: int | None, told: str, house: House, raised: Raise, noon: Moment, signed_in: Enter,
    clock: Clock,
) -> None:  # fmt: skip
    clock(noon)
    proposal = raised(matter="poll", poll=poll, poll_points=points, options=VANS)

    form = page(signed_in(house.dee), proposal).partition('id="stand"')[2].partition("</form>")[0]

    assert [one in form for one in ("points to share out", "Give each from")] == [
        one in told for one in ("points to share out", "Give each from")
    ]
    assert told in form
    assert form.partition("I abstain")[0].count("(optional)") == 0
    assert form.count("(optional)") == 1


NUMBERS_WHERE_THERE_ARE_NONE: list[tuple[str, list[list[int]], str]] = [
    ("choice", [[1, 0]], "Leave them out: mark an option, or leave it."),
    ("choice", [[1, 2]], "Leave them out: mark an option, or leave it."),
    ("approval", [[1, 5], [2, 1]], "Leave them out: mark an option, or leave it."),
    ("ranked", [[2, 7], [1, 1]], "Leave them out: the order says it all."),
]


@pytest.mark.parametrize("way", ["position", "vote"])
@pytest.mark.parametrize(("poll", "marks", "cure"), NUMBERS_WHERE_THERE_ARE_NONE)
def test_a_number_where_there_is_none_to_give_is_not_taken_as_none(  # noqa: PLR0917 - what is asked and answered
    poll: str, marks: list[list[int]], cure: str, way: str, house: House, raised: Raise, noon: Moment,
    signed_in: Enter, clock: Clock,
) -> None:  # fmt: skip
    clock(noon)
    proposal = raised(matter="poll", poll=poll, poll_secret=way == "vote", options=VANS)
    dee = signed_in(house.dee)
    ballot = [{"option": nth, "points": points} for nth, points in marks]

    answer = dee.post(
        f"{API}/{proposal.pk}/{way}",
        {"stance": "agree", "ballot": ballot, "key": "one"},
        content_type="application/json",
    )

    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "ballot.no-points")
    assert (told["detail"], told["next_step"]) == ("Points are given, and there are none to give here.", cure)
    assert not Position.objects.exists()
    assert not OpenBox.objects.exists()


@pytest.mark.parametrize(
    ("poll", "typed"),
    [
        ("choice", {"chosen": "1:0"}),
        ("approval", {"chosen": ["1:5"]}),
        ("ranked", {"option_1": "1", "option_2": "7"}),
    ],
)
def test_a_page_takes_no_number_that_it_does_not_offer(  # noqa: PLR0917 - what is asked and typed
    poll: str,
    typed: dict[str, Any],
    house: House,
    raised: Raise,
    noon: Moment,
    signed_in: Enter,
    clock: Clock,
) -> None:
    clock(noon)
    proposal = raised(matter="poll", poll=poll, options=VANS)

    answer = signed_in(house.dee).post(
        f"{ROOM}proposals/{proposal.pk}/position/", {**typed, "revision": 1, "key": "one"}
    )

    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()
    assert not Position.objects.exists()


NO_WAY: list[tuple[str, dict[str, object], str]] = [
    ("no options", {"matter": "van"}, "proposals.options"),
    ("one option", {"matter": "van", "options": VANS[:1]}, "proposals.options"),
    ("a hundred", {"matter": "van", "options": tuple((f"{n}", "") for n in range(31))}, "proposals.options"),
    ("twice the same", {"matter": "van", "options": (("Red", ""), ("red", ""))}, "proposals.option"),
    ("a novel", {"matter": "van", "options": (("a" * 121, ""), ("b", ""))}, "proposals.option"),
    ("yes or no", {"matter": "policy", "options": VANS}, "proposals.no-options"),
    ("no such way", {"poll": "shout", "options": VANS}, "proposals.poll"),
    ("a poll about money", {"poll": "choice", "options": VANS, "amount": "5.00"}, "proposals.poll"),
    ("a poll for a year", {"poll": "choice", "options": VANS, "poll_days": 365}, "proposals.poll-numbers"),
    ("no time", {"poll": "times", "options": (("Monday", ""), ("Friday", ""))}, "proposals.time"),
    ("no such day", {"poll": "times", "options": (("2025-02-30 10:00", ""), *TIMES)}, "proposals.time"),
    (
        "no such zone",
        {"poll": "times", "options": (("2025-02-20 10:00 Moon/Base", ""), *TIMES)},
        "proposals.time",
    ),
    (
        "a way out",
        {"poll": "times", "options": (("2025-02-20 10:00 ../../etc", ""), *TIMES)},
        "proposals.time",
    ),
    (
        "the clocks go forward",
        {"poll": "times", "options": (("2025-03-09 02:30", ""), *TIMES)},
        "proposals.time",
    ),
    (
        "after the last day of all",
        {"poll": "times", "options": (("9999-12-31 23:59", ""), *TIMES)},
        "proposals.time",
    ),
    (
        "before the first",
        {"poll": "times", "options": (("0001-01-01 00:00 Asia/Tokyo", ""), *TIMES)},
        "proposals.time",
    ),
]


def test_options_that_are_none_are_not_raised(house: House, raised: Raise) -> None:
    told = {}
    for words, other, _code in NO_WAY:
        with pytest.raises(Fault) as refused:
            raised(**other)
        told[words] = refused.value.code

    assert told == {words: code for words, _other, code in NO_WAY}
    assert not Option.objects.exists()


def test_a_ballot_that_does_not_fit_is_refused_and_what_was_marked_stays(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    clock(noon)
    proposal = raised(matter="poll", poll="ranked", options=VANS)
    policy = raised(at=later(noon, seconds=1))
    with pytest.raises(Fault) as beside:
        take(policy, "agree", house.dee, later(noon, hours=1), ballot=RED)
    typed = {"option_1": "1", "option_2": "1", "revision": 1, "key": "both"}

    answer = signed_in(house.dee).post(f"{ROOM}proposals/{proposal.pk}/position/", typed)

    assert beside.value.code == "proposals.no-options"
    assert answer.status_code == 422
    assert "Two options are in the same place." in answer.content.decode()
    assert answer.context["stand"]["option_2"].value() == "1"
    assert not Position.objects.exists()


def test_times_are_shown_in_the_co_op_s_zone_and_in_one_s_own(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    clock(noon)
    proposal = raised(matter="poll", poll="times", options=TIMES)
    person = house.dee.person
    assert person is not None
    person.time_zone = "Asia/Tokyo"
    person.save()

    shown = page(signed_in(house.dee), proposal)

    assert proposal.options.get(nth=1).starts_at == dt.datetime(2025, 3, 19, 17, tzinfo=dt.UTC)
    assert "Wed 19 March 2025, 13:00 America/New York · Thu 20 March 2025, 02:00 Asia/Tokyo" in shown
