"""Raising a proposal: from then on its text, its rule and who decides are settled."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction

from bylaws.charter.routes import route
from bylaws.record.canonical import Json
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.proposals import ways
from toadlane.proposals.drafts import bring_files
from toadlane.proposals.life import amount_of
from toadlane.proposals.models import Proposal, ProposalDraft, Revision, Waking
from toadlane.proposals.verbs.drafting import own_draft, person
from toadlane.proposals.verbs.ending import agreement
from toadlane.proposals.verbs.running import bring_up_to
from toadlane.record.verbs import append

CARRIED = ("matter", "amount_minor", "acts", "subject", "fingerprint")


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
    written = own_draft(by, draft)
    found = route(charter_of(by.coop).on(at.day), written.matter, amount_of(written)).value
    ways.refuse_unrunnable(found)
    deeds.bind(written, at)
    proposal = Proposal(
        coop=by.coop,
        rule=found.rule,
        article=found.legs[0].article,
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
    Waking.objects.create(**said)
    bring_files(written, proposal, by=by, at=at)
    append(kind="proposal.raised.v1", what=_told(proposal, written), by=by, at=at, subject=str(proposal.pk))
    written.delete()
    taken.keep(proposal.pk)
    bring_up_to(proposal=proposal, at=at)
    return proposal


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
        "proposal": str(proposal.pk),
        "rule": proposal.rule,
        "subject": proposal.subject,
        "text": hashlib.sha256(written.text.encode()).hexdigest(),
        "title": written.title,
    }
