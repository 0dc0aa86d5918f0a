"""What every answer of the house carries, and how the house is watched and served."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.templatetags.static import static
from django.test import Client

from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.site import logs
from toadlane.site.static import StaticStorage

SignedIn = Callable[[Participant | Person], Client]


@pytest.mark.django_db
def test_the_house_is_open_while_its_database_answers() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_house_is_not_open_while_its_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection to 10.0.0.7 refused")

    monkeypatch.setattr(connection, "cursor", away)

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"database does not answer\n")


@pytest.mark.django_db
def test_every_page_carries_the_headers_that_guard_it() -> None:
    headers = Client().get("/account/login/").headers

    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    guards = ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [headers[guard] for guard in guards] == ["DENY", "nosniff", "same-origin", "same-origin"]


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(ada: Participant, signed_in: SignedIn) -> None:
    assert signed_in(ada).get("/c/harbour/record/")["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_what_a_stranger_sees_may_be_kept() -> None:
    assert "no-store" not in Client().get("/no/such/page/").headers.get("Cache-Control", "")


def test_the_log_says_where_it_broke_and_never_what_was_in_it() -> None:
    with pytest.raises(ValueError, match="Ada") as met:
        int("Ada earns 41 dollars")
    where = (met.type, met.value, met.tb)

    written = logs.WithoutContent().format(
        logging.LogRecord("toadlane", logging.ERROR, "", 0, "It %s", ("broke",), where)
    )

    assert written.splitlines()[0].endswith("ERROR toadlane: It broke")
    assert "test_house.py" in written
    assert "invalid literal" not in written
    assert written.splitlines()[-1] == "builtins.ValueError"
    assert logs.WithoutContent().formatException((None, None, None)) == ""


def test_static_files_have_plain_names_until_they_are_collected() -> None:
    assert static("ui/base.css") == "/static/ui/base.css"


def test_collected_files_are_named_by_what_they_hold(tmp_path: Path, settings: object) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    call_command("collectstatic", interactive=False, verbosity=0)

    named = StaticStorage().stored_name("ui/base.css")

    assert named != "ui/base.css"
    assert (tmp_path / named).exists()


def test_commands_run_with_this_houses_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from toadlane.__main__ import main

    monkeypatch.setattr(sys, "argv", ["toadlane", "version"])
    main()

    assert capsys.readouterr().out.startswith("5.2")


def test_the_sign_answers_where_browsers_have_always_looked() -> None:
    answer = Client().get("/favicon.ico")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg")
