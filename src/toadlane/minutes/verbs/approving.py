"""Approving minutes, for oneself or noted in a meeting; with the last approval that it takes, they freeze."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from bylaws.kernel.reasons import as_json
from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import SALT_BYTES, commit
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sights_on
from toadlane.live.models import Live
from toadlane.live.verbs import seal
from toadlane.meetings.planned_rows import Meeting, State
from toadlane.minutes import refusals
from toadlane.minutes.content import content_of
from toadlane.minutes.life import Life, life_of, may_write
from toadlane.minutes.models import Approval, Frozen, FrozenWords, Minutes, Present
from toadlane.minutes.verbs.standing import held
from toadlane.record.verbs import append


@transaction.atomic
def approve(*, minutes: UUID, edition: int, by: Participant, at: Moment) -> Minutes:
    """Approve the edition that was read, for oneself; done twice, it is done once.

    Faults: those of the rules (`minutes.approve.…`: absent, draft, approved, pending), `minutes.moved`.
    """
    life = held(minutes, by, at)
    mine = [one for one in life.approvals if one.participant_id == by.pk and not one.noted]
    if any(one.edition == edition for one in mine) and edition == life.row.edition:
        return life.row
    _refuse_who_may_not(life, by, by)
    if life.row.edition != edition:
        raise refusals.moved()
    _say_yes(life, [by], None, by, at)
    return life.row


@transaction.atomic
def approve_in_meeting(
    *, minutes: UUID, meeting: UUID, those: Collection[str], by: Participant, at: Moment, key: str
) -> Minutes:
    """Whoever writes the minutes of a later meeting notes who of those in it consented, and may approve.

    For whoever notes it that is their approval. It is one person's word for the others: they are told, and it
    counts some days later where they do not say that it is not theirs.
    Faults: those of the rules, `minutes.not-yours`, `.not-held`, `.not-there-then`, `.contested`.
    """
    content: dict[str, Json] = {"meeting": str(meeting), "minutes": str(minutes), "those": [*sorted(those)]}
    taken = keys.take(coop=by.coop, key=key, verb="minutes.approve-together", by=by, content=content)
    life = held(minutes, by, at)
    if not taken.first:
        return life.row
    later = Meeting.objects.select_related("coop").filter(coop=by.coop, pk=meeting).first()
    if later is None:
        raise absent()
    if later.state == State.CANCELLED or not life.row.meeting.starts_at < later.starts_at <= at.instant:
        raise refusals.not_yet()
    if not may_write(later, by, at):
        raise refusals.not_a_writer()
    if not those:
        raise refusals.nobody()
    _say_yes(life, _of_whom(life, later, those, by, at), later, by, at)
    return life.row


def _of_whom(
    life: Life, later: Meeting, those: Collection[str], by: Participant, at: Moment
) -> list[Participant]:
    """Those who can be said to have consented there; who does not see the minutes could not say otherwise."""
    there = Present.objects.filter(minutes__meeting=later, minutes__nth=0, there=True)
    here = {one.participant.key: one.participant for one in there.select_related("participant")}
    seen = sights_on(list(here.values()), coop=by.coop, on=at.day)
    for key in sorted(those):
        if key not in here or not seen[here[key].pk].may_see(life.row):
            raise refusals.not_there_then(key)
        _refuse_who_may_not(life, here[key], by, again=True)
        if key in life.contested_by and key != by.key and key not in life.now.value.approved_by:
            raise refusals.contested_already(here[key].name)
    return [here[key] for key in sorted(those)]


def _refuse_who_may_not(life: Life, who: Participant, by: Participant, *, again: bool = False) -> None:
    """In a meeting, whoever has approved already may say so once more."""
    may = life.may_approve(who)
    if not may.value and not (again and may.reason.code == "minutes.approve.said"):
        raise refusals.stopped(may.reason, by.coop.currency)


def _say_yes(
    life: Life, those: list[Participant], meeting: Meeting | None, by: Participant, at: Moment
) -> None:
    now = life.now.value
    said = {*now.approved_by, *(one.by for one in now.noted if one.by != by.key)}
    new = [one for one in those if one.key not in said]
    if not new:
        return
    Approval.objects.bulk_create(
        Approval(
            coop=by.coop,
            minutes=life.row,
            edition=life.row.edition,
            participant=one,
            in_meeting=meeting,
            said_by=by,
            happened_at=at.instant,
        )
        for one in new
    )
    what: dict[str, Json] = {
        "edition": life.row.edition,
        "in_meeting": str(meeting.pk) if meeting else None,
        "minutes": str(life.row.pk),
        "those": [one.key for one in new],
    }
    append(kind="minutes.approved-by.v1", what=what, by=by, at=at, subject=str(life.row.pk))
    after = life_of(life.row, at)
    if after.now.value.complete:
        freeze(after, by=by, at=at)


@transaction.atomic
def settle(*, minutes: Minutes, at: Moment) -> Minutes:
    """Freeze minutes once as many have approved as it takes: when their window is over, or what was noted for
    others counts; the house does that.
    """
    row = Minutes.objects.select_for_update(of=("self",), no_key=True)
    kept = row.select_related("coop", "meeting__coop", "begun_by").get(pk=minutes.pk)
    life = life_of(kept, at)
    if life.now.value.complete:
        freeze(life, by=None, at=at)
    return kept


def freeze(life: Life, *, by: Participant | None, at: Moment) -> Frozen:
    """The text as it stands for good, with its entry in the record, inside the transaction of a verb."""
    content, salt = content_of(life), secrets.token_bytes(SALT_BYTES)
    digest = commit(canonical(content), salt=salt).hex()
    row = life.row
    what: dict[str, Json] = {
        "approved_by": list(life.now.value.approved_by),
        "digest": digest,
        "edition": row.edition,
        "meeting": str(row.meeting_id),
        "minutes": str(row.pk),
        "session": row.nth,
    }
    entry = append(kind="minutes.frozen.v1", what=what, by=by, at=at, subject=str(row.pk), coop=row.coop)
    frozen = Frozen.objects.create(
        coop=row.coop,
        minutes=row,
        edition=row.edition,
        digest=digest,
        article=life.rule.article or "",
        reason=as_json(life.now.reason),
        entry=entry.pk,
        frozen_at=at.instant,
        frozen_on=at.day,
    )
    FrozenWords.objects.create(coop=row.coop, frozen=frozen, content=content, salt=salt)
    row.frozen = frozen
    for live in Live.objects.filter(meeting=row.meeting_id) if not row.nth else ():
        seal(live=live, at=at)
    return frozen
