"""What was proposed, said and decided goes along whole, and so it does once somebody was erased."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.toadlane.broom import sweep
from tests.toadlane.proposals.conftest import House as Members
from tests.toadlane.proposals.conftest import Raise, ends, later, raised, take
from tests.toadlane.proposals.conftest import house as members
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.keeping.own import erasing
from toadlane.proposals import talking, verbs
from toadlane.proposals.models import Outcome, Position, PositionWords, Proposal
from toadlane.proposals.proxies import proxies
from toadlane.talk.models import Comment, CommentWords
from toadlane.talk.verbs import edit, meet, say

__all__ = ["members", "raised"]
pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 6, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def house(members: Members) -> Members:
    """For those who raise: the members' house, not the folder."""
    return members


def decided(house: Members, raised: Raise, noon: Moment) -> Proposal:
    """One was adopted with reasons and talk; one is open, one a draft."""
    proposal = raised(matter="premises")
    subject = talking.find(house.coop, str(proposal.pk), noon)
    assert subject is not None
    asked = say(subject=subject, text="Which Fridays?", by=house.dee, at=noon, key="ask", sort="question")
    say(subject=subject, text="All of them.", by=house.ada, at=noon, key="answer", answers=asked)
    edit(comment=asked, text="Which Fridays, Ada?", edition=1, by=house.dee, at=noon)
    meet(comment=asked, because="All.", by=house.dee, at=noon, key="met")
    take(proposal, "agree", house.ada, noon)
    take(proposal, "agree", house.dee, noon, because="At last, says Dee.")
    verbs.step_out(proposal=proposal, because="My sister’s shop.", by=house.fay, at=noon, key="out")
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))
    raised(title="Still open", at=later(noon, days=9))
    spoken_for(house, raised, noon)
    return proposal


def spoken_for(house: Members, raised: Raise, noon: Moment) -> None:
    """Ada speaks for Dee, and enters what Fay said on paper, in a matter that stays open."""
    since = dt.date(2024, 1, 1)
    RolePeriod.objects.create(coop=house.coop, participant=house.ada, role="secretary", valid_from=since)
    days = [later(noon, days=9, minutes=n) for n in range(4)]
    proposal = raised(matter="mooring", at=days[0])
    said: dict[str, Any] = {"proposal": proposal, "stance": "agree"}
    verbs.name_proxy(proposal=proposal, holder="ada", by=house.dee, at=days[1], key="named")
    verbs.answer_proxy(proposal=proposal, giver="dee", accepts=True, by=house.ada, at=days[1], key="yes")
    verbs.speak_for(**said, giver="dee", by=house.ada, at=days[2], key="said")
    verbs.enter_position(**said, whose="fay", witness="dee", by=house.ada, at=days[3], key="entered")


def carried(to: Path) -> tuple[str, str]:
    """The digests of what leaves and of what has arrived in an empty house."""
    left = exporting.export("harbour", to, at=AT)
    sweep(connection)
    importing.bring_in(left.file)
    return left.digest, exporting.export("harbour", to, at=AT + dt.timedelta(days=1)).digest


def test_proposals_positions_outcomes_and_talk_arrive_equal(
    house: Members, raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    proposal = decided(house, raised, noon)

    left, came = carried(tmp_path)

    assert left == came
    assert Outcome.objects.get().proposal_id == proposal.pk
    assert PositionWords.objects.get().content == "At last, says Dee."
    assert Comment.objects.count() == 2
    others = Position.objects.filter(attempt__proposal__matter="mooring").order_by("pk")
    told = [(one.participant.key, one.spoken_by, one.entered_by, one.witness, one.channel) for one in others]
    ada, dee = (Participant.objects.get(key=key) for key in ("ada", "dee"))
    assert told == [("dee", ada, None, None, "web"), ("fay", None, ada, dee, "paper")]
    still = Proposal.objects.get(outcome=None, matter="policy")
    life = verbs.bring_up_to(proposal=still, at=later(noon, days=60))
    assert life.row.outcome.phase in {"not-adopted", "inquorate"}
    mooring = verbs.bring_up_to(proposal=Proposal.objects.get(matter="mooring"), at=later(noon, days=10))
    assert [(one.giver.key, one.holder.key, one.stage) for one in proxies(mooring)] == [
        ("dee", "ada", "holds")
    ]


def test_after_an_erasure_the_words_are_gone_and_it_still_arrives_equal(
    house: Members, raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    proposal = decided(house, raised, noon)
    ends(house, house.dee, dt.date(2025, 4, 1))
    gone = later(noon, days=40)
    dee = Participant.objects.select_related("coop", "person").get(pk=house.dee.pk)
    erasing.erase(participant=dee, by=dee, at=gone, key="erase", typed="dee")

    left, came = carried(tmp_path)

    assert left == came
    assert not PositionWords.objects.filter(participant__key="dee").exists()
    assert not CommentWords.objects.filter(participant__key="dee").exists()
    assert Position.objects.filter(participant__key="dee", attempt__proposal=proposal.pk).get().with_reason
    assert Comment.objects.count() == 2
    life = verbs.bring_up_to(proposal=Proposal.objects.get(pk=proposal.pk), at=gone)
    assert life.state(gone.instant).value.phase == "passed"
