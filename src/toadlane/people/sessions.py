"""Where somebody is signed in: one row for each browser, which they can look at and end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from toadlane.people.devices import in_words
from toadlane.people.models import Person

SEEN: Final = "people.seen"
NOTED_EVERY: Final = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser somebody is signed in on."""

    pk: int
    device: str
    address: str
    since: dt.datetime
    seen: dt.datetime
    is_this: bool


def of(person: Person, *, here: str | None) -> list[SignedIn]:
    """Those that are open, the one in hand first; `here` is its key."""
    open_ones = Session.objects.filter(
        session_key=models.OuterRef("session_key"), expire_date__gt=timezone.now()
    )
    rows = UserSession.objects.filter(models.Exists(open_ones), user=person).order_by("-last_seen_at", "-pk")
    found = [
        SignedIn(
            pk=row.pk,
            device=in_words(row.user_agent),
            address=row.ip,
            since=row.created_at,
            seen=row.last_seen_at,
            is_this=row.session_key == here,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def end_one(person: Person, pk: int) -> bool:
    """Sign them out on one browser; whether there was such a one."""
    return _end(UserSession.objects.filter(user=person, pk=pk)) > 0


def end_all(person: Person, *, but: str | None = None) -> int:
    """Sign them out everywhere, or everywhere but where the session has this key; how many that were."""
    return _end(UserSession.objects.filter(user=person).exclude(session_key=but or ""))


@transaction.atomic
def forget_over(now: dt.datetime) -> None:
    """Sessions that ran out, and what is known of browsers that are signed in no more."""
    Session.objects.filter(expire_date__lt=now).delete()
    there = Session.objects.filter(session_key=models.OuterRef("session_key"))
    UserSession.objects.exclude(models.Exists(there)).delete()


@transaction.atomic
def _end(rows: models.QuerySet[Any]) -> int:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return int(UserSession.objects.filter(session_key__in=keys).delete()[0])


def note(request: HttpRequest) -> None:
    """Write down that this browser was seen, every ten minutes at most: a page is for reading."""
    last = request.session.get(SEEN, 0.0)
    if timezone.now().timestamp() - last >= NOTED_EVERY.total_seconds():
        UserSession.objects.create_from_request(request)
        just_seen(request.session)


def just_seen(session: SessionBase) -> None:
    """It was, now."""
    session[SEEN] = timezone.now().timestamp()
