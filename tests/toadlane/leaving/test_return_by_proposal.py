"""Somebody who left comes back because a proposal was adopted: as that, from that day, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.leaving.conftest import on
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, doing
from toadlane.decisions.effects import effect_of
from toadlane.decisions.models import Deed
from toadlane.leaving.models import Departure
from toadlane.proposals.asking import ask

SEPTEMBER = dt.date(2025, 9, 1)


@pytest.fixture
def gone(eli: Participant, record: Callable[..., Departure]) -> Participant:
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))
    return eli


def test_it_is_recorded_as_decided_once_and_stands_on_today(
    ada: Participant, dee: Participant, gone: Participant, noon: Moment
) -> None:
    at = on(SEPTEMBER, noon)
    proposal = raised("admit-member", "eli", dee, noon, from_day=SEPTEMBER.isoformat(), stage="member")
    effect = effect_of("admit-member")
    assert effect is not None
    lines = effect.lines(Deed.objects.get())
    everybody = Participant.objects.filter(key__in=["ada", "dee", "sol"])
    adopted = agreed(proposal, everybody, noon, ends=later(noon, hours=1))
    items = [item.title for item in doing.for_today(ada, later(noon, hours=1))]
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=ada, at=at, key="back")

    assert lines == (("Who", "Eli"), ("Comes back as", "member"), ("From", "September 1, 2025"))
    assert items == ["Admit eli as a member"]
    assert (gone.stage_on(dt.date(2025, 8, 31)), gone.stage_on(SEPTEMBER)) == ("former", "member")
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=ada, at=at, key="again")


@pytest.mark.parametrize(
    ("who", "given"),
    [
        ("dee", {"stage": "member"}),
        ("eli", {"stage": "retired"}),
        ("eli", {"stage": "candidate"}),
        ("eli", {"stage": "member", "from_day": "soon"}),
        ("nobody", {"stage": "member"}),
    ],
)
def test_what_is_no_return_by_that_decision_is_put_to_nobody(
    who: str, given: dict[str, str], dee: Participant, gone: Participant, noon: Moment
) -> None:
    assert gone.key == "eli"
    said = {"from_day": SEPTEMBER.isoformat(), **given}
    with pytest.raises(Fault):
        ask(acts="admit-member", subject=who, given=said, by=dee, at=noon, key="k")
