"""A mail server whose answer never ends is not listened to for ever."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import broken_line
from tests.toadlane.mail.test_sending import WAITING, waiting, what
from toadlane.mail import outbox, talking, verbs
from toadlane.mail.models import Letter
from toadlane.people.models import Person

__all__ = ["waiting"]


@pytest.mark.parametrize(("after", "reply"), [(b"", b"220-"), (b"data", b"354-")])
def test_a_server_whose_answer_has_no_last_line_is_not_listened_to_for_ever(
    opal: Person, waiting: Letter, monkeypatch: pytest.MonkeyPatch, after: bytes, reply: bytes
) -> None:
    monkeypatch.setattr(talking, "ANSWER_BYTES", 2_000)
    with broken_line(after=after, then=(reply + b"and so on\r\n") * 400, silent_s=5) as port:
        verbs.set_up(server=on_loopback(port), by=opal, at=timezone.now())
        begun = time.monotonic()
        outbox.send_due()

    assert (what(waiting), time.monotonic() - begun < 3) == ((WAITING, "unknown", ""), True)
