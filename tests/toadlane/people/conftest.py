"""Dee, who signs in here, and what the tests about signing in do over and over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from toadlane.mail.outbox import send_due
from toadlane.people.models import Person

WORDS = "four old words here"


@pytest.fixture
def dee(db: None) -> Person:
    return Person.objects.welcome(email="dee@harbour.example", name="Dee", password=WORDS, proven=True)


@pytest.fixture
def letters() -> Callable[[], list[tuple[str, str, str]]]:
    """To whom, of what, and with which words letters have left since the last look."""

    def look() -> list[tuple[str, str, str]]:
        mail.outbox.clear()
        send_due()
        return [(letter.to[0], str(letter.subject), str(letter.body)) for letter in mail.outbox]

    return look


def enter(words: str = WORDS, *, email: str = "dee@harbour.example", at: str = "127.0.0.1") -> Client:
    """Somebody tries to come in by the form, from a browser of their own at a network address."""
    browser = Client(REMOTE_ADDR=at)
    browser.post("/account/login/", {"login": email, "password": words})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


def show_again(browser: Client) -> None:
    """That it is still Dee."""
    browser.post("/account/again/", {"password": WORDS})


def ask_for_code(browser: Client, email: str = "dee@harbour.example") -> None:
    browser.post("/account/code/", {"email": email})


def code_in(letters: Callable[[], list[tuple[str, str, str]]]) -> str:
    """The code in the only letter there is."""
    [(_to, _subject, body)] = letters()
    [code] = re.findall(r"^\d{4}-\d{4}$", body, re.MULTILINE)
    return str(code)


def app_code(secret: str, *, steps: int = 0) -> str:
    """What an app shows now, or so many half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def use_app(browser: Client) -> str:
    """Dee takes an app for her codes; its secret."""
    show_again(browser)
    page = browser.get("/me/sign-in/app/").content.decode()
    [secret] = re.findall(r"<code>([A-Z2-7]{32})</code>", page)
    browser.post("/me/sign-in/app/", {"code": app_code(secret)})
    return str(secret)
