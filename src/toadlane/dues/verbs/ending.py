"""Ending a membership that the charter ends for unpaid dues."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.record.canonical import Json
from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, MEMBER, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.dues.reads import line_of
from toadlane.members.entering import Spell
from toadlane.members.seconding import refuse_fresh
from toadlane.members.verbs.inviting import call_off
from toadlane.members.verbs.periods import Period, hold, refuse_nobody, start, written
from toadlane.notices import calendars
from toadlane.people import sessions
from toadlane.record.models import Entry
from toadlane.record.verbs import append

LATELY: Final = dt.timedelta(days=31)


@transaction.atomic
def end_membership(*, participant: Participant, by: Participant, at: Moment, key: str) -> Period:
    """Enter, from today, what the charter says of dues that are not paid: the membership is over.

    The vote is gone from the charter's day on by itself; somebody has to look before the door is shut.
    What is paid by then keeps them in. The bookkeeper says what was paid, so it is another member who enters
    it. Faults `dues.second-member`, `dues.not-ended`.
    """
    coop = participant.coop
    _only_another(participant, by, at)
    content: dict[str, Json] = {"participant": participant.key}
    taken = keys.take(coop=coop, key=key, verb="dues.end-membership", by=by, content=content)
    if not taken.first:
        return written(StagePeriod, coop, taken.result)
    hold(participant)
    line = line_of(participant, at.day)
    if line.found is None or line.ends_since is None:
        raise Refused(
            gettext_noop("The charter does not end the membership of {name} on {day}."),
            code="dues.not-ended",
            next_step=gettext_noop("Look at what is due; it may have been paid meanwhile."),
            name=participant.name,
            day=at.day.isoformat(),
        )
    ended = start(StagePeriod, participant=participant, spell=Spell(FORMER, at.day), at=at)
    _end_roles(participant, at)
    refuse_nobody(coop, at)
    call_off(participant, at)
    calendars.stop(of=participant)
    person = Participant.objects.select_related("person").get(pk=participant.pk).person
    if person is not None:
        sessions.end_all(person)
    what: dict[str, Json] = {
        **content,
        "article": line.found.reason.article,
        "since": line.ends_since.isoformat(),
    }
    append(kind="dues.ended-membership.v1", what=what, by=by, at=at, subject=participant.key)
    taken.keep(ended.pk)
    return ended


def _only_another(participant: Participant, by: Participant, at: Moment) -> None:
    if by.coop_id != participant.coop_id:
        raise absent()
    other = by.pk != participant.pk and by.stage_on(at.day) == MEMBER
    if other and not _kept_books(by, at):
        for row in RolePeriod.objects.on(at.day).filter(coop=by.coop, role=BOOKKEEPER, held_for=""):
            refuse_fresh(row.participant, by, at)
        return
    raise Refused(
        gettext_noop(
            "That a membership is over for its dues is entered by a member who does not keep the books."
        ),
        code="dues.second-member",
        next_step=gettext_noop(
            "Ask any other member: the books say what is unpaid, and a second person looks."
        ),
    )


def _kept_books(who: Participant, at: Moment) -> bool:
    """Whether somebody keeps the books, or did lately: nobody puts the role down to be the second member."""
    roles = RolePeriod.objects.touching(at.day - LATELY, at.day + dt.timedelta(days=1))
    put_right = Entry.objects.filter(coop=who.coop, kind="role.corrected.v1", subject=who.key)
    return (
        roles.filter(participant=who, role=BOOKKEEPER, held_for="").exists()
        or put_right.filter(happened_at__gt=at.instant - LATELY).exists()
    )


def _end_roles(participant: Participant, at: Moment) -> None:
    for row in RolePeriod.objects.touching(at.day, None).filter(participant=participant):
        RolePeriod(
            coop=participant.coop,
            participant=participant,
            role=row.role,
            held_for=row.held_for,
            valid_from=row.valid_from,
            valid_until=max(row.valid_from, at.day),
            replaces=row,
        ).save()
