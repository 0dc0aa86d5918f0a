"""Where decisions are closed to somebody, a part in one proposal opens that one, and no part none."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops import sight
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import talking, verbs
from toadlane.talk.verbs import say

HERE = "/c/harbour/decide/"
WHY, SAID = "MARK-WHY", "MARK-SAID"
Enter = Callable[[Participant], Client]


def test_who_has_no_part_meets_neither_title_nor_reason_nor_comment(
    house: House, raised: Raise, noon: Moment, signed_in: Enter, clock: Callable[[Moment], None]
) -> None:
    proposal = raised(title="MARK-TITLE")
    take(proposal, "agree", house.dee, noon, because=WHY)
    subject = talking.find(house.coop, str(proposal.pk), noon)
    assert subject is not None
    say(subject=subject, text=SAID, by=house.dee, at=noon, key="said")
    classes = {"decisions": ["auditor"], "positions": ["auditor"]}
    sight.seed(coop=house.coop, classes=classes, by=house.ada, at=noon)
    talk = f"talk/proposal/{proposal.pk}"
    pages = ("/c/harbour/", HERE, f"{HERE}proposals/{proposal.pk}/", f"/c/harbour/{talk}/")
    operations = (
        "/api/v1/coops/harbour/proposals",
        f"/api/v1/coops/harbour/proposals/{proposal.pk}",
        f"/api/v1/coops/harbour/{talk}",
    )

    def met(who: Participant) -> set[str]:
        client = signed_in(who)
        said = "".join(client.get(one).content.decode() for one in (*pages, *operations))
        return {mark for mark in ("MARK-TITLE", WHY, SAID) if mark in said}

    open_now = [met(who) for who in (house.bo, house.fay, house.dee)]
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=60))
    clock(later(noon, days=60))
    concluded = [met(who) for who in (house.bo, house.fay, house.dee)]

    all_but_why = {"MARK-TITLE", SAID}
    assert open_now == [set(), all_but_why, {*all_but_why, WHY}]
    assert concluded == open_now
