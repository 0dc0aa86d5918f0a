"""Who goes along with somebody, and since when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import Mentorship
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.standing import possible_day
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append


@transaction.atomic
def name_mentor(
    *,
    participant: Participant,
    mentor: Participant,
    from_day: dt.date,
    by: Participant,
    at: Moment,
    key: str,
) -> Mentorship:
    """Somebody goes along with somebody else from a day on; whoever did before, does no longer."""
    coop = participant.coop
    only_leaders(coop, by, at)
    content: dict[str, Json] = {
        "from_day": from_day.isoformat(),
        "mentor": mentor.key,
        "participant": participant.key,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.name-mentor", by=by, content=content)
    if not taken.first:
        return Mentorship.written.get(coop=coop, pk=taken.result)
    possible_day(from_day, coop, at)
    if mentor.coop_id != coop.pk or mentor.pk == participant.pk or not mentor.stage_on(from_day):
        raise InputFault(
            gettext_noop("Nobody goes along with themselves, or before they are here."),
            code="mentor.other",
            next_step=gettext_noop("Choose somebody who takes part on that day."),
        )
    hold(participant)
    before = _now(participant, from_day)
    if before is not None and before.mentor_id == mentor.pk:
        raise RecordMoved(
            gettext_noop("{mentor} goes along with {name} already."),
            code="mentor.same",
            next_step=gettext_noop("Nothing is left to do."),
            mentor=mentor.name,
            name=participant.name,
        )
    if before is not None:
        _end(before, from_day)
    row = Mentorship(coop=coop, participant=participant, mentor=mentor, valid_from=from_day)
    row.save()
    append(kind="mentor.named.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


@transaction.atomic
def end_mentoring(
    *, participant: Participant, on: dt.date, by: Participant, at: Moment, key: str
) -> Mentorship:
    """From a day on nobody in particular goes along with somebody."""
    coop = participant.coop
    only_leaders(coop, by, at)
    content: dict[str, Json] = {"on": on.isoformat(), "participant": participant.key}
    taken = keys.take(coop=coop, key=key, verb="candidacy.end-mentoring", by=by, content=content)
    if not taken.first:
        return Mentorship.written.get(coop=coop, pk=taken.result)
    possible_day(on, coop, at)
    hold(participant)
    before = _now(participant, on)
    if before is None:
        raise RecordMoved(
            gettext_noop("Nobody goes along with {name} on that day."),
            code="mentor.none",
            next_step=gettext_noop("Nothing is left to do."),
            name=participant.name,
        )
    row = _end(before, on)
    append(kind="mentor.ended.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


def _now(participant: Participant, day: dt.date) -> Mentorship | None:
    rows = Mentorship.objects.on(day).filter(participant=participant)
    found: Mentorship | None = rows.select_related("coop", "participant", "mentor").first()
    return found


def _end(before: Mentorship, day: dt.date) -> Mentorship:
    row = Mentorship(
        coop=before.coop,
        participant=before.participant,
        mentor=before.mentor,
        valid_from=before.valid_from,
        valid_until=day,
        replaces=before,
    )
    row.save()
    return row
