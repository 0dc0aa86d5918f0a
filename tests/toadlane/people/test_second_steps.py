"""Codes from an app, recovery codes and passkeys, but for what only a browser can do."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.toadlane.people.conftest import WORDS, app_code, enter, is_in, show_again, use_app
from toadlane.people.factors import Factors
from toadlane.people.models import Person

Letters = Callable[[], list[tuple[str, str, str]]]
CHANGES = [
    "/me/sign-in/app/",
    "/me/sign-in/recovery-codes/new/",
    "/me/sign-in/passkeys/1/name/",
    "/me/sign-in/passkeys/1/removal/",
]


def subjects(letters: Letters) -> list[str]:
    return [subject for _to, subject, _body in letters()]


def recovery_codes(browser: Client) -> list[str]:
    page = browser.get("/me/sign-in/recovery-codes/").content.decode()
    return re.findall(r"<code>(\d{8})</code>", page)


def test_an_app_is_asked_for_after_the_password(dee: Person) -> None:
    secret = use_app(enter())
    browser = Client()

    asked = browser.post(
        "/account/login/", {"login": dee.email, "password": "four old words here"}, follow=True
    )
    before = is_in(browser)
    browser.post("/account/second-step/", {"code": app_code(secret, steps=1)})

    assert "One more step" in asked.content.decode()
    assert (before, is_in(browser)) == (False, True)


def test_a_code_from_the_app_serves_once(dee: Person) -> None:
    secret = use_app(enter())
    code = app_code(secret, steps=1)

    browsers = [enter(), enter()]
    for browser in browsers:
        browser.post("/account/second-step/", {"code": code})

    assert [is_in(browser) for browser in browsers] == [True, False]


def test_the_code_that_took_the_app_up_lets_nobody_in(dee: Person) -> None:
    secret = use_app(enter())
    browser = enter()

    browser.post("/account/second-step/", {"code": app_code(secret)})

    assert not is_in(browser)


def test_whoever_has_the_database_alone_finds_no_secret_of_a_factor(dee: Person) -> None:
    browser = enter()
    secret = use_app(browser)
    codes = recovery_codes(browser)
    stranger = Client()
    stranger.post("/account/login/", {"login": dee.email, "password": WORDS})

    stranger.post("/account/second-step/", {"code": codes[0]})

    kept = {one.type: json.dumps(one.data) for one in Authenticator.objects.all()}
    seed = Factors().decrypt(Authenticator.objects.get(type="recovery_codes").data["seed"])
    assert [said for said in (secret, seed, *codes) for row in kept.values() if said in row] == []
    assert (len(kept), is_in(stranger), recovery_codes(browser)) == (2, True, codes[1:])


def test_secrets_kept_before_are_sealed_by_the_upgrade_and_serve_on(dee: Person) -> None:
    secret = use_app(enter())
    upgrade = importlib.import_module("toadlane.privacy.migrations.0003_sealed_factors")
    upgrade.rewrite(connection, Factors().decrypt)
    open_ones = [row.data for row in Authenticator.objects.order_by("type")]
    upgrade.rewrite(connection, upgrade.sealed)
    upgrade.rewrite(connection, upgrade.sealed)
    browser = enter()

    browser.post("/account/second-step/", {"code": app_code(secret, steps=1)})

    assert [len(row.get("seed", "")) for row in open_ones] == [80, 0]
    assert (open_ones[1]["secret"], is_in(browser)) == (secret, True)


def test_without_the_key_codes_are_not_taken_and_the_page_says_who_helps(
    dee: Person, settings: Settings, tmp_path: Path
) -> None:
    inside = enter()
    secret = use_app(inside)
    settings.DATA = tmp_path
    browser = enter()

    answer = browser.post("/account/second-step/", {"code": app_code(secret, steps=1)})

    assert "Whoever runs this installation puts back the file details_key" in answer.content.decode()
    assert (is_in(browser), inside.get("/me/sign-in/").status_code) == (False, 200)
    assert list(tmp_path.iterdir()) == []


def test_the_picture_of_the_secret_fits_the_policy_of_the_page(dee: Person) -> None:
    browser = enter()
    show_again(browser)

    answer = browser.get("/me/sign-in/app/")

    page = answer.content.decode()
    assert re.search(r'<svg role="img" aria-label="[^"]+"[^>]* xmlns="', page)
    assert ("data:image" in page, "<?xml" in page, " style=" in page) == (False, False, False)
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_a_code_that_was_shown_before_a_used_one_is_over(dee: Person) -> None:
    secret = use_app(enter())
    first, second = enter(), enter()

    first.post("/account/second-step/", {"code": app_code(secret, steps=1)})
    second.post("/account/second-step/", {"code": app_code(secret)})

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_code_shows_again_who_somebody_is_once(dee: Person) -> None:
    secret = use_app(enter())
    code = app_code(secret, steps=1)
    browser = enter()
    browser.post("/account/second-step/", {"code": code})

    used = browser.post("/account/again/code/", {"code": code})
    before = browser.get("/me/sign-in/recovery-codes/").status_code
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1), tick=True):
        browser.post("/account/again/code/", {"code": app_code(secret)})

    assert ("it was used already" in used.content.decode(), before) == (True, 302)
    assert len(recovery_codes(browser)) == 10


def test_a_recovery_code_stands_in_once(dee: Person) -> None:
    inside = enter()
    use_app(inside)
    code, *rest = recovery_codes(inside)

    browsers = [enter(), enter()]
    for browser in browsers:
        browser.post("/account/second-step/", {"code": code})

    assert [is_in(browser) for browser in browsers] == [True, False]
    assert recovery_codes(inside) == rest


def test_recovery_codes_are_taken_away_and_made_anew(dee: Person) -> None:
    browser = enter()
    use_app(browser)
    first = recovery_codes(browser)

    file = browser.get("/me/sign-in/recovery-codes/file/")
    browser.post("/me/sign-in/recovery-codes/new/")

    assert re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE) == first
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert set(recovery_codes(browser)).isdisjoint(first)


@pytest.mark.django_db(transaction=True)
def test_a_letter_tells_of_an_app_and_of_new_codes_once_they_are_kept(dee: Person, letters: Letters) -> None:
    browser = enter()

    use_app(browser)
    browser.post("/me/sign-in/recovery-codes/new/")

    assert subjects(letters) == ["An app was added to your sign-in", "You have new recovery codes"]


def test_without_the_app_the_password_is_enough_again(dee: Person, letters: Letters) -> None:
    browser = enter()
    use_app(browser)
    letters()

    browser.post("/me/sign-in/app/removal/")

    assert is_in(enter())
    assert (Authenticator.objects.count(), subjects(letters)) == (0, ["The app was taken off your sign-in"])


@pytest.mark.parametrize("address", CHANGES)
def test_nothing_changes_before_somebody_shows_again_who_they_are(dee: Person, address: str) -> None:
    answer = enter().get(address)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/again/")


def test_a_passkey_is_renamed_and_removed_and_a_letter_tells(dee: Person, letters: Letters) -> None:
    browser = enter()
    show_again(browser)
    key = Authenticator.objects.create(user=dee, type="webauthn", data={"name": "Old", "credential": {}})
    at = f"/me/sign-in/passkeys/{key.pk}"

    browser.post(f"{at}/name/", {"name": " My phone "})
    refused = [browser.post(f"{at}/name/", {"name": name}) for name in ("", "x" * 61)]
    shown = browser.get("/me/sign-in/").content.decode()
    gone = [browser.post(f"{at}/removal/").status_code for _click in range(2)]

    assert [answer.status_code for answer in refused] == [200, 200]
    assert (re.findall(r'<th scope="row">([^<]+)</th>', shown), gone) == (["My phone"], [302, 404])
    assert subjects(letters) == ["A passkey was taken off your sign-in"]


def test_a_passkey_of_somebody_else_is_not_there(dee: Person) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve")
    theirs = Authenticator.objects.create(user=eve, type="webauthn", data={"name": "Eve’s", "credential": {}})
    browser = enter()
    show_again(browser)

    answers = [browser.get(f"/me/sign-in/passkeys/{pk}/removal/") for pk in (theirs.pk, theirs.pk + 1)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_where_passkeys_do_not_work_the_pages_say_so(dee: Person) -> None:
    at_a_number = enter()

    mine = at_a_number.get("/me/sign-in/", HTTP_HOST="127.0.0.1:8031").content.decode()
    door = Client().get("/account/login/", HTTP_HOST="127.0.0.1:8031").content.decode()
    adding = at_a_number.get("/me/sign-in/passkeys/new/", HTTP_HOST="127.0.0.1:8031")
    at_a_name = Client().get("/account/login/", HTTP_HOST="localhost:8031").content.decode()

    assert ("Passkeys do not work at this address" in mine, "Use a passkey" in door) == (True, False)
    assert (adding["Location"], "Use a passkey" in at_a_name) == ("/me/sign-in/", True)


HOSTILE: list[object] = [
    {},
    [],
    "passkey",
    1,
    None,
    {"response": {}},
    {"response": "x", "id": "x", "rawId": "x", "type": "public-key"},
    {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": 7}},
    {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {
            "clientDataJSON": "e30",
            "authenticatorData": "AA",
            "signature": "AA",
            "userHandle": "AAAA",
        },
    },
]


@pytest.mark.parametrize("credential", HOSTILE, ids=lambda what: json.dumps(what)[:40])
def test_what_is_no_passkey_lets_nobody_in_and_breaks_nothing(dee: Person, credential: object) -> None:
    browser = Client()
    browser.get("/account/passkey/", headers={"accept": "application/json"})
    inside = enter()
    show_again(inside)
    inside.get("/me/sign-in/passkeys/new/", HTTP_HOST="localhost")

    half_in = enter()
    Authenticator.objects.create(user=dee, type="totp", data={"secret": "A" * 32})
    half_in.post("/account/logout/")
    half_in.post("/account/login/", {"login": dee.email, "password": WORDS})
    said = {"credential": json.dumps(credential)}
    answers = [
        half_in.post("/account/second-step/", said),
        browser.post("/account/passkey/", said),
        inside.post("/me/sign-in/passkeys/new/", said, HTTP_HOST="localhost"),
    ]

    assert [answer.status_code < 500 for answer in answers] == [True, True, True]
    assert (is_in(browser), is_in(half_in), Authenticator.objects.count()) == (False, False, 1)


def test_whoever_lost_everything_is_helped_at_the_terminal(dee: Person, letters: Letters) -> None:
    browser = enter()
    use_app(browser)
    letters()

    call_command("take_off_factors", "Dee@harbour.example")

    assert (is_in(browser), is_in(enter())) == (False, True)
    [(to, subject, body)] = letters()
    assert (to, subject) == (dee.email, "Your passkeys and codes were taken off")
    assert f"{settings.ADDRESS}/account/password/forgotten/" in body


def test_the_terminal_says_when_there_is_nobody_or_nothing(
    dee: Person, capsys: pytest.CaptureFixture[str], letters: Letters
) -> None:
    call_command("take_off_factors", dee.email)
    with pytest.raises(CommandError, match=r"Nobody signs in as eve@harbour.example here"):
        call_command("take_off_factors", "eve@harbour.example")

    assert "nothing was changed" in capsys.readouterr().out
    assert letters() == []
