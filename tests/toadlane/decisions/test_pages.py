"""The pages of decisions, and what waits on *Today*."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import MINUTES, Enter, joins
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs
from toadlane.decisions.models import Authority, Confirmation, Withdrawal
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
ROOM = "/c/harbour/decide/"
LIST = f"{ROOM}entered/"
CONFIRM = "Confirm the decision</button>"
TAKE_BACK = "Take the entry back</button>"


def page_of(authority: Authority) -> str:
    return f"{ROOM}{authority.pk}/"


def words(page: bytes) -> str:
    """A page as it reads: without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def filled_in(browser: Client, **other: str) -> dict[str, str]:
    """The entry form as a member fills it in."""
    key = browser.get(f"{ROOM}entry/", follow=True).context["form"]["key"].value()
    said = {
        "matter": "close-year",
        "subject": "2024",
        "article": "Article 9 — Surplus",
        "decided_on": "2025-02-27",
        "text": MINUTES,
        "key": key,
    }
    return {**said, **other}


def test_a_member_enters_a_decision(governed: Coop, browser: Client) -> None:
    sent = browser.post(f"{ROOM}entry/", filled_in(browser), follow=True)

    authority = Authority.objects.get()
    assert sent.redirect_chain == [(page_of(authority), 302)]
    assert "Entered. A second member has to confirm it now." in words(sent.content)
    assert (authority.subject, authority.state) == ("2024", "entered")


def test_the_same_form_sent_twice_enters_one_decision(governed: Coop, browser: Client) -> None:
    form = filled_in(browser)

    there = [browser.post(f"{ROOM}entry/", form)["Location"] for _ in range(2)]

    assert there == [page_of(Authority.objects.get())] * 2
    assert "This was entered already, and stands as it was." in words(browser.get(there[0]).content)


def test_the_key_of_the_entry_form_stands_in_its_address_and_stays(governed: Coop, browser: Client) -> None:
    address = browser.get(f"{ROOM}entry/?matter=close-year")["Location"]

    keys = [browser.get(address).context["form"]["key"].value() for _ in range(2)]

    assert f"form={keys[0]}" in address
    assert keys[0] == keys[1]
    assert browser.get(f"{ROOM}entry/?form=odd")["Location"] != f"{ROOM}entry/?form=odd"


def test_something_else_under_the_same_key_is_asked_about_and_then_entered(
    governed: Coop, browser: Client
) -> None:
    form = filled_in(browser)
    browser.post(f"{ROOM}entry/", form)

    asked = browser.post(f"{ROOM}entry/", {**form, "subject": "2023"})
    anew = {**form, "subject": "2023", "key": asked.context["form"]["key"].value()}
    browser.post(f"{ROOM}entry/", anew)

    assert (asked.status_code, 'value="2023"' in asked.content.decode()) == (422, True)
    assert sorted(Authority.objects.values_list("subject", flat=True)) == ["2023", "2024"]


def test_the_subject_is_asked_for_in_the_words_of_its_matter(governed: Coop, browser: Client) -> None:
    labels = [
        str(browser.get(f"{ROOM}entry/{query}", follow=True).context["form"]["subject"].label)
        for query in ("", "?matter=close-year", "?matter=odd")
    ]

    assert labels == ["About", "Fiscal year", "About"]


def test_a_page_that_needs_a_decision_fills_the_form_in(governed: Coop, browser: Client) -> None:
    query = {"matter": "close-year", "subject": "2024", "fingerprint": "a1" * 32}

    form = browser.get(f"{ROOM}entry/?{urlencode(query)}", follow=True).context["form"]

    assert {name: form[name].value() for name in (*query, "article")} == {
        **query,
        "article": "Article 9 — Surplus",
    }


@pytest.mark.parametrize(
    ("query", "article"),
    [("", ""), ("?matter=odd", ""), ("?matter=close-year&article=Article 7 — Pay", "Article 7 — Pay")],
)
def test_an_article_is_suggested_only_where_one_is_known(
    governed: Coop, browser: Client, query: str, article: str
) -> None:
    assert browser.get(f"{ROOM}entry/{query}", follow=True).context["form"]["article"].value() == article


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"decided_on": "2999-01-01"}, "which has not come yet"),
        ({"article": "Article 99 — Nothing"}, "Select a valid choice"),
        ({"text": ""}, "This field is required"),
        ({"matter": "{x}"}, "Select a valid choice"),
        ({"fingerprint": "zz"}, "not complete, or holds more than it should"),
        ({"text": "a\x1bb"}, "characters that are not text"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    governed: Coop, browser: Client, other: dict[str, str], says: str
) -> None:
    page = browser.post(f"{ROOM}entry/", filled_in(browser, subject="the {long} year", **other))

    assert (page.status_code, says in words(page.content)) == (422, True)
    assert 'value="the {long} year"' in page.content.decode()
    assert Authority.objects.count() == 0


def test_a_candidate_sees_decisions_and_enters_none(
    entered: Authority, bo: Participant, signed_in: SignedIn, browser: Client
) -> None:
    candidate, form = signed_in(bo), filled_in(browser)

    seen = [candidate.get(address, follow=True) for address in (LIST, f"{ROOM}entry/", page_of(entered))]
    refused = candidate.post(f"{ROOM}entry/", form)

    assert [page.status_code for page in seen] == [200, 200, 200]
    assert "Members enter decisions. Ask one of them to do it." in words(seen[1].content)
    assert [CONFIRM in seen[2].content.decode(), TAKE_BACK in seen[2].content.decode()] == [False, False]
    assert (refused.status_code, Authority.objects.count()) == (409, 1)


@pytest.mark.parametrize("act", ["confirmation", "withdrawal"])
def test_a_candidate_is_refused_past_the_page(
    entered: Authority, bo: Participant, signed_in: SignedIn, act: str
) -> None:
    answer = signed_in(bo).post(f"{page_of(entered)}{act}/", {"key": "k", "because": "No."})

    assert (answer.status_code, Confirmation.objects.count(), Withdrawal.objects.count()) == (409, 0, 0)
    assert "Decisions are entered and confirmed by members." in words(answer.content)


def test_a_second_member_is_shown_the_button_and_confirms(
    entered: Authority, dee: Participant, signed_in: SignedIn
) -> None:
    second = signed_in(dee)
    page = second.get(page_of(entered))

    form = {"key": page.context["confirm"]["key"].value()}
    sent = [second.post(f"{page_of(entered)}confirmation/", form, follow=True) for _ in range(2)]

    assert CONFIRM in page.content.decode()
    assert [answer.status_code for answer in sent] == [200, 200]
    assert "Confirmed by Dee, on" in words(sent[0].content)
    assert CONFIRM not in sent[0].content.decode()
    assert Confirmation.objects.get().by == dee


def test_whoever_entered_it_is_told_that_another_member_confirms_it(
    entered: Authority, browser: Client
) -> None:
    page = browser.get(page_of(entered)).content

    assert CONFIRM not in page.decode()
    assert "You entered it, so another member confirms it." in words(page)
    assert browser.post(f"{page_of(entered)}confirmation/", {"key": "k"}).status_code == 409


@pytest.mark.parametrize("form", [{}, {"key": ""}, {"key": "k" * 256}])
def test_a_click_without_its_key_confirms_nothing(
    entered: Authority, dee: Participant, signed_in: SignedIn, form: dict[str, str]
) -> None:
    answer = signed_in(dee).post(f"{page_of(entered)}confirmation/", form)

    assert (answer.status_code, Confirmation.objects.count()) == (422, 0)


def test_a_member_takes_an_entry_back_and_says_why(
    entered: Authority, dee: Participant, signed_in: SignedIn
) -> None:
    second = signed_in(dee)
    silent = second.post(f"{page_of(entered)}withdrawal/", {"key": "k", "because": ""})

    sent = second.post(f"{page_of(entered)}withdrawal/", {"key": "k", "because": "<b>2023</b>"}, follow=True)

    assert (silent.status_code, "This field is required" in words(silent.content)) == (422, True)
    assert "&lt;b&gt;2023&lt;/b&gt;" in sent.content.decode()
    assert [mark in sent.content.decode() for mark in (CONFIRM, TAKE_BACK)] == [False, False]


def test_the_list_says_how_far_each_is_and_what_it_was_used_for(
    enter: Enter, dee: Participant, noon: Moment, browser: Client
) -> None:
    rows = [enter(key=str(n), subject=str(2020 + n)) for n in range(4)]
    for row in rows[1:]:
        verbs.confirm_authority(authority=row, by=dee, at=noon, key=f"confirm {row.pk}")
    act = {"matter": "close-year", "fingerprint": "", "by": dee, "at": noon}
    verbs.use_authority(authority=rows[2], subject="2022", **act)  # type: ignore[arg-type]
    verbs.withdraw_authority(authority=rows[3], because="A slip.", by=dee, at=noon, key="back")

    lines = browser.get(LIST).context["lines"]

    assert [(line.title, line.authority.state, line.used_for) for line in lines] == [
        ("Close the fiscal year 2023", "withdrawn", ""),
        ("Close the fiscal year 2022", "used", "Close the fiscal year 2022"),
        ("Close the fiscal year 2021", "confirmed", ""),
        ("Close the fiscal year 2020", "entered", ""),
    ]


def test_an_empty_room_says_what_it_is_for(
    governed: Coop, bo: Participant, signed_in: SignedIn, browser: Client
) -> None:
    member, candidate = (words(asked.get(LIST).content) for asked in (browser, signed_in(bo)))

    assert "Money, membership and charter change only on a decision of the members." in member
    assert "Members enter what was decided from the minutes" in candidate


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{% now 'Y' %} {{ user }} {x}"])
def test_hostile_words_are_shown_as_what_they_are(enter: Enter, browser: Client, text: str) -> None:
    authority = enter(text=text, subject=text, matter="odd-matter")

    pages = [browser.get(address).content.decode() for address in (LIST, page_of(authority))]

    escaped = text.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
    assert [escaped in page for page in pages] == [True, True]
    assert [page.count("<script>") for page in pages] == [0, 0]


def addresses(authority: Authority) -> list[tuple[str, str]]:
    one = page_of(authority)
    posts = [f"{one}confirmation/", f"{one}withdrawal/", f"{ROOM}entry/"]
    return [("get", address) for address in (LIST, f"{ROOM}entry/", one)] + [("post", at) for at in posts]


def test_strangers_and_outsiders_find_nothing(entered: Authority, chi: Person, signed_in: SignedIn) -> None:
    form = {"key": "k", "because": "No."}

    codes = {
        getattr(who, method)(address, form).status_code
        for who in (Client(), signed_in(chi))
        for method, address in addresses(entered)
    }

    assert (codes, Confirmation.objects.count(), Withdrawal.objects.count()) == ({404}, 0, 0)


def test_a_member_of_another_coop_finds_nothing_even_under_their_own_address(
    entered: Authority, signed_in: SignedIn
) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    eli = signed_in(joins(quay, "eli", "member", dt.date(2024, 1, 1)))

    codes = {
        getattr(eli, method)(address.replace(coop, "quay"), {"key": "k", "because": "No."}).status_code
        for coop in ("quay", "harbour")
        for method, address in addresses(entered)
        if str(entered.pk) in address
    }

    assert codes == {404}


def test_where_the_accounts_are_closed_to_candidates_so_are_decisions(
    entered: Authority, ada: Participant, bo: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    closed = texts.closed("2025-03-03")
    charter.adopt_amendment(coop=ada.coop, name="2025-closed", source=closed, by=ada, at=noon, key="a")

    codes = [[signed_in(who).get(at).status_code for at in (LIST, page_of(entered))] for who in (ada, bo)]

    assert codes == [[200, 200], [404, 404]]


def test_somebody_who_left_sees_no_decisions(entered: Authority, signed_in: SignedIn) -> None:
    fay = joins(entered.coop, "fay", "member", dt.date(2024, 1, 1), dt.date(2024, 6, 1))

    assert signed_in(fay).get(LIST).status_code == 404
