"""A meeting over the API, from opening to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.toadlane.live.conftest import House, Raise
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live.models import CapturedAction, Note
from toadlane.meetings.planned_rows import Item, Meeting

Enter = Callable[[Participant], Client]


def test_a_meeting_is_held_over_the_api(  # noqa: PLR0917 - as many fixtures
    planned: Meeting,
    house: House,
    signed_in: Enter,
    raised: Raise,
    clock: Callable[[Moment], None],
    noon: Moment,
) -> None:
    clock(noon)
    browser, there = signed_in(house.ada), f"/api/v1/coops/harbour/meetings/{planned.pk}/live"
    item = str(Item.objects.get(title="Budget").pk)

    def send(rest: str, said: dict[str, Any], status: int = 201, how: str = "post") -> dict[str, Any]:
        answer = getattr(browser, how)(f"{there}{rest}", said, content_type="application/json")
        assert answer.status_code == status, answer.content
        found: dict[str, Any] = answer.json()
        return found

    assert browser.get(there).json()["version"] is None
    assert send("", {"how": "online"})["there"][0]["how"] == "online"
    assert send("/acts", {"act": "next"})["items"][1]["state"] == "on"
    assert send("/acts", {"act": "next"}, 409)["code"] == "live.moved"
    assert send("/acts", {"act": "take-up"}, 422)["code"] == "live.no-item"
    assert send("/acts", {"act": "ask"})["stack"][0]["because"] == "first-time"
    assert send("/acts", {"act": "call"})["speaking"]["who"] == "ada"
    assert send("/rounds", {"sort": "check-in"})["round"]["waiting"] == ["ada"]
    proposal = {"item": item, "proposal": str(raised(matter="budget").pk)}
    for put in (True, False):
        send("/proposals", {**proposal, "put": put})
    note = send("/notes", {"text": "We begin.", "item": item, "key": "1"})
    anew = {"text": "We begin late.", "version": 1}
    send(f"/notes/{note['id']}", {**anew, "key": "2"}, 200, "put")
    beside = send(f"/notes/{note['id']}", {**anew, "text": "At ten.", "key": "3"}, 200, "put")
    struck = {"text": "At ten.", "version": 1, "struck": True, "key": "4"}
    assert send(f"/notes/{beside['id']}", struck, 200, "put")["struck"]
    decision = send("/decisions", {"text": "Yes", "item": item, "key": "5"})
    send(f"/decisions/{decision['id']}", {"text": "No", "version": 1, "struck": True}, 200, "put")
    action = send("/actions", {"text": "Ring", "who": "dee", "due_on": "2025-03-10", "key": "6"})
    send(f"/actions/{action['id']}", {"text": "Write", "who": "ada", "version": 1}, 200, "put")
    whole = browser.get(there)
    assert browser.get(there, HTTP_IF_NONE_MATCH=whole["ETag"]).status_code == 304
    assert send("/acts", {"act": "end"})["ended_at"] is not None

    assert (beside["beside"], Note.objects.count()) == (note["id"], 2)
    assert CapturedAction.objects.get().who == house.ada
    assert [one["text"] for one in whole.json()["items"][1]["decisions"]] == ["No"]
    assert Client().get(there).status_code == 401
