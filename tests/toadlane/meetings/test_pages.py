"""The pages of past documents, as a browser without scripts finds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.meetings.conftest import DAY, MINUTES, PDF, PNG, SPRING, Bring, Gather, kept
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.meetings import files, verbs
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document, Gathering

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Participant], Client]
ROOM = "/c/harbour/meet/documents/"


@pytest.fixture
def browser(ada: Participant, signed_in: Enter) -> Client:
    """Ada's."""
    return signed_in(ada)


def upload(name: str, data: bytes | str = MINUTES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def send(browser: Client, *uploads: SimpleUploadedFile, key: str = "send") -> str:
    """Upload files; the address of the page that asks what they are."""
    answer = browser.post(f"{ROOM}bringing/", {"file": list(uploads), "key": key})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def said(browser: Client, url: str, **other: object) -> dict[str, object]:
    """The form of a page as it stands, with something else in it."""
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {**{name: "" if value is None else value for name, value in shown.items()}, **other}


def test_one_file_is_brought_with_everything_that_can_be_said_of_it(
    browser: Client, ada: Participant, bo: Participant
) -> None:
    there = send(browser, upload(SPRING))
    form = said(browser, there)

    answer = browser.post(
        there,
        {**form, "article": "Article 4", "text": "We buy the van.", "tags": "van, money", "about": "bo"},
    )

    made = Document.objects.get()
    assert (form["title_1"], form["day_1"], form["kind_1"]) == ("Minutes of spring", DAY, "minutes")
    assert (made.words.text, made.words.article, made.words.tags) == (
        "We buy the van.",
        "Article 4",
        ["van", "money"],
    )
    assert made.about == bo
    assert answer["Location"] == f"{ROOM}{made.thread}/"


def test_many_files_are_brought_at_once_and_some_are_left_out(browser: Client, ada: Participant) -> None:
    there = send(browser, upload("2024-01-09 a.md", "a"), upload("b.md", "b"), upload("c.html", "c"))
    form = {**said(browser, there), "day_2": ""}

    refused = browser.post(there, form)
    form = {name: value for name, value in form.items() if name != "take_2"}
    brought = browser.post(there, form)

    page = refused.content.decode()
    assert (refused.status_code, "This is needed to bring the file in." in page, "c.html" in page) == (
        422,
        True,
        True,
    )
    assert brought["Location"] == f"{ROOM}{Document.objects.get().thread}/"
    assert [one.words.title for one in Document.objects.all()] == ["A"]


def test_nothing_chosen_is_said(browser: Client, ada: Participant) -> None:
    there = send(browser, upload("a.md", "a"), upload("b.md", "b"))
    form = {name: value for name, value in said(browser, there).items() if not name.startswith("take_")}

    answer = browser.post(there, form)

    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert "Choose at least one file to bring in." in answer.content.decode()


def test_a_fault_keeps_what_was_typed(browser: Client, ada: Participant) -> None:
    there = send(browser, upload(SPRING))
    form = said(browser, there, day_1="2999-01-01", tags="van")

    answer = browser.post(there, form)

    assert (answer.status_code, 'value="van"' in answer.content.decode()) == (422, True)
    assert "cannot be the day of a past document" in answer.content.decode()


def test_sending_the_files_twice_gathers_them_once(browser: Client, ada: Participant) -> None:
    first, second = send(browser, upload(SPRING)), send(browser, upload(SPRING))

    assert (first, Gathering.objects.count()) == (second, 1)


def test_a_settled_gathering_leads_back_to_the_list(browser: Client, ada: Participant, drawers: Path) -> None:
    there = send(browser, upload(SPRING))
    discarded = browser.post(f"{there}discarding/", {"key": "discard"})

    again = browser.get(there)

    assert (discarded["Location"], again["Location"], kept(drawers)) == (ROOM, ROOM, [])
    assert browser.post(f"{there}discarding/", {"key": "other"}).status_code == 409


def test_what_cannot_be_read_at_all_is_told_on_the_form(browser: Client, ada: Participant) -> None:
    answers = [
        browser.post(f"{ROOM}bringing/", {"key": "none"}),
        browser.post(f"{ROOM}bringing/", {"file": [upload("past.zip", b"PK broken")], "key": "broken"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "no ZIP file" in answers[1].content.decode()


def test_a_member_who_may_not_bring_is_told_who_may(dee: Participant, signed_in: Enter) -> None:
    browser = signed_in(dee)

    page = browser.get(f"{ROOM}bringing/", follow=True).content.decode()
    answer = browser.post(f"{ROOM}bringing/", {"file": [upload(SPRING)], "key": "dee"})

    assert ("Whoever is scribe" in page, answer.status_code) == (True, 409)


def titles(browser: Client, query: str = "") -> list[str]:
    return [one.words.title for one in browser.get(f"{ROOM}{query}").context["page"].object_list]


def test_a_document_is_found_by_title_decision_tag_and_text(bring: Bring, browser: Client) -> None:
    bring("a.md", "the kettle leaks", title="Élan", key="a")
    bring(
        "b.pdf",
        PDF,
        title="Van",
        text="100% agreed",
        kind="decision",
        shared=Shared(tags=("money",)),
        key="b",
    )

    assert titles(browser, "?q=KETTLE") == ["Élan"]
    assert titles(browser, "?q=elan leaks") == ["Élan"]
    assert titles(browser, "?q=money+van") == ["Van"]
    assert titles(browser, "?q=100%25") == ["Van"]
    assert titles(browser, "?q=_") == []
    assert titles(browser, "?q=kettle+van") == []
    assert titles(browser, "?q=%00") == ["Van", "Élan"]


def test_the_list_is_narrowed_and_sorted(bring: Bring, browser: Client) -> None:
    bring("a.md", "a", title="B in spring", happened_on=dt.date(2023, 4, 1), key="a")
    bring("b.md", "b", title="A in autumn", happened_on=dt.date(2024, 9, 1), kind="decision", key="b")

    assert titles(browser) == ["A in autumn", "B in spring"]
    assert titles(browser, "?sort=day") == ["B in spring", "A in autumn"]
    assert titles(browser, "?sort=title") == ["A in autumn", "B in spring"]
    assert titles(browser, "?sort=-kind") == ["B in spring", "A in autumn"]
    assert titles(browser, "?sort=;drop") == ["A in autumn", "B in spring"]
    assert titles(browser, "?kind=decision") == ["A in autumn"]
    assert titles(browser, "?year=2023") == ["B in spring"]
    assert titles(browser, "?year=abc&kind=poem") == ["A in autumn", "B in spring"]


@pytest.mark.parametrize("many", [2, 30])
def test_the_list_asks_as_much_for_2_as_for_30(
    many: int, bring: Bring, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        bring(f"{number}.md", str(number), key=str(number))
    browser.get(ROOM)

    with django_assert_num_queries(11):
        assert len(titles(browser)) == many


def test_a_document_shows_its_words_its_text_and_its_versions(bring: Bring, browser: Client) -> None:
    made = bring(text="We buy the van.", article="Article 4")

    page = browser.get(f"{ROOM}{made.thread}/").content.decode()

    shown = ["Spring meeting", "We buy the van.", "<strong>van</strong>", made.digest, SPRING]
    assert [words for words in shown if words not in page] == []


def test_a_hostile_text_is_shown_as_text(bring: Bring, browser: Client) -> None:
    markdown = bring("a.md", "<script>alert(1)</script> [x](javascript:alert(1))", title="<b>T</b>", key="a")
    plain = bring("b.txt", "<script>alert(1)</script>", key="b")

    for made in (markdown, plain):
        page = browser.get(f"{ROOM}{made.thread}/").content.decode()
        assert ("<script>alert" in page, 'href="javascript' in page, "<b>T</b>" in page) == (
            False,
            False,
            False,
        )


@pytest.mark.parametrize(
    ("name", "data", "query", "says"),
    [
        ("a.md", MINUTES, "", ("text/markdown", "attachment")),
        ("a.md", MINUTES, "?shown", ("text/plain; charset=utf-8", "inline")),
        ("a.txt", "<html>", "?shown", ("text/plain; charset=utf-8", "inline")),
        ("a.png", PNG, "?shown", ("image/png", "inline")),
        ("a.pdf", PDF, "?shown", ("application/pdf", "attachment")),
    ],
)
def test_a_file_can_do_nothing_in_our_name(
    name: str, data: bytes | str, query: str, says: tuple[str, str], request: pytest.FixtureRequest
) -> None:
    bring, browser = request.getfixturevalue("bring"), request.getfixturevalue("browser")
    made = bring(name, data)

    answer = browser.get(f"{ROOM}{made.thread}/file/{query}")

    body = b"".join(answer.streaming_content)
    assert body == (data.encode() if isinstance(data, str) else data)
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == says
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer["Cache-Control"] == "no-store, private"


def test_a_quoted_name_breaks_no_header(bring: Bring, browser: Client) -> None:
    made = bring('ev"il;\r\nX: y é.md', MINUTES)

    answer = browser.get(f"{ROOM}{made.thread}/file/")
    answer.close()

    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''ev%22il%3B%20X%3A%20y%20%C3%A9.md")


def test_a_file_that_is_gone_from_the_disk_is_said_to_be(
    bring: Bring, browser: Client, harbour: Coop
) -> None:
    made = bring()
    files.path_of(harbour, (made.digest, made.form)).unlink()

    assert browser.get(f"{ROOM}{made.thread}/file/").status_code == 404
    assert browser.get(f"{ROOM}{made.thread}/").status_code == 200


def status(browser: Client, url: str) -> int:
    """Of an answer that is not read to its end."""
    answer = browser.get(url)
    answer.close()
    return answer.status_code


def test_hidden_equals_absent_on_every_page(
    bring: Bring, harbour: Coop, dee: Participant, bo: Participant, signed_in: Enter
) -> None:
    Visibility.objects.create(coop=harbour, information_class="decisions", audience="bookkeeper")
    made = bring(shared=Shared("decisions", bo))
    pages = ["", "file/", f"versions/{made.pk}/file/", "correction/"]

    seen = {
        who.key: [status(signed_in(who), f"{ROOM}{made.thread}/{page}") for page in pages]
        for who in (dee, bo)
    }

    assert seen == {"dee": [404, 404, 404, 404], "bo": [200, 200, 200, 302]}
    assert (titles(signed_in(dee)), titles(signed_in(dee), "?q=van"), titles(signed_in(bo))) == (
        [],
        [],
        ["Spring meeting"],
    )
    for act in ("better-file", "withdrawal", "erasure"):
        assert signed_in(dee).post(f"{ROOM}{made.thread}/{act}/", {"key": act}).status_code == 404


def test_a_correction_keeps_the_version_before(bring: Bring, browser: Client) -> None:
    made = bring()
    there = f"{ROOM}{made.thread}/correction/"
    form = said(browser, there, title="Summer meeting", happened_on="2024-07-01")

    answer = browser.post(there, form)
    again = browser.post(there, {**form, "key": "other", "title": "Late"})

    page = browser.get(f"{ROOM}{made.thread}/").content.decode()
    assert (answer.status_code, again.status_code) == (302, 409)
    assert ("Summer meeting" in page, "Spring meeting" in page) == (True, True)
    assert "Somebody has changed this document" in again.content.decode()


def test_a_better_scan_a_withdrawal_and_an_erasure_from_the_page(
    bring: Bring, browser: Client, harbour: Coop, drawers: Path
) -> None:
    made = bring("scan.png", PNG)
    there = f"{ROOM}{made.thread}/"

    wrong = browser.post(f"{there}better-file/", {"file": upload("scan.pdf", PNG), "key": "wrong"})
    better = browser.post(f"{there}better-file/", {"file": upload("scan.pdf", PDF), "key": "better"})
    early = browser.post(f"{there}erasure/", {"key": "early"})
    unsaid = browser.post(f"{there}withdrawal/", {"because": " ", "key": "unsaid"})
    withdrawn = browser.post(f"{there}withdrawal/", {"because": "Of another co-op", "key": "withdraw"})
    after = browser.post(f"{there}withdrawal/", {"because": "Again", "key": "after"})
    erased = browser.post(f"{there}erasure/", {"key": "erase"})

    statuses = [one.status_code for one in (wrong, better, early, unsaid, withdrawn, after, erased)]
    page = browser.get(there).content.decode()
    assert statuses == [422, 302, 422, 422, 302, 409, 302]
    assert ("Of another co-op" in page, "An erased document" in page, "Spring meeting" in page) == (
        True,
        True,
        False,
    )
    assert (kept(drawers), titles(browser), browser.get(f"{there}file/").status_code) == ([], [], 404)
    assert browser.get(f"{there}correction/").status_code == 302


def test_somebody_elses_gathering_is_not_there(gather: Gather, eve: Participant, signed_in: Enter) -> None:
    held = gather()

    assert signed_in(eve).get(f"{ROOM}gathered/{held.pk}/").status_code == 404


def test_correcting_needs_something_to_correct(
    bring: Bring, ada: Participant, noon: Moment, browser: Client
) -> None:
    made = bring()

    answer = browser.post(
        f"{ROOM}{made.thread}/correction/", said(browser, f"{ROOM}{made.thread}/correction/")
    )

    assert (answer.status_code, Document.objects.count()) == (422, 1)
    corrected = verbs.correct(
        document=made,
        described=Described("Spring meeting", DAY, "other"),
        shared=Shared(),
        by=ada,
        at=noon,
        key="kind",
    )
    assert (corrected.kind, corrected.replaces, corrected.thread) == ("other", made, made.thread)
