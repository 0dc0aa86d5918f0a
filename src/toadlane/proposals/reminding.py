"""Whose position is missing in the last day before the close is reminded of it once, whoever comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.urls import reverse

from bylaws.decisions.days import day_ending
from bylaws.decisions.phases import State
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.notices.telling import Telling, tell
from toadlane.proposals.drafts import RAISED
from toadlane.proposals.life import Life
from toadlane.proposals.models import DECISIONS, Revision

KIND: Final = "proposal-closing"
REMINDED: Final = dt.timedelta(days=1)
"""How long before the close whoever has taken no position is reminded."""


def remind(life: Life, now: State, at: Moment) -> None:
    """Tell those whose position is missing: once of each text, in the last day before the close."""
    attempt = life.attempt
    if attempt is None or not now.open or now.ends_at is None or not now.silent:
        return
    if now.ends_at - at.instant > REMINDED or now.ends_at - attempt.opened_at < 2 * REMINDED:
        return
    coop, silent = life.row.coop, set(now.silent)
    to = [one.participant for one in life.here if one.participant.key in silent]
    last = day_ending(now.ends_at, coop.time_zone)
    telling = replace(
        about(life.text, KIND, "closing", coop=coop, to=to, day=last.isoformat()), needed_by=now.ends_at
    )
    tell(telling, coop=coop, at=at.instant, key=f"{KIND}:{attempt.pk}:{now.phase}:{life.text.nth}")


def about(
    text: Revision, kind: str, words: str, *, coop: Coop, to: Iterable[Participant], **values: str
) -> Telling:
    """What is told of a proposal to people who have a part in it, and see it whatever else they see."""
    number = str(text.proposal_id)
    return Telling(
        kind,
        to=to,
        words=words,
        information_class=DECISIONS,
        of_each=True,
        values={"title": text.title, "talk": [RAISED, number, text.nth], **values},
        url=reverse("proposals:proposal", args=[coop.slug, number]),
        subject=number,
    )
