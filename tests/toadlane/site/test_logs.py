"""No log knows a person, an amount, what was asked for, or a link: in a process and in a server."""

from __future__ import annotations

import io
import logging
import os
import re
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from django_tasks import task

from tests.toadlane.site.test_serving import answers, house, until
from toadlane.coops.models import Participant
from toadlane.jobs import periodic
from toadlane.jobs.worker import Worker
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.people.models import Person
from toadlane.site import logs
from toadlane.site import urls as ours

SECRETS = ("rosalind", "heron-lane", "4711.99", "query-of-hers", "tk-9f31", "quiet geese", "herons.example")
"""A name, a street, an amount, a query, a link's key, a password, a host: planted wherever one can type."""
PLANTED = {
    "login": "rosalind@herons.example",
    "email": "rosalind@herons.example",
    "password": "quiet geese",
    "name": "Rosalind of heron-lane",
    "amount": "4711.99",
    "key": "tk-9f31",
}
ALL_OF_THEM = " ".join(SECRETS)


def breaks(request: HttpRequest, key: str) -> HttpResponse:
    """A view with a bug, whose error quotes what it met."""
    kinds: dict[str, Callable[[str], Exception]] = {
        "value": ValueError,
        "row": IntegrityError,
        "odd": SuspiciousOperation,
        "deep": RuntimeError,
    }
    kind = kinds[key.split("-", maxsplit=1)[0]]
    try:
        int(ALL_OF_THEM)
    except ValueError as error:
        raise kind(ALL_OF_THEM + request.get_full_path()) from error
    return HttpResponse()


urlpatterns = [path("breaks/<str:key>/", breaks), *ours.urlpatterns]
handler400, handler403, handler404, handler500 = (
    ours.handler400,
    ours.handler403,
    ours.handler404,
    ours.handler500,
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """Everything that any logger would write, as the house writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.WithoutContent())
    named = [logging.getLogger(), *map(logging.getLogger, settings.LOGGING["loggers"])]
    for logger in named:
        logger.addHandler(handler)
    yield written
    for logger in named:
        logger.removeHandler(handler)


def known_of(written: str) -> list[str]:
    return [secret for secret in SECRETS if secret in written.lower()]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("kind", ["value", "row", "odd", "deep"])
def test_a_page_that_breaks_tells_its_route_and_its_kind(kind: str, told: io.StringIO) -> None:
    browser = Client(raise_request_exception=False)

    answer = browser.post(
        f"/breaks/{kind}-rosalind/?q=query-of-hers", PLANTED, headers={"Referer": ALL_OF_THEM}
    )

    assert (answer.status_code, known_of(told.getvalue())) == (422 if kind == "odd" else 500, [])
    assert "POST /breaks/<str:key>/\n" in told.getvalue()


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/password/forgotten/",
        "/account/password/new/rosalind-tk-9f31/",
        "/invitation/tk-9f31/",
        "/c/heron-lane/",
        "/c/harbour/people/rosalind/",
        "/c/harbour/money/",
        "/c/harbour/hours/",
        "/house/mail/",
        "/start/",
        "/api/v1/coops/harbour/people",
        "/api/v1/coops/harbour/money/payments",
        "/api/v1/house/mail",
        "/no/such/heron-lane/",
    ],
)
def test_what_people_ask_for_and_type_is_in_no_log(
    ada: Participant, signed_in: Callable[[Participant], Client], told: io.StringIO, address: str
) -> None:
    for browser in (Client(raise_request_exception=False), signed_in(ada)):
        browser.get(f"{address}?q=query-of-hers&email=rosalind@herons.example")
        browser.post(f"{address}?q=query-of-hers", PLANTED)
        browser.post(address, '{"name": "rosalind"', content_type="application/json")
        browser.get(address, headers={"Host": "rosalind.herons.example"})

    assert known_of(told.getvalue()) == []


def test_a_letter_that_cannot_leave_is_in_no_log(told: io.StringIO, settings: object, tmp_path: Path) -> None:
    settings.DATA, settings.EMAIL_BACKEND = tmp_path, "toadlane.mail.direct.Direct"  # type: ignore[attr-defined]
    letter = outbox.write(
        kind=Letter.Kind.PASSWORD,
        to="rosalind@herons.example",
        subject="heron-lane",
        body="tk-9f31",
        key="k",
        at=timezone.now(),
    )

    outbox.send_due()

    letter.refresh_from_db()
    assert (letter.trouble, known_of(told.getvalue())) == ("not-set-up", [])


@task()
def stumble_over(name: str) -> None:
    raise LookupError(name)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_tells_its_kind_and_its_number(
    told: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periodic, "_known", {})
    stumble_over.enqueue(ALL_OF_THEM)

    Worker().work_once(timezone.now())

    assert ("builtins.LookupError" in told.getvalue(), known_of(told.getvalue())) == (True, [])


@pytest.mark.parametrize(
    ("name", "message", "filled", "said"),
    [
        ("toadlane.jobs", "It was %s", ("slow",), "It was slow"),
        ("some.library", "Could not write to %s", ("rosalind",), "Could not write to %s"),
        ("some.library", "Could not write to rosalind", (), "said in a_file, line 7"),
        ("some.library", ValueError("rosalind"), (), "said in a_file, line 7"),
        (
            "_granian.utils",
            'It broke\nTraceback:\n  File "a.py", line 3, in f\n    rosalind\nValueError: rosalind',
            (),
            'It broke\n  File "a.py", line 3, in f',
        ),
        ("_granian", "", (), ""),
    ],
)
def test_others_sentences_are_kept_without_what_they_are_filled_with(
    name: str, message: object, filled: tuple[object, ...], said: str
) -> None:
    record = logging.LogRecord(name, logging.ERROR, "/x/a_file.py", 7, message, filled, None)

    assert logs.sentence(record) == said


def test_what_nobody_caught_is_told_the_same_way(told: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.hear_everything()

    thread = threading.Thread(target=int, args=(ALL_OF_THEM,))
    thread.start()
    thread.join()
    try:
        int(ALL_OF_THEM)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))

    lines = told.getvalue()
    assert (lines.count("Nobody caught this"), lines.count("builtins.ValueError"), known_of(lines)) == (
        2,
        2,
        [],
    )


def run(folder: Path, *command: str, **said: str) -> tuple[int, str]:
    """A command as a service starts it, with nobody at a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "toadlane", *command],
        env={**os.environ, "TOADLANE_DATA": str(folder), **said},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.sqlite_only
def test_a_command_of_a_service_that_breaks_tells_no_row(tmp_path: Path) -> None:
    (tmp_path / "toadlane.sqlite3").write_text("rosalind of heron-lane" * 100)

    code, said = run(tmp_path, "sqlmigrate", "mail", "0001")

    assert (code, "django.db.utils.DatabaseError" in said, "not a database" in said) == (1, True, False)


def test_a_wrong_setting_is_one_sentence_and_no_heap_of_code(tmp_path: Path) -> None:
    code, said = run(tmp_path, "check", TOADLANE_PROXIES="some")

    wrong = "TOADLANE_PROXIES: “some” is no number of proxies."
    cure = "Write “1” when Caddy or nginx stands before Toad Lane, “0” when nothing does."
    assert (code, said) == (1, f"{wrong} {cure}\n")


@pytest.mark.sqlite_only
def test_a_served_house_that_breaks_says_nothing_of_who_asked(tmp_path: Path) -> None:
    with house(tmp_path) as (address, _process):
        until(lambda: answers(address))
        with sqlite3.connect(tmp_path / "toadlane.sqlite3") as database:
            database.execute("ALTER TABLE people_person RENAME TO gone")
            database.execute("ALTER TABLE coops_coop RENAME TO also_gone")
        database.close()
        statuses = [
            asked(f"{address}/c/heron-lane/?q=query-of-hers"),
            asked(f"{address}/account/password/new/{rosalind_s()}-tk-9f31/"),
            asked(f"{address}/healthz?token=tk-9f31"),
            asked(f"{address}/heron-lane"),
        ]

    said = (tmp_path / "said").read_text()
    assert (statuses, known_of(said)) == ([500, 500, 200, 404], [])
    assert re.search(r"ERROR django\.request: 500 GET /c/<slug:coop>/$", said, re.MULTILINE)


def rosalind_s() -> str:
    """As her number stands in a link."""
    return Person(name="Rosalind").pk.hex


def asked(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 — our own address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
