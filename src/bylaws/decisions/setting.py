"""An attempt as it is opened, and as it stands: what is known of it before and while it is gone through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.routes import Leg
from bylaws.decisions.days import INSTANT
from bylaws.decisions.proposal import CameTo, Event, Opened, Proposal, Revised, SecrecyAsked
from bylaws.decisions.tally import Counts, Floor
from bylaws.decisions.verdicts import Verdict

Call = Literal["first", "second-call", "override", "run-off"]


@dataclass(frozen=True, slots=True)
class Setting:
    """An attempt as it is opened: its rule, its number, and what happened until it was taken out."""

    proposal: Proposal
    leg: Leg
    says: Decision
    nth: int
    opened: Opened
    events: Sequence[Event]
    since: dt.datetime
    """From when on positions are its own: what closed the attempt before is not counted once more."""

    def happened(self, start: dt.datetime, end: dt.datetime) -> Iterator[Event]:
        """What happened in it from an instant on, before another."""
        return (one for one in self.events if start <= one.at < end)

    def revision(self) -> int:
        """The last revision before it opened after which positions are asked anew."""
        return revision_on(self.proposal, self.opened.at)

    def secret(self, until: dt.datetime) -> bool:
        """Whether nobody sees who took which position, by an instant in it or by its close."""
        if self.opened.box is not None or self.says.secrecy == "secret":
            return True
        voices, told = self.opened.voices, self.proposal
        asked = [one.at for one in told.events if isinstance(one, SecrecyAsked) and one.by in voices]
        asked = [one for one in asked if one <= until]
        if self.says.secrecy != "on-request" or not asked:
            return False
        first = next((one.at for one in told.positions if one.at >= self.since and one.by in voices), None)
        return first is None or min(asked) <= first


@dataclass(slots=True)
class Attempt:
    """An attempt as it stands at `seen_at`: over where it has a `verdict`, but for a tie that waits.

    `ends_at` is the end of the call it is in, None without a time limit; `resumes_at`: between two calls,
    when the next begins; `closed_at`: when the last call closed.
    """

    setting: Setting
    floor: Floor
    seen_at: dt.datetime
    call: Call
    starts_at: dt.datetime
    since: dt.datetime
    """From when on what happens was not looked at by an earlier call or attempt."""
    ends_at: dt.datetime | None = None
    resumes_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    verdict: Verdict | None = None
    held_until: dt.datetime | None = None
    over: tuple[CameTo, ...] = ()
    """What its calls came to that are over, this one included."""
    by_a_step: bool = False
    """Whether it was something people did that closed it, and not the clock."""

    def counts(self) -> Counts:
        """How many stand where."""
        return self.floor.counts()

    @property
    def cast(self) -> int:
        """How many took a position; of a secret vote, how many voted."""
        return len(self.floor.box.voted) if self.floor.box is not None else self.counts().cast

    @property
    def is_over(self) -> bool:
        """Whether it has come to something, and no tie waits."""
        return self.verdict is not None and self.verdict.outcome != "tied"

    @property
    def secret(self) -> bool:
        """Whether nobody sees who took which position."""
        return self.setting.secret(self.seen_at if self.closed_at is None else self.closed_at)

    @property
    def seen_to(self) -> dt.datetime:
        """Before when everything that happened was looked at."""
        if self.closed_at is None:
            return self.seen_at + INSTANT
        return self.closed_at + INSTANT if self.by_a_step else max(self.closed_at, self.since)


def revision_on(proposal: Proposal, at: dt.datetime) -> int:
    """The last material revision of the text by an instant; 1 where it was never changed."""
    found = [
        one.revision for one in proposal.events if isinstance(one, Revised) and one.material and one.at <= at
    ]
    return found[-1] if found else 1
