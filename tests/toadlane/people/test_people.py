"""People sign in by e-mail, are let in by invitation, and read in their own language and time."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.toadlane.people.conftest import WORDS
from toadlane.coops.models import Participant
from toadlane.mail.outbox import send_due
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]


def test_a_person_signs_in_however_they_type_their_address(dee: Person) -> None:
    browser = Client()

    answer = browser.post(
        "/account/login/", {"login": "DEE@harbour.example", "password": WORDS, "next": "/me/"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "You sign in as dee@harbour.example." in browser.get("/me/").content.decode()


def test_a_password_is_kept_as_argon2(dee: Person) -> None:
    assert dee.password.startswith("argon2$argon2id$")


def test_one_address_is_one_person_in_any_letters(dee: Person) -> None:
    with pytest.raises(ValidationError, match="already exists"):
        Person.objects.welcome(email="dee@HARBOUR.example", name="Another Dee")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(email="DEE@harbour.example")

    assert Person.objects.get_by_natural_key("DEE@HARBOUR.EXAMPLE") == dee


def test_a_name_that_turns_the_line_around_is_refused_and_names_of_every_script_are_kept(
    dee: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(dee)

    refused = [
        browser.post("/me/", {"name": name}).status_code
        for name in ("Dee \u202eeeD", "\u2066Dee", "\u200b", "De\x00e", "\u200e\u200f")
    ]
    kept = []
    for name in ("نیما\u200cپور", "  Zoë   Ünal ", "李"):
        browser.post("/me/", {"name": name})
        dee.refresh_from_db()
        kept.append(dee.name)

    assert (refused, kept) == ([422] * 5, ["نیما\u200cپور", "Zoë Ünal", "李"])


def test_an_unknown_time_zone_is_refused(db: None) -> None:
    with pytest.raises(ValidationError, match="“Mars/Olympus” is not a time zone"):
        Person.objects.welcome(email="dee@harbour.example", name="Dee", time_zone="Mars/Olympus")


def test_a_wrong_password_is_told_like_an_unknown_address(dee: Person) -> None:
    pages = [
        Client().post("/account/login/", {"login": login, "password": "wrong wrong wrong"}).content.decode()
        for login in ("dee@harbour.example", "nobody@harbour.example")
    ]

    told = [re.findall(r'class="error[^>]*>([^<]+)<', page) for page in pages]
    assert told[0] == told[1]


def test_guessing_passwords_is_stopped_after_five_tries(dee: Person) -> None:
    guess = {"login": "dee@harbour.example", "password": "wrong wrong wrong"}
    for _ in range(5):
        Client().post("/account/login/", guess)

    page = Client().post("/account/login/", {**guess, "password": WORDS})

    assert page.status_code == 200
    assert "Too many failed" in page.content.decode()


def test_signing_out_asks_for_a_click_and_does_it(dee: Person, signed_in: SignedIn) -> None:
    browser = signed_in(dee)

    asked = browser.get("/account/logout/")
    done = browser.post("/account/logout/")

    assert (asked.status_code, done.status_code) == (200, 302)
    assert browser.get("/me/").status_code == 302


def test_there_is_no_public_sign_up(db: None) -> None:
    new = {"email": "new@harbour.example", "password1": WORDS}

    pages = [Client().get("/account/signup/"), Client().post("/account/signup/", new)]

    assert all("by an invitation" in page.content.decode() for page in pages)
    assert Person.objects.count() == 0


def test_an_account_that_was_closed_lets_nobody_in(dee: Person, signed_in: SignedIn) -> None:
    inside = signed_in(dee)
    Person.objects.update(is_active=False)

    page = Client().post("/account/login/", {"login": dee.email, "password": WORDS}, follow=True)

    assert "This account is closed" in page.content.decode()
    assert inside.get("/me/").status_code == 302


def test_a_forgotten_password_is_replaced_by_a_link(dee: Person) -> None:
    Client().post("/account/password/forgotten/", {"email": "dee@harbour.example"})
    send_due()
    [letter] = mail.outbox
    [address] = re.findall(r"http://testserver(/account/password/new/\S+)", str(letter.body))
    browser = Client()

    form = browser.get(address, follow=True)
    done = browser.post(
        form.redirect_chain[-1][0],
        {"password1": "five new words go here", "password2": "five new words go here"},
        follow=True,
    )
    used = Client().get(address, follow=True)

    assert letter.subject == "Choose a new password"
    assert "Your new password is kept" in done.content.decode()
    assert "This link no longer works" in used.content.decode()
    dee.refresh_from_db()
    assert dee.check_password("five new words go here")


def test_nothing_is_mailed_to_an_address_that_is_not_known(db: None) -> None:
    page = Client().post("/account/password/forgotten/", {"email": "new@harbour.example"}, follow=True)
    send_due()

    assert (mail.outbox, "Look into your e-mail" in page.content.decode()) == ([], True)


def test_a_password_is_changed_by_who_knows_the_old_one(dee: Person, signed_in: SignedIn) -> None:
    new = {"password1": "five new words go here", "password2": "five new words go here"}
    browser = signed_in(dee)

    browser.post("/account/password/", {"oldpassword": "wrong", **new})
    dee.refresh_from_db()
    unchanged = dee.check_password(WORDS)
    browser.post("/account/password/", {"oldpassword": WORDS, **new})
    dee.refresh_from_db()

    assert (unchanged, dee.check_password("five new words go here")) == (True, True)


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused(dee: Person, signed_in: SignedIn, weak: str) -> None:
    signed_in(dee).post("/account/password/", {"oldpassword": WORDS, "password1": weak, "password2": weak})

    dee.refresh_from_db()
    assert dee.check_password(WORDS)


def test_what_people_choose_is_how_they_read(dee: Person, signed_in: SignedIn) -> None:
    browser = signed_in(dee)

    browser.post("/me/", {"name": "Dee Dee", "language": "es", "time_zone": "Europe/Madrid"})

    page = browser.get("/me/")
    dee.refresh_from_db()
    assert ('<html lang="es"' in page.content.decode(), dee.name) == (True, "Dee Dee")
    refused = browser.post("/me/", {"name": "", "language": "es", "time_zone": "Mars/Olympus"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["name", "time_zone"])


PAGES = [
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "mfa_index",
    "usersessions_list",
    "people:me",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_door_is_dressed_as_ours(dee: Person, signed_in: SignedIn, name: str) -> None:
    answers = [browser.get(reverse(name)) for browser in (Client(), signed_in(dee))]

    pages = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert pages
    for page in pages:
        assert "/static/ui/tokens.css" in page
        assert "<script>" not in page


def test_a_person_without_a_password_chooses_a_first_one(db: None, signed_in: SignedIn) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve")
    browser = signed_in(eve)

    page = browser.get("/account/password/", follow=True)
    browser.post("/account/password/first/", {"password1": WORDS, "password2": WORDS})

    assert "Choose a password" in page.content.decode()
    eve.refresh_from_db()
    assert eve.check_password(WORDS)


def test_the_house_asks_again_who_it_is(dee: Person) -> None:
    browser = Client()
    browser.post("/account/login/", {"login": dee.email, "password": WORDS})

    page = browser.get("/account/again/")

    assert "Is it still you?" in page.content.decode()
