"""The pages of a talk and the same over the API: read, said, edited, met; hidden is absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.talk.conftest import AT, Say
from toadlane.amending.models import AmendmentDraft
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.talk import verbs
from toadlane.talk.models import Comment, CommentWords, Following, Sort
from toadlane.talk.subjects import Subject

DRAFT = "/c/harbour/charter/amendments/2026-surplus/"
API = "/api/v1/coops/harbour/talk/amendment/2026-surplus"


def test_what_is_typed_beside_a_draft_stands_there_and_in_the_talk(browser: Client, subject: Subject) -> None:
    typed = {"text": "<b>Half</b> is too much. See https://roof.example", "sort": "concern", "key": "click"}

    said = browser.post(AT, typed, follow=True)
    twice = browser.post(AT, typed, follow=True)

    comment = Comment.objects.get()
    assert said.redirect_chain[-1][0] == f"{AT}?page=1#comment-{comment.pk}"
    for page in (said, twice, browser.get(DRAFT)):
        text = page.content.decode()
        assert "&lt;b&gt;Half&lt;/b&gt;" in text
        assert '<a href="https://roof.example" rel="nofollow">' in text
        assert "Not met yet" in text
    empty = browser.post(AT, {"text": " ", "sort": "comment", "key": "other"})
    assert (empty.status_code, Comment.objects.count()) == (422, 1)


def test_one_comment_is_answered_edited_met_and_taken_back(browser: Client, say: Say) -> None:
    said = say("Teh roof.", sort=Sort.CONCERN)
    one = f"/c/harbour/talk/comments/{said.pk}/"

    browser.post(one, {"text": "Which?", "sort": "question", "answers": said.pk, "key": "a"})
    edited = browser.post(f"{one}edition/", {"text": "The roof.", "edition": 1, "key": "b"})
    stale = browser.post(f"{one}edition/", {"text": "My roof.", "edition": 1, "key": "c"})
    met = browser.post(f"{one}met/", {"because": "It is mended.", "key": "d"})
    page = browser.get(one).content.decode()
    gone = browser.post(f"{one}withdrawal/", {"key": "e"}, follow=True).content.decode()

    assert [edited.status_code, stale.status_code, met.status_code] == [302, 409, 302]
    assert "My roof." in stale.content.decode()
    assert "Teh roof." in page
    assert "It is mended." in page
    assert "Taken back by whoever wrote it." in gone
    assert "The roof." not in gone


def test_a_round_and_a_small_group_by_their_pages(
    browser: Client, subject: Subject, dee: Participant, bo: Participant
) -> None:
    begun = browser.post(f"{AT}groups/", {"name": "Roof", "people": ["ada", "bo"], "key": "a"}, follow=True)
    few = browser.post(f"{AT}groups/", {"name": "Roof", "people": ["ada"], "key": "b"})
    group = begun.redirect_chain[-1][0]
    browser.post(group, {"text": "Between us.", "sort": "comment", "key": "c"})
    ended = browser.post(f"{group}end/", {"found": "The landlord pays.", "key": "d"}, follow=True)
    browser.post(f"{AT}round/", {"asks": "And you?", "key": "e"})
    asked = browser.get(AT).content.decode()
    passed = browser.post(f"{AT}round/pass/", {"key": "f"}, follow=True).content.decode()
    over = browser.post(f"{AT}round/end/", {"key": "g"}, follow=True).content.decode()
    late = browser.post(f"{AT}round/end/", {"key": "h"})

    assert few.status_code == 422
    assert "The landlord pays." in ended.content.decode()
    assert "Still to be heard: Ada, Bo and Dee." in asked
    assert "Still to be heard: Bo and Dee." in passed
    assert "Still to be heard" not in over
    assert late.status_code == 409


def test_a_talk_is_found_by_its_words_and_followed_or_not(
    browser: Client, say: Say, ada: Participant
) -> None:
    say("The Café roof.")
    say("The floor.")

    found = browser.get(f"{AT}?q=cafe").content.decode()
    nothing = browser.get(f"{AT}?q=%00cellar").content.decode()
    browser.post(f"{AT}following/", {"follows": "no", "key": "k"})

    assert ("The Café roof." in found, "The floor." in found) == (True, False)
    assert "Nobody said that here." in nothing
    assert not Following.objects.get(participant=ada).follows


def test_hidden_is_absent(
    *,
    say: Say,
    governed: Coop,
    ada: Participant,
    bo: Participant,
    chi: Person,
    noon: Moment,
    signed_in: Callable[[Participant | Person], Client],
) -> None:
    said = say("Half.")
    sight.seed(coop=governed, classes={"charter": ["members"]}, by=ada, at=noon)
    one = f"/c/harbour/talk/comments/{said.pk}/"

    asked = [
        (client.get(url).status_code)
        for client in (signed_in(bo), signed_in(chi), Client())
        for url in (AT, one, f"{one}place/", API, f"/api/v1/coops/harbour/talk/comments/{said.pk}")
    ]
    nowhere = [
        signed_in(ada).get(url).status_code
        for url in (
            "/c/harbour/talk/amendment/no-such/",
            "/c/harbour/talk/no-such/2026-surplus/",
            f"/c/harbour/talk/groups/{said.pk}/",
            f"/c/harbour/talk/comments/{'0' * 8}-0000-7000-8000-{'0' * 12}/",
        )
    ]

    assert [status for status in asked if status != 401] == [404] * 13
    assert nowhere == [404] * 4


def test_who_reads_a_draft_reads_what_is_said_about_it_where_they_may_speak(
    *,
    say: Say,
    subject: Subject,
    ada: Participant,
    bo: Participant,
    noon: Moment,
    browser: Client,
    signed_in: Callable[[Participant | Person], Client],
) -> None:
    say("Half of it.")
    by_right = "Half of it." in signed_in(bo).get(subject.page).content.decode()

    sight.seed(coop=ada.coop, classes={"charter": ["members", "candidates", "world"]}, by=ada, at=noon)

    shown = [client.get(subject.page) for client in (browser, signed_in(bo))]
    assert [(page.status_code, "Half of it." in page.content.decode()) for page in shown] == [
        (200, True),
        (200, False),
    ]
    assert (by_right, signed_in(bo).get(AT).status_code) == (True, 404)


@pytest.fixture
def long_talk(subject: Subject, say: Say, ada: Participant, noon: Moment) -> Callable[[int], None]:
    """A talk of some length, put in as quickly as it goes."""

    def growing(length: int) -> None:
        first = say(f"Begun {length}")
        shape: dict[str, Any] = {
            "coop": subject.coop,
            "kind": subject.kind,
            "subject": subject.key,
            "information_class": "charter",
            "by": ada,
            "happened_at": noon.instant,
        }
        rows = [Comment(**shape, thread=first.pk, answers=first, sort="question") for _ in range(length)]
        Comment.objects.bulk_create(rows)
        words = {"coop": subject.coop, "participant": ada, "text": "So?", "searched": "so?", "salt": b""}
        CommentWords.objects.bulk_create(
            CommentWords(**words, comment=row, written_at=noon.instant) for row in rows
        )

    return growing


def test_two_thousand_comments_ask_as_many_questions_as_three(
    browser: Client, long_talk: Callable[[int], None], draft: AmendmentDraft
) -> None:
    counted = []
    for length in (31, 1969):
        long_talk(length)
        for url in (AT, f"{AT}?page=2", f"{AT}?q=so", DRAFT):
            browser.get(url)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page = browser.get(url)
            assert page.status_code == 200
            assert len(page.content) < 130_000
            counted.append(len(asked))

    assert counted[:4] == counted[4:]


def test_the_same_over_the_api(browser: Client, subject: Subject, bo: Participant, noon: Moment) -> None:
    def send(path: str, **said: Any) -> Any:
        answer = browser.post(f"{API}{path}", said, content_type="application/json")
        return answer.status_code, answer.json()

    status, said = send("/comments", text="Half.", sort="concern", key="a")
    again = send("/comments", text="Half.", sort="concern", key="a")
    one = f"/api/v1/coops/harbour/talk/comments/{said['id']}"
    edited = browser.put(one, {"text": "A half.", "edition": 1}, content_type="application/json")
    met = browser.post(f"{one}/met", {"because": "So be it.", "key": "b"}, content_type="application/json")
    theirs = verbs.say(subject=subject, text="Mine.", by=bo, at=noon, key="bo")
    refused = browser.delete(f"/api/v1/coops/harbour/talk/comments/{theirs.pk}")
    begun = send("/round", asks="Well?", key="c")
    group = send("/groups", name="Roof", people=["ada", "bo"], key="d")
    whole = browser.get(API).json()
    gone = browser.delete(one).json()

    assert (status, again[1]["id"], edited.json()["text"], met.json()["met"]["because"]) == (
        201,
        said["id"],
        "A half.",
        "So be it.",
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "talk.not-yours")
    assert [begun[0], group[0]] == [201, 201]
    assert [one["by"] for one in whole["comments"]] == ["ada", "bo"]
    assert whole["round"]["waiting"] == ["ada", "bo"]
    assert (gone["state"], gone["text"]) == ("withdrawn", None)
