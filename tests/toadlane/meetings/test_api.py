"""Past documents over HTTP: the same verbs, the same sight."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.toadlane.meetings.conftest import MINUTES, PDF, SPRING, Bring, Gather
from toadlane.coops.models import Participant, Visibility
from toadlane.meetings.described import Shared
from toadlane.meetings.models import Document

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Participant], Client]
ROOM = "/api/v1/coops/harbour/documents"


@pytest.fixture
def browser(ada: Participant, signed_in: Enter) -> Client:
    return signed_in(ada)


def posted(browser: Client, url: str, said: dict[str, Any], method: str = "post") -> Any:
    return getattr(browser, method)(url, json.dumps(said), content_type="application/json")


def file(name: str, data: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def test_from_the_upload_to_the_erasure(browser: Client, bo: Participant) -> None:
    sent = {"files": [file(SPRING, MINUTES), file("page.html", "x")], "key": "send"}
    gathered = browser.post(f"{ROOM}/gatherings", sent).json()
    told = browser.get(f"{ROOM}/gatherings/{gathered['id']}").json()
    described = {"number": 1, "title": "Spring", "happened_on": "2024-04-11", "text": "The van."}
    said = {"files": [described], "about": "bo", "tags": ["van"], "key": "in"}
    (made,) = posted(browser, f"{ROOM}/gatherings/{gathered['id']}/documents", said).json()
    there = f"{ROOM}/{made['id']}"
    summer = {"title": "Summer", "happened_on": "2024-07-01", "version": made["version"], "key": "correct"}
    corrected = posted(browser, there, summer, "put").json()
    better = browser.post(
        f"{there}/file", {"file": file("b.pdf", PDF), "version": corrected["version"], "key": "better"}
    ).json()
    taken = browser.get(f"{there}/file")
    body = b"".join(taken.streaming_content)  # type: ignore[attr-defined]  # a file is streamed
    withdrawn = posted(browser, f"{there}/withdrawal", {"because": "Not ours", "key": "withdraw"}).json()
    erased = posted(browser, f"{there}/erasure", {"key": "erase"}).json()

    assert [(one["file_name"], one["why"]) for one in told["files"]] == [
        (SPRING, ""),
        ("page.html", "Files that end in “.html” cannot be brought."),
    ]
    assert (made["title"], made["about"], made["text"], made["tags"]) == ("Spring", "bo", "The van.", ["van"])
    assert [one["title"] for one in corrected["versions"]] == ["Summer", "Spring"]
    assert (better["form"], body, taken["Content-Disposition"].split(";")[0]) == ("pdf", PDF, "attachment")
    assert withdrawn["withdrawn_because"] == "Not ours"
    assert (erased["title"], erased["digest"], [one["title"] for one in erased["versions"]]) == (
        None,
        better["digest"],
        [None, None, None],
    )


def test_the_list_is_searched_and_narrowed(bring: Bring, browser: Client) -> None:
    bring(title="Spring", key="a")
    bring("b.pdf", PDF, title="Van", kind="decision", key="b")

    found = {
        query: [one["title"] for one in browser.get(f"{ROOM}{query}").json()]
        for query in ("", "?q=key", "?kind=decision", "?year=2023", "?skip=1")
    }

    assert found == {
        "": ["Van", "Spring"],
        "?q=key": ["Spring"],
        "?kind=decision": ["Van"],
        "?year=2023": [],
        "?skip=1": ["Spring"],
    }


def test_hidden_equals_absent(
    bring: Bring, gather: Gather, dee: Participant, eve: Participant, signed_in: Enter
) -> None:
    Visibility.objects.create(coop=dee.coop, information_class="decisions", audience="bookkeeper")
    made, held = bring(shared=Shared("decisions")), gather(key="waits")
    browser = signed_in(dee)

    statuses = [
        browser.get(f"{ROOM}/{made.thread}").status_code,
        browser.get(f"{ROOM}/{made.thread}/file").status_code,
        posted(browser, f"{ROOM}/{made.thread}/erasure", {"key": "e"}).status_code,
        posted(browser, f"{ROOM}/{made.thread}/withdrawal", {"because": "b", "key": "w"}).status_code,
        signed_in(eve).get(f"{ROOM}/gatherings/{held.pk}").status_code,
        Client().get(ROOM).status_code,
    ]

    assert (statuses, browser.get(ROOM).json()) == ([404, 404, 404, 404, 404, 401], [])


def test_a_gathering_is_discarded(gather: Gather, browser: Client) -> None:
    held = gather()

    answer = posted(browser, f"{ROOM}/gatherings/{held.pk}/discarding", {"key": "discard"})

    assert (answer.status_code, browser.get(f"{ROOM}/gatherings/{held.pk}").json()["settled"]) == (204, True)


def test_somebody_unknown_cannot_be_named(gather: Gather, browser: Client) -> None:
    described = {"number": 1, "title": "Spring", "happened_on": "2024-04-11"}
    said = {"files": [described], "about": "nobody", "key": "in"}

    answer = posted(browser, f"{ROOM}/gatherings/{gather().pk}/documents", said)

    assert (answer.status_code, Document.objects.count()) == (404, 0)
