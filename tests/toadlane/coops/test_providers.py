"""What waits for someone comes from every room, the most pressing first."""

from __future__ import annotations

import datetime as dt

import pytest

from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item


def test_what_is_due_first_comes_first_and_a_room_counts_once(
    ada: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "_providers", {})
    later = Item("Minutes of May", "Approve", "/m/", due_on=dt.date(2025, 5, 9))
    sooner = Item("A ballot", "Vote", "/b/", due_on=dt.date(2025, 5, 2))
    some_day = Item("Your profile", "Complete it", "/p/")
    providers.register("meetings", lambda _who, _at: [some_day, later])
    providers.register("decisions", lambda _who, _at: [sooner])
    providers.register("decisions", lambda _who, _at: [sooner])

    assert providers.waiting(ada, noon) == [sooner, later, some_day]
