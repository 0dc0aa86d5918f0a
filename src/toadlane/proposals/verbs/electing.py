"""Putting to the vote what another rule of the charter sends to a decision rule by its name.

An election is a proposal whose options are who stands; what confirms a budget round is a yes or a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals.models import Option, Proposal, Revision, Waking
from toadlane.proposals.raised_rows import CONFIRM_ROUND
from toadlane.proposals.verbs.running import bring_up_to
from toadlane.record.verbs import append

ELECT = "elect"
"""The matter of every election: no article sends it anywhere; what is filled names the rule that elects."""
CONFIRM = CONFIRM_ROUND
"""The matter of what confirms a budget round: the rule of the round names the rule that does."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is put to the vote: by which rule, named in which article, and who stands for how many seats.

    Without seats it is a yes or a no.
    """

    rule: str
    article: str
    seats: int | None
    names: Sequence[str]
    title: str
    text: str
    subject: str
    fingerprint: str
    origin: tuple[str, str, str]
    """The kind, the key and the name of what it came of."""
    matter: str = ELECT
    within: str = ""
    """The body whose own people decide it; all whom the rule lets decide without one."""


def put_to_vote(ballot: Ballot, *, by: Participant, at: Moment) -> Proposal:
    """Raise it inside the transaction that leads to it; it opens when the notice of its rule has run."""
    kind, key, label = ballot.origin
    proposal = Proposal(
        coop=by.coop,
        matter=ballot.matter,
        subject=ballot.subject,
        fingerprint=ballot.fingerprint,
        rule=ballot.rule,
        article=ballot.article,
        seats=ballot.seats,
        within=ballot.within,
        origin_kind=kind,
        origin_key=key,
        origin_label=label,
        raised_by=by,
        raised_at=at.instant,
        raised_on=at.day,
    )
    proposal.save()
    said: dict[str, Any] = {"coop": by.coop, "proposal": proposal}
    Revision.objects.create(
        **said, nth=1, title=ballot.title, text=ballot.text, written_by=by, written_at=at.instant
    )
    Option.objects.bulk_create(Option(**said, nth=nth, name=name) for nth, name in enumerate(ballot.names, 1))
    Waking.objects.create(**said)
    what: dict[str, Json] = {
        "article": ballot.article,
        "fingerprint": ballot.fingerprint,
        "matter": ballot.matter,
        "of": {"kind": kind, "key": key},
        "proposal": str(proposal.pk),
        "rule": ballot.rule,
        "seats": ballot.seats,
        "subject": ballot.subject,
        **({"within": ballot.within} if ballot.within else {}),
    }
    append(kind="proposal.raised.v1", what=what, by=None, at=at, subject=str(proposal.pk), coop=by.coop)
    bring_up_to(proposal=proposal, at=at)
    return proposal
