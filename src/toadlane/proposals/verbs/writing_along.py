"""Writing a draft together: asking somebody to, agreeing to or not, and leaving it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import author_refusals, author_telling, ways
from toadlane.proposals.models import Coauthor, DraftWriter, Proposal, ProposalDraft
from toadlane.proposals.verbs.drafting import own_draft, person

MOST: Final = 12


@transaction.atomic
def invite_writer(*, draft: UUID, person_key: str, by: Participant, at: Moment, key: str) -> DraftWriter:
    """Ask somebody who may raise matters to write a draft along; from then on they can read it.

    Done twice, it is done once. Faults: `proposals.writer-self`, `.writer-may-not`, `.writers-many`.
    """
    content: dict[str, Json] = {"draft": str(draft), "person": person_key}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.invite-writer", by=by, content=content)
    held = own_draft(by, draft, alone=True)
    who = person(by, person_key)
    if who is None:
        raise absent()
    there = DraftWriter.objects.filter(draft=held, participant=who).first()
    if there is not None or not taken.first:
        return there or _gone()
    if who.pk == by.pk:
        raise author_refusals.oneself()
    if not ways.may_raise(charter_of(by.coop).on_or_first(at.day), who.stage_on(at.day)):
        raise author_refusals.may_not_write(who.name)
    if DraftWriter.objects.filter(draft=held).count() >= MOST:
        raise author_refusals.too_many(MOST)
    row = DraftWriter.objects.create(coop=by.coop, draft=held, participant=who, invited_at=at.instant)
    author_telling.ask(row, at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def answer_invitation(*, draft: UUID, agrees: bool, by: Participant, at: Moment) -> DraftWriter | None:
    """Whoever was asked agrees to write along, or does not; also later they may leave it."""
    row = _row(draft, by)
    author_telling.answered(row, at)
    if not agrees:
        row.delete()
        return None
    ways.refuse_who_may_not(by, at)
    if row.agreed_at is None:
        row.agreed_at = at.instant
        row.save(update_fields=["agreed_at"])
    return row


@transaction.atomic
def part_with_writer(*, draft: UUID, person_key: str, by: Participant, at: Moment) -> None:
    """Whoever began the draft goes on without somebody; what they wrote stays."""
    held = own_draft(by, draft, alone=True)
    rows = DraftWriter.objects.filter(draft=held, participant__key=person_key)
    for one in rows.select_related("participant", "coop"):
        author_telling.answered(one, at)
        one.delete()


def name_coauthors(draft: ProposalDraft, proposal: Proposal) -> list[str]:
    """Those who agreed to write along have raised it too; inside the verb that raises it. Their keys."""
    rows = DraftWriter.objects.filter(draft=draft, agreed_at__isnull=False).select_related("participant")
    found = [one.participant for one in rows.order_by("participant__key")]
    for one in found:
        Coauthor.objects.create(coop=proposal.coop, proposal=proposal, participant=one)
    return [one.key for one in found]


def _row(draft: UUID, by: Participant) -> DraftWriter:
    rows = DraftWriter.objects.select_for_update(of=("self",)).select_related("participant", "coop")
    return rows.filter(coop=by.coop, draft=draft, participant=by).first() or _gone()


def _gone() -> DraftWriter:
    raise absent()
