"""Meetings to come over the API: the same verbs, the same refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.conftest import NOON
from toadlane.coops import clock
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

AT = "/api/v1/coops/harbour/meetings"
MONDAY = {"title": "Monday", "who": ["member", "candidate"]}
HOURS = {"starts_at": "2025-03-10T14:00:00Z", "ends_at": "2025-03-10T15:00:00Z"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda coop: Moment.of(NOON, coop=coop))


def sent(browser: Client, method: str, path: str, **body: object) -> tuple[int, Any]:
    send = getattr(browser, method)
    answer = send(f"{AT}{path}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json() if answer.content else None


def test_a_meeting_is_planned_filled_moved_and_read(
    ada: Participant, bo: Participant, signed_in: Callable[[Participant | Person], Client]
) -> None:
    hers, his = signed_in(ada), signed_in(bo)
    status, made = sent(
        hers,
        "post",
        "",
        **MONDAY,
        **HOURS,
        logged_as="administration",
        items=[{"title": "Budget"}],
        key="plan",
    )
    assert (status, made["zone"], made["logged_as"]) == (201, "America/New_York", "administration")
    assert sent(hers, "post", "", **MONDAY, **HOURS, logged_as="a b", key="odd")[0] == 422
    at = f"/{made['id']}"
    assert sent(his, "post", f"{at}/items", title="Keys", aim="inform", key="keys")[0] == 201
    assert sent(his, "put", f"{at}/answer", says="late")[0] == 200
    assert sent(hers, "put", f"{at}/parts", role="scribe", to="bo", key="part")[0] == 200
    items = hers.get(f"{AT}{at}").json()["items"]
    order = [items[1]["id"], items[0]["id"]]
    ordered = sent(hers, "put", f"{at}/order", order=order)[1]["items"]
    assert [(one["title"], one["begins"]) for one in ordered] == [("Keys", 0), ("Budget", 10)]
    assert sent(hers, "put", f"{at}/items/{order[0]}/fate", fate="done")[0] == 200
    anew = {"title": "All keys", "minutes": 5, "owner": "ada", "edition": items[1]["edition"]}
    changed = [sent(his, "put", f"{at}/items/{order[0]}", **anew) for _twice in range(2)]
    assert [(status, one["items"][0]["title"], one["items"][0]["edition"]) for status, one in changed] == [
        (200, "All keys", 1)
    ] * 2
    assert sent(hers, "put", f"{at}/items/{order[0]}", title="Keys", edition=0)[0] == 409
    assert hers.get(f"{AT}{at}").json()["parts"][1] == {
        "role": "scribe",
        "who": "bo",
        "taken": True,
        "times": 0,
        "of": 0,
        "last": None,
        "article": None,
    }
    paper = his.get(f"{AT}{at}/agenda.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert Client().get(f"{AT}{at}/agenda.pdf").status_code == 401
    later = {"starts_at": "2025-03-11T14:00:00Z", "ends_at": "2025-03-11T15:00:00Z"}
    assert sent(hers, "put", at, **later, key="move")[1]["edition"] == 1
    assert sent(hers, "post", f"{at}/cancelling", because="ill", key="cancel")[1]["state"] == "cancelled"
    assert sent(hers, "post", f"{at}/undoing", edition=2, key="undo")[1]["state"] == "planned"
    assert sent(his, "post", f"{at}/cancelling", key="no")[0] == 409
    assert [one["title"] for one in his.get(AT).json()] == ["Monday"]
    assert sent(hers, "post", f"{at}/end", key="end")[1]["state"] == "over"
    assert [one["title"] for one in his.get(f"{AT}/past?q=keys").json()] == ["Monday"]


def test_a_series_is_begun_moved_ended_and_undone(
    ada: Participant, signed_in: Callable[[Participant | Person], Client]
) -> None:
    browser = signed_in(ada)
    rhythm = {"every": "P7D", "from_day": "2025-03-10"}
    made = sent(browser, "post", "/series", **MONDAY, **rhythm, key="begin")[1]
    at = f"/series/{made['id']}"
    moved = sent(browser, "put", at, every="P14D", from_day="2025-03-11", from_nth=1, key="move")[1]
    assert (moved["every"], moved["edition"]) == ("P14D", 1)
    assert sent(browser, "post", f"{at}/end", from_nth=1, key="end")[1]["ended_on"] == "2025-03-03"
    assert sent(browser, "post", f"{at}/undoing", edition=2, key="undo")[1]["ended_on"] is None
    assert (
        sent(browser, "post", "/series/of-the-charter", rule="none", from_day="2025-04-01", key="c")[0] == 404
    )
    assert len(browser.get(f"{AT}/series").json()) == 1


@pytest.mark.parametrize(
    "ends", ["9998-12-31T15:00:00Z", "9999-12-31T23:00:00Z", "9999-12-31T23:00:00-12:00"]
)
def test_nobody_meets_where_no_clock_can_show_it(
    ada: Participant, signed_in: Callable[[Participant | Person], Client], ends: str
) -> None:
    """Such a meeting would break the list and the calendar of each who is invited to it."""
    hers = signed_in(ada)
    planned = sent(hers, "post", "", **MONDAY, **HOURS, key="plan")[1]
    far = {"starts_at": ends.replace("T2", "T1").replace("T15", "T14"), "ends_at": ends}

    assert sent(hers, "post", "", **MONDAY, **far, key="far")[0] == 422
    assert sent(hers, "put", f"/{planned['id']}", **far, key="move")[0] == 422
    assert hers.get(AT).status_code == 200
