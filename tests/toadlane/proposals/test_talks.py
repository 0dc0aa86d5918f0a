"""All talks in one list: the unread first, narrowed, found by their words, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.proposals.conftest import House, Raise, later
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals import verbs as proposals
from toadlane.proposals.models import Proposal
from toadlane.talk import verbs
from toadlane.talk.models import Comment
from toadlane.talk.subjects import subject_in

Enter = Callable[[Participant | Person], Client]
PAGE, API = "/c/harbour/talk/", "/api/v1/coops/harbour/talk"
ASKED = 10


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


def say(proposal: Proposal, text: str, by: Participant, at: Moment) -> Comment:
    subject = subject_in(proposal.coop, "proposal", str(proposal.pk), at)
    assert subject is not None
    return verbs.say(subject=subject, text=text, by=by, at=at, key=f"{by.key} {text} {proposal.pk}")


def test_what_is_new_comes_first_until_it_is_read(
    house: House, raised: Raise, signed_in: Enter, noon: Moment, clock: Callable[[Moment], None]
) -> None:
    quiet, van = raised(), raised(title="A van", text="We buy a van.")
    before = later(noon, hours=-2)
    say(van, "Which one?", house.dee, before)
    say(quiet, "My own words.", house.ada, later(noon, hours=-1))
    ada = signed_in(house.ada)

    first = ada.get(API).json()
    ada.get(f"{PAGE}proposal/{van.pk}/")
    read = ada.get(API).json()
    clock(later(noon, hours=1))
    say(quiet, "And mine.", house.fay, later(noon, minutes=30))
    again = ada.get(f"{API}?state=unread").json()
    all_read = ada.post(f"{PAGE}reading/", {"key": "k"})

    assert [(one["title"], one["new"], one["mine"]) for one in first] == [
        ("A van", 1, True),
        ("Fridays are quiet", 0, True),
    ]
    assert [one["new"] for one in read] == [0, 0]
    assert [(one["title"], one["new"], one["said"]) for one in again] == [("Fridays are quiet", 1, 2)]
    assert all_read.status_code == 302
    assert ada.get(f"{API}?state=unread").json() == []


def test_the_page_narrows_and_finds_what_may_be_seen(
    house: House, raised: Raise, signed_in: Enter, noon: Moment
) -> None:
    quiet, van = raised(), raised(title="A van", text="We buy a <b>van</b>.")
    say(quiet, "The kettle sings.", house.dee, noon)
    say(van, "Red, please.", house.dee, noon)
    proposals.take_back(proposal=van, because="", by=house.ada, at=noon, key="back")
    fay, bo = signed_in(house.fay), signed_in(house.bo)

    shown = {state: fay.get(f"{PAGE}?state={state}").content.decode() for state in ("", "mine", "closed")}
    found = fay.get(f"{PAGE}?q=KETTLE").content.decode()
    things = fay.get(f"{API}/search?q=buy van").json()["things"]
    hidden = bo.get(f"{API}/search?q=kettle").json()

    assert ("Fridays are quiet" in shown[""], "A van" in shown[""]) == (True, False)
    assert "None like these." in shown["mine"]
    assert "A van" in shown["closed"]
    assert "The kettle sings." in found
    assert [(one["title"], one["label"]) for one in things] == [("A van", "taken back")]
    assert hidden == {"things": [], "comments": []}
    assert (bo.get(PAGE).status_code, bo.get(API).json()) == (200, [])
    assert fay.get(f"{PAGE}?q=%00&state=no&kind=no&page=x").status_code == 200


def test_the_list_asks_as_much_for_one_talk_as_for_many(
    house: House,
    raised: Raise,
    signed_in: Enter,
    noon: Moment,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada = signed_in(house.ada)
    say(raised(), "Well.", house.dee, noon)
    ada.get(PAGE)

    with django_assert_num_queries(ASKED):
        ada.get(PAGE)
    for nth in range(5):
        say(raised(title=f"Matter {nth}"), "Well.", house.dee, noon)
    with django_assert_num_queries(ASKED):
        ada.get(PAGE)
