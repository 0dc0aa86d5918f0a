"""Rounds: everybody is heard once before anybody speaks twice."""

from __future__ import annotations

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.talk import refusals
from toadlane.talk.models import Round, RoundSeat
from toadlane.talk.subjects import Subject, speakers
from toadlane.talk.verbs.standing import named, only_leading, only_speakers
from toadlane.talk.words import line


@transaction.atomic
def begin_round(*, subject: Subject, asks: str, by: Participant, at: Moment, key: str) -> Round:
    """Begin a round: everybody who may speak on that day is to be heard. One at a time."""
    only_speakers(subject, by, at)
    said = line(asks, "asks")
    content: dict[str, Json] = {"subject": named(subject), "asks": said}
    taken = keys.take(coop=subject.coop, key=key, verb="talk.begin-round", by=by, content=content)
    if not taken.first:
        return Round.objects.get(coop=subject.coop, pk=taken.result)
    begun = Round(
        coop=subject.coop,
        kind=subject.kind,
        subject=subject.key,
        asks=said,
        begun_by=by.key,
        begun_at=at.instant,
    )
    if not Round.objects.bulk_create([begun], ignore_conflicts=True) or not _is_there(begun):
        raise refusals.round_on()
    RoundSeat.objects.bulk_create(
        RoundSeat(coop=subject.coop, round=begun, participant=who) for who in speakers(subject, at)
    )
    what: dict[str, Json] = {"round": str(begun.pk), "kind": subject.kind, "subject": subject.key}
    append(kind="round.begun.v1", what=what, by=by, at=at, subject=named(subject))
    taken.keep(begun.pk)
    return begun


def _is_there(begun: Round) -> bool:
    """Another round that is on kept this one from being kept."""
    return Round.objects.filter(pk=begun.pk).exists()


def heard_in(subject: Subject, by: Participant, at: Moment) -> Round | None:
    """Inside the verb that says something: the round that is on, in which they are heard now.

    Whoever was heard waits until all the others were, or passed; the last one to be heard ends it.
    """
    on = _held(subject)
    if on is None:
        return None
    seats = RoundSeat.objects.select_for_update(of=("self",)).filter(round=on)
    mine = next((seat for seat in seats if seat.participant_id == by.pk), None)
    open_seats = [seat for seat in seats if seat.heard_at is None and seat.passed_at is None]
    waiting = _still_speaking(subject, at, [seat for seat in open_seats if seat.participant_id != by.pk])
    if mine is not None and mine.heard_at is not None and waiting:
        raise refusals.heard_already(waiting)
    if mine is None:
        mine = RoundSeat(coop=subject.coop, round=on, participant=by)
    mine.heard_at = at.instant
    mine.save()
    if not waiting:
        _end(on, subject, None, at)
    return on


def _still_speaking(subject: Subject, at: Moment, seats: list[RoundSeat]) -> int:
    """How many seats wait for somebody; whoever left or may not speak any more holds nobody up."""
    speaking = {who.pk for who in speakers(subject, at)} if seats else set()
    return sum(seat.participant_id in speaking for seat in seats)


@transaction.atomic
def pass_turn(*, subject: Subject, by: Participant, at: Moment) -> None:
    """Say nothing in this round, so that nobody waits; one may still speak later."""
    only_speakers(subject, by, at)
    on = _held(subject)
    if on is None:
        raise refusals.no_round()
    seats = list(RoundSeat.objects.select_for_update(of=("self",)).filter(round=on))
    mine = next((seat for seat in seats if seat.participant_id == by.pk), None)
    if mine is None or mine.heard_at is not None or mine.passed_at is not None:
        return
    mine.passed_at = at.instant
    mine.save(update_fields=["passed_at"])
    append(kind="round.passed.v1", what={"round": str(on.pk)}, by=by, at=at, subject=named(subject))
    rest = [one for one in seats if one.heard_at is None and one.passed_at is None]
    if not _still_speaking(subject, at, rest):
        _end(on, subject, None, at)


@transaction.atomic
def end_round(*, subject: Subject, by: Participant, at: Moment) -> None:
    """End it, whoever was not heard: whoever began it, or facilitates."""
    on = _held(subject)
    if on is None:
        only_speakers(subject, by, at)
        raise refusals.no_round()
    only_leading(subject, on.begun_by, by, at)
    _end(on, subject, by, at)


def _end(on: Round, subject: Subject, by: Participant | None, at: Moment) -> None:
    on.ended_by, on.ended_at = by.key if by else "", at.instant
    on.save(update_fields=["ended_by", "ended_at"])
    what: dict[str, Json] = {"round": str(on.pk), "kind": subject.kind, "subject": subject.key}
    append(kind="round.ended.v1", what=what, by=by, at=at, subject=named(subject), coop=subject.coop)


def _held(subject: Subject) -> Round | None:
    rows = Round.objects.select_for_update(of=("self",))
    return rows.filter(
        coop=subject.coop, kind=subject.kind, subject=subject.key, ended_at__isnull=True
    ).first()
