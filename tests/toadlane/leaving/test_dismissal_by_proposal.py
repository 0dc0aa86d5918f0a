"""Members part with somebody because a proposal was adopted: on that day, once, citing it."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.leaving.conftest import GOES
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, doing
from toadlane.decisions.models import AuthorityUse, Deed
from toadlane.leaving.effect import Parting
from toadlane.leaving.models import Departure
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal


@pytest.fixture
def asked(eli: Participant, dee: Participant, noon: Moment) -> Proposal:
    return raised("dismiss", "eli", dee, noon, leaves_on=GOES.isoformat())


def test_it_says_who_and_from_which_day(asked: Proposal) -> None:
    assert asked.about is not None
    assert asked.about.key == "eli"
    assert Parting().lines(Deed.objects.get()) == (
        ("Who", "Eli"),
        ("Becomes", "former member"),
        ("From", "April 3, 2025"),
    )


def test_it_is_recorded_as_decided_once_and_by_nobody_it_is_about(
    asked: Proposal, ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    at = later(noon, hours=1)
    adopted = agreed(asked, [ada, dee, eli], noon, ends=at)
    items = [item.title for item in doing.for_today(ada, at)]
    for click in ("part", "part"):
        deeds.carry_out(authority=adopted, by=ada, at=at, key=click)

    [row] = Departure.objects.all()
    assert (row.authority, row.leaves_on, row.way) == (adopted.pk, GOES, "dismissal")
    assert AuthorityUse.objects.get().by == ada
    assert items == ["Part with eli"]
    assert list(doing.for_today(ada, at)) == []
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=ada, at=at, key="again")


def test_without_a_day_nobody_is_asked(eli: Participant, dee: Participant, noon: Moment) -> None:
    with pytest.raises(Fault) as refused:
        ask(acts="dismiss", subject="eli", given={}, by=dee, at=noon, key="k")

    assert refused.value.code == "departing.day"


def test_nobody_here_by_that_key(dee: Participant, noon: Moment) -> None:
    with pytest.raises(Fault) as refused:
        ask(acts="dismiss", subject="nobody", given={"leaves_on": "2025-04-03"}, by=dee, at=noon, key="k")

    assert refused.value.code == "not-there"
