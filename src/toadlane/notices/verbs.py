"""What somebody does about what they are told. It concerns nobody else, so no record is written to.

Each may be done twice and is then as it was after the first time, so none takes a key.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.coops.models import Participant
from toadlane.notices import kinds
from toadlane.notices.kinds import Kind
from toadlane.notices.models import Choice, Notice, Rhythm
from toadlane.notices.telling import how_soon, schedule
from toadlane.notices.timing import When
from toadlane.people.models import Person

Went = Notice.Went
WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True)
class HoursWanted:
    """At which hours letters are wanted; both ends of the quiet hours, or neither."""

    quiet_from: dt.time | None
    quiet_until: dt.time | None
    letters_at: dt.time
    weekday: int


@transaction.atomic
def choose(*, choices: Mapping[str, When], by: Participant, at: dt.datetime) -> None:
    """How soon they want to be written to about each kind; letters that wait follow it.

    Faults: `notices.unknown` for a kind there is not, `notices.binding` for one that cannot be refused.
    """
    for key, when in choices.items():
        refuse_unfit(key, when)
    held = Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.pk)
    for key, when in choices.items():
        Choice.objects.update_or_create(
            coop=held.coop, participant=held, kind=key, defaults={"when": when.value}
        )
    reschedule([held], at)


@transaction.atomic
def set_hours(hours: HoursWanted, *, zone: str, by: Person, at: dt.datetime) -> Rhythm:
    """At which hours letters come, from whichever co-op; `zone` is the person's, "" for each co-op's own.

    Faults: `notices.half-quiet`, `notices.weekday`, `notices.zone`.
    """
    if (hours.quiet_from is None) != (hours.quiet_until is None):
        raise InputFault(
            gettext_noop("Quiet hours have a beginning and an end."),
            code="notices.half-quiet",
            next_step=gettext_noop("Say both, or leave both empty."),
        )
    if hours.weekday not in WEEKDAYS:
        raise InputFault(
            gettext_noop("A week has no such day."),
            code="notices.weekday",
            next_step=gettext_noop("Count from Monday, which is 0, to Sunday, which is 6."),
        )
    if zone and zone not in zoneinfo.available_timezones():
        raise InputFault(
            gettext_noop("“{zone}” is not a time zone."),
            code="notices.zone",
            next_step=gettext_noop("Name one as in “Europe/Madrid”, or none for each co-op’s own."),
            zone=zone[:60],
        )
    wanted = {
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "letters_at": hours.letters_at,
        "weekday": hours.weekday,
    }
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    Person.objects.filter(pk=by.pk).update(time_zone=zone)
    rhythm, _new = Rhythm.objects.update_or_create(person=by, defaults=wanted)
    reschedule(list(Participant.objects.filter(person=by)), at)
    return rhythm


def stop(participant: Participant, of_kinds: Collection[str], *, at: dt.datetime) -> None:
    """By the link of a letter, whoever holds it: no more letters about these kinds. What binds goes on."""
    wanted = {key: When.NEVER for key in of_kinds if not kinds.kind(key).binding}
    choose(choices=wanted, by=participant, at=at)


def refuse_unfit(key: str, when: When) -> None:
    """A kind that is here, and a choice that it offers."""
    known = {kind.key: kind for kind in kinds.known()}
    if key not in known:
        raise InputFault(
            gettext_noop("Nobody is told of anything called “{kind}”."),
            code="notices.unknown",
            next_step=gettext_noop("Look at the list of what is sent."),
            kind=key[:60],
        )
    if when not in known[key].offered:
        raise binding(known[key])


def binding(kind: Kind) -> InputFault:
    """What binds is sent."""
    return InputFault(
        gettext_noop("“{label}” binds whoever takes part, so it is sent at once or once a day."),
        code="notices.binding",
        next_step=gettext_noop("Choose one of the two. The others are yours to refuse."),
        label=str(kind.label),
    )


def reschedule(readers: Collection[Participant], at: dt.datetime) -> None:
    """Letters that wait leave at the hours chosen now, and those that are no longer wanted do not."""
    keys = [one.pk for one in readers]
    rows = list(Notice.objects.select_for_update().filter(participant__in=keys, went=Went.WAITING))
    found = Participant.objects.filter(pk__in=keys).select_related("coop", "person__rhythm")
    people = {one.pk: one for one in found}
    chosen = Choice.objects.filter(participant__in=keys).values_list("participant", "kind", "when")
    said = {(who, kind): when for who, kind, when in chosen}
    for row in rows:
        row.participant = people[row.participant_id]
        when = how_soon(row.of_kind, said.get((row.participant_id, row.kind), ""))
        schedule(row, when, since=max(at, row.told_at))
    Notice.objects.bulk_update(rows, ["went", "send_at"])
