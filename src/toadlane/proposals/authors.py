"""Who writes a draft, and who wrote a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, OuterRef, Q, QuerySet

from bylaws.charter.wordwise import Stretch, differences
from toadlane.coops.models import Participant
from toadlane.proposals.models import Coauthor, DraftEdition, DraftWriter, Proposal, ProposalDraft

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Changed:
    """One edition of a draft, with what it changed word by word."""

    edition: DraftEdition
    by: str
    words: tuple[Stretch, ...]


def written_by(who: Participant, *, invited: bool = False) -> QuerySet[ProposalDraft]:
    """The drafts somebody writes; those they were asked to write along too, if that is wanted."""
    asked = DraftWriter.objects.filter(draft=OuterRef("pk"), participant=who)
    along = asked if invited else asked.filter(agreed_at__isnull=False)
    return ProposalDraft.objects.filter(Q(author=who) | Exists(along), coop=who.coop_id)


def writers_of(draft: ProposalDraft) -> list[DraftWriter]:
    """Whoever was asked to write it along, by name."""
    rows = DraftWriter.objects.filter(draft=draft).select_related("participant")
    return list(rows.order_by("participant__name", "pk"))


def keys_of_draft(draft: ProposalDraft) -> frozenset[str]:
    """The keys of those who write it."""
    along = DraftWriter.objects.filter(draft=draft, agreed_at__isnull=False)
    return frozenset({draft.author.key, *along.values_list("participant__key", flat=True)})


def coauthors(proposal: Proposal) -> list[Participant]:
    """Those who wrote it along, by name."""
    rows = Coauthor.objects.filter(proposal=proposal).select_related("participant")
    return [one.participant for one in rows.order_by("participant__name", "pk")]


def wrote(who: Participant, proposal: Proposal) -> bool:
    """Whether somebody raised it or wrote it along."""
    if proposal.raised_by_id == who.pk:
        return True
    return Coauthor.objects.filter(proposal=proposal, participant=who).exists()


def keys_of(proposal: Proposal) -> frozenset[str]:
    """The keys of those who wrote it."""
    along = Coauthor.objects.filter(proposal=proposal).values_list("participant__key", flat=True)
    return frozenset({proposal.raised_by.key, *along})


def changes(draft: ProposalDraft) -> Sequence[Changed]:
    """Who changed what in a draft, the latest first."""
    rows = list(DraftEdition.objects.filter(draft=draft).order_by("-nth")[: SHOWN + 1])[::-1]
    named = dict(Participant.objects.filter(coop=draft.coop_id).values_list("key", "name"))
    found = [
        Changed(now, named.get(now.written_by, now.written_by), differences(whole(was), whole(now)))
        for was, now in pairwise(rows)
    ]
    return found[::-1]


def whole(row: DraftEdition) -> str:
    """Its title and its text."""
    return f"{row.title}\n\n{row.text}"
