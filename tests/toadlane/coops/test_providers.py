"""What waits for someone comes from every room, the most pressing first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet, UUIDField
from django.test.utils import CaptureQueriesContext

from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item


def _named(coop: Any, name: Any) -> QuerySet[Any, Any]:
    rows = Participant.objects.filter(coop=coop, name=name)
    return rows.order_by("key").values_list("key")[:3]


NAMED = Question(_named, coop=UUIDField(), name=CharField())


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


def test_rooms_without_their_sign_are_not_asked_and_all_signs_are_one_question(
    ada: Participant, bo: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(name: str) -> providers.Sign:
        def sign(who: Asking) -> tuple[Question, dict[str, Any]]:
            return NAMED, {"coop": who.coop.pk, "name": name}

        return sign

    def only_bo(who: Asking) -> tuple[Question, dict[str, Any]] | None:
        return (NAMED, {"coop": who.coop.pk, "name": "Bo"}) if who.participant == bo else None

    def saying(title: str) -> providers.Provider:
        return lambda _who, _at: [Item(title, "Look", "/")]

    monkeypatch.setattr(providers, "_providers", {})
    for name, sign in (("Ada", named("Ada")), ("Nobody", named("Nobody")), ("Bo", only_bo), ("All", None)):
        providers.register(name, saying(name), sign)
    providers.waiting(ada, noon)
    with CaptureQueriesContext(connection) as asked:
        found = [item.title for item in providers.waiting(ada, noon)]

    signs = [one for one in asked.captured_queries if "coops_participant" in one["sql"]]
    assert (found, len(signs)) == (["Ada", "All"], 1)
    assert [item.title for item in providers.waiting(bo, noon)] == ["Ada", "Bo", "All"]
