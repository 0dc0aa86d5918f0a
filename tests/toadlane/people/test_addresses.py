"""One mailbox is one person, whatever an address is made to look like; and how an address changes hands."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.toadlane.people.conftest import WORDS, enter, is_in, show_again, use_app
from toadlane.people.models import Person
from toadlane.people.proving import is_proven
from toadlane.people.spelling import one_spelling

Letters = Callable[[], list[tuple[str, str, str]]]
CHANGE = "/account/email/"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Dee@Harbour.Example ", "dee@harbour.example"),
        ("dee@har\u200bbour.example", "dee@harbour.example"),
        ("d\u00adee@harbour.example\ufeff", "dee@harbour.example"),
        ("ｄｅｅ@ｈａｒｂｏｕｒ.example", "dee@harbour.example"),
        ("dee@bücher.example", "dee@xn--bcher-kva.example"),
        ("dee@h\u0430rbour.example", "dee@xn--hrbour-3nf.example"),
        ("d\u0435e@harbour.example", "d\u0435e@harbour.example"),
        ("dee", "dee"),
        ("dee@" + "x" * 64 + ".example", "dee@" + "x" * 64 + ".example"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert one_spelling(typed) == kept
    assert one_spelling(kept) == kept


@pytest.mark.parametrize(
    "typed", ["d\u0435e@harbour.example", "dee@-.example", "dee", "dee\n@harbour.example"]
)
def test_an_address_without_such_a_spelling_is_refused(db: None, typed: str) -> None:
    with pytest.raises(ValidationError):
        Person.objects.welcome(email=typed, name="Not Dee")

    assert Person.objects.count() == 0


def test_what_only_looks_like_an_address_is_another(dee: Person) -> None:
    other = Person.objects.welcome(email="dee@h\u0430rbour.example", name="Not Dee")

    assert (other.pk != dee.pk, other.email) == (True, "dee@xn--hrbour-3nf.example")


def test_a_pasted_address_with_signs_nobody_sees_still_comes_in(dee: Person) -> None:
    assert is_in(enter(email="dee@har\u200bbour.example"))


def test_nobody_signs_up_with_somebody_elses_address(dee: Person, letters: Letters) -> None:
    new = {"email": dee.email, "password1": "five new words go here"}

    answers = [
        Client().post(path, new).status_code for path in ("/account/signup/", "/account/signup/passkey/")
    ]

    dee.refresh_from_db()
    assert answers == [200, 404]  # the page says that people come by invitation
    assert (Person.objects.count(), dee.check_password(WORDS), letters()) == (1, True, [])


def test_an_address_changes_when_the_new_one_answers_and_the_old_one_is_told(
    dee: Person, letters: Letters
) -> None:
    browser = enter()
    show_again(browser)
    browser.post(CHANGE, {"email": "Dee@New.example", "action_add": ""})
    asked = {to: (subject, body) for to, subject, body in letters()}
    [link] = re.findall(r"http://testserver(/account/email/confirm/\S+)", asked["dee@new.example"][1])
    dee.refresh_from_db()
    before = dee.email

    browser.post(link)

    dee.refresh_from_db()
    assert (before, dee.email, is_proven(dee)) == ("dee@harbour.example", "dee@new.example", True)
    assert asked["dee@harbour.example"][0] == "Somebody asked to change your e-mail address"
    assert [(to, subject) for to, subject, _ in letters()] == [
        ("dee@harbour.example", "Your e-mail address was changed")
    ]
    assert (is_in(enter(email="dee@new.example")), is_in(enter())) == (True, False)


def test_an_address_is_not_asked_to_change_before_somebody_shows_again_who_they_are(
    dee: Person, letters: Letters
) -> None:
    browser = enter()

    asked = browser.post(CHANGE, {"email": "dee@new.example", "action_add": ""})
    sent_before = letters()
    done = browser.post(asked["Location"], {"password": WORDS, "next": CHANGE}, follow=True)

    assert (asked["Location"], sent_before) == (f"/account/again/?next={CHANGE.replace('/', '%2F')}", [])
    assert "dee@new.example takes its place" in done.content.decode()


def test_an_address_can_change_where_an_app_is_used(dee: Person, letters: Letters) -> None:
    browser = enter()
    use_app(browser)
    letters()

    browser.post(CHANGE, {"email": "dee@new.example", "action_add": ""})

    assert {to for to, _subject, _body in letters()} == {"dee@new.example", "dee@harbour.example"}


def test_a_change_can_be_called_off(dee: Person, letters: Letters) -> None:
    browser = enter()
    show_again(browser)
    browser.post(CHANGE, {"email": "dee@new.example", "action_add": ""})
    [link] = [
        found for _, _, body in letters() for found in re.findall(r"testserver(/account/email/c\S+)", body)
    ]

    browser.post(CHANGE, {"email": "dee@new.example", "action_remove": ""})
    late = browser.get(link).content.decode()

    assert "This link no longer works" in late
    assert [(to, subject) for to, subject, _ in letters()] == [
        ("dee@harbour.example", "Your e-mail address stays as it is")
    ]


def test_an_address_in_letters_no_server_agrees_on_is_refused_where_it_is_typed(
    dee: Person, letters: Letters
) -> None:
    browser = enter()
    show_again(browser)

    page = browser.post(CHANGE, {"email": "d\u0435e@new.example", "action_add": ""})

    assert (page.status_code, "takes its place" in page.content.decode(), letters()) == (200, False, [])
