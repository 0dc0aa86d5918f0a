"""A matter is raised, people say where they stand, and the charter says what came of it and when."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import ready
from toadlane.proposals import verbs
from toadlane.proposals.models import Elector, Outcome, Position, Proposal
from toadlane.record.models import Entry


def test_who_decides_is_written_down_with_the_reason_of_each(house: House, raised: Raise) -> None:
    proposal = raised()

    electors = Elector.objects.filter(attempt__proposal=proposal).order_by("participant__key")
    assert [(one.participant.key, one.part, one.may_block) for one in electors] == [
        ("ada", "decides", True),
        ("bo", "none", False),
        ("dee", "decides", True),
        ("fay", "decides", True),
    ]
    assert all(one.reason["code"].startswith("elector.") for one in electors)


def test_what_was_adopted_is_a_decision_that_can_be_used_once_by_nobody_s_confirmation(
    house: House, raised: Raise, noon: Moment
) -> None:
    digest = "5f" * 32
    proposal = raised(matter="close-year", acts="close-year", subject="2024", fingerprint=digest)
    for who in (house.ada, house.dee):
        take(proposal, "agree", who, later(noon, hours=1))
    take(proposal, "disagree", house.fay, later(noon, hours=2))

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=5))

    outcome = Outcome.objects.select_related("authority").get(proposal=proposal)
    authority = outcome.authority
    assert authority is not None
    assert (outcome.phase, outcome.passed, outcome.ended_on) == ("passed", True, dt.date(2025, 3, 7))
    assert (authority.matter, authority.subject, authority.fingerprint) == ("close-year", "2024", digest)
    assert (authority.state, authority.proposal) == (Authority.State.CONFIRMED, proposal.pk)
    assert list(ready(house.coop, matter="close-year", subject="2024")) == [authority]


def test_it_is_concluded_at_the_same_instant_whoever_comes_first(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="premises")
    take(proposal, "agree", house.ada, noon)
    take(proposal, "agree", house.dee, noon)
    closes = dt.datetime(2025, 3, 7, 5, 0, tzinfo=dt.UTC)  # midnight in New York, three whole days on

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=40))
    again = verbs.bring_up_to(proposal=proposal, at=later(noon, days=41))

    assert Outcome.objects.get().ended_at == closes
    assert again.row.outcome.ended_at == closes
    assert Entry.objects.filter(kind="proposal.concluded.v1").count() == 1


def test_two_attempts_fail_by_a_block_and_then_the_members_vote(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    for days in (1, 12):
        at = later(noon, days=days)
        take(proposal, "agree", house.ada, at)
        take(proposal, "agree", house.fay, at)
        take(proposal, "block", house.dee, at, because="It ends our Friday lunch.")
    at = later(noon, days=20)
    for who, stance in ((house.ada, "agree"), (house.fay, "agree"), (house.dee, "disagree")):
        take(proposal, stance, who, at)

    life = verbs.bring_up_to(proposal=proposal, at=later(noon, days=40))

    assert [one.rule for one in life.attempts] == ["agreed", "agreed", "vote"]
    assert Outcome.objects.get().phase == "passed"


def test_the_latest_position_counts_and_the_same_click_counts_once(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    first = take(proposal, "disagree", house.dee, noon)
    same = take(proposal, "disagree", house.dee, noon)
    take(proposal, "agree", house.dee, later(noon, minutes=1))

    life = verbs.bring_up_to(proposal=proposal, at=later(noon, minutes=2))

    assert same == first
    assert Position.objects.count() == 2
    assert life.stands()["dee"].stance == "agree"


TWO_TABS = ("agree", "disagree")


def test_two_positions_of_one_instant_from_two_tabs_leave_one_that_counts(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    for stance in TWO_TABS:
        take(proposal, stance, house.dee, noon)

    counts = verbs.bring_up_to(proposal=proposal, at=later(noon, hours=1)).state(later(noon, hours=1).instant)

    assert counts.value.counts is not None
    assert counts.value.counts.cast == 1


REFUSED: list[tuple[str, str, str, dict[str, object], str]] = [
    ("the candidate has none", "bo", "agree", {}, "proposals.no-part"),
    ("no such word", "dee", "maybe", {}, "proposals.stance"),
    ("a block without a reason", "dee", "block", {}, "proposals.reason"),
    ("a reservation without a day", "dee", "reservation", {}, "proposals.review"),
    (
        "a reservation of yesterday",
        "dee",
        "reservation",
        {"review_on": dt.date(2025, 3, 2)},
        "proposals.review",
    ),
    ("of a text that is not there", "dee", "agree", {"revision": 2}, "proposals.text-changed"),
    ("a novel", "dee", "agree", {"because": "a" * 2001}, "proposals.long"),
    ("no text", "dee", "agree", {"because": "a\x00b"}, "authority.not-text"),
]


def test_a_position_that_the_rule_does_not_take_is_refused(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised()
    told = {}
    for words, who, stance, other, _code in REFUSED:
        with pytest.raises(Fault) as refused:
            take(proposal, stance, getattr(house, who), noon, **other)
        told[words] = refused.value.code

    assert told == {words: code for words, _who, _stance, _other, code in REFUSED}
    assert not Position.objects.exists()


def test_after_the_close_nobody_takes_a_position_whoever_s_clock_is_wrong(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="premises")
    closes = Moment.of(dt.datetime(2025, 3, 7, 5, 0, tzinfo=dt.UTC), coop=house.coop)

    with pytest.raises(Fault) as refused:
        take(proposal, "agree", house.ada, closes)

    assert refused.value.code == "proposals.closed"
    assert not Position.objects.exists()


def test_whoever_raised_it_takes_it_back_and_nobody_else(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised()
    with pytest.raises(Fault) as refused:
        verbs.take_back(proposal=proposal, because="", by=house.dee, at=noon, key="dee")

    verbs.take_back(proposal=proposal, because="It was a joke.", by=house.ada, at=noon, key="ada")

    assert refused.value.code == "proposals.not-yours"
    assert Outcome.objects.get().phase == "withdrawn"
    assert not Authority.objects.exists()


NO_WAY: list[tuple[str, dict[str, object], str]] = [
    ("alone", {"matter": "spend", "amount": "20.00"}, "proposals.alone"),
    ("the amount is missing", {"matter": "spend"}, "route.amount"),
    ("no title", {"title": " "}, "proposals.incomplete"),
    ("two lines", {"title": "a\nb"}, "proposals.incomplete"),
    ("no text", {"text": ""}, "proposals.incomplete"),
    ("huge", {"text": "a" * 10_001}, "proposals.long"),
    ("an act of another matter", {"acts": "close-year", "subject": "2024"}, "proposals.acts"),
    ("an act nobody knows", {"acts": "fly", "subject": "2024"}, "proposals.acts"),
    ("about nobody", {"about": "zoe"}, "not-there"),
]


def test_what_has_no_way_is_not_raised(house: House, raised: Raise) -> None:
    told = {}
    for words, other, _code in NO_WAY:
        with pytest.raises(Fault) as refused:
            raised(**other)
        told[words] = refused.value.code

    assert told == {words: code for words, _other, code in NO_WAY}
    assert not Proposal.objects.exists()


def test_a_candidate_raises_nothing_where_the_charter_lets_members(house: House, raised: Raise) -> None:
    with pytest.raises(Fault) as refused:
        raised(by=house.bo)

    assert refused.value.code == "proposals.raise"
