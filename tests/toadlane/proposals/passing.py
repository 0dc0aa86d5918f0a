"""Having something decided by a proposal, from its own page to the day its effect can happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.proposals import verbs
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal

DECIDING = """
## Article 4 — How we decide

```toml rule
kind = "decision"
name = "everyday"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
```
```toml rule
kind = "subjects"
otherwise = "everyday"
[[spend]]
up_to = "200.00"
by = "individual"
[[spend]]
by = "everyday"
```
"""


def later(at: Moment, **ahead: int) -> Moment:
    """So much later, on the same co-op's own day."""
    coop = Participant.objects.select_related("coop").first().coop  # type: ignore[union-attr]  # one stands
    return Moment.of(at.instant + dt.timedelta(**ahead), coop=coop)


def raised(acts: str, subject: str, by: Participant, at: Moment, **given: str) -> Proposal:
    """Somebody has it decided from its page: the draft is filled in, and raised as it stands."""
    named = f"{acts} {subject} {given} {at.instant}"
    draft = ask(acts=acts, subject=subject, given=given, by=by, at=at, key=f"ask {named}"[:200])
    return verbs.raise_proposal(draft=draft.pk, by=by, at=at, key=f"raise {draft.pk}")


def agreed(proposal: Proposal, by: Iterable[Participant], at: Moment, *, ends: Moment) -> Authority:
    """They agree, and it is adopted at its close."""
    for one in by:
        key = f"{one.key} agrees {proposal.pk}"
        verbs.take_position(proposal=proposal, stance="agree", by=one, at=at, key=key)
    verbs.bring_up_to(proposal=proposal, at=ends)
    return Authority.objects.select_related("coop", "entered_by").get(proposal=proposal.pk)
