"""Who is told that a year was closed or put right: everybody whom it gave something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.books.models import MEMBER_MONEY, Allocation
from toadlane.coops.models import Participant
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import READER, Telling
from toadlane.record.models import Entry

CLOSED: Final = Kind(
    "year-closed",
    label=_("A year was closed"),
    words={
        "closed": _("{year} is closed. What it gave you, and your written notice, are in your account."),
        "reversed": _("The close of {year} was reversed. Its written notice no longer holds."),
    },
    verb=_("Open my account"),
    binding=True,
)


def closed(entry: Entry, what: Said) -> Iterator[Telling]:
    """Each is told of their own."""
    yield _of_their_own(entry, what, "closed")


def corrected(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """What was not sent yet is not sent; that it holds no more, is."""
    yield Settled(CLOSED.key, str(what["close"]))
    yield _of_their_own(entry, what, "reversed")


def _of_their_own(entry: Entry, what: Said, code: str) -> Telling:
    page = reverse("books:account", args=[entry.coop.slug, "key"])
    return Telling(
        CLOSED.key,
        to=allotted(what["close"]),
        words=code,
        information_class=MEMBER_MONEY,
        values={"year": entry.subject},
        url=page.removesuffix("key/") + f"{READER}/",
        of_each=True,
        subject=str(what["close"]),
    )


def allotted(close: Any) -> QuerySet[Participant]:
    """Whom a close gave something."""
    return Participant.objects.filter(pk__in=Allocation.objects.filter(close=close).values("participant"))


def listen() -> None:
    """Called once when the application starts."""
    register(CLOSED)
    hear("year.closed.v1", "books", closed)
    hear("close.corrected.v1", "books", corrected)
