"""When two become a group, and when the partners change, whoever keeps the list is told to look."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.toadlane.conftest import join
from tests.toadlane.dues.conftest import NETWORK
from toadlane.charter.verbs import adopt_charter
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members import growing

LONG_AGO, LATELY = dt.date(2024, 1, 1), dt.date(2025, 2, 20)
GROUP = "You have become a group: look together whether how you decide still fits"
PARTNERS = "The partners have changed: see whether the partnership has to be registered anew"


def told(who: Participant, at: Moment) -> list[str]:
    return [item.title for item in providers.waiting(who, at) if item.title in {GROUP, PARTNERS}]


def test_two_who_become_three_look_how_they_decide_for_a_month(ada: Participant, noon: Moment) -> None:
    join(ada.coop, "dee", "member", LONG_AGO)
    two = told(ada, noon)
    fay = join(ada.coop, "fay", "member", LATELY)
    later = replace(noon, day=LATELY + dt.timedelta(days=31), instant=noon.instant + dt.timedelta(days=20))

    assert (two, told(ada, noon), told(fay, noon), told(ada, later)) == ([], [GROUP], [], [])


def test_partners_who_change_are_to_be_registered_where_the_charter_says_it_is_a_partnership(
    ada: Participant, noon: Moment
) -> None:
    join(ada.coop, "dee", "member", LATELY)
    before = told(ada, noon)
    source = NETWORK.replace('mode = "none"', 'mode = "us-partnership"')
    adopt_charter(coop=ada.coop, source=source, by=ada, at=noon, key="charter")

    assert (before, growing.taxed_as(ada.coop, noon), told(ada, noon)) == ([], "us-partnership", [PARTNERS])
