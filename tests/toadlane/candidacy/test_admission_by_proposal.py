"""Somebody is admitted because a proposal was adopted: from that day, as what, once, citing it."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault, Refused
from tests.toadlane.candidacy.conftest import work
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.candidacy.effects import GoingOn
from toadlane.candidacy.models import Admission
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.models import AuthorityUse, Deed
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal
from toadlane.work.models import TimeEntry

DAY = dt.date(2025, 3, 14)


@pytest.fixture
def asked(ready: Participant, dee: Participant, noon: Moment) -> Proposal:
    return raised("admit-member", "bo", dee, noon, from_day=DAY.isoformat())


def test_it_says_who_becomes_what_from_when_and_what_comes_with_it(asked: Proposal) -> None:
    assert asked.about is not None
    assert asked.about.key == "bo"
    assert GoingOn("admit-member").lines(Deed.objects.get()) == (
        ("Who", "Bo"),
        ("Now", "candidate"),
        ("Becomes", "member"),
        ("From", "March 14, 2025"),
        ("New rights", "propose, vote, share in the surplus"),
        ("Buy-in that begins", "$3,000.00"),
    )


def test_somebody_is_admitted_as_decided_once_and_it_cites_the_proposal(
    asked: Proposal, ada: Participant, dee: Participant, noon: Moment
) -> None:
    adopted = agreed(asked, [ada, dee], noon, ends=later(noon, days=8))
    for click in ("admit", "admit"):
        deeds.carry_out(authority=adopted, by=ada, at=later(noon, days=8), key=click)

    [row] = Admission.objects.all()
    assert (row.authority, row.to_stage, row.from_day) == (adopted, "member", DAY)
    assert AuthorityUse.objects.get().authority.proposal == asked.pk
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=ada, at=later(noon, days=9), key="again")


def test_what_changed_since_is_not_done_in_the_place_of_what_was_decided(
    asked: Proposal, ready: Participant, ada: Participant, dee: Participant, noon: Moment
) -> None:
    adopted = agreed(asked, [ada, dee], noon, ends=later(noon, days=8))
    TimeEntry.objects.filter(participant=ready).delete()

    with pytest.raises(Refused) as refused:
        deeds.carry_out(authority=adopted, by=ada, at=later(noon, days=8), key="admit")

    assert refused.value.code == "candidacy.missing"

    assert (Admission.objects.count(), AuthorityUse.objects.count()) == (0, 0)


def test_nobody_is_asked_about_somebody_who_lacks_what_the_charter_asks(
    bo: Participant, dee: Participant, noon: Moment
) -> None:
    work(bo, 100)

    with pytest.raises(Refused) as refused:
        ask(acts="admit-member", subject="bo", given={"from_day": "2025-03-14"}, by=dee, at=noon, key="k")

    assert refused.value.code == "candidacy.missing"


@pytest.mark.parametrize("given", ["soon", "2025-13-40", "9999999-01-01", "\x00"])
def test_a_day_that_is_none_is_refused(
    ready: Participant, dee: Participant, noon: Moment, given: str
) -> None:
    with pytest.raises(Fault) as refused:
        ask(acts="admit-member", subject="bo", given={"from_day": given}, by=dee, at=noon, key="k")

    assert refused.value.code == "candidacy.day"
