"""Two act on one proposal in the same moment: nothing is lost, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.proposals import talking, verbs
from toadlane.proposals.models import Attempt, Outcome, Position, Revision, Voted
from toadlane.record.models import Entry
from toadlane.talk.models import Comment
from toadlane.talk.verbs import say

pytestmark = pytest.mark.django_db(transaction=True)
OVER = {"days": 10}
TWO = ("agree", "abstain")


def test_many_positions_at_once_are_all_kept_and_the_latest_of_each_counts(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, at = raised(), later(noon, hours=1)
    people = (house.ada, house.dee, house.fay)
    acts: list[Callable[[], object]] = [
        partial(take, proposal, said, who, at) for who in people for said in TWO
    ]

    all_at_once(acts)

    now = verbs.bring_up_to(proposal=proposal, at=at).state(at.instant).value
    assert Position.objects.count() == 6
    assert now.counts is not None
    assert (now.counts.cast, now.silent) == (3, ())


def test_a_position_at_the_close_is_counted_or_told_that_it_is_late(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, over = raised(matter="premises"), later(noon, **OVER)
    for who in (house.ada, house.dee):
        take(proposal, "agree", who, noon)

    found = all_at_once(
        [
            told(lambda: take(proposal, "disagree", house.fay, later(noon, hours=2))),
            *[told(lambda: verbs.bring_up_to(proposal=proposal, at=over))] * 2,
        ]
    )

    assert found[0] in {"done", "proposals.closed"}
    assert found[1:] == ["done", "done"]
    assert Position.objects.filter(participant=house.fay).count() == (found[0] == "done")
    assert (Outcome.objects.count(), Authority.objects.count(), Outcome.objects.get().passed) == (1, 1, True)


def test_the_job_and_readers_open_and_conclude_once(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised()
    take(proposal, "agree", house.ada, noon)
    take(proposal, "block", house.dee, noon, because="Lunch.")

    all_at_once([lambda: verbs.bring_up_to(proposal=proposal, at=later(noon, days=60))] * 4)

    assert [one.nth for one in Attempt.objects.order_by("nth")] == [1, 2, 3]
    assert Outcome.objects.count() == 1
    kinds = Entry.objects.values_list("kind", flat=True)
    assert list(kinds).count("proposal.opened.v1") == 3
    assert list(kinds).count("proposal.concluded.v1") == 1


def test_a_position_that_meets_another_text_is_of_one_of_them_and_counts_for_that_alone(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, at = raised(), later(noon, hours=1)

    def anew() -> object:
        said: dict[str, Any] = {"title": "Quiet", "text": "No meetings.", "because": ""}
        return verbs.rewrite(proposal=proposal, by=house.ada, at=at, key="anew", **said)

    found = all_at_once([told(anew), told(lambda: take(proposal, "agree", house.dee, at, revision=1))])

    now = verbs.bring_up_to(proposal=proposal, at=at).state(at.instant).value
    assert found[0] == "done"
    assert found[1] in {"done", "proposals.text-changed"}
    assert "dee" in now.silent


def test_what_was_said_before_a_text_was_written_is_no_position_on_it(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    said: dict[str, Any] = {"title": "Quiet", "text": "No meetings.", "because": ""}
    verbs.rewrite(proposal=proposal, by=house.ada, at=later(noon, seconds=2), key="anew", **said)

    found = told(lambda: take(proposal, "agree", house.dee, later(noon, seconds=1), channel="mail"))()

    assert (found, Position.objects.count(), Revision.objects.count()) == ("proposals.text-changed", 0, 2)


def test_a_secret_vote_from_before_a_text_was_written_is_none_on_it(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="dismiss")
    said: dict[str, Any] = {"title": "Quiet", "text": "No meetings.", "because": ""}
    verbs.rewrite(proposal=proposal, by=house.ada, at=later(noon, seconds=2), key="anew", **said)
    before: dict[str, Any] = {"by": house.dee, "at": later(noon, seconds=1), "key": "vote"}

    found = told(lambda: verbs.cast_vote(proposal=proposal, stance="agree", **before))()

    assert (found, Voted.objects.count()) == ("proposals.text-changed", 0)


def test_whoever_began_first_and_came_second_leaves_out_nothing_that_happened(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="budget")
    take(proposal, "agree", house.ada, later(noon, seconds=2))

    take(proposal, "agree", house.dee, later(noon, seconds=1))

    assert Outcome.objects.get().ended_at == later(noon, seconds=2).instant


def test_comments_of_one_moment_are_all_kept_and_one_click_is_one(
    house: House, raised: Raise, noon: Moment
) -> None:
    subject = talking.find(house.coop, str(raised().pk), noon)
    assert subject is not None

    def speaking(key: str) -> Callable[[], Comment]:
        who = house.dee if key == "dee" else house.fay
        return lambda: say(subject=subject, text="Half of them.", by=who, at=noon, key=key)

    found = all_at_once([speaking("dee"), speaking("dee"), speaking("fay")])

    assert found[0] == found[1]
    assert {one.by.key for one in Comment.objects.all()} == {"dee", "fay"}
    assert Comment.objects.count() == 2
