"""The reasons of a state: which codes and values say why a matter stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bylaws.decisions.days import day_ending
from bylaws.decisions.proposal import BY_ONE, Proposal
from bylaws.kernel.reasons import Reason, Value

if TYPE_CHECKING:
    from bylaws.decisions.attempt import Attempt
    from bylaws.decisions.phases import State


def attempt_reason(found: Attempt, *, zone: str, shown: bool) -> Reason:
    """How an attempt went and what it came to; of a secret vote of few only what came of it."""
    setting = found.setting
    values: dict[str, Value] = {
        "rule": setting.leg.rule,
        "attempt": setting.nth,
        "attempts": setting.leg.attempts,
        "opened": day_ending(setting.opened.at, zone),
    }
    if found.closed_at is not None:
        values["closed"] = day_ending(found.closed_at, zone)
    if found.verdict is None:
        return Reason("attempt.open", values, setting.leg.article)
    hidden = (Reason("decided.secret-few", {}, setting.leg.article),)
    parts = found.verdict.reasons if shown else hidden
    return Reason(f"attempt.came-to.{found.verdict.outcome}", values, setting.leg.article, parts)


def phase_reason(stands: State, found: Attempt | None, proposal: Proposal) -> Reason:
    """Why a matter stands where it does: its phase, what is still missing, and each attempt so far."""
    zone = proposal.zone
    values: dict[str, Value] = {"matter": proposal.route.matter, "rule": stands.rule}
    before = [one.reason for one in stands.made]
    if stands.phase == "tied" and found is not None:
        before.append(attempt_reason(found, zone=zone, shown=stands.counts is not None))
    now: list[Reason] = []
    if stands.open:
        now = _now(stands, found, zone)
    elif stands.opens_at is not None and stands.next_at is not None:
        now.append(Reason("proposal.opens", {"day": day_ending(stands.opens_at, zone)}, stands.article))
    if stands.phase == "cooling":
        values |= {"attempt": stands.attempt, "attempts": stands.attempts}
    if stands.review_on is not None:
        now.append(Reason("proposal.review", {"day": stands.review_on}, stands.article))
    return Reason(f"phase.{stands.phase}", values, stands.article, (*now, *before))


def _now(stands: State, found: Attempt | None, zone: str) -> list[Reason]:
    """What is said of an attempt that is open: until when, how many so far, what it lacks."""
    cited, told = stands.article, []
    if found is not None and found.resumes_at is not None:
        return [Reason("proposal.resumes", {"day": day_ending(found.resumes_at, zone)}, cited)]
    if stands.ends_at is not None:
        told.append(Reason("proposal.until", {"day": day_ending(stands.ends_at, zone)}, cited))
    elif stands.says is not None and stands.says.method not in BY_ONE:
        told.append(Reason("proposal.no-limit", {}, cited))
    if stands.says is not None and stands.says.method in BY_ONE:
        return [*told, Reason("proposal.waits-for-one", {}, cited)]
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
