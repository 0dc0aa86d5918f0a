"""Handing over: what the charter lists, from who goes to who comes, each thing said by both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import UUIDField
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordMoved, Refused
from bylaws.kernel.periods import Span
from bylaws.membership.posts import Post
from bylaws.membership.terms import Tenure, ends_on, of_post
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.record.verbs import append
from toadlane.roles import held, verbs
from toadlane.roles.held import Held
from toadlane.roles.models import LONGEST, HandedOver

OPEN_FOR: Final = Span(days=90)
"""How long after that end *Today* asks for what is not handed over; the page shows it for ever."""
Side = HandedOver.Side

SAID = Question(
    lambda coop: HandedOver.objects.filter(coop=coop).values_list(
        "role", "held_for", "participant__key", "since", "thing", "side", "by"
    ),
    coop=UUIDField(),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the list, and who has said that it is handed over."""

    nth: int
    words: str
    by_goes: str
    by_comes: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over: from whom, of what, by when, and to whom once somebody has begun."""

    post: Post
    goes: str
    since: dt.date
    ends_on: dt.date
    comes: str | None
    things: tuple[Thing, ...] = field(default=())
    goes_name: str = ""
    comes_name: str = ""

    def concerns(self, day: dt.date) -> bool:
        """Whether it is worth a look: it ended lately, or somebody has begun to hand over and not ended."""
        ticked = [bool(said) for one in self.things for said in (one.by_goes, one.by_comes)]
        return day < OPEN_FOR.after(self.ends_on) or (any(ticked) and not all(ticked))

    def side_of(self, key: str) -> HandedOver.Side | None:
        """On which side somebody stands."""
        if key == self.goes:
            return Side.GOES
        return Side.COMES if key == self.comes else None

    def left_for(self, key: str) -> int:
        """How many things somebody has not said a word about."""
        side = self.side_of(key)
        said = [one.by_goes if side == Side.GOES else one.by_comes for one in self.things]
        return said.count("") if side else 0


def hand_overs(found: Held) -> list[HandOver]:
    """Every hand-over that has begun, the latest first; in one question to the database."""
    posts = [of for of in found.posts() if of.hand_over]
    if not posts:
        return []
    said = {tuple(row[:6]): row[6] for row in SAID(coop=found.coop.pk)}
    all_of_them = [one for of in posts for one in _of_post(found, of, said)]
    return sorted(all_of_them, key=lambda one: one.ends_on, reverse=True)


def open_for(found: Held, key: str) -> list[HandOver]:
    """Those in which somebody still has something to say, begun lately."""
    return [one for one in hand_overs(found) if one.left_for(key) and found.day < OPEN_FOR.after(one.ends_on)]


def _of_post(found: Held, of: Post, said: dict[tuple[object, ...], str]) -> Iterable[HandOver]:
    tenures = of_post(of, found.tenures)
    left = list(tenures)
    for tenure in sorted(tenures, key=lambda one: ends_on(of, one) or dt.date.max):
        end = ends_on(of, tenure)
        if end is None or not verbs.is_near(of, found.day, end):
            continue
        follower = next((one for one in left if _follows(of, one, tenure, end)), None)
        if follower is not None:
            left.remove(follower)
            if follower.person == tenure.person:  # they go on themselves
                continue
        yield HandOver(
            of,
            tenure.person,
            tenure.period.from_day,
            end,
            follower.person if follower else None,
            _things(of, tenure, said),
            found.name(tenure.person),
            found.name(follower.person) if follower else "",
        )


def _follows(of: Post, one: Tenure, tenure: Tenure, end: dt.date) -> bool:
    """Whether one began after another did, at its end or within the time of hand-over."""
    began = one.period.from_day
    return began > tenure.period.from_day and of.overlap.after(began) >= end


def _things(of: Post, tenure: Tenure, said: dict[tuple[object, ...], str]) -> tuple[Thing, ...]:
    about = (of.name, of.held_for, tenure.person, tenure.period.from_day)
    kept = [words[: LONGEST["thing"]] for words in of.hand_over]
    return tuple(
        Thing(
            nth,
            words,
            said.get((*about, words, Side.GOES.value), ""),
            said.get((*about, words, Side.COMES.value), ""),
        )
        for nth, words in enumerate(kept)
    )


@transaction.atomic
def hand_over(
    *, post: str, goes: str, since: dt.date, nth: int, by: Participant, at: Moment, key: str
) -> HandedOver:
    """Say that one thing is handed over: who goes that it was given, who comes that it was taken."""
    said: dict[str, Json] = {"goes": goes, "nth": nth, "post": post, "since": since.isoformat()}
    taken = verbs.begun(by, at, key=key, verb="hand-over", **said)
    if not taken.first:
        return HandedOver.objects.get(coop=by.coop, pk=taken.result)
    meant, thing = find(by.coop, at.day, post=post, goes=goes, since=since, nth=nth)
    side = meant.side_of(by.key)
    if side is None:
        raise Refused(
            gettext_noop("This is said by whoever goes and whoever comes."),
            code="roles.not-yours",
            next_step=gettext_noop("Ask one of the two."),
            article=meant.post.article,
        )
    if thing.by_goes if side == Side.GOES else thing.by_comes:
        raise RecordMoved(
            gettext_noop("You have said so already."),
            code="roles.handed-over",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    row = HandedOver.objects.create(
        coop=by.coop,
        participant=Participant.objects.get(coop=by.coop, key=goes),
        role=meant.post.name,
        held_for=meant.post.held_for,
        since=since,
        thing=thing.words,
        side=side,
        happened_on=at.day,
        by=by.key,
    )
    what: dict[str, Json] = {**said, "side": str(side.value), "thing": thing.words}
    append(kind="role.handed-over.v1", what=what, by=by, at=at, subject=goes)
    taken.keep(row.pk)
    return row


def find(
    coop: Coop, day: dt.date, *, post: str, goes: str, since: dt.date, nth: int
) -> tuple[HandOver, Thing]:
    """One thing of one hand-over."""
    found = held.require(coop, day)
    of = held.post_of(found, post)
    for one in hand_overs(found):
        if (one.post.key, one.goes, one.since) == (of.key, goes, since) and 0 <= nth < len(one.things):
            return one, one.things[nth]
    raise absent()
