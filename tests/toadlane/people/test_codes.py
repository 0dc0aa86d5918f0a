"""A code sent by e-mail lets somebody in: once, soon, in the browser that asked, and nobody else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.toadlane.people.conftest import WORDS, ask_for_code, code_in, enter, is_in, use_app
from toadlane.people.links import password_link
from toadlane.people.models import Person
from toadlane.people.proving import is_proven

Letters = Callable[[], list[tuple[str, str, str]]]
SENT = "/account/code/sent/"


def test_a_code_lets_in_whoever_reads_mail_there(dee: Person, letters: Letters) -> None:
    browser = Client()
    ask_for_code(browser, "DEE@harbour.example")

    [(to, subject, body)] = letters()
    came = browser.post(SENT, {"code": "".join(filter(str.isdigit, body))[:8], "next": "/me/"})

    assert (to, subject) == ("dee@harbour.example", "Your code to sign in")
    assert (came.status_code, came["Location"], is_in(browser)) == (302, "/me/", True)


def test_a_code_serves_once_and_in_one_browser(dee: Person, letters: Letters) -> None:
    browser, other = Client(), Client()
    ask_for_code(browser)
    code = code_in(letters)

    other.post(SENT, {"code": code})
    browser.post(SENT, {"code": code})
    browser.post("/account/logout/")
    browser.post(SENT, {"code": code})

    assert (is_in(other), is_in(browser)) == (False, False)


def test_three_wrong_codes_make_the_right_one_worthless(dee: Person, letters: Letters) -> None:
    browser = Client()
    ask_for_code(browser)
    code = code_in(letters)
    for _ in range(3):
        browser.post(SENT, {"code": "0000-0000"})

    browser.post(SENT, {"code": code})

    assert not is_in(browser)


def test_a_wrong_code_is_told_and_may_be_tried_again(dee: Person, letters: Letters) -> None:
    browser = Client()
    ask_for_code(browser)

    told = browser.post(SENT, {"code": "0000-0000"}).content.decode()
    browser.post(SENT, {"code": code_in(letters)})

    assert "This is not the code" in told
    assert is_in(browser)


def test_whoever_waits_for_a_code_can_ask_anew_or_go_another_way(dee: Person, letters: Letters) -> None:
    browser = Client()
    browser.post("/account/code/?next=/me/", {"email": dee.email})
    first = code_in(letters)
    page = browser.get(f"{SENT}?next=/me/").content.decode()
    ways = re.findall(r'form="not-this-way" name="next" value="([^"]+)"', page)

    led = [browser.post("/account/logout/", {"next": way})["Location"] for way in ways]
    ask_for_code(browser)
    browser.post(SENT, {"code": first})
    late = is_in(browser)
    browser.post(SENT, {"code": code_in(letters)})

    assert led == ["/account/code/?next=%2Fme%2F", "/account/login/?next=%2Fme%2F"]
    assert (late, is_in(browser)) == (False, True)


def test_after_ten_minutes_a_code_is_worthless(dee: Person, letters: Letters) -> None:
    browser, late = Client(), timezone.now() + dt.timedelta(minutes=10, seconds=1)
    ask_for_code(browser)
    code = code_in(letters)

    with time_machine.travel(late, tick=True):
        browser.post(SENT, {"code": code})

        assert not is_in(browser)


def test_an_unknown_address_is_told_the_same_and_gets_no_letter(dee: Person, letters: Letters) -> None:
    answers = [
        Client().post("/account/code/", {"email": email}, follow=True).content.decode()
        for email in ("dee@harbour.example", "eve@harbour.example")
    ]

    assert [to for to, _subject, _body in letters()] == ["dee@harbour.example"]
    assert ["a code has gone there" in answer for answer in answers] == [True, True]


def test_a_closed_account_gets_no_code(dee: Person, letters: Letters) -> None:
    Person.objects.update(is_active=False)

    ask_for_code(Client())

    assert letters() == []


def test_no_code_goes_to_an_address_that_is_only_written_down(dee: Person, letters: Letters) -> None:
    EmailAddress.objects.create(user=dee, email="victim@elsewhere.example", verified=False, primary=False)

    ask_for_code(Client(), "victim@elsewhere.example")

    assert letters() == []


def test_whoever_came_by_a_code_reads_mail_there(db: None, letters: Letters) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve", password=WORDS)
    browser = Client()
    ask_for_code(browser, eve.email)

    browser.post(SENT, {"code": code_in(letters)})

    eve.refresh_from_db()
    assert (is_in(browser), is_proven(eve)) == (True, True)


def test_the_first_letter_that_is_answered_sweeps_out_whoever_had_the_account_before(
    db: None, letters: Letters
) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve", password=WORDS)
    squatter = enter(email=eve.email)
    use_app(squatter)
    letters()
    owner = Client()
    ask_for_code(owner, eve.email)

    owner.post(SENT, {"code": code_in(letters)})

    assert (is_in(owner), is_in(squatter)) == (True, False)


@pytest.mark.parametrize("asked_by_script", [False, True])
def test_a_link_that_was_handed_over_shows_nothing_of_who_reads_mail_there(
    db: None, *, asked_by_script: bool
) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve")
    link = password_link(eve).removeprefix(settings.ADDRESS)
    browser = Client(headers={"x-requested-with": "XMLHttpRequest"} if asked_by_script else {})
    form = link if asked_by_script else browser.get(link)["Location"]

    browser.post(form, {"password1": WORDS, "password2": WORDS})
    again = browser.post(form, {"password1": WORDS[::-1], "password2": WORDS[::-1]})

    eve.refresh_from_db()
    assert (eve.check_password(WORDS), is_proven(eve), again.status_code < 500) == (True, False, True)


def test_a_mailbox_alone_is_not_enough_where_an_app_is_asked_for(dee: Person, letters: Letters) -> None:
    use_app(enter())
    letters()
    thief = Client()
    ask_for_code(thief)

    asked = thief.post(SENT, {"code": code_in(letters)}, follow=True)

    assert "One more step" in asked.content.decode()
    assert not is_in(thief)
