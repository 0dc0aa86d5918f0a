"""Telling in time, and once: that a term ends, and that something stands empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from bylaws.membership.posts import Post
from bylaws.membership.terms import free_seats, may_take, of_post
from toadlane.coops import clock
from toadlane.coops.models import ROLES, Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.notices.kinds import Kind
from toadlane.notices.telling import Telling, here_on, tell
from toadlane.roles.held import Held, held_in, key_of
from toadlane.roles.words import title

EVERY: Final = dt.timedelta(hours=6)
DAYS_BEFORE: Final = (7, 30)
"""How many days before the end of a term whoever holds it is told, the nearest first."""
EMPTY_FOR: Final = dt.timedelta(days=7)
"""What has been empty for longer is told of on *Today* alone."""
A_DAY: Final = dt.timedelta(days=1)

ENDS: Final = Kind(
    "role-ends",
    label=_("Your time in a role or seat ends"),
    words={"soon": _("Your time as {role} ends on {day}.")},
    verb=_("See what comes next"),
)
EMPTY: Final = Kind(
    "role-empty",
    label=_("A role or a seat is empty"),
    words={
        "volunteer": _("{role} has been empty since {day}; you may take it."),
        "turn": _("It is your turn to take this: {role}."),
        "members": _("{role} has been empty since {day}; the members fill it."),
    },
    verb=_("Look at it"),
)


@task()
def remind() -> None:
    """Tell everybody in every co-op who is to be told today."""
    for coop in touched(timezone.now()):
        remind_in(coop, clock.now(coop))


def something_ends() -> bool:
    """Whether any term ends soon, or ended lately."""
    return touched(timezone.now()).exists()


def touched(now: dt.datetime) -> models.QuerySet[Coop]:
    """Co-ops in which a term ends soon or ended lately, wherever on earth they are."""
    day = now.date()
    first, last = day - EMPTY_FOR - A_DAY, day + dt.timedelta(days=DAYS_BEFORE[-1]) + A_DAY
    rows = RolePeriod.objects.filter(valid_until__range=(first, last)).values("coop")
    return Coop.objects.filter(pk__in=rows).order_by("slug")


def remind_in(coop: Coop, at: Moment) -> None:
    """Tell in one co-op; asked twice, it tells once."""
    found = held_in(coop, at.day)
    if found is None:
        return
    people = {one.key: one for one in Participant.objects.filter(coop=coop)}
    with override(coop.language):
        told = [*_ending(found, people), *_empty(found, people)]
    for key, telling in told:
        tell(telling, coop=coop, at=at.instant, key=key)


Told = tuple[str, Telling]


def _ending(found: Held, people: dict[str, Participant]) -> Iterator[Told]:
    for of in found.posts():
        own = of_post(of, found.tenures)
        ahead = {one.person for one in own if one.period.from_day > found.day}
        for one in found.holding(of):
            until = one.period.until
            days = (until - found.day).days if until else DAYS_BEFORE[-1] + 1
            nearest = next((within for within in DAYS_BEFORE if days <= within), None)
            if until is not None and nearest is not None and one.person not in ahead:
                key = f"role-ends:{key_of(of)}:{one.person}:{until}:{nearest}"
                yield key, _telling(found, of, ENDS, words="soon", to=[people[one.person]], day=until)


def _empty(found: Held, people: dict[str, Participant]) -> Iterator[Told]:
    for of in found.posts():
        gone = [one.period.until for one in of_post(of, found.tenures) if one.period.until]
        since = max((day for day in gone if day <= found.day), default=None)
        lately = since is not None and found.day - since < EMPTY_FOR
        if since is None or not lately or not free_seats(of, found.tenures, on=found.day):
            continue
        words, to = _whom(found, of, people)
        yield f"role-empty:{key_of(of)}:{since}", _telling(found, of, EMPTY, words=words, to=to, day=since)


def _whom(found: Held, of: Post, people: dict[str, Participant]) -> tuple[str, Iterable[Participant]]:
    """Who can do something about it: who may take it, whose turn it is, or all who choose."""
    if of.filled == "turns":
        return "turn", [people[key] for key in found.order(of)[:1]]
    if of.filled == "volunteer":
        able = (who for who in found.people.values() if may_take(who, of, found.tenures, on=found.day).value)
        return "volunteer", [people[who.key] for who in able]
    return "members", here_on(found.coop, found.day, stage="member")


def _telling(
    found: Held, of: Post, kind: Kind, *, words: str, to: Iterable[Participant], day: dt.date
) -> Telling:
    return Telling(
        kind.key,
        to=to,
        words=words,
        information_class=ROLES,
        url=reverse("roles:role", args=[found.coop.slug, key_of(of)]),
        values={"role": title(of), "day": day.isoformat()},
    )
