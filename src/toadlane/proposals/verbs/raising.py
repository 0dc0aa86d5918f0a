"""Raising a proposal: from then on its text, its rule and who decides are settled."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction

from bylaws.charter.routes import route
from bylaws.decisions.proposal import POLL, poll_rule
from bylaws.record.canonical import Json
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.proposals import refusals, ways
from toadlane.proposals.again import refuse_unseconded
from toadlane.proposals.drafts import bring_files
from toadlane.proposals.life import amount_of
from toadlane.proposals.models import Option, Proposal, ProposalDraft, Revision, Waking
from toadlane.proposals.polling import FEWEST, MOST, chooses, decides
from toadlane.proposals.verbs.drafting import own_draft, person
from toadlane.proposals.verbs.ending import agreement
from toadlane.proposals.verbs.running import bring_up_to
from toadlane.proposals.verbs.writing_along import name_coauthors
from toadlane.record.verbs import append

CARRIED = (
    "poll",
    "poll_days",
    "poll_points",
    "poll_secret",
    "matter",
    "amount_minor",
    "acts",
    "subject",
    "fingerprint",
    "origin_kind",
    "origin_key",
    "origin_label",
)


@transaction.atomic
def raise_proposal(*, draft: UUID, by: Participant, at: Moment, key: str) -> Proposal:
    """Ask the others: the draft becomes a proposal, under the charter's text of today.

    It opens at once, or when the notice that its rule asks for has run. Faults as of `keep_draft`.
    """
    content: dict[str, Json] = {"draft": str(draft)}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.raise", by=by, content=content)
    if not taken.first:
        return Proposal.objects.get(coop=by.coop, pk=taken.result)
    ways.refuse_who_may_not(by, at)
    written = own_draft(by, draft, alone=True)
    rule, article = _way(written, by=by, at=at)
    refuse_unseconded(written, at)
    deeds.bind(written, at)
    proposal = Proposal(
        coop=by.coop,
        rule=rule,
        article=article,
        about=person(by, written.concerns),
        ends=agreement(by, str(written.ends_id or ""), at),
        raised_by=by,
        raised_at=at.instant,
        raised_on=at.day,
        **{name: getattr(written, name) for name in CARRIED},
    )
    proposal.save()
    said = {"coop": by.coop, "proposal": proposal}
    Revision.objects.create(
        **said, nth=1, title=written.title, text=written.text, written_by=by, written_at=at.instant
    )
    Option.objects.bulk_create(
        Option(**said, nth=nth, name=one["name"], about=one["about"], starts_at=one["starts_at"])
        for nth, one in enumerate(written.options, 1)
    )
    Waking.objects.create(**said)
    along: list[Json] = [*name_coauthors(written, proposal)]
    bring_files(written, proposal, by=by, at=at)
    what = {**_told(proposal, written), "with": along}
    if proposal.origin_kind:
        what |= {"of": {"kind": proposal.origin_kind, "key": proposal.origin_key}}
    append(kind="proposal.raised.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    written.delete()
    taken.keep(proposal.pk)
    bring_up_to(proposal=proposal, at=at)
    return proposal


def _way(written: ProposalDraft, *, by: Participant, at: Moment) -> tuple[str, str]:
    """By which rule it is decided and under which article, or as what it is asked."""
    asks = decides(written)
    text = charter_of(by.coop).on(at.day)
    if asks is not None:
        return POLL, poll_rule(text, asks).article
    found = route(text, written.matter, amount_of(written)).value
    ways.refuse_unrunnable(found)
    if chooses(found.legs[0].says) != bool(written.options):
        raise refusals.how_many_options(FEWEST, MOST) if not written.options else refusals.no_options()
    return found.rule, found.legs[0].article


def _told(proposal: Proposal, written: ProposalDraft) -> dict[str, Json]:
    amount = amount_of(proposal)
    return {
        "about": proposal.about.key if proposal.about else None,
        "acts": proposal.acts,
        "amount": amount.decimal() if amount else None,
        "article": proposal.article,
        "ends": str(proposal.ends_id) if proposal.ends_id else None,
        "fingerprint": proposal.fingerprint,
        "matter": proposal.matter,
        "options": [one["name"] for one in written.options],
        "poll": proposal.poll,
        "proposal": str(proposal.pk),
        "rule": proposal.rule,
        "subject": proposal.subject,
        "text": hashlib.sha256(written.text.encode()).hexdigest(),
        "title": written.title,
    }
