"""Writing a proposal before anybody is asked."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.proposal import POLL
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions import matters
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import author_refusals, origins, refusals, ways
from toadlane.proposals.authors import written_by
from toadlane.proposals.models import LONGEST, DraftEdition, ProposalDraft
from toadlane.proposals.polling import KINDS, LONGEST_DAYS, MOST_POINTS, chooses, decides, laid_out
from toadlane.proposals.said import Asked
from toadlane.proposals.verbs.ending import agreement

MOST: Final = 50
KEPT_EDITIONS: Final = 100


@transaction.atomic
def keep_draft(
    *,
    asked: Asked,
    by: Participant,
    at: Moment,
    key: str,
    draft: UUID | None = None,
    edition: int | None = None,
) -> ProposalDraft:
    """Write a draft, or write it anew; nobody is told. `edition` is the one that was edited.

    Faults: those of the matter's way, `proposals.…`; `proposals.draft-moved` where somebody wrote meanwhile.
    """
    content: dict[str, Json] = {**asked.as_json(), "draft": str(draft) if draft else None}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.draft", by=by, content=content)
    if not taken.first:
        return own_draft(by, taken.result)
    ways.refuse_who_may_not(by, at)
    row = own_draft(by, draft) if draft else ProposalDraft(coop=by.coop, author=by)
    if draft is None and ProposalDraft.objects.filter(author=by).count() >= MOST:
        raise refusals.too_many(MOST)
    if draft is not None and edition is not None and edition != row.edition:
        raise author_refusals.moved(last_writer(row))
    was = (row.title, row.text)
    fill(row, asked, by=by, at=at)
    if draft is None:
        _come_of(row, asked, by=by, at=at)
    row.edited_at = at.instant
    row.edition += 1 if draft is not None else 0
    row.save()
    if (row.title, row.text) != was:
        keep_edition(row, by, at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def drop_draft(*, draft: UUID, by: Participant, at: Moment, key: str) -> None:  # noqa: ARG001 - as every verb
    """Let a draft go."""
    taken = keys.take(coop=by.coop, key=key, verb="proposals.drop", by=by, content={"draft": str(draft)})
    if taken.first:
        own_draft(by, draft, alone=True).delete()
        taken.keep(draft)


def keep_edition(row: ProposalDraft, by: Participant, at: Moment) -> None:
    """Write down who wrote it so."""
    DraftEdition.objects.create(
        coop=row.coop,
        draft=row,
        nth=row.edition,
        title=row.title,
        text=row.text,
        written_by=by.key,
        written_at=at.instant,
    )
    DraftEdition.objects.filter(draft=row, nth__lte=row.edition - KEPT_EDITIONS).delete()


def last_writer(row: ProposalDraft) -> str:
    """The name of whoever wrote it last."""
    last = DraftEdition.objects.filter(draft=row).order_by("-nth").first()
    found = Participant.objects.filter(coop=row.coop, key=last.written_by).first() if last else None
    return found.name if found else row.author.name


def own_draft(by: Participant, key: UUID | str, *, alone: bool = False) -> ProposalDraft:
    """A draft for whoever writes it, or `alone` for whoever began it; to everybody else there is none."""
    rows = written_by(by).select_for_update(of=("self",)).select_related("author", "coop")
    found = (rows.filter(author=by) if alone else rows).filter(pk=key).first()
    if found is None:
        raise absent()
    return found


def fill(row: ProposalDraft, asked: Asked, *, by: Participant, at: Moment) -> None:
    """Put what was asked into a draft, if the charter has a way for it and it is whole."""
    title, text = as_kept(asked.title), as_kept(asked.text)
    if not title or "\n" in title or not text:
        raise refusals.incomplete()
    for name, said in (("title", title), ("text", text), ("subject", asked.subject)):
        if len(said) > LONGEST[name]:
            raise refusals.too_long(LONGEST[name])
    row.title, row.text = title, text
    row.matter, row.acts, row.subject = asked.matter, asked.acts, asked.subject
    row.fingerprint = asked.fingerprint
    _refuse_other_act(asked)
    money = amount(asked, by)
    row.amount_minor = money.minor if money else None
    about = person(by, asked.about)
    row.concerns = about.key if about else ""
    row.ends = agreement(by, asked.ends, at)
    _put_options(row, asked, first_rule(row, asked, money, by=by, at=at))


def _come_of(row: ProposalDraft, asked: Asked, *, by: Participant, at: Moment) -> None:
    """Remember what it was made of; a draft keeps what it began with, however it is written further."""
    found = origins.asked(sight_on(by, at.day), asked.origin_kind, asked.origin_key, at)
    if found is not None:
        row.origin_kind, row.origin_key = found.kind, found.key
        row.origin_label = found.label[: LONGEST["origin_label"]]


def first_rule(
    row: ProposalDraft, asked: Asked, money: Money | None, *, by: Participant, at: Moment
) -> Decision | None:
    """The rule that decides first, or the poll's own; faults where there is none."""
    if not asked.poll:
        return ways.way_of(by.coop, row.matter, money, by=by, at=at).found.value.legs[0].says
    if asked.poll not in KINDS or asked.amount or asked.about or asked.acts or asked.ends:
        raise refusals.no_poll()
    if not 1 <= (asked.poll_days or 1) <= LONGEST_DAYS or not 1 <= (asked.poll_points or 1) <= MOST_POINTS:
        raise refusals.poll_numbers(LONGEST_DAYS, MOST_POINTS)
    row.matter, row.poll, row.poll_days, row.poll_points = (
        POLL,
        asked.poll,
        asked.poll_days,
        asked.poll_points,
    )
    row.poll_secret = asked.poll_secret
    asks = decides(row)
    if asks is not None:
        ways.way_of_poll(by.coop, asks, by=by, at=at)
    return asks


def _put_options(row: ProposalDraft, asked: Asked, says: Decision | None) -> None:
    if not chooses(says):
        if asked.options:
            raise refusals.no_options()
        row.options = []
        return
    row.options = [
        {"name": one.name, "about": one.about, "starts_at": one.starts_at and one.starts_at.isoformat()}
        for one in laid_out(asked.options, row.coop, kind=row.poll)
    ]


def amount(asked: Asked, by: Participant) -> Money | None:
    """What was typed, as money of the co-op; fault of `Money.parse`."""
    return Money.parse(asked.amount, by.coop.currency) if asked.amount else None


def person(by: Participant, key: str) -> Participant | None:
    """Whom a draft is about; nobody where it names none."""
    if not key:
        return None
    found = None if "\x00" in key else Participant.objects.filter(coop=by.coop, key=key).first()
    if found is None:
        raise absent()
    return found


def _refuse_other_act(asked: Asked) -> None:
    if not asked.acts:
        if asked.subject or asked.fingerprint:
            raise refusals.unknown_act()
        return
    known = {one.key: one.decided_as or one.key for one in matters.known() if one.by_proposal}
    if known.get(asked.acts) != asked.matter or not asked.subject or "\n" in asked.subject:
        raise refusals.unknown_act()
    if not matters.FINGERPRINT.match(asked.fingerprint):
        raise refusals.unknown_act()
