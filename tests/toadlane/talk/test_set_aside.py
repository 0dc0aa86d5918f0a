"""A letter at which a mistake of ours shows is set aside, and those behind it are read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests.toadlane.talk.mailroom import drop, inside, left, letter, mailroom
from toadlane.mail.mailbox import Mailbox
from toadlane.mail.models import Letter
from toadlane.people.models import Person
from toadlane.talk import answering, tasks

pytestmark = pytest.mark.django_db(transaction=True)


def flagged(box: Mailbox) -> int:
    with inside(box) as line:
        return len(line.uid("SEARCH", "FLAGGED")[1][0].split())


def test_one_bad_letter_holds_up_no_other_and_operators_are_told_once(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    olive = Person.objects.create(email="olive@house.example", name="Olive", operates=True)
    Person.objects.filter(pk=olive.pk).update(proven_address=olive.email)
    read: list[str] = []

    def take_in(raw: bytes, **_when: object) -> None:
        number = raw.partition(b"Message-ID: <")[2].partition(b"@")[0].decode()
        read.append(number)
        if number.startswith("bad"):
            raise ZeroDivisionError
        if number == "away" and read.count("away") == 1:
            raise OperationalError

    monkeypatch.setattr(answering, "take_in", take_in)
    with mailroom() as box:
        settings.REPLIES = box
        numbers = ("bad-1", "good-1", "bad-2", "away", "good-2")
        drop(box, *(letter(box.with_token("x"), "Half.", number=one) for one in numbers))
        with pytest.raises(OperationalError):
            tasks.read_answers.call()
        tasks.read_answers.call()
        tasks.read_answers.call()
        kept = (left(box), flagged(box))

    assert read == ["bad-1", "good-1", "bad-2", "away", "away", "good-2"]
    assert kept == (2, 2)
    [told] = Letter.objects.filter(kind=Letter.Kind.HOUSE)
    assert (told.to, told.written_at <= timezone.now()) == (olive.email, True)
    assert "flagged" in told.body
