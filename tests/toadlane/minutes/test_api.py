"""Minutes over the API: written, corrected, approved and found by the same verbs as on the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.toadlane.minutes.conftest import House, key
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

ROOM = "/api/v1/coops/harbour/minutes"


def test_what_was_noted_is_told_and_contested_over_the_api(
    house: House, signed_in: Callable[[Participant | Person], Client], clock: Callable[[Moment], None]
) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    clock(house.at)
    ada, bo = signed_in(house.ada), signed_in(house.bo)
    those = {"meeting": str(later.pk), "those": ["ada", "bo"], "key": key()}
    answer = ada.post(f"{ROOM}/{row.pk}/approvals", those, content_type="application/json")
    until = (house.at.day + dt.timedelta(days=2)).isoformat()
    noted = {"who": "bo", "noted_by": "ada", "meeting": str(later.pk), "until": until}
    found = bo.get(f"{ROOM}/{row.pk}").json()
    told = [answer.json()["approved_by"], found["noted"], found["may_contest"], found["contested_by"]]
    assert told == [["ada"], [noted], True, []]
    assert ada.get(f"{ROOM}/{row.pk}").json()["may_contest"] is False

    def contest(who: Client, edition: int = 1) -> int:
        said = {"edition": edition}
        return who.post(f"{ROOM}/{row.pk}/contesting", said, content_type="application/json").status_code

    assert [contest(ada), contest(bo, 2), contest(bo), contest(bo)] == [409, 409, 201, 201]

    found = bo.get(f"{ROOM}/{row.pk}").json()
    assert [found["noted"], found["may_contest"], found["contested_by"]] == [[], False, ["bo"]]


def test_from_the_first_line_to_the_last_approval(
    house: House,
    signed_in: Callable[[Participant | Person], Client],
    clock: Callable[[Moment], None],
    chi: Person,
) -> None:
    clients = {who: signed_in(getattr(house, who)) for who in ("ada", "bo", "dee", "fay")}

    def sent(by: str, path: str, status: int = 201, way: str = "post", **said: Any) -> dict[str, Any]:
        ask = getattr(clients[by], way)
        answer = ask(f"{ROOM}/{path}", said, content_type="application/json")
        assert answer.status_code == status, answer.content
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    begun = sent("ada", f"of/{house.meeting.pk}")
    one = begun["id"]
    assert begun["missing"] == ["attendance", "decisions", "actions"]
    sent("ada", f"{one}/attendance", way="put", there=["ada", "bo"], apologies=["fay"], guests="Kim")
    sent("ada", f"{one}/lines", part="decisions", text="We buy the van.", key=key())
    sent("ada", f"{one}/lines", part="actions", text="Offers", who="bo", due_on="2025-03-10", key=key())
    wrong = sent("ada", f"{one}/lines", part="issues", text="Wrong.", key=key())
    sent("ada", f"{one}/striking", line=wrong["lines"][-1]["id"])
    sent("ada", f"{one}/none", way="put", part="decisions", none=False)
    closed = sent("ada", f"{one}/closed", title="Pay", there=["ada"], key=key())
    assert clients["bo"].get(f"{ROOM}/{closed['id']}").status_code == 404
    out = sent("ada", f"{one}/sending")
    line = next(each for each in out["lines"] if each["part"] == "decisions")
    said = {"part": "decisions", "line": line["id"], "text": "We buy a van.", "because": "any"}
    sent("bo", f"{one}/corrections", **said, key=key())
    sent("fay", f"{one}/approval", status=409, edition=1)
    found = sent("ada", f"{one}/approval", status=409, edition=1)
    assert "wait for an answer" in str(found)
    waiting = clients["ada"].get(f"{ROOM}/{one}").json()["corrections"][0]["id"]
    sent("ada", f"{one}/answers", correction=waiting, accepted=True, edition=1, key=key())
    sent("ada", f"{one}/approval", edition=2)
    done = sent("bo", f"{one}/approval", edition=2)

    assert (done["phase"], done["approved_by"], done["lacks"]) == ("approved", ["ada", "bo"], 0)
    assert done["digest"]
    [action] = clients["bo"].get(f"{ROOM}/actions?state=mine").json()
    sent("bo", f"actions/{action['id']}", status=204, what="done", key=key())
    assert clients["dee"].get(f"{ROOM}/actions?state=done").json()[0]["done"] is True
    assert [each["text"] for each in clients["dee"].get(f"{ROOM}/decided").json()] == ["We buy a van."]
    [hit] = clients["dee"].get(f"{ROOM}/found?q=van&kind=decisions").json()
    assert (hit["there"], hit["on"]) == (["Ada", "Bo"], "2025-02-24")
    assert signed_in(chi).get(f"{ROOM}/{one}").status_code == 404
