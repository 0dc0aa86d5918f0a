"""Two processes of the application serve one live page, as on a larger machine with PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.brought_up import this_database
from tests.toadlane.live.conftest import Hall
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live.models import Note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]
Other = Callable[..., tuple[int, str]]


@pytest.fixture
def other(hall: Hall) -> Iterator[Other]:
    """The other process: asked for an address by somebody who signed in here, or sent something."""
    known = {
        **os.environ,
        "TOADLANE_DATABASE_URL": this_database(),
        "TOADLANE_SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-m", "tests.toadlane.live.other_process"]
    with subprocess.Popen(
        command, env=known, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        to, answers = process.stdin, process.stdout

        def ask(browser: Client, address: str, said: Any = None, tag: str = "") -> tuple[int, str]:
            session = browser.cookies[settings.SESSION_COOKIE_NAME].value
            to.write(json.dumps([session, address, said, tag]) + "\n")
            to.flush()
            status, content = json.loads(answers.readline())
            return int(status), str(content)

        yield ask
        to.close()


def test_what_is_written_in_one_process_is_seen_in_the_other_and_overwrites_nothing(
    hall: Hall,
    other: Other,
    signed_in: Callable[[Participant], Client],
    clock: Callable[[Moment], None],
    noon: Moment,
) -> None:
    clock(noon)
    ada, dee = signed_in(hall.ada), signed_in(hall.dee)
    at = f"/c/harbour/meetings/{hall.meeting.pk}/live/"
    tag = ada.get(f"{at}now/")["ETag"]

    unchanged = other(ada, f"{at}now/", tag=tag)
    written = other(dee, f"{at}notes/", {"text": "We begin.", "key": "1"})
    changed = ada.get(f"{at}now/", HTTP_IF_NONE_MATCH=tag)
    note = Note.objects.get()
    here = ada.post(f"{at}notes/{note.pk}/", {"text": "We begin late.", "version": 1, "key": "2"})
    there = other(dee, f"{at}notes/{note.pk}/", {"text": "We begin at ten.", "version": 1, "key": "3"})

    assert (unchanged, written[0], changed.status_code) == ((304, ""), 302, 200)
    assert "We begin." in changed.content.decode()
    assert (here.status_code, there[0]) == (302, 302)
    assert [one.text for one in Note.objects.order_by("pk")] == ["We begin late.", "We begin at ten."]
    assert other(ada, f"{at}now/", tag=tag)[0] == 200
