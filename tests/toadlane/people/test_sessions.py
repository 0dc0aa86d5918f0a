"""Where somebody is signed in, and how they end it."""

from __future__ import annotations

import datetime as dt
import re

import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.toadlane.people.conftest import WORDS, enter, is_in
from toadlane.keeping.tasks import forget_sessions
from toadlane.people import devices, sessions
from toadlane.people.models import Person

PAGE = "/me/sign-in/browsers/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36"


def with_browser(user_agent: str, at: str = "192.0.2.7") -> Client:
    browser = Client(headers={"user-agent": user_agent}, REMOTE_ADDR=at)
    browser.post("/account/login/", {"login": "dee@harbour.example", "password": WORDS})
    return browser


def test_a_browser_is_known_by_words() -> None:
    told = [devices.in_words(said) for said in (FIREFOX, PHONE, CHROME, "curl/8", "Edg/1 Windows", "Linux")]

    unknown = "A program that does not say what it is"
    assert told == [
        "Firefox on Linux",
        "Safari on iPhone",
        "Chrome on Android",
        unknown,
        "Edge on Windows",
        "Linux",
    ]


def test_the_list_shows_each_browser_and_marks_this_one(dee: Person) -> None:
    with_browser(PHONE)
    here = with_browser(FIREFOX)

    page = here.get(PAGE).content.decode()

    names = re.findall(r'<th scope="row">([^<]+?)\s*<', page)
    assert names == ["Firefox on Linux", "Safari on iPhone"]
    assert page.count("This one") == 1
    assert page.count('name="end"') == 2  # the phone, and all but this one


def test_one_browser_is_signed_out_and_the_others_stay(dee: Person) -> None:
    phone, here, third = with_browser(PHONE), with_browser(FIREFOX), with_browser(CHROME)
    row = UserSession.objects.get(user_agent=PHONE)

    answers = [here.post(PAGE, {"end": row.pk}) for _click in range(2)]

    assert [is_in(browser) for browser in (phone, here, third)] == [False, True, True]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_all_others_are_signed_out_at_once(dee: Person) -> None:
    phone, here, third = with_browser(PHONE), with_browser(FIREFOX), with_browser(CHROME)

    here.post(PAGE, {"end": "others"})

    assert [is_in(browser) for browser in (phone, here, third)] == [False, True, False]


def test_nobody_ends_what_is_not_theirs(dee: Person) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve", password=WORDS)
    theirs = enter(email=eve.email)
    row = UserSession.objects.get(user=eve)

    answers = [enter().post(PAGE, {"end": said}) for said in (str(row.pk), "-1", "x", "", "9" * 40)]

    assert is_in(theirs)
    assert [answer.status_code for answer in answers] == [302, 404, 404, 404, 404]


def test_a_new_password_signs_every_other_browser_out(dee: Person) -> None:
    phone, here = with_browser(PHONE), with_browser(FIREFOX)

    new = {"password1": "five new words go here", "password2": "five new words go here"}
    here.post("/account/password/", {"oldpassword": WORDS, **new})

    assert (is_in(phone), is_in(here)) == (False, True)
    assert [one.device for one in sessions.of(dee, here=None)] == ["Firefox on Linux"]


def test_everything_somebody_has_open_can_be_ended_by_another_room(dee: Person) -> None:
    browsers = [with_browser(PHONE), with_browser(FIREFOX)]

    ended = sessions.end_all(dee)

    assert (ended, [is_in(browser) for browser in browsers]) == (2, [False, False])
    assert Session.objects.count() == 0


def test_an_account_that_is_closed_is_out_everywhere_also_once_it_is_opened_again(dee: Person) -> None:
    browser = with_browser(FIREFOX)

    for active in (False, True):
        dee.is_active = active
        dee.save()

    assert not is_in(browser)
    assert is_in(with_browser(FIREFOX))


def test_that_a_browser_was_seen_is_noted_every_ten_minutes(dee: Person) -> None:
    browser = with_browser(FIREFOX)
    first = UserSession.objects.get().last_seen_at

    def seen_after(minutes: int) -> dt.datetime:
        with time_machine.travel(first + dt.timedelta(minutes=minutes), tick=False):
            browser.get("/me/")
            seen: dt.datetime = UserSession.objects.get().last_seen_at
            return seen

    assert [seen_after(minutes) - first for minutes in (9, 11)] == [
        dt.timedelta(0),
        dt.timedelta(minutes=11),
    ]


def test_a_session_from_before_there_was_a_list_finds_its_place_in_it(dee: Person) -> None:
    browser = with_browser(FIREFOX)
    UserSession.objects.all().delete()
    session = browser.session
    del session[sessions.SEEN]
    session.save()

    browser.get("/me/")

    assert [one.device for one in sessions.of(dee, here=None)] == ["Firefox on Linux"]


def test_a_session_that_ran_out_is_not_listed_and_soon_forgotten(dee: Person) -> None:
    with_browser(FIREFOX)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    listed = sessions.of(dee, here=None)
    here = with_browser(PHONE)

    forget_sessions.call()

    assert (listed, is_in(here)) == ([], True)
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
