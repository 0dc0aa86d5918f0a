"""What goes wrong while people decide; docs/deciding-tried.md says where each case is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.charter.texts import amendment
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.proposals.conftest import RULES, House, Raise, ends, later, take
from tests.toadlane.proposals.test_on_the_way import ANEW
from toadlane.charter import verbs as charter
from toadlane.coops import sight
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import verbs
from toadlane.proposals.models import Outcome, Position, Proposal, Revision, Step

Enter = Callable[[Participant], Client]
ALL = ("ada", "dee", "fay")
MORE_THAN_HALF = 'threshold = "more than 1/2"\nof = "votes-cast"\nquorum = "1/2"'
THREE_QUARTERS = 'threshold = "3/4"\nof = "votes-cast"\nquorum = "1/2"'


def all_take(house: House, proposal: Proposal, said: dict[str, str], at: Moment) -> None:
    """Each says where they stand."""
    for who, stance in said.items():
        take(proposal, stance, getattr(house, who), at, because="So." if stance == "block" else "")


def came_to(proposal: Proposal, at: Moment) -> str:
    verbs.bring_up_to(proposal=proposal, at=at)
    return Outcome.objects.get(proposal=proposal).phase


CAME_TO: list[tuple[str, dict[str, str], str]] = [
    ("too few take part", {"ada": "agree"}, "inquorate"),
    ("as many for as against", {"ada": "agree", "dee": "disagree", "fay": "abstain"}, "not-adopted"),
    ("everybody abstains", dict.fromkeys(ALL, "abstain"), "not-adopted"),
    ("two of three", {"ada": "agree", "dee": "agree", "fay": "disagree"}, "passed"),
]


def test_too_few_a_tie_and_nobody_for_it_adopt_nothing(house: House, raised: Raise, noon: Moment) -> None:
    found = {}
    for words, said, _phase in CAME_TO:
        proposal = raised(matter="premises", title=words)
        all_take(house, proposal, said, noon)
        found[words] = came_to(proposal, later(noon, days=9))

    assert found == {words: phase for words, _said, phase in CAME_TO}


def test_a_quorum_that_was_there_is_lost_when_the_text_changes_and_few_answer_anew(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, hour = raised(matter="premises"), later(noon, hours=1)
    all_take(house, proposal, dict.fromkeys(ALL, "agree"), noon)
    verbs.rewrite(proposal=proposal, by=house.ada, at=hour, key="anew", **ANEW)

    take(proposal, "agree", house.ada, later(noon, hours=2))

    assert came_to(proposal, later(noon, days=9)) == "inquorate"
    assert Position.objects.count() == len(ALL) + 1


def test_where_everybody_stands_aside_the_attempt_is_over_and_the_next_waits_for_its_pause(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised()
    all_take(house, proposal, dict.fromkeys(ALL, "stand-aside"), noon)

    after = later(noon, days=9)
    now = verbs.bring_up_to(proposal=proposal, at=after).state(after.instant).value

    assert (now.phase, now.made[0].outcome) == ("cooling", "not-adopted")


def test_a_block_is_not_lifted_after_the_deadline(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised()
    all_take(house, proposal, {"ada": "agree", "fay": "agree", "dee": "block"}, noon)

    late = later(noon, days=8)
    found = told(lambda: take(proposal, "agree", house.dee, late))()

    now = verbs.bring_up_to(proposal=proposal, at=late).state(late.instant).value
    assert (found, now.phase, now.made[0].outcome) == ("proposals.not-open", "cooling", "blocked")


def test_a_proposal_falls_back_to_the_rule_of_the_day_it_was_raised_though_it_was_amended_since(
    house: House, raised: Raise, noon: Moment
) -> None:
    before = raised()
    again = RULES.replace(MORE_THAN_HALF, THREE_QUARTERS)
    source = amendment("2025-03-04", 3, "replaces = [4]", "2025-03-03") + again
    charter.adopt_amendment(coop=house.coop, name="stricter", source=source, by=house.ada, at=noon, key="a")
    since = raised(matter="premises", at=later(noon, days=1))
    said = {"ada": "agree", "dee": "agree", "fay": "disagree"}
    all_take(house, since, said, later(noon, days=1))
    for days in (1, 12):
        all_take(house, before, {"ada": "agree", "dee": "block"}, later(noon, days=days))
    all_take(house, before, said, later(noon, days=20))

    assert (came_to(before, later(noon, days=40)), came_to(since, later(noon, days=40))) == (
        "passed",
        "not-adopted",
    )


def test_what_somebody_raised_who_leaves_is_decided_by_those_who_stay(
    house: House, raised: Raise, signed_in: Enter, clock: Callable[[Moment], None], noon: Moment
) -> None:
    proposal, lead = raised(matter="premises", by=house.dee), raised(matter="client", by=house.dee)
    all_take(house, proposal, dict.fromkeys(ALL, "agree"), noon)
    ends(house, house.dee, dt.date(2025, 3, 4))
    after = later(noon, days=1)
    said: dict[str, Any] = {"by": house.dee, "at": after, "key": "gone"}
    acts = (
        lambda: verbs.take_back(proposal=proposal, because="", **said),
        lambda: verbs.rewrite(proposal=proposal, **{**ANEW, **said}),
        lambda: verbs.step_out(proposal=proposal, because="", **said),
        lambda: verbs.decide(proposal=lead, yes=True, because="", **said),
        lambda: take(proposal, "disagree", house.dee, after),
    )

    refused = [told(act)() for act in acts]
    clock(after)
    seen = signed_in(house.dee).get(f"/api/v1/coops/harbour/proposals/{proposal.pk}").status_code

    codes = ["not-yours", "not-yours", "no-part", "not-deciding", "no-part"]
    assert (refused, seen) == ([f"proposals.{code}" for code in codes], 404)
    assert came_to(proposal, later(noon, days=9)) == "passed"
    assert (Step.objects.count(), Revision.objects.count()) == (0, 2)


def test_a_lender_a_candidate_and_whoever_left_take_no_position_by_the_api(
    house: House, raised: Raise, signed_in: Enter, clock: Callable[[Moment], None], noon: Moment
) -> None:
    lender = joins(house.coop, "lee", "lender", dt.date(2024, 6, 1))
    former = joins(house.coop, "gus", "former", dt.date(2024, 6, 1))
    proposal = raised()
    ends(house, house.fay, dt.date(2025, 3, 4))
    clock(later(noon, days=1))

    def answered(who: Participant, key: str) -> object:
        address = f"/api/v1/coops/harbour/proposals/{proposal.pk}/position"
        body = {"stance": "agree", "key": key}
        answer = signed_in(who).post(address, body, content_type="application/json")
        return answer.json()["code"]

    people = (lender, house.bo, former, house.fay)
    hidden = [answered(who, "hidden") for who in people]
    classes = {"decisions": ["members", "candidate", "lender", "former"]}
    sight.seed(coop=house.coop, classes=classes, by=house.ada, at=noon)
    shown = [answered(who, "shown") for who in people]

    assert (hidden, shown) == (["not-there"] * 4, [*["proposals.no-part"] * 3, "not-there"])
    assert not Position.objects.exists()


def test_a_clock_that_goes_wrong_or_back_lets_nobody_vote_after_the_close(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="premises")
    take(proposal, "agree", house.ada, noon)
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))
    with pytest.raises(Fault) as refused:
        take(proposal, "disagree", house.dee, later(noon, hours=1))

    assert (refused.value.code, Position.objects.count()) == ("proposals.closed", 1)
