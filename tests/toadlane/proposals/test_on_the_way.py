"""What changes the course of a proposal: another text, people step out or leave, one decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, ends, later, take
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import verbs
from toadlane.proposals.models import Outcome, Revision, Step

Enter = Callable[[Participant], Client]
ANEW: dict[str, Any] = {
    "title": "Fridays are quiet",
    "text": "No meetings after noon on Fridays.",
    "because": "Dee asked.",
}


def test_another_text_asks_everybody_anew_and_keeps_what_was_said(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Callable[[Moment], None]
) -> None:
    proposal = raised()
    take(proposal, "agree", house.dee, noon, because="At last.")
    hour = later(noon, hours=1)
    verbs.rewrite(proposal=proposal, by=house.ada, at=hour, key="anew", **ANEW)
    take(proposal, "agree", house.fay, later(noon, hours=2))

    life = verbs.bring_up_to(proposal=proposal, at=later(noon, hours=3))
    clock(later(noon, hours=3))
    page, theirs = (
        signed_in(who).get(f"/c/harbour/decide/proposals/{proposal.pk}/").content.decode()
        for who in (house.dee, house.fay)
    )

    counts = life.state(later(noon, hours=3).instant).value.counts
    assert counts is not None
    assert (counts.agree, counts.silent) == (1, 2)
    anew = "You are asked anew: what was said before does not count here."
    assert ["on an earlier text" in page, anew in page, anew in theirs] == [True, True, False]
    assert ["Change my position" in one for one in (page, theirs)] == [False, True]
    assert "At last." in page
    assert "<ins>" in page


def test_who_may_not_changes_no_text(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised()
    same = {"title": "Fridays are quiet", "text": "No meetings on Fridays.", "because": ""}
    told: list[str] = []
    for who, said in ((house.dee, ANEW), (house.ada, same), (house.ada, {**ANEW, "title": ""})):
        with pytest.raises(Fault) as refused:
            verbs.rewrite(proposal=proposal, by=who, at=noon, key=f"{who.key} {len(told)}", **said)
        told.append(refused.value.code)

    assert told == ["proposals.not-yours", "proposals.same-text", "proposals.incomplete"]
    assert Revision.objects.count() == 1


def test_whoever_steps_out_is_counted_no_more(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised(matter="premises")
    take(proposal, "disagree", house.fay, noon)
    first = verbs.step_out(proposal=proposal, because="It is my house.", by=house.fay, at=noon, key="out")
    again = verbs.step_out(proposal=proposal, because="It is my house.", by=house.fay, at=noon, key="out")
    with pytest.raises(Fault) as refused:
        take(proposal, "agree", house.fay, later(noon, hours=1))
    take(proposal, "agree", house.ada, later(noon, hours=1))

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    assert (again, refused.value.code) == (first, "proposals.no-part")
    assert Outcome.objects.get().phase == "passed"


def test_who_left_while_it_was_open_is_counted_no_more_and_takes_no_position(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="premises")
    take(proposal, "disagree", house.fay, noon)
    ends(house, house.fay, dt.date(2025, 3, 5))
    take(proposal, "agree", house.ada, later(noon, hours=1))
    with pytest.raises(Fault) as refused:
        take(proposal, "disagree", house.fay, later(noon, days=2))

    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))

    assert refused.value.code == "proposals.no-part"
    assert Outcome.objects.get().phase == "passed"


def test_what_is_entrusted_to_one_is_decided_by_them_alone(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Callable[[Moment], None]
) -> None:
    proposal = raised(matter="client", title="Work for the library")
    with pytest.raises(Fault) as refused:
        verbs.decide(proposal=proposal, yes=False, because="", by=house.dee, at=noon, key="dee")

    clock(later(noon, hours=1))
    shown = signed_in(house.dee).get(f"/c/harbour/decide/proposals/{proposal.pk}/").content.decode()
    way = signed_in(house.ada).get("/c/harbour/decide/raise/?matter=client").content.decode()
    address = f"/c/harbour/decide/proposals/{proposal.pk}/decision/"
    said = {"yes": "yes", "because": "Bo and Dee advised it.", "key": "yes"}
    sent = [signed_in(house.ada).post(address, said).status_code for _ in range(2)]

    assert (refused.value.code, sent) == ("proposals.not-deciding", [302, 302])
    assert ("<dd>1 person</dd>" in shown, f"<dd>1 person: {house.ada.name}</dd>" in way) == (True, True)
    assert Outcome.objects.get().phase == "passed"
    assert Step.objects.count() == 1
