"""Ending a membership that the charter ends for unpaid dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.record.canonical import Json
from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, MEMBER, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.dues.reads import line_of
from toadlane.members.seconding import refuse_fresh
from toadlane.members.verbs.periods import hold, refuse_nobody
from toadlane.record.models import Entry

LATELY: Final = dt.timedelta(days=31)


Leave = Callable[[Participant, Participant, Moment], UUID]
_leave: Final[list[Leave]] = []


def leave_by(leave: Leave) -> None:
    """Called by the room of leaving when the application starts: who leaves, by whom it is said, when."""
    _leave[:] = [leave]


@transaction.atomic
def end_membership(*, participant: Participant, by: Participant, at: Moment, key: str) -> UUID:
    """Enter, from today, what the charter says of dues that are not paid: the membership is over.

    It is a departure as any other, of which this gives the key. The vote is gone from the charter's day on by
    itself; somebody has to look before the door is shut. What is paid by then keeps them in. The bookkeeper
    says what was paid, so it is another member who enters it. Faults `dues.second-member`, `dues.not-ended`.
    """
    coop = participant.coop
    _only_another(participant, by, at)
    content: dict[str, Json] = {"participant": participant.key}
    taken = keys.take(coop=coop, key=key, verb="dues.end-membership", by=by, content=content)
    if not taken.first:
        return UUID(str(taken.result))
    hold(participant)
    line = line_of(participant, at.day)
    gone = participant.stage_on(at.day) in {None, FORMER}
    if gone or line.found is None or line.ends_since is None:
        raise Refused(
            gettext_noop("The charter does not end the membership of {name} on {day}."),
            code="dues.not-ended",
            next_step=gettext_noop("Look at what is due; it may have been paid meanwhile."),
            name=participant.name,
            day=at.day.isoformat(),
        )
    left = _leave[0](participant, by, at)
    refuse_nobody(coop, at)
    taken.keep(left)
    return left


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
