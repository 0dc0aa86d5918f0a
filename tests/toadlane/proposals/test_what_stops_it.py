"""What was adopted and is not acted on: yet, or any more."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import RecordMoved, Refused
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_authority
from toadlane.proposals import verbs
from toadlane.record.verbs import append


def use(authority: Authority, house: House, at: Moment) -> None:
    said = {"matter": authority.matter, "subject": authority.subject, "fingerprint": ""}
    use_authority(authority=authority, by=house.ada, at=at, **said)


def adopted(proposal: object, house: House, at: Moment) -> Authority:
    verbs.bring_up_to(proposal=proposal, at=at)  # type: ignore[arg-type]  # a proposal
    return Authority.objects.select_related("coop").latest("recorded_at")


def brought_in(house: House, key: str, at: Moment) -> object:
    """Ada alone makes somebody a member today."""
    who = joins(house.coop, key, "member", at.day - dt.timedelta(days=1))
    append(kind="stage.begun.v1", what={"participant": key}, by=house.ada, at=at, subject=key)
    return who


def test_nobody_acts_on_what_one_and_those_they_just_brought_in_agreed_to_alone(
    house: House, raised: Raise, noon: Moment
) -> None:
    gil, hal = brought_in(house, "gil", noon), brought_in(house, "hal", noon)
    proposal = raised(matter="premises", by=house.ada)
    for who in (house.ada, gil, hal):
        take(proposal, "agree", who, noon)  # type: ignore[arg-type]  # participants
    authority = adopted(proposal, house, later(noon, days=4))

    with pytest.raises(Refused) as refused:
        use(authority, house, later(noon, days=4))
    use(authority, house, later(noon, days=8))

    assert refused.value.code == "proposals.fresh"
    assert "Ada" in refused.value.says


def test_one_more_who_agreed_is_enough(house: House, raised: Raise, noon: Moment) -> None:
    gil = brought_in(house, "gil", noon)
    proposal = raised(matter="premises", by=house.ada)
    for who in (house.ada, gil, house.dee):
        take(proposal, "agree", who, noon)  # type: ignore[arg-type]  # participants

    use(adopted(proposal, house, later(noon, days=4)), house, later(noon, days=4))

    assert Authority.objects.get().state == Authority.State.USED


def test_what_was_agreed_and_then_ended_is_not_done_any_more(
    house: House, raised: Raise, noon: Moment
) -> None:
    first = raised(matter="premises", title="Rent the shed")
    everybody = (house.ada, house.dee, house.fay)
    for who in everybody:
        take(first, "agree", who, noon)
    at = later(noon, days=4)
    rent = adopted(first, house, at)
    second = raised(matter="premises", title="No shed", ends=str(first.pk), at=at)
    for who in everybody:
        take(second, "agree", who, at)
    adopted(second, house, later(noon, days=8))

    with pytest.raises(RecordMoved) as refused:
        use(rent, house, later(noon, days=8))

    assert refused.value.code == "authority.withdrawn"
    assert Authority.objects.get(pk=rent.pk).state == Authority.State.WITHDRAWN


def test_what_was_not_adopted_lets_nothing_happen(house: House, raised: Raise, noon: Moment) -> None:
    proposal = raised(matter="premises", acts="", by=house.ada)
    take(proposal, "disagree", house.dee, noon)
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=4))

    assert Authority.objects.count() == 0
