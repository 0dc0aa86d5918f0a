"""One attempt: the calls it has, when each closes, and what the positions come to then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from bylaws.decisions.days import INSTANT, closing, end_after
from bylaws.decisions.options import choose
from bylaws.decisions.proposal import (
    BY_ONE,
    OPTION_METHODS,
    CameTo,
    Contested,
    Decided,
    Event,
    Position,
    Recused,
    Revised,
)
from bylaws.decisions.setting import Attempt, Call, Setting
from bylaws.decisions.tally import CHOICE, OBJECTING, Counts, Floor, between
from bylaws.decisions.ties import settle_tie
from bylaws.decisions.verdicts import Verdict, by_one, by_silence, overridden, settled, verdict
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Reason

HOLD = Span(days=1)
"""After the last block is lifted it stays open to the end of the next day, so that others can think again."""
TO_CONTEST = dt.timedelta(hours=48)
"""How long after the close somebody can say that a position a teller entered is not theirs."""
Step = Position | Event


def run(setting: Setting, at: dt.datetime) -> Attempt:
    """How an attempt stands at an instant, with every call of it that has come by then."""
    if setting.says.method in BY_ONE:
        return _by_one(setting, at)
    found = _counted(setting, at, {})
    contested = _contested(setting, found.closed_at or at)
    return settle_tie(_counted(setting, at, contested) if contested else found, at)


def _counted(setting: Setting, at: dt.datetime, contested: Mapping[str, dt.datetime]) -> Attempt:
    """An attempt with every call of it, without what is contested."""
    floor = Floor(setting.says, setting.opened, revision=setting.revision(), contested=contested)
    for event in _before(setting):
        floor.happens(event)
    first = Attempt(setting, floor, at, "first", setting.opened.at, setting.since)
    found = _call(first, setting.says.open_for)
    while found.closed_at is not None:
        found.verdict = _come_to(found)
        found.over = (*found.over, _noted(found.verdict))
        following = _following(found)
        if following is None:
            break
        found = _go_on(found, *following, at)
    return found


def _before(setting: Setting) -> Iterator[Event]:
    """What still counts of what was before: who is concerned by it, and what closed the last attempt."""
    opened = setting.opened.at
    yield from (one for one in setting.proposal.events if isinstance(one, Recused) and one.at < opened)
    yield from setting.happened(opened, setting.since)


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
    for event in setting.happened(found.seen_to, min(starts, at + INSTANT)):
        floor.happens(event)
    if at < starts:
        return Attempt(setting, floor, at, call, starts, starts, resumes_at=starts, over=found.over)
    if call == "run-off" and found.verdict is not None:
        floor.run_off(found.verdict.tied, found.verdict.chosen, found.verdict.seats)
    since = max(starts, found.seen_to)
    return _call(Attempt(setting, floor, at, call, starts, since, over=found.over), open_for)


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
        if _full_before(found, step.at):
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
    if ends is None or says.ends_early or says.proxies_at_most:
        return False
    if next(setting.happened(found.since, min(ends, at + INSTANT)), None) is not None:
        return False
    return says.method not in OBJECTING or not (
        found.floor.blocks or "block" in map(CHOICE, _window(found, at))
    )


def _window(found: Attempt, at: dt.datetime) -> Sequence[Position]:
    """The positions taken in a call by an instant, if nothing but the clock closes it."""
    return between(found.setting.proposal.positions, found.since, min(found.ends_at or at, at + INSTANT))


def _at_once(found: Attempt, at: dt.datetime) -> Attempt:
    ends = found.ends_at or at
    found.floor.take_all(_window(found, at))
    found.closed_at = ends if ends <= at else None
    return found


def _steps(setting: Setting, start: dt.datetime, end: dt.datetime) -> Iterator[Step]:
    """Events and positions in the order of their instants, events first."""
    positions = between(setting.proposal.positions, start, end)
    return iter(sorted([*setting.happened(start, end), *positions], key=attrgetter("at")))


def _closed_before(found: Attempt, at: dt.datetime) -> bool:
    """Whether a call has closed by an instant: at its end, or once all had answered and nothing holds it."""
    if found.closed_at is None:
        closes = found.ends_at if found.ends_at is not None else _complete_at(found)
        found.closed_at = closes if closes is not None and closes <= at else None
    return found.closed_at is not None


def _full_before(found: Attempt, at: dt.datetime) -> bool:
    """Whether a box without a time limit was full before an instant: whoever left last is counted no more."""
    box = found.floor.box
    if box is None or found.ends_at is not None:
        return _closed_before(found, at)
    if box.full_at is not None and box.full_at < at:
        found.closed_at, found.by_a_step = box.full_at, True
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
    elif says.ends_early:
        early = settled(
            says,
            floor.counts(),
            found.setting.leg.article,
            extra=floor.extra,
            second=found.call == "second-call",
        )
        found.closed_at = at if early else None
        found.by_a_step = early


def _contested(setting: Setting, over: dt.datetime) -> dict[str, dt.datetime]:
    """Who said in time that what a teller entered for them is not theirs, and when they said so last.

    `over`: when it closed or was taken out of the vote; while it is open, the instant it is looked at.
    """
    said = (one for one in setting.events if isinstance(one, Contested))
    return {one.who: one.at for one in said if one.at < over + TO_CONTEST}


def _come_to(found: Attempt) -> Verdict:
    """What a call that has closed comes to."""
    says, article, second = found.setting.says, found.setting.leg.article, found.call == "second-call"
    noted = found.setting.opened.over[len(found.over) :]
    if noted:
        return Verdict(noted[0].outcome, (), noted[0].chosen, noted[0].tied, noted[0].seats)
    counts = found.floor.counts()
    if found.call == "override" and says.override is not None and counts.block > says.blocks_at_most:
        return overridden(says, says.override, counts, article)
    if says.method in OPTION_METHODS:
        return choose(says, found.floor, found.setting.proposal.options, article, second=second)
    return _told_all(found, counts)


def _noted(found: Verdict) -> CameTo:
    """What a call came to, as it is written down."""
    return CameTo(found.outcome, found.chosen, found.tied, found.seats)


def _told_all(found: Attempt, counts: Counts) -> Verdict:
    """Nobody agrees by a silence about something they could not be told of; lazy consent waits for them."""
    says, article, second = found.setting.says, found.setting.leg.article, found.call == "second-call"
    not_told = found.setting.opened.not_told
    untold = len(not_told.intersection(found.floor.silent)) if not_told and by_silence(says) else 0
    came_to = verdict(says, counts, article, second=second, untold=untold)
    if not untold or came_to.outcome != "passed":
        return came_to
    why = Reason("decided.not-told", {"people": untold}, article)
    lazy = says.method == "lazy-consent"
    return replace(came_to, outcome="inquorate" if lazy else "passed", reasons=(*came_to.reasons, why))


def _by_one(setting: Setting, at: dt.datetime) -> Attempt:
    """What is one's alone to decide: advice is heard until its end, then they decide."""
    opened, says = setting.opened, setting.says
    ends = closing(opened.at, says.open_for, setting.proposal.zone) if says.open_for else None
    floor = Floor(says, opened, revision=setting.revision())
    found = Attempt(setting, floor, at, "first", opened.at, opened.at, ends)
    deciders = {one.key: one.name for one in opened.electorate if one.decider}
    for event in _before(setting):
        floor.happens(event)
    for event in setting.happened(opened.at, at + INSTANT):
        floor.happens(event)
        if isinstance(event, Revised) and event.material and says.open_for:
            found.ends_at = ends = closing(event.at, says.open_for, setting.proposal.zone)
        theirs = isinstance(event, Decided) and event.by in deciders and event.by in floor.voices
        if isinstance(event, Decided) and theirs and (ends is None or ends <= event.at):
            found.closed_at = event.at
            found.verdict = by_one(event, deciders[event.by], setting.leg.article)
            break
    return found
