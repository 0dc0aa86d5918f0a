"""One attempt: the calls it has, when each closes, and what the positions come to then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.routes import Leg
from bylaws.decisions.days import INSTANT, closing, end_after
from bylaws.decisions.options import choose
from bylaws.decisions.proposal import (
    BY_ONE,
    OPTION_METHODS,
    Contested,
    Decided,
    Drawn,
    Event,
    Opened,
    Position,
    Proposal,
    Recused,
    Revised,
    SecrecyAsked,
)
from bylaws.decisions.tally import OBJECTING, Counts, Floor, between
from bylaws.decisions.verdicts import Verdict, by_one, by_silence, lifted, overridden, settled, verdict
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Reason

Call = Literal["first", "second-call", "override", "run-off"]
HOLD = Span(days=1)
"""After the last block is lifted it stays open to the end of the next day, so that others can think again."""
TO_CONTEST = dt.timedelta(hours=48)
"""How long after the close somebody can say that a position a teller entered is not theirs."""
Step = Position | Event


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

    def revision(self) -> int:
        """The last revision before it opened after which positions are asked anew."""
        return revision_on(self.proposal, self.opened.at)

    def secret(self) -> bool:
        """Whether nobody sees who took which position."""
        if self.opened.box is not None or self.says.secrecy == "secret":
            return True
        asked = [one.at for one in self.proposal.events if isinstance(one, SecrecyAsked)]
        if self.says.secrecy != "on-request" or not asked:
            return False
        first = next((one.at for one in self.proposal.positions if one.at >= self.opened.at), None)
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
    by_a_step: bool = False
    """Whether it was something people did that closed it, and not the clock."""

    def counts(self) -> Counts:
        """How many stand where."""
        return self.floor.counts()

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


def run(setting: Setting, at: dt.datetime) -> Attempt:
    """How an attempt stands at an instant, with every call of it that has come by then."""
    if setting.says.method in BY_ONE:
        return _by_one(setting, at)
    floor = Floor(
        setting.says,
        setting.opened,
        revision=setting.revision(),
        contested=_contested(setting, at),
    )
    for event in _before(setting):
        floor.happens(event)
    first = Attempt(setting, floor, at, "first", setting.opened.at, setting.since)
    found = _call(first, setting.says.open_for)
    while found.closed_at is not None:
        found.verdict = _come_to(found)
        following = _following(found)
        if following is None:
            break
        found = _go_on(found, *following, at)
    return _settle_tie(found, at)


def _before(setting: Setting) -> Iterator[Event]:
    """What still counts of what was before: who is concerned by it, and what closed the last attempt."""
    opened = setting.opened.at
    yield from (one for one in setting.proposal.events if isinstance(one, Recused) and one.at < opened)
    yield from _events(setting, opened, setting.since)


def _following(found: Attempt) -> tuple[Call, Span | None, Span | None] | None:
    """The call that comes after one, the pause before it and the time it is open; None where none does."""
    says, outcome = found.setting.says, found.verdict.outcome if found.verdict else None
    if outcome == "inquorate" and found.floor.asked and says.second_call and found.call == "first":
        return "second-call", says.second_call.after, says.open_for
    if outcome == "blocked" and says.override and found.call != "override":
        return "override", None, says.override.open_for or says.open_for
    if outcome == "tied" and says.ties == "run-off" and found.call != "run-off":
        return "run-off", None, says.open_for
    return None


def _go_on(found: Attempt, call: Call, pause: Span | None, open_for: Span | None, at: dt.datetime) -> Attempt:
    """The next call of an attempt: what was said before stands, but in a run-off."""
    setting, floor, closed = found.setting, found.floor, found.closed_at or at
    starts = end_after(closed, pause, setting.proposal.zone)
    for event in _events(setting, found.seen_to, min(starts, at + INSTANT)):
        floor.happens(event)
    if at < starts:
        return Attempt(setting, floor, at, call, starts, starts, resumes_at=starts)
    if call == "run-off" and found.verdict is not None:
        floor.run_off(found.verdict.tied)
    return _call(Attempt(setting, floor, at, call, starts, max(starts, found.seen_to)), open_for)


def _call(found: Attempt, open_for: Span | None) -> Attempt:
    """One call, gone through in the order of its instants, to find when it closes.

    Its end moves: a material revision gives it its whole time again, and the last block that is lifted a day
    more. Where it can end before, or has no time limit, each position may be the one that closes it.
    """
    setting, floor, at, zone = found.setting, found.floor, found.seen_at, found.setting.proposal.zone
    found.ends_at = closing(found.starts_at, open_for, zone) if open_for else None
    if _is_plain(setting, found, at):
        return _at_once(found, at)
    for step in _steps(setting, found.since, at + INSTANT):
        if _closed_before(found, step.at):
            return found
        blocked = floor.blocked
        if isinstance(step, Position):
            floor.take(step)
        else:
            floor.happens(step)
        if isinstance(step, Revised) and step.material and open_for:
            found.ends_at = max(found.ends_at or step.at, closing(step.at, open_for, zone))
        if blocked and not floor.blocked:
            found.held_until = end_after(step.at, HOLD, zone)
            found.ends_at = max(found.ends_at, found.held_until) if found.ends_at else None
        _close_early(found, step.at)
    _closed_before(found, at)
    return found


def _is_plain(setting: Setting, found: Attempt, at: dt.datetime) -> bool:
    """Whether nothing but the clock closes a call, and nothing but positions happens in it."""
    says, ends = setting.says, found.ends_at
    if ends is None or says.ends_early or says.proxies_at_most or says.method in OBJECTING:
        return False
    return next(_events(setting, found.since, min(ends, at + INSTANT)), None) is None


def _at_once(found: Attempt, at: dt.datetime) -> Attempt:
    ends = found.ends_at or at
    found.floor.take_all(between(found.setting.proposal.positions, found.since, min(ends, at + INSTANT)))
    found.closed_at = ends if ends <= at else None
    return found


def _events(setting: Setting, start: dt.datetime, end: dt.datetime) -> Iterator[Event]:
    return (one for one in setting.events if start <= one.at < end)


def _steps(setting: Setting, start: dt.datetime, end: dt.datetime) -> Iterator[Step]:
    """Events and positions in the order of their instants, events first."""
    positions = between(setting.proposal.positions, start, end)
    return iter(sorted([*_events(setting, start, end), *positions], key=attrgetter("at")))


def _closed_before(found: Attempt, at: dt.datetime) -> bool:
    """Whether a call has closed by an instant: at its end, or once all had answered and nothing holds it."""
    if found.closed_at is None:
        closes = found.ends_at if found.ends_at is not None else _complete_at(found)
        found.closed_at = closes if closes is not None and closes <= at else None
    return found.closed_at is not None


def _complete_at(found: Attempt) -> dt.datetime | None:
    """When a call without a time limit closes, if nothing happens before: once all have answered."""
    floor = found.floor
    if floor.box is not None:
        return floor.box.full_at
    if not floor.complete:
        return None
    return found.held_until or found.starts_at


def _close_early(found: Attempt, at: dt.datetime) -> None:
    """Close a call at a position after which nothing can change, or for which it was open without limit."""
    floor, says = found.floor, found.setting.says
    if floor.box is not None:
        return
    if found.ends_at is None:
        held = found.held_until is not None and at < found.held_until
        found.closed_at = at if floor.complete and not held else None
        found.by_a_step = found.closed_at is not None
    elif says.ends_early and found.call in ("first", "second-call"):
        early = settled(
            says,
            floor.counts(),
            found.setting.leg.article,
            extra=floor.extra,
            second=found.call == "second-call",
        )
        found.closed_at = at if early else None
        found.by_a_step = early


def _contested(setting: Setting, at: dt.datetime) -> frozenset[str]:
    return frozenset(one.who for one in setting.events if isinstance(one, Contested) and one.at <= at)


def _come_to(found: Attempt) -> Verdict:
    """What a call that has closed comes to."""
    says, article, second = found.setting.says, found.setting.leg.article, found.call == "second-call"
    counts = found.floor.counts()
    if found.call == "override" and says.override is not None and counts.block > says.blocks_at_most:
        return overridden(says.override, counts, article)
    if says.method in OPTION_METHODS:
        options = found.floor.options or found.setting.proposal.options
        return choose(says, found.floor, options, article, second=second)
    return _told_all(found, verdict(says, counts, article, second=second))


def _told_all(found: Attempt, came_to: Verdict) -> Verdict:
    """Nobody agrees by a silence about something they could not be told of."""
    says, article = found.setting.says, found.setting.leg.article
    not_told = found.setting.opened.not_told
    if not not_told or came_to.outcome != "passed" or not by_silence(says):
        return came_to
    untold = not_told.intersection(found.floor.silent)
    if not untold:
        return came_to
    why = Reason("decided.not-told", {"people": len(untold)}, article)
    return Verdict("inquorate", (*came_to.reasons, why))


def _settle_tie(found: Attempt, at: dt.datetime) -> Attempt:
    """A tie is settled by the lot or the casting vote that was recorded after the close."""
    says, tied = found.setting.says, found.verdict
    if tied is None or tied.outcome != "tied" or found.closed_at is None:
        return found
    deciders = {one.key for one in found.setting.opened.electorate if one.decider}
    for event in _events(found.setting, found.closed_at, at + INSTANT):
        lot = isinstance(event, Drawn) and says.ties in ("lot", "run-off")
        cast = isinstance(event, Decided) and says.ties == "casting-vote" and event.by in deciders
        if isinstance(event, Drawn | Decided) and (lot or cast):
            found.verdict, found.closed_at = lifted(tied, event, found.setting.leg.article), event.at
            return found
    return found


def _by_one(setting: Setting, at: dt.datetime) -> Attempt:
    """What is one's alone to decide: advice is heard until its end, then they decide."""
    opened, says = setting.opened, setting.says
    ends = closing(opened.at, says.open_for, setting.proposal.zone) if says.open_for else None
    floor = Floor(says, opened, revision=setting.revision())
    found = Attempt(setting, floor, at, "first", opened.at, opened.at, ends)
    deciders = {one.key: one.name for one in opened.electorate if one.decider}
    for event in _events(setting, opened.at, at + INSTANT):
        floor.happens(event)
        theirs = isinstance(event, Decided) and event.by in deciders and event.by in floor.voices
        if isinstance(event, Decided) and theirs and (ends is None or ends <= event.at):
            found.closed_at = event.at
            found.verdict = by_one(event, deciders[event.by], setting.leg.article)
            break
    return found
