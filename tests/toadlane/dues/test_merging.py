"""A member organisation goes over into another one: two say so, and there is one member and one vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import NOON, join
from tests.toadlane.dues.conftest import click
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.dues import verbs
from toadlane.dues.reads import voters
from toadlane.leaving.models import Departure
from toadlane.members.models import Change
from toadlane.members.verbs import ask_change, confirm_change, deny_change

Enter = Callable[[Participant], Client]
ROOM = "/c/harbour/dues/"


@pytest.fixture
def mill(network: Coop, orchard: Participant, fay: Participant, noon: Moment) -> Participant:
    """Another member organisation."""
    mill = join(network, "mill", "member", dt.date(2024, 1, 1))
    verbs.enter_organisation(participant=mill, speaker="Max", by=fay, at=noon, key=click())
    return mill


def says(who: Participant, into: str, by: Participant, at: Moment) -> Change:
    return ask_change(kind="goes-over", participant=who, said={"into": into}, by=by, at=at, key=click())


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as met:
        act()
    return met.value.code


@time_machine.travel(NOON, tick=False)
def test_one_says_so_on_its_page_and_the_other_confirms_it(
    orchard: Participant, mill: Participant, ada: Participant, noon: Moment, signed_in: Enter
) -> None:
    theirs, others = signed_in(orchard), signed_in(mill)

    sent = theirs.post(f"{ROOM}orchard/over/", {"into": "mill", "key": "over"})
    page = sent["Location"]
    alone = [one.post(f"{page}confirmation/", {"key": click()}) for one in (theirs, signed_in(ada))]
    before = sum(one.value for one in voters(mill.coop, noon.day).values())
    done = others.post(f"{page}confirmation/", {"key": "so"}, follow=True).content.decode()

    left = Departure.objects.get()
    assert ([one.status_code for one in alone], "Confirmed" in done) == ([409, 409], True)
    assert (left.participant, left.way, left.into, left.leaves_on) == (orchard, "merged", mill, noon.day)
    assert orchard.stage_on(noon.day) == "former"
    assert sum(one.value for one in voters(mill.coop, noon.day).values()) == before - 1
    assert "Went over into it" in others.get(f"{ROOM}mill/").content.decode()
    shown = others.get(f"/c/harbour/leaving/{left.pk}/")
    assert (shown.status_code, "Goes over into" in shown.content.decode()) == (200, True)


def test_nobody_merges_an_organisation_for_it_nor_into_what_is_none(
    orchard: Participant, mill: Participant, fay: Participant, ada: Participant, noon: Moment
) -> None:
    told = [
        refused(lambda: says(orchard, "mill", fay, noon)),
        refused(lambda: says(orchard, "mill", mill, noon)),
        refused(lambda: says(orchard, "orchard", orchard, noon)),
        refused(lambda: says(orchard, "nobody", orchard, noon)),
        refused(lambda: says(orchard, "ada", orchard, noon)),
        refused(lambda: says(ada, "mill", ada, noon)),
    ]
    change = says(orchard, "mill", orchard, noon)
    deny_change(change=change, because="Not now.", by=mill, at=noon, key=click())

    assert told == [
        "merging.own",
        "merging.own",
        "merging.into",
        "merging.into",
        "organisation.is-person",
        "organisation.is-person",
    ]
    assert refused(lambda: confirm_change(change=change, by=mill, at=noon, key=click())) == "change.answered"
    assert not Departure.objects.exists()
