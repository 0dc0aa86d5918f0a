"""The reasons of a state: which codes and values say why a matter stands where it does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bylaws.decisions.days import day_ending, day_of
from bylaws.decisions.proposal import BY_ONE, POLL, Proposal
from bylaws.kernel.reasons import Reason, Value

if TYPE_CHECKING:
    from bylaws.decisions.phases import State
    from bylaws.decisions.setting import Setting
    from bylaws.decisions.verdicts import Verdict


def attempt_reason(setting: Setting, verdict: Verdict, closed: dt.datetime, *, shown: bool) -> Reason:
    """How an attempt went and what it came to; of a secret vote of few only what came of it."""
    zone = setting.proposal.zone
    values: dict[str, Value] = {
        "rule": setting.leg.rule,
        "attempt": setting.nth,
        "attempts": setting.leg.attempts,
        "opened": day_of(setting.opened.at, zone),
        "closed": day_ending(closed, zone),
    }
    hidden = (Reason("decided.secret-few", {}, setting.leg.article),)
    parts = verdict.reasons if shown else hidden
    if setting.leg.rule == POLL:
        days: dict[str, Value] = {name: values[name] for name in ("opened", "closed")}
        return Reason("poll.asked", days, setting.leg.article, parts)
    return Reason(f"attempt.came-to.{verdict.outcome}", values, setting.leg.article, parts)


def phase_reason(stands: State, proposal: Proposal, *attempts: Reason) -> Reason:
    """Why a matter stands where it does: its phase, what is still missing, and each attempt so far."""
    zone = proposal.zone
    values: dict[str, Value] = {"matter": proposal.route.matter, "rule": stands.rule}
    now: list[Reason] = []
    if stands.open:
        now = _now(stands, zone)
    elif stands.opens_at is not None and stands.next_at is not None:
        now.append(Reason("proposal.opens", {"day": day_ending(stands.opens_at, zone)}, stands.article))
    if stands.phase == "cooling":
        values |= {"attempt": stands.attempt, "attempts": stands.attempts}
    if stands.review_on is not None:
        now.append(Reason("proposal.review", {"day": stands.review_on}, stands.article))
    if stands.rule == POLL:
        return _polled(stands, (*now, *attempts))
    return Reason(f"phase.{stands.phase}", values, stands.article, (*now, *attempts))


def _polled(stands: State, parts: tuple[Reason, ...]) -> Reason:
    """Where a question stands that binds nobody."""
    code = "poll.open"
    if stands.phase == "passed":
        code = "poll.passed"
    elif stands.phase == "not-adopted":
        code = "poll.not-adopted"
    elif stands.phase == "inquorate":
        code = "poll.inquorate"
    elif stands.phase == "withdrawn":
        code = "poll.withdrawn"
    return Reason(code, {}, stands.article, parts)


def _now(stands: State, zone: str) -> list[Reason]:
    """What is said of an attempt that is open: until when, how many so far, what it lacks."""
    cited, told = stands.article, []
    if stands.opens_at is not None:
        return [Reason("proposal.resumes", {"day": day_ending(stands.opens_at, zone)}, cited)]
    if stands.ends_at is not None:
        told.append(Reason("proposal.until", {"day": day_ending(stands.ends_at, zone)}, cited))
    if stands.says is None or stands.says.method in BY_ONE:
        return [*told, Reason("proposal.waits-for-one", {}, cited)]
    if stands.ends_at is None:
        told.append(Reason("proposal.no-limit", {}, cited))
    told.append(Reason("proposal.so-far", {"cast": stands.cast, "silent": len(stands.silent)}, cited))
    lacks = stands.missing
    if lacks.positions:
        told.append(Reason("missing.positions", {"positions": lacks.positions}, cited))
    if lacks.yes:
        told.append(Reason("missing.yes", {"yes": lacks.yes}, cited))
    if lacks.blocks:
        told.append(Reason("missing.blocks", {"blocks": lacks.blocks}, cited))
    if lacks.stand_asides:
        told.append(Reason("missing.stand-asides", {"aside": lacks.stand_asides}, cited))
    return told
