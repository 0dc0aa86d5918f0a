"""Marked things where people decide, talk and pay dues: beside those of `planted.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.toadlane.books.conftest import Year
from toadlane.amending import talking as amendments
from toadlane.amending.verbs import begin_draft
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.dues.models import DuesBand
from toadlane.members.models import Change
from toadlane.proposals import talking as proposals
from toadlane.proposals import verbs
from toadlane.proposals.models import Proposal
from toadlane.proposals.said import Asked
from toadlane.talk.subjects import Subject
from toadlane.talk.verbs import say

DECIDING = """
## Article 20 — How we decide

```toml rule
kind = "decision"
name = "vote"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
```
```toml rule
kind = "subjects"
policy = "vote"
admit-member = "vote"
```

## Article 11"""


FAY_DECIDES = {"MARK-PROPOSAL", "MARK-AGREEMENT", "MARK-COMMENT", "MARK-POSITION"}
"""Whoever decides on a matter sees it and what is said of it, whatever the table says."""


def deciding(source: str) -> str:
    """The same charter, by which a policy is voted on."""
    return source.replace("\n## Article 11", DECIDING, 1)


def rooms(year: Year, fay: Participant) -> dict[str, list[Any]]:
    """Dee raises one matter and drafts another; Fay says where she stands; both talk; one was agreed."""
    at, dee = year.noon, year.dee
    before = dt.timedelta(days=6)
    earlier = replace(at, instant=at.instant - before, day=at.day - before)
    agreed = raised(dee, "MARK-AGREEMENT", earlier)
    for who in (dee, fay, year.ada):
        stand(agreed, who, earlier)
    verbs.bring_up_to(proposal=agreed, at=at)
    proposal = raised(dee, "MARK-PROPOSAL", at)
    stand(proposal, fay, at, because="MARK-POSITION")
    draft = verbs.keep_draft(
        asked=Asked(matter="policy", title="MARK-OWN-DRAFT", text="Not yet."), by=dee, at=at, key="draft"
    )
    amendment = begin_draft(coop=year.coop, name="2026-quiet", by=dee, at=at, key="amendment", number=9)
    subjects = [
        proposals.KIND.find(year.coop, str(proposal.pk), at),
        amendments.KIND.find(year.coop, amendment.name, at),
    ]
    comments = [
        spoken(one, text, fay, at)
        for one, text in zip(subjects, ("MARK-COMMENT", "MARK-DRAFT-TALK"), strict=True)
    ]
    change = Change.objects.create(
        coop=year.coop,
        participant=dee,
        kind="sabbatical",
        said={"word": "sabbatical", "from": "2025-04-01", "until": None},
        because="MARK-CHANGE",
        by=year.ada,
        entered_on=at.day,
    )
    DuesBand(coop=year.coop, participant=dee, band="mark-band", valid_from=at.day).save()
    return {
        "proposal": [proposal.pk, agreed.pk],
        "draft": [draft.pk],
        "kind": ["proposal", "amendment"],
        "subject": [proposal.pk, amendment.name],
        "comment": comments,
        "change": [change.pk],
        "name": ["charter", amendment.name],
    }


def raised(who: Participant, title: str, at: Moment) -> Proposal:
    """Somebody raises a policy."""
    asked = Asked(matter="policy", title=title, text=f"{title}, as it reads.")
    draft = verbs.keep_draft(asked=asked, by=who, at=at, key=f"keep {title}")
    return verbs.raise_proposal(draft=draft.pk, by=who, at=at, key=f"raise {title}")


def stand(proposal: Proposal, who: Participant, at: Moment, because: str = "") -> None:
    """Somebody agrees."""
    key = f"{proposal.pk} {who.key}"
    verbs.take_position(proposal=proposal, stance="agree", because=because, by=who, at=at, key=key)


def spoken(subject: Subject | None, text: str, by: Participant, at: Moment) -> Any:
    """Somebody says something; its key."""
    assert subject is not None
    return say(subject=subject, text=text, by=by, at=at, key=text).pk
