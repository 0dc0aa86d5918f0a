"""A document is closed until a day: those named read it, everybody else that it is there and why."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.privacy.conftest import API, SignedIn
from toadlane.coops import clock
from toadlane.coops.models import Closure, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.files.bringing import Sent
from toadlane.meetings import verbs as meetings
from toadlane.meetings import waiting
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document
from toadlane.privacy import closing

DAY = dt.timedelta(days=1)
OPENS = dt.date(2025, 4, 1)
WHY = "a matter of personnel"
Close = Callable[..., Closure]


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr(clock, "now", lambda _coop: noon)


@pytest.fixture
def minutes(governed: Coop, ada: Participant, noon: Moment, house: Path) -> Document:
    """Ada brought the minutes of a session about the kettle."""
    sent = [Sent("session.md", io.BytesIO(b"# Session\n\nThe kettle was stolen."))]
    held = meetings.gather(coop=governed, sent=sent, by=ada, at=noon, key="gather")
    told = {1: Described("Session on the kettle", dt.date(2025, 2, 1))}
    meetings.bring_in(gathering=held, described=told, shared=Shared(), by=ada, at=noon, key="in")
    return Document.objects.select_related("coop").get()


@pytest.fixture
def close(minutes: Document, ada: Participant, dee: Participant, noon: Moment) -> Close:
    """Ada closes them to all but Dee and herself, or does something like it."""

    def closed(**other: object) -> Closure:
        said: dict[str, object] = {
            "document": minutes,
            "because": WHY,
            "opens_on": OPENS,
            "named": [dee],
            "by": ada,
            "at": noon,
            "key": "close",
        }
        return closing.close_document(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return closed


def readers(minutes: Document, on: dt.date) -> list[str]:
    people = list(Participant.objects.filter(coop=minutes.coop).order_by("key"))
    for who in people:
        who.coop = minutes.coop
    listed = [
        who.key
        for who in people
        if sight_on(who, on).visible(Document.objects.filter(pk=minutes.pk)).exists()
    ]
    assert listed == [who.key for who in people if sight_on(who, on).may_see(minutes)]
    return listed


@pytest.mark.usefixtures("fay", "bo")
def test_only_those_named_see_it_until_its_day_and_then_everybody_as_before(
    close: Close, minutes: Document, noon: Moment
) -> None:
    before = readers(minutes, noon.day)

    close()

    seen = [readers(minutes, day) for day in (noon.day, OPENS - DAY, OPENS)]
    assert (before, seen) == (["ada", "dee", "fay"], [["ada", "dee"], ["ada", "dee"], ["ada", "dee", "fay"]])


def test_others_read_that_it_is_there_why_and_when_it_opens_and_no_word_of_it(
    close: Close, minutes: Document, fay: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    close()
    browser = signed_in(fay)

    listed = browser.get("/c/harbour/meet/documents/").content.decode()
    found = browser.get("/c/harbour/meet/documents/?q=kettle").content.decode()
    addresses = [
        f"/c/harbour/meet/documents/{minutes.thread}/{part}" for part in ("", "file/", "correction/")
    ]
    over = browser.get(f"{API}/closures").json()

    assert f"A closed document: {WHY}. It opens on April 1, 2025." in listed
    assert [word for word in ("kettle", str(minutes.thread)) if word in listed.replace("q=kettle", "")] == []
    assert "Session on the kettle" not in found
    assert [browser.get(address).status_code for address in addresses] == [404] * 3
    assert [(one["because"], one["opens_on"]) for one in over] == [(WHY, "2025-04-01")]
    assert signed_in(bo).get(f"{API}/closures").json() == []


def test_today_does_not_tell_of_it_as_new(
    close: Close, dee: Participant, fay: Participant, noon: Moment
) -> None:
    before = [len(list(waiting.lately(who, noon))) for who in (dee, fay)]

    close()

    assert (before, [len(list(waiting.lately(who, noon))) for who in (dee, fay)]) == ([1, 1], [1, 0])


def test_it_is_opened_before_its_day_by_those_who_keep_the_papers(
    close: Close, minutes: Document, ada: Participant, fay: Participant, noon: Moment
) -> None:
    close()
    said = {"document": minutes, "by": ada, "at": noon, "key": "open"}

    assert closing.open_document(**said) == closing.open_document(**said)  # type: ignore[arg-type]

    assert readers(minutes, noon.day) == ["ada", "dee", "fay"]
    with pytest.raises(RecordMoved):
        closing.open_document(document=minutes, by=ada, at=noon, key="again")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"because": " "}, "closure.because"),
        ({"because": "x" * 301}, "closure.because"),
        ({"opens_on": dt.date(2025, 3, 3)}, "closure.day"),
        ({"opens_on": dt.date(2026, 3, 5)}, "closure.day"),
    ],
)
def test_a_closing_says_why_and_ends_within_a_year(close: Close, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(InputFault) as refused:
        close(**changed)

    assert (refused.value.code, Closure.objects.count()) == (code, 0)


def test_who_keeps_no_papers_or_sees_it_not_closes_nothing(
    close: Close, dee: Participant, noon: Moment
) -> None:
    with pytest.raises(Refused):
        close(by=dee)
    close()
    with pytest.raises(RecordMoved) as refused:
        close(key="another")
    assert refused.value.code == "closure.closed"


def test_a_person_of_another_co_op_is_not_named(close: Close, noon: Moment) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")

    with pytest.raises(NotThere):
        close(named=[Participant.objects.create(coop=quay, key="zed", name="Zed")])


def test_it_is_closed_and_opened_on_pages_and_over_the_api(
    minutes: Document, ada: Participant, fay: Participant, signed_in: SignedIn
) -> None:
    browser: Client = signed_in(ada)
    page = f"/c/harbour/privacy/closed/{minutes.thread}/"
    form = {"because": WHY, "opens_on": "2025-04-01", "named": ["fay"], "key": "page"}

    empty = browser.post(page, {**form, "because": "", "key": "empty"})
    closed = browser.post(page, form)
    shown = browser.get(page).content.decode()
    opened = browser.post(f"{page}opening/", {"key": "open"})
    body = {"document": str(minutes.thread), "because": WHY, "opens_on": "2025-04-01", "key": "api"}
    over = browser.post(f"{API}/closures", json.dumps(body), content_type="application/json")
    again = browser.post(
        f"{API}/closures/{minutes.thread}/opening", json.dumps({"key": "z"}), content_type="application/json"
    )

    assert (empty.status_code, closed.status_code, opened.status_code) == (422, 302, 302)
    assert ("Open it now" in shown, "Fay" in shown) == (True, True)
    assert (over.status_code, over.json()["open_as"], again.status_code) == (201, "minutes", 201)
    assert signed_in(fay).get(page).status_code == 409
