"""Where a matter stands at an instant: a function of its rule, of who takes part and what people did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from operator import attrgetter

from bylaws.charter.kinds.decision import SECRET_UNDER, Decision
from bylaws.charter.routes import Leg
from bylaws.decisions.attempt import TO_CONTEST, run
from bylaws.decisions.days import day_ending, end_after
from bylaws.decisions.missing import Missing, missing
from bylaws.decisions.phases import AGAIN, Made, Phase, State
from bylaws.decisions.proposal import (
    BY_ONE,
    BY_TELLER,
    OPTION_METHODS,
    Decided,
    Event,
    Opened,
    Proposal,
    Revised,
    Taken,
)
from bylaws.decisions.setting import Attempt, Setting, revision_on
from bylaws.decisions.telling import attempt_reason, phase_reason
from bylaws.decisions.verdicts import FAILED, Verdict
from bylaws.kernel.faults import InputFault
from bylaws.kernel.reasons import Explained, Reason

PHASES: dict[str, Phase] = {
    "first": "open",
    "second-call": "second-call",
    "override": "override",
    "run-off": "run-off",
}
TAKEN: frozenset[Phase] = frozenset({"withdrawn", "agreed-to-disagree"})


@dataclass(slots=True)
class _Life:
    """A matter on its way through its legs and attempts."""

    proposal: Proposal
    at: dt.datetime
    leg: int = 0
    failures: list[dt.datetime] = field(default_factory=list)
    """When the attempts by the rule that decides now were closed that failed, as far as they still count."""
    phase: Phase = "talk"
    ready_at: dt.datetime | None = None
    attempt: Attempt | None = None
    ended_at: dt.datetime | None = None
    made: list[Made] = field(default_factory=list)
    told: list[Reason] = field(default_factory=list)

    @property
    def here(self) -> Leg:
        return self.proposal.route.legs[self.leg]

    def failed(self, at: dt.datetime) -> int:
        """How many attempts by this rule have failed and still count at an instant."""
        fallback = self.here.says.fallback if self.here.says else None
        lapses, zone = fallback.lapses_after if fallback else None, self.proposal.zone
        if lapses is None:
            return len(self.failures)
        return sum(at < end_after(one, lapses, zone) for one in self.failures)


def state(proposal: Proposal, at: dt.datetime) -> Explained[State]:
    """Where a matter stands at an aware instant, with the reasons and the articles they stand on.

    What happened after `at` is not looked at, so the same answer is given for any past instant. Faults:
    `decided.opened-early`, `decided.opened-twice` and `decided.over` for an opening that the rule does not
    allow.
    """
    if proposal.route.legs[0].says is None:
        return _alone(proposal, at)
    life = _Life(proposal, at)
    life.ready_at = _notice_ends(life, proposal.raised_at)
    for event in proposal.events:
        if event.at > at:
            break
        _happens(life, event)
    return _stated(life)


def _happens(life: _Life, event: object) -> None:
    """What brings a matter from one phase to another; all else happens within an attempt."""
    if isinstance(event, Revised) and event.material and life.phase == "talk":
        life.ready_at = _notice_ends(life, event.at)
    elif isinstance(event, Taken):
        _take(life, event)
    elif isinstance(event, Opened):
        _open(life, event)


def _take(life: _Life, event: Taken) -> None:
    """It is taken out of the vote, unless it was concluded by then; a pause that runs goes on."""
    if life.phase in ("passed", "not-adopted", "blocked", "withdrawn", "agreed-to-disagree"):
        return
    ready, life.ready_at = life.ready_at or event.at, None
    if event.how == "pulled-back":
        life.ready_at = max(ready, _notice_ends(life, event.at))
    life.phase, life.ended_at = event.how, event.at


def _open(life: _Life, event: Opened) -> None:
    """An attempt is opened, and gone through as far as it has come."""
    _may_be_opened(life, event.at)
    says = life.here.says
    if says is None:  # pragma: no cover - a matter of one person has no attempts
        return
    since = max(event.at, life.attempt.seen_to) if life.attempt is not None else event.at
    events, until, taken = _own_events(life, event)
    setting = Setting(life.proposal, life.here, says, life.failed(event.at) + 1, event, events, since)
    life.attempt = run(setting, min(until, taken))
    if taken < until and life.attempt.is_over:
        life.attempt = run(setting, until)
    life.ended_at, life.ready_at = None, None
    _conclude(life)


def _own_events(life: _Life, opened: Opened) -> tuple[list[Event], dt.datetime, dt.datetime]:
    """What happens in an attempt until the next is opened, by when that is, and when it is taken out."""
    events = [one for one in life.proposal.events if one.at <= life.at]
    later = events[events.index(opened) + 1 :]
    until = next((one.at for one in later if isinstance(one, Opened)), life.at)
    taken = next((one.at for one in later if isinstance(one, Taken)), until)
    own: list[Event] = [
        one for one in events if opened.at <= one.at <= until and not isinstance(one, Opened | Taken)
    ]
    return own, until, taken


def _may_be_opened(life: _Life, at: dt.datetime) -> None:
    if life.phase not in AGAIN:
        open_ = life.phase in PHASES.values() or life.phase == "tied"
        raise InputFault(
            "It is open already." if open_ else "It is concluded.",
            code="decided.opened-twice" if open_ else "decided.over",
            next_step="Wait until this attempt is over." if open_ else "Raise the matter anew.",
            article=life.here.article,
        )
    if life.ready_at is not None and at < life.ready_at:
        raise InputFault(
            "It cannot be opened yet.",
            code="decided.opened-early",
            next_step="Wait until the notice or the pause is over.",
            article=life.here.article,
            opens_at=life.ready_at.isoformat(),
        )


def _conclude(life: _Life) -> None:
    """What follows from an attempt: the end, a pause before the next attempt, or the next rule."""
    found = life.attempt
    if found is None:  # pragma: no cover - only asked about an attempt
        return
    if found.verdict is None or found.closed_at is None:
        life.phase = PHASES[found.call]
        return
    outcome = found.verdict.outcome
    life.phase, life.ended_at = outcome, found.closed_at
    made = _made(found, found.verdict, found.closed_at)
    life.told.append(made.reason)
    if outcome == "tied":
        return
    life.made.append(made)
    if outcome == "inquorate":
        life.ready_at = _notice_ends(life, found.closed_at)
    elif outcome in FAILED and found.setting.says.fallback is not None:
        _next(life, found.setting.says, found.closed_at)


def _next(life: _Life, says: Decision, closed: dt.datetime) -> None:
    """The next attempt by the same rule, or the rule it falls back to, when the pause is over."""
    fallback, zone = says.fallback, life.proposal.zone
    life.failures.append(closed)
    pause = fallback.cooling_off if fallback else None
    if fallback and life.failed(closed) >= fallback.after_attempts:
        life.leg, life.failures = life.leg + 1, []
        pause = life.here.waits
    life.phase = "cooling"
    life.ready_at = max(end_after(closed, pause, zone), _notice_ends(life, closed))


def _notice_ends(life: _Life, at: dt.datetime) -> dt.datetime:
    says = life.here.says
    return end_after(at, says.notice if says else None, life.proposal.zone)


def _made(found: Attempt, verdict: Verdict, closed: dt.datetime) -> Made:
    setting, open_ = found.setting, _is_open(found)
    return Made(
        rule=setting.leg.rule,
        attempt=setting.nth,
        opened_at=setting.opened.at,
        closed_at=closed,
        outcome=verdict.outcome,
        counts=found.counts() if open_ else None,
        reason=attempt_reason(setting, verdict, closed, shown=open_),
    )


def _is_open(found: Attempt) -> bool:
    """Whether figures may be shown: of a secret vote only at its close, and not of fewer than five."""
    return not found.secret or (found.closed_at is not None and found.cast >= SECRET_UNDER)


def _stated(life: _Life) -> Explained[State]:
    """All that is said of where it stands."""
    found, leg = life.attempt, life.here
    stands = State(
        phase=life.phase,
        rule=leg.rule,
        says=leg.says,
        article=leg.article,
        attempt=_attempt(life),
        attempts=leg.attempts,
        revision=revision_on(life.proposal, life.at),
        closed_at=life.ended_at,
        made=tuple(life.made),
    )
    if life.phase in AGAIN:
        stands = _to_be_opened(life, stands)
    if found is not None:
        stands = _of_attempt(life, stands, found)
    return Explained(stands, phase_reason(stands, life.proposal, *life.told))


def _attempt(life: _Life) -> int:
    """The how manieth attempt runs, was the last, or comes next, of those that count."""
    last, at = life.attempt, life.at
    if last is not None and life.phase not in AGAIN and (last.verdict is None or life.phase not in TAKEN):
        return last.setting.nth
    if life.phase in TAKEN and life.ended_at is not None:
        at = life.ended_at
    return min(life.failed(at) + 1, life.here.attempts)


def _to_be_opened(life: _Life, stands: State) -> State:
    """From when it can be opened, and since when it is to be."""
    ready, by_itself = life.ready_at, life.phase == "cooling"
    waits = ready is not None and life.at < ready
    return replace(
        stands,
        opens_at=ready,
        next_at=ready if waits else None,
        due_at=ready if by_itself and not waits else None,
    )


def _of_attempt(life: _Life, stands: State, found: Attempt) -> State:
    """What is said of the attempt that runs, or was the last."""
    setting, floor, open_ = found.setting, found.floor, _is_open(found)
    going = life.phase in PHASES.values()
    counts, says = found.counts(), setting.says
    stands = replace(
        stands,
        opened_at=setting.opened.at,
        secret=found.secret,
        counts=counts if open_ else None,
        cast=found.cast,
        silent=floor.silent,
        voted=floor.box.voted if floor.box is not None else frozenset(),
        calls=found.over,
        voices=_voices(found) if going and found.resumes_at is None else frozenset(),
        positions=None if found.secret else floor.standing,
    )
    if going:
        asks = says.method not in BY_ONE and says.method not in OPTION_METHODS and open_
        return replace(
            stands,
            ends_at=found.ends_at,
            opens_at=found.resumes_at,
            next_at=_next_at(found),
            missing=missing(says, counts, second=found.call == "second-call") if asks else Missing(),
        )
    if found.verdict is None or found.closed_at is None:
        return stands
    entered = not BY_TELLER.isdisjoint(map(attrgetter("channel"), floor.ballots()))
    final = found.closed_at + TO_CONTEST if entered else found.closed_at
    passed = life.phase == "passed"
    return replace(
        stands,
        chosen=found.verdict.chosen if passed else (),
        tied=found.verdict.tied if life.phase == "tied" else (),
        final_at=final,
        next_at=stands.next_at or (final if life.at < final else None),
        review_on=_review(life, setting, found.closed_at) if passed else None,
    )


def _voices(found: Attempt) -> frozenset[str]:
    electorate = found.setting.opened.electorate
    if found.setting.says.method in BY_ONE:
        return frozenset(one.key for one in electorate if one.advises)
    return frozenset(found.floor.voices)


def _next_at(found: Attempt) -> dt.datetime | None:
    """When an attempt next changes by itself: its call resumes, ends, or is held open no longer."""
    if found.resumes_at is not None:
        return found.resumes_at
    if found.setting.says.method in BY_ONE:
        return found.ends_at if found.ends_at is not None and found.ends_at > found.seen_at else None
    if found.ends_at is None and found.floor.complete:
        return found.held_until
    return found.ends_at


def _review(life: _Life, setting: Setting, closed: dt.datetime) -> dt.date | None:
    """The day on which what was decided is looked at again, counted from the day it was."""
    span = setting.says.review
    return span.after(day_ending(closed, life.proposal.zone)) if span else None


def _alone(proposal: Proposal, at: dt.datetime) -> Explained[State]:
    """A matter that whoever meets it decides alone."""
    leg = proposal.route.legs[0]
    done = next((one for one in proposal.events if isinstance(one, Decided | Taken) and one.at <= at), None)
    phase = _came_to(done)
    stands = State(
        phase, leg.rule, None, leg.article, 1, 1, proposal.raised_at, closed_at=done.at if done else None
    )
    return Explained(stands, phase_reason(stands, proposal))


def _came_to(done: Decided | Taken | None) -> Phase:
    if done is None:
        return "open"
    if isinstance(done, Taken):
        return done.how
    return "passed" if done.yes else "not-adopted"
