"""Guessing is stopped, and nobody is kept out by what others try. Mallory hammers, Dee comes home."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.toadlane.conftest import NOON
from tests.toadlane.crowds import all_at_once
from tests.toadlane.people.conftest import WORDS, app_code, ask_for_code, code_in, enter, is_in, use_app
from toadlane.mail.models import Letter
from toadlane.people import limits, tries
from toadlane.people.links import password_link
from toadlane.people.models import Person, Try
from toadlane.people.tries import Tries

Letters = Callable[[], list[tuple[str, str, str]]]
MALLORY, HOME = "203.0.113.66", "198.51.100.1"
FEW = limits.Limits("password", "10/5m/key", "10/m/ip,5/5m/key", "6/h/key")


def hammer(times: int = 6, *, at: str = MALLORY) -> None:
    for _ in range(times):
        enter("wrong wrong wrong", at=at)


def test_after_five_wrong_passwords_not_even_the_right_one_counts_from_there(dee: Person) -> None:
    hammer()

    assert not is_in(enter(at=MALLORY))


def test_dee_comes_in_from_elsewhere_while_mallory_hammers(dee: Person) -> None:
    hammer()

    assert is_in(enter(at=HOME))


def test_dee_comes_in_on_her_own_device_even_from_where_mallory_sits(dee: Person) -> None:
    hers = enter(at=MALLORY)
    hers.post("/account/logout/")
    hammer(12)

    hers.post("/account/login/", {"login": dee.email, "password": WORDS})

    assert is_in(hers)


def test_a_device_of_dees_has_only_so_many_tries_either(dee: Person) -> None:
    hers = enter(at=HOME)
    hers.post("/account/logout/")
    for _ in range(10):
        hers.post("/account/login/", {"login": dee.email, "password": "wrong wrong wrong"})

    hers.post("/account/login/", {"login": dee.email, "password": WORDS})

    assert not is_in(hers)


def test_mallory_at_many_addresses_is_stopped_and_dee_still_has_ways_in(
    dee: Person, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PASSWORDS", FEW)
    hers = enter(at=HOME)
    hers.post("/account/logout/")
    for last in range(4):
        hammer(2, at=f"203.0.113.{last}")

    by_guess = enter(at="203.0.113.9")
    hers.post("/account/login/", {"login": dee.email, "password": WORDS})
    strange = Client(REMOTE_ADDR="192.0.2.1")
    ask_for_code(strange)
    strange.post("/account/code/sent/", {"code": code_in(letters)})

    assert (is_in(by_guess), is_in(hers), is_in(strange)) == (False, True, True)


def test_who_asks_for_codes_all_day_keeps_nobody_from_theirs(dee: Person, letters: Letters) -> None:
    for _ in range(9):
        ask_for_code(Client(REMOTE_ADDR=MALLORY))
    flood = len(letters())

    browser = Client(REMOTE_ADDR=HOME)
    ask_for_code(browser)
    browser.post("/account/code/sent/", {"code": code_in(letters)})

    assert (flood, is_in(browser)) == (5, True)


def test_who_asks_for_links_all_day_keeps_nobody_from_theirs(dee: Person, letters: Letters) -> None:
    for _ in range(9):
        Client(REMOTE_ADDR=MALLORY).post("/account/password/forgotten/", {"email": dee.email})
    flood = len(letters())

    Client(REMOTE_ADDR=HOME).post("/account/password/forgotten/", {"email": dee.email})

    assert (flood, len(letters())) == (5, 1)


@pytest.mark.parametrize(
    ("of", "an_hour"),
    [(limits.PASSWORDS, 20), (limits.CODES, 8), (limits.LINKS, 8)],
    ids=["passwords", "codes", "links"],
)
def test_one_address_alone_never_uses_up_what_an_account_takes(
    of: limits.Limits, an_hour: int, db: None, settings: Settings
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def tries(address: str) -> bool:
        asked = RequestFactory(REMOTE_ADDR=address).post("/account/login/")
        return limits.take(asked, of, "dee@harbour.example") is not None

    with time_machine.travel(NOON, tick=False) as clock:
        got = 0
        for _minute in range(59):
            got += sum(tries(MALLORY) for _try in range(6))
            clock.shift(60)

        assert (got, tries(MALLORY), tries(HOME)) == (an_hour, False, True)


def test_a_right_password_gives_its_try_back(dee: Person) -> None:
    for _ in range(4):
        enter("wrong wrong wrong", at=HOME)

    came = [is_in(enter(at=HOME)) for _ in range(3)]

    assert came == [True, True, True]


def test_a_device_is_known_for_the_account_it_was_signed_in_to_alone(dee: Person) -> None:
    eve = Person.objects.welcome(email="eve@harbour.example", name="Eve", password=WORDS)
    mallorys = enter(email=eve.email, at=MALLORY)
    mallorys.post("/account/logout/")
    [(name, cookie)] = [(name, one) for name, one in mallorys.cookies.items() if name.startswith("door-")]
    mallorys.cookies[limits.cookie_of(dee.email)] = cookie.value
    for _ in range(6):
        mallorys.post("/account/login/", {"login": dee.email, "password": "wrong wrong wrong"})

    mallorys.post("/account/login/", {"login": dee.email, "password": WORDS})

    assert name != limits.cookie_of(dee.email)
    assert not is_in(mallorys)


def test_whoever_opened_a_link_need_not_wait_for_having_guessed(dee: Person) -> None:
    hammer(at=HOME)
    browser = Client(REMOTE_ADDR=HOME)
    form = browser.get(password_link(dee).removeprefix("http://testserver"), follow=True)
    new = {"password1": "five new words go here", "password2": "five new words go here"}
    browser.post(form.redirect_chain[-1][0], new)

    assert is_in(enter("five new words go here", at=HOME))


def test_a_code_or_a_link_for_nobody_asks_the_database_what_one_for_somebody_asks(
    dee: Person, letters: Letters
) -> None:
    def asked(page: str, email: str) -> list[str]:
        browser = Client(REMOTE_ADDR=HOME)
        with CaptureQueriesContext(connection) as met:
            assert browser.post(page, {"email": email}).status_code == 302
        return [re.sub(r'"s\d+_x\d+"', "", " ".join(one["sql"].split(" ", 3)[:3])) for one in met]

    for page in ("/account/code/", "/account/password/forgotten/"):
        somebody, nobody = asked(page, dee.email), asked(page, "eve@harbour.example")
        assert somebody == nobody, page
        assert len(somebody) > 10

    waiting = list(Letter.objects.order_by("pk").values_list("to", flat=True))
    assert waiting == [dee.email, "", dee.email, ""]
    assert ([to for to, _, _ in letters()], Letter.objects.filter(to="").count()) == ([dee.email] * 2, 0)


def test_tries_are_counted_for_all_processes_under_names_nobody_can_read(dee: Person) -> None:
    hammer(2)
    here, there = (Tries("", {}) for _process in range(2))

    here.set("tries", [1.5], 60)

    kept = " ".join(f"{row.key} {row.said}" for row in Try.objects.all())
    assert (there.get("tries"), there.add("tries", [], 60), here.get("other", 0)) == ([1.5], False, 0)
    assert [said for said in (dee.email, MALLORY, "login") if said in kept] == []


def test_what_is_over_counts_no_more_and_is_swept_and_there_are_never_too_many(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "MOST", 2)
    kept = Tries("", {})
    with time_machine.travel(NOON, tick=False) as clock:
        added = [kept.add(name, 1, lasts) for name, lasts in (("a", 9), ("b", 70), ("c", 80), ("d", 90))]
        kept.touch("d", 20)
        clock.shift(10)
        again = (kept.get("a"), tries.any_over(time.time()), kept.add("a", 2, 200), kept.touch("gone", 5))
        tries.sweep(time.time())

        left = [name for name in "abcd" if kept.get(name)]
        kept.delete("c")
        assert (added, again, left) == ([True] * 4, (None, True, True, False), ["a", "c"])
        assert (kept.get("c"), tries.any_over(time.time())) == (None, False)


NUMBERS = {
    3: "three",
    5: "five",
    8: "eight",
    10: "ten",
    14: "two weeks",
    20: "twenty",
    40: "forty",
    60: "sixty",
}


def test_the_guide_says_what_the_code_counts() -> None:
    guide = " ".join((Path(__file__).parents[3] / "docs/guide/signing-in.md").read_text().split()).lower()

    def rate(of: str, which: int) -> str:
        amount = int(of.split(",")[which].split("/", maxsplit=1)[0])
        return NUMBERS.get(amount, str(amount))

    passwords, codes, links = limits.PASSWORDS, limits.CODES, limits.LINKS
    steps, again = limits.STEPS, settings.ACCOUNT_RATE_LIMITS["reauthenticate"]
    said = [
        f"{rate(passwords.known, 0)} wrong passwords in five minutes, whatever others do",
        f"{rate(passwords.strange, 1)} wrong passwords in five minutes and {rate(passwords.strange, 2)} an h",
        f"and {rate(passwords.strange, 0)} a minute from there for all accounts",
        f"your account takes {rate(passwords.account, 0)} wrong passwords an hour",
        f"{rate(codes.strange, 1)} in five minutes and {rate(codes.strange, 2)} an hour from one network",
        f"{rate(links.strange, 0)} in five minutes and {rate(links.strange, 1)} an hour from one network",
        f"{rate(codes.account, 0)} an hour from unknown browsers altogether",
        f"{rate(links.account, 0)} an hour from unknown browsers altogether",
        f"codes besides {rate(codes.strange, 0)} a minute from there",
        f"{rate(steps.strange, 0)} wrong ones in five minutes and {rate(steps.strange, 1)} an hour from one",
        f"{rate(steps.account, 0)} a day from unknown browsers altogether",
        f"recovery codes are counted beside them, {rate(limits.RECOVERY.account, 0)} a day",
        f"your own browsers go on: {rate(steps.known, 0)} in five minutes",
        f"after {rate(limits.TOLD_AT, 0)} wrong codes in a day a letter tells you",
        f"{rate(again, 0)} wrong passwords or codes a minute where you show once more",
        f"{NUMBERS[settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS]} wrong tries and you need a new code",
        f"good for {NUMBERS[settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60]} minutes",
        f"{NUMBERS[settings.MFA_RECOVERY_CODE_COUNT]} of these are made",
        f"not used for {NUMBERS[settings.SESSION_COOKIE_AGE // 86400]}",
    ]
    assert [line for line in said if line not in guide] == []
    assert (codes.known, links.known) == ("5/5m/key", "5/5m/key")


def test_codes_of_an_app_cannot_be_guessed_all_day_and_the_owner_still_comes_in_and_is_told(
    dee: Person, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = enter(at=HOME)
    secret = use_app(hers)
    recovery = re.findall(r"<code>(\d{8})</code>", hers.get("/me/sign-in/recovery-codes/").content.decode())
    hers.post("/account/logout/")
    letters()
    monkeypatch.setattr(limits, "STEPS", limits.Limits("step", "10/5m/key", "5/5m/key", "7/d/key"))

    def step(browser: Client, code: str) -> bool:
        browser.post("/account/second-step/", {"code": code})
        return is_in(browser)

    for at in (MALLORY, "203.0.113.67"):
        mallory = enter(at=at)
        guessed = [step(mallory, f"00000{n}") for n in range(5)]
        assert guessed == [False] * 5
    told = letters()
    with time_machine.travel(time.time() + 60):
        hers.post("/account/login/", {"login": dee.email, "password": WORDS})
        by_letter = Client(REMOTE_ADDR=MALLORY)
        ask_for_code(by_letter)
        by_letter.post("/account/code/sent/", {"code": code_in(letters)})
        now, soon = app_code(secret), app_code(secret, steps=1)
        came_in = [
            step(enter(at="203.0.113.68"), now),
            step(enter(at="203.0.113.68"), recovery[0]),
            step(by_letter, now),
            step(hers, soon),
        ]

    assert [subject for _to, subject, _body in told] == ["Somebody tries codes to sign in as you"]
    assert came_in == [False, True, True, True]


@pytest.mark.django_db(transaction=True)
def test_who_tries_at_several_processes_at_once_has_no_more_tries() -> None:
    def tries_of(at: str) -> Callable[[], int]:
        request = RequestFactory().post("/", REMOTE_ADDR=at)
        request.session = SessionStore()
        return lambda: sum(limits.take(request, FEW, "dee@harbour.example") is not None for _ in range(4))

    taken = all_at_once([tries_of(f"203.0.113.{number}") for number in range(4)])

    assert sum(taken) == 6


def test_a_door_that_is_stormed_answers_with_a_page(dee: Person) -> None:
    storm = [Client(REMOTE_ADDR=MALLORY).post("/account/login/", {}) for _ in range(61)]

    assert (storm[-1].status_code, "Wait a minute" in storm[-1].content.decode()) == (429, True)
    assert '<html lang="en"' in storm[-1].content.decode()
