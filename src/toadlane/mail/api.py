"""E-mail of the installation as JSON, for whoever runs it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import absent
from toadlane.coops.api import Click, one_of
from toadlane.mail import reads, verbs
from toadlane.mail.kept import Lack
from toadlane.mail.models import Letter
from toadlane.mail.server import MailServer, Security
from toadlane.people.models import Person

router = Router()


class ServerIn(Schema):
    """A mail server; a password that is left out stays as it was kept for this very account."""

    host: str = Field(min_length=1, max_length=253)
    port: int = Field(ge=1, le=65535)
    security: Security
    user: str = Field("", max_length=254)
    password: str = Field("", max_length=500, description="never told again")
    sender: str = Field(min_length=3, max_length=320, description="“Our Co-op <post@coop.example>”")
    reply_to: str = Field("", max_length=320)


class ServerOut(Schema):
    """A mail server as it is used; whether it has a password is all that is told of it."""

    host: str
    port: int
    security: Security
    user: str
    has_password: bool
    sender: str
    reply_to: str


class LetterOut(Schema):
    """A letter without what it says; `answer` is the server's, `says` is what it means.

    Of addresses only the domain is told (`…@coop.example`), but for your own.
    """

    id: UUID
    kind: str = one_of(Letter.Kind)
    to: str = Field(description="“…@coop.example”; your own address whole")
    state: str = one_of(Letter.State)
    tries: int
    written_at: dt.datetime
    next_at: dt.datetime
    settled_at: dt.datetime | None
    trouble: str
    answer: str
    says: str


class MailOut(Schema):
    """How mail stands; `lack` is what is missing before letters can leave."""

    lack: Lack
    by_environment: bool
    server: ServerOut | None
    letters: list[LetterOut]


class TestIn(Schema):
    """Nothing but the click."""

    key: Click


@router.get("", response=MailOut, summary="How e-mail stands")
def read_mail(request: HttpRequest) -> MailOut:
    """For whoever runs the installation: the server, and the last thirty letters without what they say."""
    return as_out(operator(request))


@router.put("", response=MailOut, summary="Set a mail server up")
def set_up(request: HttpRequest, body: ServerIn) -> MailOut:
    """The same twice is the same as once."""
    person = operator(request)
    verbs.set_up(server=MailServer(**body.dict()), by=person, at=timezone.now())
    return as_out(person)


@router.delete("", response=MailOut, summary="Use no mail server")
def take_away(request: HttpRequest) -> MailOut:
    """Letters wait from then on."""
    person = operator(request)
    verbs.take_away(by=person)
    return as_out(person)


@router.post("/tests", response={201: LetterOut}, summary="Write a test to yourself")
def send_test(request: HttpRequest, body: TestIn) -> Status[LetterOut]:
    """It leaves by the queue: ask for the letter until it is taken or failed."""
    person = operator(request)
    return Status(201, as_letter(verbs.send_test(by=person, at=timezone.now(), key=body.key)))


@router.get("/letters/{letter}", response=LetterOut, summary="What became of a letter")
def read_letter(request: HttpRequest, letter: UUID) -> LetterOut:
    """“Taken” is what the server says; whether it arrived, only the mailbox tells."""
    person = operator(request)
    found = reads.letter(letter)
    if found is None:
        raise absent()
    return as_letter(reads.shown_to(found, person))


def operator(request: HttpRequest) -> Person:
    """Whoever asks, if they run the installation."""
    person = Person.objects.get(pk=str(request.user.pk))
    verbs.only_operators(person)
    return person


def as_out(person: Person) -> MailOut:
    """How mail stands now."""
    post = reads.post(person)
    return MailOut(
        lack=post.standing.lack,
        by_environment=post.standing.by_environment,
        server=as_server(post.standing.server),
        letters=[as_letter(letter) for letter in post.letters],
    )


def as_server(server: MailServer | None) -> ServerOut | None:
    """A server without its password."""
    if server is None:
        return None
    return ServerOut(
        host=server.host,
        port=server.port,
        security=server.security,
        user=server.user,
        has_password=bool(server.password),
        sender=server.sender,
        reply_to=server.reply_to,
    )


def as_letter(letter: Letter) -> LetterOut:
    """A letter without what it says."""
    return LetterOut(
        id=letter.pk,
        kind=letter.kind,
        to=letter.to,
        state=letter.state,
        tries=letter.tries,
        written_at=letter.written_at,
        next_at=letter.next_at,
        settled_at=letter.settled_at,
        trouble=letter.trouble,
        answer=letter.answer,
        says=letter.says,
    )
