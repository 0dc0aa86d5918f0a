"""Calling an election, and calling it off."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.elections import refusals
from toadlane.elections.calling import AT_LEAST, AT_MOST, Electable, electable
from toadlane.elections.models import LONGEST, Election, ElectionStep
from toadlane.elections.standing import ENDS, Step
from toadlane.elections.verbs.beginning import begun, refuse_unless_revocable, written
from toadlane.proposals.verbs.seeing import refuse_unseen
from toadlane.proposals.ways import may_raise
from toadlane.record.verbs import append
from toadlane.roles import held
from toadlane.roles.held import Held, key_of
from toadlane.roles.words import title


@transaction.atomic
def call_election(
    *,
    post: str,
    nominations_until: dt.date,
    from_day: dt.date,
    by: Participant,
    at: Moment,
    key: str,
    says: str = "",
    change_until: dt.date | None = None,
) -> Election:
    """Call an election for what is free on a day, by the rule that the charter names for it.

    Everybody hears of it; people are named until the end of `nominations_until`. Faults: `posts.unknown`,
    `elections.call`, `.no-ballot`, `.going`, `.nominations`, `.change` (the last day on which people may name
    somebody else: it goes with an election without candidates), `.from-day`, `.full`, `.long`.
    """
    refuse_unseen(by, at)
    says = as_kept(says)
    content: dict[str, Json] = {
        "from_day": from_day.isoformat(),
        "nominations_until": nominations_until.isoformat(),
        "post": post,
        "says": says,
        **({"change_until": change_until.isoformat()} if change_until else {}),
    }
    taken = keys.take(coop=by.coop, key=key, verb="elections.call", by=by, content=content)
    if not taken.first:
        return Election.objects.get(coop=by.coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=by.coop_id)
    found = held.require(by.coop, at.day)
    if not may_raise(found.text, by.stage_on(at.day)):
        raise refusals.may_not_call()
    if len(says) > LONGEST["says"]:
        raise refusals.too_long(LONGEST["says"])
    of = _to_elect(found, post)
    _refuse_days(of, (nominations_until, change_until), from_day, at)
    seats = of.free_on(from_day)
    if not seats:
        raise refusals.nothing_free(of.post.article, of.title, from_day)
    row = _write(of, seats, (nominations_until, change_until, from_day), says, by=by, at=at)
    taken.keep(row.pk)
    return row


def _write(
    of: Electable,
    seats: int,
    days: tuple[dt.date, dt.date | None, dt.date],
    says: str,
    *,
    by: Participant,
    at: Moment,
) -> Election:
    """The election, and its entry in the record."""
    nominations_until, change_until, from_day = days
    row = Election.objects.create(
        coop=by.coop,
        post=of.key,
        seats=seats,
        rule=of.rule.name or "",
        article=of.post.article[: LONGEST["article"]],
        from_day=from_day,
        nominations_until=nominations_until,
        change_until=change_until,
        says=says,
        called_by=by,
        called_at=at.instant,
        called_on=at.day,
    )
    what: dict[str, Json] = {
        "article": row.article,
        "election": str(row.pk),
        "from_day": from_day.isoformat(),
        "nominations_until": nominations_until.isoformat(),
        "post": row.post,
        "rule": row.rule,
        "seats": seats,
        **({"change_until": change_until.isoformat()} if change_until else {}),
    }
    append(kind="election.called.v1", what=what, by=by, at=at, subject=str(row.pk))
    return row


@transaction.atomic
def call_off(*, election: Election, because: str, by: Participant, at: Moment, key: str) -> ElectionStep:
    """Call it off before the list is closed. Faults `elections.not-yours`, `.list-closed`, `.because`."""
    because = as_kept(because)
    taken, standing = begun(election, "call-off", by=by, at=at, key=key, because=because)
    if not taken.first:
        return ElectionStep.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_revocable(standing, at)
    if standing.row.called_by_id != by.pk:
        raise refusals.not_yours()
    if not because:
        raise refusals.no_reason()
    if len(because) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])
    step = ElectionStep.objects.create(
        coop=by.coop, election=election, kind=Step.CALLED_OFF, because=because, happened_at=at.instant
    )
    written("election.called-off.v1", standing, by=by, at=at, because=because)
    taken.keep(step.pk)
    return step


def _to_elect(found: Held, post: str) -> Electable:
    """What is to be elected, if people vote among candidates for it and no election of it is under way."""
    of = held.post_of(found, post)
    to_elect = electable(found, of)
    if to_elect is None:
        raise refusals.not_elected(of.article, title(of))
    rows = Election.objects.filter(coop=found.coop, post=key_of(of))
    if rows.exclude(steps__kind__in=ENDS).exists():
        raise refusals.going_already(title(of))
    return to_elect


def _refuse_days(
    of: Electable, rounds: tuple[dt.date, dt.date | None], from_day: dt.date, at: Moment
) -> None:
    first, last = at.day + AT_LEAST, at.day + AT_MOST
    nominations_until, change_until = rounds
    if not first <= nominations_until <= last:
        raise refusals.no_time(first, last)
    if of.post.without_candidates != (change_until is not None):
        raise refusals.no_change_round(needed=of.post.without_candidates)
    if change_until is not None and not nominations_until < change_until <= last:
        raise refusals.no_time_to_change(nominations_until + AT_LEAST, last)
    seated = of.dates(change_until or nominations_until).seated_from
    if not seated <= from_day <= seated + AT_MOST:
        raise refusals.too_soon(seated, seated + AT_MOST)
