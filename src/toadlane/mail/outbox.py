"""Letters are written down first and sent by the queue, so that no page waits for a slow server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone

from toadlane.jobs.port import wake
from toadlane.mail import troubles
from toadlane.mail.enclosed import enclosed
from toadlane.mail.models import LASTS, Letter
from toadlane.mail.troubles import Trouble, What

State = Letter.State
LEASE: Final = dt.timedelta(minutes=10)
"""After so long, whoever had a letter in hand was killed, and somebody else may take it up."""
PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
KEPT_FOR: Final = dt.timedelta(days=30)
ROUND_MOST: Final = 200
FRESH: Final = dt.timedelta(minutes=1)
NOWHERE: Final = ""
"""To whom a letter is that only makes work: the queue throws it away."""

_asked: dict[str, Callable[[Letter], bool]] = {}
letter_moved: Final = Signal()
"""Sent with `letter` whenever it was tried, as it is then; for rooms that told somebody of it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is in the outbox; `html` says the same as its text, `encloses` names files."""

    to: str
    subject: str
    body: str
    key: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    encloses: Sequence[str] = ()


@transaction.atomic
def write(*, kind: Letter.Kind, to: str, subject: str, body: str, key: str, at: dt.datetime) -> Letter:
    """Put a letter into the outbox; it leaves if the transaction commits. The same key is the same letter."""
    write_all(kind=kind, drafts=[Draft(to, subject, body, key)], at=at)
    return Letter.objects.get(key=key)


@transaction.atomic
def write_all(*, kind: Letter.Kind, drafts: Sequence[Draft], at: dt.datetime) -> None:
    """The same of many of a kind at once."""
    mine = [
        Letter(
            kind=kind,
            to=one.to,
            subject=" ".join(one.subject.split()),
            body=one.body,
            html=one.html,
            headers={name: " ".join(said.split()) for name, said in one.headers.items()},
            encloses=list(one.encloses),
            key=one.key,
            written_at=at,
            next_at=at,
        )
        for one in drafts
    ]
    Letter.objects.bulk_create(mine, ignore_conflicts=True)
    if mine:
        transaction.on_commit(wake.set)


def call_back(keys: Sequence[str]) -> None:
    """Those of the letters that nobody has in hand yet do not leave."""
    Letter.objects.filter(key__in=keys, state=State.WAITING).delete()


def due(now: dt.datetime) -> models.QuerySet[Letter]:
    """What is to be tried now, also what a killed process had in hand; tests first: somebody looks."""
    first = models.Case(models.When(kind=Letter.Kind.TEST, then=0), default=1)
    open_ones = Letter.objects.filter(state__in=[State.WAITING, State.LEAVING], next_at__lte=now)
    return open_ones.order_by(first, "next_at", "pk")


def send_due() -> None:
    """Hand over what is due, until nothing is left or the server has trouble with all of it."""
    for _ in range(ROUND_MOST):
        letter = take(timezone.now())
        if letter is None:
            return
        if letter.to == NOWHERE or not still_wanted(letter, timezone.now()):
            letter.delete()
            continue
        try:
            answer = hand_over(letter)
        except Trouble as trouble:
            keep_trouble(letter, trouble, timezone.now())
            if not trouble.of_the_letter:
                put_off_others(timezone.now())
                return
        else:
            settle(letter, State.TAKEN, timezone.now(), answer=answer)


def ask_again(kind: Letter.Kind, asked: Callable[[Letter], bool]) -> None:
    """Called by a room when the application starts: whether a letter of a kind that had to wait may go."""
    _asked[kind] = asked


def still_wanted(letter: Letter, now: dt.datetime) -> bool:
    """What its reader may see can have changed while it waited for a server."""
    asked = _asked.get(letter.kind)
    return asked is None or now - letter.written_at < FRESH or asked(letter)


@transaction.atomic
def take(now: dt.datetime) -> Letter | None:
    """The next letter, in the hands of one worker alone."""
    letter = due(now).select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.state, letter.next_at, letter.tries = State.LEAVING, now + LEASE, letter.tries + 1
        letter.save(update_fields=["state", "next_at", "tries"])
    return letter


def hand_over(letter: Letter) -> str:
    """To the server; its answer. Its number stays the same at each try, so a mailbox knows it again."""
    connection = get_connection()
    message = EmailMultiAlternatives(letter.subject, letter.body, to=[letter.to], connection=connection)
    headers = dict(letter.headers)
    if "Reply-To" in headers:
        message.reply_to = [headers.pop("Reply-To")]
    message.extra_headers |= {**headers, "Message-ID": f"<{letter.pk.hex}@{settings.HOST}>"}
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for one in enclosed(letter.encloses):
        message.attach(one.name, one.data, one.media)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        raise troubles.of(error) from None
    return str(getattr(connection, "answer", ""))


def keep_trouble(letter: Letter, trouble: Trouble, now: dt.datetime) -> None:
    """Try again later, or give up: a test at once, whatever else when it is in vain or too old."""
    too_old = now - letter.written_at >= LASTS
    if letter.kind == Letter.Kind.TEST or trouble.lasting:
        settle(letter, State.FAILED, now, trouble=trouble.what, answer=trouble.says)
    elif too_old:
        settle(letter, State.FAILED, now, trouble=What.TOO_OLD, answer=trouble.says)
    else:
        pause = PAUSES[min(letter.tries, len(PAUSES)) - 1]
        moved(letter, state=State.WAITING, next_at=now + pause, trouble=trouble.what, answer=trouble.says)


@transaction.atomic
def moved(letter: Letter, **said: Any) -> None:
    """Keep what became of it, and tell whoever wrote it."""
    Letter.objects.filter(pk=letter.pk).update(**said)
    for name, value in said.items():
        setattr(letter, name, value)
    letter_moved.send(Letter, letter=letter)


def settle(letter: Letter, state: Letter.State, now: dt.datetime, *, trouble: str = "", answer: str) -> None:
    """It is done with, and what it said is forgotten."""
    forgotten = {"subject": "", "body": "", "html": "", "headers": {}, "encloses": []}
    moved(letter, state=state, settled_at=now, trouble=trouble, answer=answer, **forgotten)


def put_off_others(now: dt.datetime) -> None:
    """What every letter would meet need not be met by each of them: they wait a minute with the first."""
    Letter.objects.filter(state=State.WAITING, next_at__lte=now).update(next_at=now + PAUSES[0])


def try_now(now: dt.datetime) -> None:
    """A server was set up: whatever waits for one goes at once."""
    Letter.objects.filter(state=State.WAITING).update(next_at=now)
    transaction.on_commit(wake.set)


def prune(now: dt.datetime) -> None:
    """Forget after a month who was written to."""
    Letter.objects.filter(settled_at__lt=now - KEPT_FOR).delete()
