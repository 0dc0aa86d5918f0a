"""Ferry raises again what failed: in a draft of the same title, in one like it, and under a new title."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.proposals.models import ProposalDraft


def raised_again() -> dict[str, str]:
    """The keys of two drafts, and of a proposal of which two say that it is the same as what failed."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment
    from toadlane.proposals import verbs

    coop = Coop.objects.get(slug="ferry")
    people = {one.key: one for one in Participant.objects.select_related("coop").filter(coop=coop)}
    ada, bo, cyd, dov = (people[key] for key in ("ada", "bo", "cyd", "dov"))
    today = now(coop)
    before = Moment.of(today.instant - dt.timedelta(days=40), coop=coop)
    failed = verbs.raise_proposal(
        draft=drafted(ada, before, "A wall for notices").pk, by=ada, at=before, key="raise the wall"
    )
    for who in (bo, cyd, dov):
        verbs.take_position(proposal=failed, stance="disagree", by=who, at=before, key=f"{who.key} no wall")
    verbs.bring_up_to(proposal=failed, at=today)
    same, alike = drafted(ada, today, "A wall for notices"), drafted(bo, today, "A wall for all notices")
    renamed = verbs.raise_proposal(
        draft=drafted(dov, today, "Notices where we all pass").pk, by=dov, at=today, key="raise the notices"
    )
    for who in (bo, cyd):
        verbs.name_the_same(proposal=renamed, before=failed.pk, by=who, at=today, key=f"{who.key} the same")
    return {"draft again": str(same.pk), "draft alike": str(alike.pk), "named the same": str(renamed.pk)}


def drafted(by: Participant, at: Moment, title: str) -> ProposalDraft:
    """A draft on how we live together."""
    from toadlane.proposals import verbs
    from toadlane.proposals.said import Asked

    asked = Asked(matter="policy", title=title, text="By the door, where everybody sees it.")
    return verbs.keep_draft(asked=asked, by=by, at=at, key=f"{title} {at.day}")
