"""Answers by e-mail: a letter becomes a comment, or a position; what cannot be taken is told once, politely.

Whoever answers shows two things: the token that stood in a letter to them, and their own address as its
sender. A sender can be forged and a token can be handed on, so neither alone is enough. A letter of which
something is wrong is answered to the address we know, never to the one it claims to come from.
"""

from __future__ import annotations

import datetime as dt
import logging
from email.errors import MessageError
from typing import Final

from allauth.account.models import EmailAddress
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import (
    CharterAmbiguous,
    CharterSilent,
    Fault,
    InputFault,
    NotThere,
    RecordMoved,
    Refused,
)
from toadlane.coops.access import absent
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.mail import mailbox, outbox
from toadlane.mail.models import Letter as Outgoing
from toadlane.notices.operators import Alarm, tell_operators
from toadlane.people.models import Person
from toadlane.people.proving import is_proven
from toadlane.people.spelling import one_spelling
from toadlane.talk import letters
from toadlane.talk.addresses import mailbox as replies
from toadlane.talk.addresses import row_of
from toadlane.talk.letters import Letter
from toadlane.talk.models import Comment, HeardLetter, ReplyAddress, Way
from toadlane.talk.subjects import Answer, Subject, Taken, kind_of, sees, subject_in
from toadlane.talk.verbs import Came, say
from toadlane.ui.faults import told

log = logging.getLogger("toadlane.talk")

TOLD_A_DAY: Final = 5
"""So many letters about answers that were not taken go to one person in a day."""
KEY: Final = "talk-answer:"
BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DataError,
    Fault,
    IntegrityError,
    LookupError,
    MessageError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a letter can meet that nobody thought of."""
PEOPLES: Final = (InputFault, NotThere, Refused, CharterSilent, CharterAmbiguous, RecordMoved)


def read_mailbox() -> None:
    """Take in what arrived; one conversation with the server, fifty letters at most."""
    box = replies()
    if box is not None:
        mailbox.read_round(box, lambda raw: is_taken(raw, timezone.now()))


def is_taken(raw: bytes, now: dt.datetime) -> bool:
    """Take in one letter; where a mistake of ours is in the way, operators are told, and others are read on.

    A database or a server that is away is no mistake of one letter: then all of them wait.
    """
    try:
        take_in(raw, now=now)
    except BROKEN:
        log.exception("A letter to an address of answers was set aside")
        tell_operators(set_aside(), at=now, key=f"answer-set-aside:{now.date().isoformat()}")
        return False
    return True


def set_aside() -> Alarm:
    """What operators are told, once a day at most."""
    return Alarm(
        gettext_lazy("An answer by e-mail was set aside"),
        gettext_lazy("A letter could not be taken in by a mistake of ours. It lies in the mailbox, flagged."),
        gettext_lazy("See how mail stands"),
        reverse("mail:mail"),
    )


def take_in(raw: bytes, *, now: dt.datetime) -> None:
    """One letter; heard once, however often it comes."""
    box = replies()
    letter = letters.read(raw, before=box.before) if box else None
    if letter is None or letter.by_machine:
        return
    row = row_of(letter.token, now)
    person = row.participant.person if row else None
    if row is None or person is None or not person.is_active or not is_proven(person):
        return  # a token of nobody is answered to nobody: its sender may be anybody's address
    try:
        with transaction.atomic():
            if hear(letter, now):
                act(letter, row, person, now)
    except PEOPLES as fault:
        with transaction.atomic():
            if hear(letter, now):
                tell(letter, person, row, fault, now)


def hear(letter: Letter, now: dt.datetime) -> bool:
    """Whether it is heard for the first time."""
    mine = HeardLetter(digest=letter.digest, heard_at=now)
    HeardLetter.objects.bulk_create([mine], ignore_conflicts=True)
    return HeardLetter.objects.filter(pk=mine.pk).exists()


def act(letter: Letter, row: ReplyAddress, person: Person, now: dt.datetime) -> None:
    """Say what was written, as whoever the letter was written to."""
    refuse_another_sender(letter, person)
    who, at = row.participant, Moment.of(now, coop=row.coop)
    subject = subject_in(row.coop, row.kind, row.subject, at)
    if subject is None or not sees(sight_on(who, at.day), subject):
        raise absent()
    text, key = letter.text, f"mail-{letter.digest}"
    taken = position_in(subject, text, row, at, key)
    if taken is not None:
        text = taken.left
        if taken.says:
            write(letter, person, row, [taken.says], now)
    if taken is None or text:
        answers = Comment.objects.filter(coop=row.coop, pk=row.comment).first() if row.comment else None
        came = Came(Way.MAIL, left_out=min(letter.files, 99))
        say(subject=subject, text=text, answers=answers, came=came, by=who, at=at, key=f"{key}-said")


def position_in(subject: Subject, text: str, row: ReplyAddress, at: Moment, key: str) -> Taken | None:
    """What the room makes of the first line; nothing in answer to a comment: “agree” is no position there."""
    position = kind_of(subject.kind).position
    first, _line, rest = text.partition("\n")
    if position is None or row.comment or not first.strip():
        return None
    with translation.override(language_of(row)):
        return position(
            Answer(
                subject,
                by=row.participant,
                at=at,
                key=key,
                first=first.strip(),
                rest=rest.strip(),
                edition=row.edition or None,
            )
        )


def refuse_another_sender(letter: Letter, person: Person) -> None:
    """It comes from an address of whoever it was written to."""
    shown = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    if letter.sender not in {one_spelling(person.email), *map(one_spelling, shown)}:
        raise InputFault(
            gettext_noop("An answer came from another address than yours."),
            code="talk.another-sender",
            next_step=gettext_noop("Answer from the address our letters go to."),
        )


def tell(letter: Letter, person: Person, row: ReplyAddress, fault: Fault, now: dt.datetime) -> None:
    """Tell whoever we know what was not taken and why, with what they wrote; a few times a day."""
    lately = Outgoing.objects.filter(
        kind=Outgoing.Kind.ANSWER, to=person.email, written_at__gt=now - dt.timedelta(days=1)
    )
    if lately.count() >= TOLD_A_DAY:
        return
    with translation.override(language_of(row)):
        words = told(fault)
        parts = [_("Your answer by e-mail was not taken."), f"{words.says} {words.next_step}"]
        if letter.text and words.code != "talk.another-sender":
            parts += [_("What you wrote:"), letter.text[:5_000]]
    write(letter, person, row, parts, now)


def write(letter: Letter, person: Person, row: ReplyAddress, parts: list[str], now: dt.datetime) -> None:
    """A word about an answer, once for each letter, that no machine answers."""
    with translation.override(language_of(row)):
        subject = _("%(coop)s: about your answer") % {"coop": row.coop.name}
    draft = outbox.Draft(
        to=person.email,
        subject=subject,
        body="\n\n".join(parts) + "\n",
        key=f"{KEY}{letter.digest}",
        headers={"Auto-Submitted": "auto-replied"},
    )
    outbox.write_all(kind=Outgoing.Kind.ANSWER, drafts=[draft], at=now)


def language_of(row: ReplyAddress) -> str:
    """In which they read."""
    person = row.participant.person
    return (person.language if person else "") or row.coop.language
