"""Short ways to name a proxy, to speak by it, and to enter what came on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bylaws.kernel.faults import Fault
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import verbs
from toadlane.proposals.models import Position, Proposal, Step
from toadlane.proposals.proxies import proxies


def named(
    proposal: Proposal, by: Participant, holder: Participant, at: Moment, *, accepted: bool = True
) -> None:
    """Somebody names another, who accepts."""
    key = f"{by.key} {holder.key} {at.instant} {proposal.pk}"
    verbs.name_proxy(proposal=proposal, holder=holder.key, by=by, at=at, key=key)
    if accepted:
        verbs.answer_proxy(proposal=proposal, giver=by.key, accepts=True, by=holder, at=at, key=f"{key} yes")


def says_for(
    proposal: Proposal, giver: str, stance: str, by: Participant, at: Moment, **other: Any
) -> Position:
    """The holder of a proxy says where its giver stands."""
    said = {"stance": stance, "by": by, "at": at, "key": f"{giver} {stance} {at.instant} {proposal.pk}"}
    return verbs.speak_for(proposal=proposal, giver=giver, **{**said, **other})


def enters(
    proposal: Proposal, whose: str, stance: str, by: Participant, at: Moment, **other: Any
) -> Position:
    """What was said on paper, entered."""
    said = {"witness": "fay", "key": f"{whose} {stance} {at.instant} {other} {proposal.pk}", **other}
    return verbs.enter_position(proposal=proposal, whose=whose, stance=stance, by=by, at=at, **said)


def ends(proposal: Proposal, giver: str, by: Participant, at: Moment) -> Step:
    key = f"end {giver} {by.key} {at.instant} {proposal.pk}"
    return verbs.end_proxy(proposal=proposal, giver=giver, by=by, at=at, key=key)


def stages(proposal: Proposal, at: Moment) -> dict[str, str]:
    return {one.giver.key: one.stage for one in proxies(verbs.bring_up_to(proposal=proposal, at=at))}


def standing(proposal: Proposal, at: Moment) -> dict[str, str]:
    """Where the rules see everybody stand; the rows the pages show say the same."""
    life = verbs.bring_up_to(proposal=proposal, at=at)
    found = {key: one.choice for key, one in (life.state(at.instant).value.positions or {}).items()}
    assert {key: one.stance for key, one in life.stands().items()} == found
    return {key: str(choice) for key, choice in found.items()}


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as refused:
        act()
    return refused.value.code
