"""What becomes of an action: done, let go, taken up again, given to somebody else, given another day."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.minutes import refusals
from toadlane.minutes.models import Action, ActionStep
from toadlane.minutes.verbs.standing import fitting, sees, somebody
from toadlane.record.verbs import append

What = ActionStep.What
ENDS: Final = frozenset({What.DONE, What.DROPPED})


@transaction.atomic
def step(
    *,
    action: UUID,
    what: str,
    who: str = "",
    due_on: dt.date | None = None,
    because: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> ActionStep:
    """Whoever sees the minutes of an action says what became of it; the minutes keep how it was promised.

    Faults: `minutes.part`, `.action-over`, `.action-open`, `.nobody`, `.long`.
    """
    because = fitting(because, "because")
    content: dict[str, Json] = {
        "action": str(action),
        "because": because,
        "due_on": due_on.isoformat() if due_on else None,
        "what": what,
        "who": who,
    }
    taken = keys.take(coop=by.coop, key=key, verb="minutes.step", by=by, content=content)
    if not taken.first:
        return ActionStep.objects.get(coop=by.coop, pk=taken.result)
    row = _held(action, by, at)
    if what not in What.values:
        raise refusals.no_part()
    if (row.over_on is None) == (what == What.REOPENED):
        raise refusals.not_over() if what == What.REOPENED else refusals.over()
    if what == What.GIVEN:
        row.who = somebody(by, who, at) or _nobody()
    if what == What.MOVED:
        row.due_on = due_on
    row.over_on, row.done = (at.day if what in ENDS else None), what == What.DONE
    row.edition += 1
    row.save()
    made = ActionStep.objects.create(
        coop=by.coop,
        action=row,
        what=what,
        who=row.who if what == What.GIVEN else None,
        due_on=due_on if what == What.MOVED else None,
        because=because,
        by=by,
        happened_at=at.instant,
    )
    append(kind="meeting.action.v1", what=content, by=by, at=at, subject=str(row.pk))
    taken.keep(made.pk)
    return made


def _held(action: UUID, by: Participant, at: Moment) -> Action:
    rows = Action.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("who", "line__minutes__meeting", "line__minutes__coop")
    row = rows.filter(coop=by.coop, pk=action).first()
    if row is None or by.stage_on(at.day) in {None, FORMER}:
        raise absent()
    if row.who_id != by.pk and not sees(row.line.minutes, by, at):
        raise absent()
    return row


def _nobody() -> Participant:
    raise refusals.nobody()
