"""Taking a departure back, and coming back after one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.routes import route
from bylaws.kernel.faults import RecordMoved, Refused
from bylaws.membership import returning
from bylaws.record.canonical import Json
from toadlane.books.models import Payout
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.leaving import periods, reckoning
from toadlane.leaving.models import Departure, DepartureTakenBack
from toadlane.leaving.reckoning import NOTICED
from toadlane.leaving.standing import only_keepers
from toadlane.leaving.verbs.effect import reopen
from toadlane.members.entering import Spell
from toadlane.members.verbs.periods import hold, start
from toadlane.record.verbs import append


@transaction.atomic
def take_back(*, departure: Departure, by: Participant, at: Moment, key: str) -> DepartureTakenBack:
    """Whoever gave notice stays after all, until the day has come. Stage and roles go on as before it.

    What others recorded is taken back by two: `stays.py`.
    """
    if by.coop_id != departure.coop_id:
        raise absent()
    content: dict[str, Json] = {"departure": str(departure.pk)}
    taken = keys.take(coop=departure.coop, key=key, verb="leaving.take-back", by=by, content=content)
    if not taken.first:
        return DepartureTakenBack.objects.get(departure=departure)
    hold(departure.participant)
    held = as_it_stands(departure)
    _refuse_own(held, by, at)
    row = goes_on(held, by=by, at=at)
    taken.keep(row.pk)
    return row


def as_it_stands(departure: Departure) -> Departure:
    """One that is not taken back yet; fault `departing.back`."""
    rows = Departure.objects.select_related("participant", "taken_back", "coop")
    held: Departure = rows.get(pk=departure.pk)
    if held.is_back:
        raise RecordMoved(
            gettext_noop("This was taken back already."),
            code="departing.back",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    return held


def goes_on(
    held: Departure, *, because: str = "", change: str = "", by: Participant, at: Moment
) -> DepartureTakenBack:
    """The rows of it, inside a verb's transaction; `change` is what a second member confirmed."""
    _refuse_paid_out(held)
    periods.go_on(held.wrote)
    reopen(held)
    row = DepartureTakenBack.objects.create(
        coop=held.coop, departure=held, because=because, happened_on=at.day, by=by.key
    )
    what: dict[str, Json] = {
        "because": because,
        "departure": str(held.pk),
        "participant": held.participant.key,
    }
    what |= {"change": change} if change else {}
    append(kind="departure.taken-back.v1", what=what, by=by, at=at, subject=held.participant.key)
    return row


@transaction.atomic
def come_back(
    *,
    participant: Participant,
    stage: str,
    from_day: dt.date,
    authority: Authority | None = None,
    by: Participant,
    at: Moment,
    key: str,
) -> StagePeriod:
    """Somebody who left is here again: the same person, the same key, the account they had.

    Where a decision leads to the stage, a confirmed one on exactly this is needed.
    """
    coop = participant.coop
    only_keepers(coop, by, at)
    content: dict[str, Json] = {
        "authority": str(authority.pk) if authority else "",
        "from_day": from_day.isoformat(),
        "participant": participant.key,
        "stage": stage,
    }
    taken = keys.take(coop=coop, key=key, verb="leaving.come-back", by=by, content=content)
    if not taken.first:
        return _standing(taken.result)
    hold(participant)
    back = reckoning.return_of(participant, stage, from_day).value
    if back.decided_as:
        _use(participant, back, authority, by=by, at=at)
    begun = start(StagePeriod, participant=participant, spell=Spell(stage, from_day), at=at)
    append(kind="person.came-back.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(begun.pk)
    return _standing(begun.pk)


def _standing(key: str | UUID) -> StagePeriod:
    """The row an earlier click wrote, whether it still stands or was put right since."""
    row: StagePeriod = StagePeriod.written.get(pk=key)
    return row


def _use(
    who: Participant, back: returning.Return, authority: Authority | None, *, by: Participant, at: Moment
) -> None:
    """The decision is on this person, stage and day, by the article that lets it be decided."""
    matter = back.decided_as or ""
    asked_of = authority.decided_on if authority else at.day
    decided = route(charter_of(who.coop).on_or_first(asked_of), matter).reason
    if authority is None or authority.article not in decided.articles():
        raise Refused(
            gettext_noop("The members decide on it, and no such decision is given."),
            code="returning.undecided",
            next_step=gettext_noop("Enter what they decided by that article; a second member confirms it."),
            article=decided.article,
        )
    use_exactly(
        authority=authority,
        matter=matter,
        subject=who.key,
        fingerprint=reckoning.fingerprint_of_return(who, back),
        by=by,
        at=at,
    )


def _refuse_own(held: Departure, by: Participant, at: Moment) -> None:
    own = by.pk == held.participant_id and held.entered_by == by.key
    if own and held.way in NOTICED and at.day < held.leaves_on:
        return
    raise Refused(
        gettext_noop("One takes back one’s own notice, before the day it names."),
        code="departing.not-own",
        next_step=gettext_noop("Whoever keeps the list says what else is so; a second member confirms it."),
    )


def _refuse_paid_out(held: Departure) -> None:
    """What somebody held is owed to them in money by now: that is undone first."""
    rows = Payout.objects.filter(kind=Payout.Kind.LEAVING, parts__participant=held.participant_id)
    if rows.filter(happened_on__gte=held.leaves_on, entry__reversed_by=None).exists():
        raise Refused(
            gettext_noop("{name} was paid out on leaving, so it cannot be taken back as it is."),
            code="departing.paid-out",
            next_step=gettext_noop("Take the payout back first, or let them come back from a later day."),
            name=held.participant.name,
        )
