"""Every call, attempt and run-off of a secret vote: its own box, its root kept, each receipt found in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from bylaws.decisions.boxes import box_root
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.proposals.conftest import House, Raise, later
from tests.toadlane.proposals.test_secret_votes import five, vote
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import verbs
from toadlane.proposals.boxes import as_ballot
from toadlane.proposals.models import Attempt, OpenBox, Outcome, SealedBox, Voted
from toadlane.record.models import Entry, Opening

__all__ = ["five"]
Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
API = "/api/v1/coops/harbour/proposals"
OPTIONS = (("Red", ""), ("Blue", ""), ("Green", ""))


def sealed_roots() -> list[str]:
    """The roots of boxes as the record has them, in its order."""
    entries = Entry.objects.filter(kind="proposal.box-sealed.v1").order_by("pk")
    said = (json.loads(bytes(Opening.objects.get(entry=one).canonical))["what"] for one in entries)
    return [one["root"] for one in said]


def lists(client: Client, proposal: object) -> dict[tuple[int, bool], set[str]]:
    """The codes of each published list."""
    told = client.get(f"{API}/{proposal}/ballots").json()
    return {(one["attempt"], one["run_off"]): {each["receipt"] for each in one["ballots"]} for one in told}


def test_a_run_off_has_a_box_of_its_own_and_both_are_published(
    five: list[Participant], raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised(matter="flag", options=OPTIONS)
    first = {
        vote(proposal, "agree", who, noon, ballot=[(option, 1)]).code
        for who, option in zip(five, (1, 1, 2, 2, 3), strict=True)
    }
    again = later(noon, days=4)
    now = verbs.bring_up_to(proposal=proposal, at=again).state(again.instant).value
    second = {
        vote(proposal, "agree", who, again, ballot=[(option, 1)]).code
        for who, option in zip(five, (1, 2, 2, 2, 1), strict=True)
    }
    over = later(noon, days=20)
    verbs.bring_up_to(proposal=proposal, at=over)
    clock(over)

    assert (now.phase, now.voted, set(now.silent)) == ("run-off", frozenset(), {one.key for one in five})
    assert Outcome.objects.get().chosen == ["Blue"]
    assert lists(signed_in(five[0]), proposal.pk) == {(1, False): first, (1, True): second}
    kept = [
        box_root([as_ballot(one) for one in row.ballots]).hex()
        for row in SealedBox.objects.order_by("run_off")
    ]
    assert kept == sealed_roots()
    assert (Voted.objects.count(), OpenBox.objects.count()) == (10, 0)


def test_each_attempt_has_a_box_of_its_own_and_the_first_is_kept(
    five: list[Participant], raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal, again = raised(matter="sail"), later(noon, days=7)
    first = [vote(proposal, "disagree", who, noon).code for who in five]
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=5))
    between = SealedBox.objects.get()
    second = [vote(proposal, "agree", who, again).code for who in five[1:]]
    with_an_old_code = told(lambda: vote(proposal, "agree", five[0], again, receipt=first[0]))()
    second.append(vote(proposal, "agree", five[0], again).code)
    over = later(noon, days=20)
    verbs.bring_up_to(proposal=proposal, at=over)
    clock(over)

    assert with_an_old_code == "proposals.receipt"
    assert [one.nth for one in Attempt.objects.order_by("nth")] == [1, 2]
    assert Outcome.objects.get().phase == "passed"
    assert SealedBox.objects.get(pk=between.pk).ballots == between.ballots
    assert lists(signed_in(five[0]), proposal.pk) == {(1, False): set(first), (2, False): set(second)}
    assert between.root == sealed_roots()[0] != sealed_roots()[1]


def test_what_fewer_than_five_voted_the_second_time_is_not_kept_and_the_first_list_stays(
    five: list[Participant], raised: Raise, noon: Moment, signed_in: Enter, clock: Clock
) -> None:
    proposal = raised(matter="sail")
    first = {vote(proposal, "disagree", who, noon).code for who in five}
    for who in five[:3]:
        vote(proposal, "agree", who, later(noon, days=7))
    over = later(noon, days=20)
    verbs.bring_up_to(proposal=proposal, at=over)
    clock(over)
    told = signed_in(five[0]).get(f"{API}/{proposal.pk}").json()

    assert (Outcome.objects.get().phase, told["counts"]) == ("passed", None)
    assert lists(signed_in(five[0]), proposal.pk) == {(1, False): first}
    assert sorted((one.cast, len(one.ballots)) for one in SealedBox.objects.all()) == [(3, 0), (5, 5)]


@pytest.mark.django_db(transaction=True)
def test_one_who_votes_from_two_tabs_at_once_has_one_ballot_in_the_box(
    five: list[Participant], raised: Raise, noon: Moment
) -> None:
    proposal, at = raised(matter="sail"), later(noon, hours=1)
    tabs = [(who, stance) for who in five[:3] for stance in ("agree", "disagree")]

    found = all_at_once(
        [told(partial(vote, proposal, stance, who, at, key=f"{who.key} {stance}")) for who, stance in tabs]
    )

    assert sorted(found) == ["done"] * 3 + ["proposals.voted"] * 3
    assert sorted(Voted.objects.values_list("participant__key", flat=True)) == ["ada", "dee", "fay"]
    (box,) = OpenBox.objects.all()
    by_each = [stance for (_who, stance), came in zip(tabs, found, strict=True) if came == "done"]
    assert sorted(one[1] for one in box.ballots) == sorted(by_each)
    assert len({one[0] for one in box.ballots}) == 3


def test_what_a_box_holds_after_the_close_tells_of_nobody(
    house: House, five: list[Participant], raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="sail")
    for n, who in enumerate(five):
        vote(proposal, "agree" if n else "disagree", who, later(noon, hours=n))
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    sealed = SealedBox.objects.get()
    assert [one[0] for one in sealed.ballots] == sorted(one[0] for one in sealed.ballots)
    keys = {one.key for one in five} | {str(one.pk) for one in five}
    assert not any(key in json.dumps(sealed.ballots) for key in keys)
    assert len(set(Voted.objects.values_list("recorded_at", flat=True))) == 1
    assert house.coop.pk == sealed.coop_id
