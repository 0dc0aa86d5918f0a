"""*Today* leads whoever keeps the texts to an amendment that is decided on."""

from __future__ import annotations

import datetime as dt

from tests.toadlane.amending.conftest import Decide
from toadlane.amending import adopting, verbs
from toadlane.amending.models import AmendmentDraft
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority


def told(who: Participant, at: Moment) -> list[tuple[str, str]]:
    return [(one.title, one.url) for one in providers.waiting(who, at) if "amendments/" in one.url]


def test_a_draft_that_is_decided_on_waits_for_whoever_adopts(
    draft: AmendmentDraft, decide: Decide, ada: Participant, dee: Participant, noon: Moment
) -> None:
    before = told(ada, noon)
    decided: Authority = decide(draft)

    waits = [("The amendment “2026-surplus” is decided on", "/c/harbour/charter/amendments/2026-surplus/")]
    assert (before, told(ada, noon), told(dee, noon)) == ([], waits, [])

    adopting.adopt_draft(draft=draft, authority=decided, by=ada, at=noon, key="adopt")
    assert told(ada, noon) == []


def test_a_draft_that_says_why_is_shown_to_other_members_for_a_fortnight(
    draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment, decide: Decide
) -> None:
    unsaid = told(dee, noon)
    facts = {"from_day": draft.from_day, "why": "The kettle broke.", "supersedes": []}
    verbs.state_facts(draft=draft, by=ada, at=noon, **facts)  # type: ignore[arg-type]  # a story names what it changes
    later = [Moment.of(noon.instant + dt.timedelta(days=days), coop=ada.coop) for days in (13, 14)]

    shown = [told(who, noon) for who in (dee, ada)], [len(told(dee, at)) for at in later]
    decide(draft)

    waits = [
        ("ada drafted the amendment “2026-surplus”", "/c/harbour/charter/amendments/2026-surplus/difference/")
    ]
    assert (unsaid, shown, told(dee, noon)) == ([], ([waits, []], [1, 0]), [])


def test_a_draft_withdrawn_since_waits_for_nobody(
    draft: AmendmentDraft, decide: Decide, ada: Participant, noon: Moment
) -> None:
    decide(draft)
    verbs.withdraw_draft(draft=draft, by=ada, at=noon)

    assert told(ada, noon) == []
