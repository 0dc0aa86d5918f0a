"""With 200 members and 2,000 comments the pages of a proposal ask as few questions as with 3 and 2."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.proposals import crowd
from tests.toadlane.proposals.conftest import House, Raise
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals.models import Proposal

Enter = Callable[[Participant | Person], Client]
Clock = Callable[[Moment], None]
API = "/api/v1/coops/harbour"
A_PAGE = 500_000
"""How many bytes a page of it may have: a page of a talk has thirty comments, however many there are."""


def asked(browser: Client, proposal: Proposal) -> dict[str, tuple[int, int]]:
    """How many questions each address asks the database, and how many bytes it answers."""
    found = {}
    for what, address in {
        "page": f"/c/harbour/decide/proposals/{proposal.pk}/",
        "room": "/c/harbour/decide/",
        "Today": "/c/harbour/",
        "API: proposal": f"{API}/proposals/{proposal.pk}",
        "API: list": f"{API}/proposals",
        "API: talk": f"{API}/talk/proposal/{proposal.pk}",
    }.items():
        browser.get(address)
        with CaptureQueriesContext(connection) as questions:
            answer = browser.get(address)
        assert answer.status_code == 200, what
        found[what] = len(questions), len(answer.content)
    return found


def test_200_members_and_2000_comments_ask_no_more_than_3_and_2(
    house: House, raised: Raise, signed_in: Enter, clock: Clock, noon: Moment
) -> None:
    clock(noon)
    ada = signed_in(house.ada)
    few = raised(title="Small")
    crowd.positions(few, [house.dee], noon)
    crowd.comments(few, [house.dee], 2, noon)
    small = asked(ada, few)
    others = crowd.members(house.coop, 197)
    many = raised(title="Large")
    crowd.positions(many, [house.dee, *others], noon)
    crowd.comments(many, others, 2000, noon)
    large = asked(ada, many)

    assert {what: count for what, (count, _) in large.items()} == {
        what: count for what, (count, _) in small.items()
    }
    assert {what: size for what, (_, size) in large.items() if size > A_PAGE} == {}
