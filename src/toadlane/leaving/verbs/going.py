"""Giving notice, and recording that somebody leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.reasons import Explained
from bylaws.membership import departing
from bylaws.record.canonical import Json
from toadlane.charter.verbs import plain_text
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.leaving import periods, reckoning
from toadlane.leaving.models import (
    HEIRS,
    LONGEST,
    REASONS,
    Departure,
    DepartureTakenBack,
    DepartureTold,
    DepartureWords,
    HandedOver,
    Way,
)
from toadlane.leaving.reckoning import NOTICED
from toadlane.leaving.standing import only_keepers
from toadlane.leaving.verbs.effect import take_effect
from toadlane.members.standing import possible_day
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append

OVERTAKEN = ("dismissal", "death", "dues", "merged")
"""What does not wait for a notice that is running."""


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody leaves, as it was told: on which day, for which day, with which words."""

    way: departing.Way
    told_on: dt.date
    leaves_on: dt.date | None = None
    words: str = ""

    def said(self, who: Participant) -> dict[str, Json]:
        """What was asked, to know the same click again; the words stay out of it."""
        return {
            "leaves_on": self.leaves_on.isoformat() if self.leaves_on else "",
            "participant": who.key,
            "told_on": self.told_on.isoformat(),
            "way": self.way,
        }


@transaction.atomic
def give_notice(
    *,
    way: departing.Way = "resignation",
    leaves_on: dt.date | None = None,
    words: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Departure:
    """Somebody gives notice for themselves; without a day they leave on the first that can be.

    `words` say why, where the charter has it asked; they can be erased, and the record does not keep them.
    """
    told = Told(way, at.day, leaves_on, words)
    taken = keys.take(coop=by.coop, key=key, verb="leaving.notice", by=by, content=told.said(by))
    if not taken.first:
        return Departure.objects.get(coop=by.coop, pk=taken.result)
    if way not in NOTICED:
        raise absent()
    hold(by)
    found = reckoning.departure(by, way, told_on=at.day, leaves_on=leaves_on)
    if found.value.decided_as:
        raise Refused(
            gettext_noop("The members decide on this, so it cannot be done by notice alone."),
            code="departing.by-decision",
            next_step=gettext_noop("Bring it to them; whoever keeps the list records it then."),
            article=found.reason.article,
        )
    departure = leave(by, found, told, by=by, at=at)
    taken.keep(departure.pk)
    return departure


@transaction.atomic
def record_departure(
    *,
    participant: Participant,
    told: Told,
    authority: Authority | None = None,
    by: Participant,
    at: Moment,
    key: str,
) -> Departure:
    """Whoever keeps the list records what members decided, such as parting with somebody.

    It needs the confirmed decision on exactly that person and day, taken by the article that decides it.
    Where nothing is decided, a second member confirms it: `telling.tell_departure`.
    """
    coop = participant.coop
    only_keepers(coop, by, at)
    content = told.said(participant) | {"authority": str(authority.pk) if authority else ""}
    taken = keys.take(coop=coop, key=key, verb="leaving.record", by=by, content=content)
    if not taken.first:
        return Departure.objects.get(coop=coop, pk=taken.result)
    refuse_unfit(participant, told, by, at)
    hold(participant)
    leaves_on = told.told_on if told.way == "death" else told.leaves_on
    found = reckoning.departure(participant, told.way, told_on=told.told_on, leaves_on=leaves_on)
    if found.value.decided_as:
        use(participant, found, authority, by=by, at=at)
    elif by.pk != participant.pk:
        raise Refused(
            gettext_noop("That somebody else leaves counts once a second member confirms it."),
            code="departing.second",
            next_step=gettext_noop("Tell it; another member is asked to confirm it."),
        )
    departure = leave(participant, found, told, by=by, at=at, authority=authority)
    taken.keep(departure.pk)
    return departure


def open_departure(who: Participant) -> Departure | None:
    """The one that waits for its day, if there is one."""
    return Departure.objects.filter(participant=who, taken_back=None, done=None).first()


def leave(
    who: Participant,
    found: Explained[departing.Departure],
    told: Told,
    *,
    by: Participant,
    at: Moment,
    authority: Authority | None = None,
    entered_by: str = "",
    told_row: UUID | None = None,
    into: Participant | None = None,
) -> Departure:
    """Write everything, inside the verb's transaction, with the person held."""
    said = found.value
    _make_way(who, told, by=by, at=at)
    possible_day(said.leaves_on, who.coop, at)
    departure = Departure.objects.create(
        coop=who.coop,
        participant=who,
        way=said.way,
        told_on=said.told_on,
        leaves_on=said.leaves_on,
        becomes=said.becomes,
        access_ends_on=said.access_ends_on,
        article=found.reason.article or "",
        authority=authority.pk if authority and said.decided_as else None,
        into=into,
        wrote=periods.end(who, said.becomes, said.leaves_on, said.roles_end, at),
        entered_on=at.day,
        entered_by=entered_by or by.key,
    )
    _list(departure, said)
    if told.words:
        keep_words(told.words, departure.participant, told.way, by, departure=departure)
    what: dict[str, Json] = {
        "article": departure.article,
        "becomes": said.becomes,
        "departure": str(departure.pk),
        "leaves_on": said.leaves_on.isoformat(),
        "participant": who.key,
        "roles_end": [*said.roles_end],
        "told_on": said.told_on.isoformat(),
        "way": said.way,
    }
    if into is not None:
        what["into"] = into.key
    if told_row is not None:
        what["told"] = str(told_row)
    if departure.authority:
        what["authority"] = str(departure.authority)
    own = by.pk == who.pk
    append(
        kind="departure.notice-given.v1" if own else "departure.recorded.v1",
        what=what,
        by=by,
        at=at,
        subject=who.key,
    )
    take_effect(departure=departure, at=at)
    return departure


def _make_way(who: Participant, told: Told, *, by: Participant, at: Moment) -> None:
    """A notice that runs stands, unless something comes that does not wait for it."""
    open_one = open_departure(who)
    if open_one is None:
        return
    if told.way not in OVERTAKEN:
        raise running(who, open_one)
    periods.go_on(open_one.wrote)
    DepartureTakenBack.objects.create(coop=who.coop, departure=open_one, happened_on=at.day, by=by.key)


def running(who: Participant, departure: Departure) -> RecordMoved:
    """A notice runs already."""
    return RecordMoved(
        gettext_noop("{name} is to leave on {day} already."),
        code="departing.twice",
        next_step=gettext_noop("Take that back first if it is to be another day or another way."),
        name=who.name,
        day=departure.leaves_on.isoformat(),
    )


def _list(departure: Departure, said: departing.Departure) -> None:
    """What is handed over: what the charter lists, and the end of access on its day."""
    rows = [
        HandedOver(
            kind=HandedOver.Kind.WORK if one.role == departing.WORK else HandedOver.Kind.ROLE,
            role="" if one.role == departing.WORK else one.role,
            thing=one.thing[: LONGEST["thing"]],
            article=one.article,
            due_on=said.leaves_on,
        )
        for one in said.hand_over
    ]
    if said.access_ends_on is not None:
        access = HandedOver(
            kind=HandedOver.Kind.ACCESS, article=departure.article, due_on=said.access_ends_on
        )
        access.given_on = departure.told_on  # nothing to give: those who stay end it
        rows.append(access)
    for number, row in enumerate(rows, 1):
        row.coop, row.departure, row.number = departure.coop, departure, number
    HandedOver.objects.bulk_create(rows)


def keep_words(
    words: str, who: Participant, way: str, by: Participant, **of: Departure | DepartureTold
) -> None:
    """What was told with a departure, or with what waits to be one: apart, where it can be erased."""
    said = plain_text(words).strip()
    if len(said) > LONGEST["words"]:
        raise InputFault(
            gettext_noop("That is longer than {longest} letters."),
            code="departing.words",
            next_step=gettext_noop("Say it in fewer words; more belongs in a letter."),
            longest=LONGEST["words"],
        )
    if said:
        DepartureWords.objects.create(
            coop=who.coop,
            participant=who,
            written_by=by,
            information_class=HEIRS if way == Way.DEATH else REASONS,
            words=said,
            **of,
        )


def refuse_unfit(who: Participant, told: Told, by: Participant, at: Moment) -> None:
    if told.way in {"dues", "merged"}:  # looked at where dues are: `for_dues.py`, `merging.py`
        raise absent()
    if told.told_on > at.day:
        raise InputFault(
            gettext_noop("{day} has not come yet."),
            code="departing.ahead",
            next_step=gettext_noop("Give the day it was told, was decided or happened."),
            day=told.told_on.isoformat(),
        )
    if told.way in OVERTAKEN and by.pk == who.pk:
        raise Refused(
            gettext_noop("This is not recorded by whom it is about."),
            code="departing.own",
            next_step=gettext_noop("Ask somebody else who keeps the list."),
        )


def use(
    who: Participant,
    found: Explained[departing.Departure],
    authority: Authority | None,
    *,
    by: Participant,
    at: Moment,
) -> None:
    """The decision is on this person and day, by the article that lets it be decided."""
    said = found.value
    if authority is None:
        raise Refused(
            gettext_noop("The members decide on this: there is no decision yet that lets it be recorded."),
            code="departing.undecided",
            next_step=gettext_noop("Enter what they decided, and let a second member confirm it."),
            article=found.reason.article,
        )
    if authority.article not in said.decided_by:
        raise Refused(
            gettext_noop("This decision was taken by {given}; the charter has it decided by {wanted}."),
            code="departing.other-article",
            next_step=gettext_noop(
                "Have the members decide by that article, and enter the decision with it."
            ),
            article=said.decided_by[0],
            given=authority.article,
            wanted=said.decided_by[0],
        )
    use_exactly(
        authority=authority,
        matter=said.decided_as or "",
        subject=who.key,
        fingerprint=reckoning.fingerprint_of_departure(who, said),
        by=by,
        at=at,
    )
