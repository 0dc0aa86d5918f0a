"""What somebody may do about a matter at an instant, with the reason where they may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.days import day_ending
from bylaws.decisions.phases import AGAIN, State
from bylaws.decisions.proposal import Choice, Elector, Opened, Proposal
from bylaws.decisions.state import state
from bylaws.kernel.reasons import Explained, Reason, Value

OPENLY: tuple[Choice, ...] = ("agree", "reservation", "abstain")
CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "majority": (*OPENLY, "disagree"),
    "consensus": (*OPENLY, "stand-aside", "disagree", "block"),
    "informal-consensus": (*OPENLY, "stand-aside", "disagree"),
    "consent": (*OPENLY, "stand-aside", "disagree", "block"),
    "lazy-consent": (*OPENLY, "disagree", "block"),
    "advice": (*OPENLY, "disagree"),
    "delegated": (),
    "ranked": ("agree", "abstain"),
    "choice": ("agree", "abstain"),
    "approval": ("agree", "abstain"),
    "score": ("agree", "abstain"),
    "dots": ("agree", "abstain"),
}
"""The positions each method knows; with options, “agree” carries a ballot."""


def choices(says: Decision, elector: Elector) -> tuple[Choice, ...]:
    """The positions open to somebody under a rule; none for whoever takes no part."""
    if elector.part not in ("decides", "if-they-speak") and not elector.advises:
        return ()
    return tuple(one for one in CHOICES[says.method] if one != "block" or elector.may_block)


def may_take(
    proposal: Proposal, who: str, choice: Choice, *, at: dt.datetime, why: str = ""
) -> Explained[bool]:
    """Whether somebody may take a position at an instant, as the rule and the opening say."""
    now = state(proposal, at).value
    elector = _elector(proposal, who, at)
    refused = _not_now(proposal, now)
    if refused is None:
        refused = _not_they(proposal, now, elector)
    if refused is None and elector is not None and now.says is not None:
        refused = _not_so(now, now.says, elector, choice, why)
    told = {"person": elector.name if elector else who}
    granted = Reason("allowed", told, now.article, (elector.reason,) if elector else ())
    return Explained(refused is None, refused or granted)


def _not_now(proposal: Proposal, now: State) -> Reason | None:
    """Why no position can be taken at all."""
    said: dict[str, Value] = {"matter": proposal.route.matter}
    if not now.open:
        return Reason("allowed.not-open", said, now.article)
    if now.opens_at is not None:
        return Reason("allowed.not-yet", said | {"day": day_ending(now.opens_at, proposal.zone)}, now.article)
    return None


def _not_they(proposal: Proposal, now: State, elector: Elector | None) -> Reason | None:
    """Why somebody takes no position."""
    if elector is None:
        return Reason("allowed.not-there", {"matter": proposal.route.matter}, now.article)
    if elector.key not in now.voices:
        return Reason("allowed.no-part", {"person": elector.name}, now.article, (elector.reason,))
    return None


def _not_so(now: State, says: Decision, elector: Elector, choice: Choice, why: str) -> Reason | None:
    """Why somebody cannot take this very position."""
    if choice not in choices(says, elector):
        return Reason("allowed.not-so", {"person": elector.name}, now.article)
    if choice == "block" and says.blocks == "with-reason" and not why.strip():
        return Reason("allowed.needs-reason", {"person": elector.name}, now.article)
    if elector.key in now.voted:
        return Reason("allowed.once", {"person": elector.name}, now.article)
    return None


def may_open(proposal: Proposal, *, at: dt.datetime) -> Explained[bool]:
    """Whether an attempt may be opened at an instant: no notice and no pause runs, and it is not over."""
    now: State = state(proposal, at).value
    said: dict[str, Value] = {"matter": proposal.route.matter}
    may, reason = True, Reason("allowed.to-open", said, now.article)
    if now.phase not in AGAIN:
        code = "allowed.open-already" if now.open or now.phase == "tied" else "allowed.over"
        may, reason = False, Reason(code, said, now.article)
    elif now.opens_at is not None and at < now.opens_at:
        day = day_ending(now.opens_at, proposal.zone)
        may, reason = False, Reason("allowed.not-yet", said | {"day": day}, now.article)
    return Explained(may, reason)


def _opened(proposal: Proposal, at: dt.datetime) -> Opened | None:
    opened = [one for one in proposal.events if isinstance(one, Opened) and one.at <= at]
    return opened[-1] if opened else None


def _elector(proposal: Proposal, who: str, at: dt.datetime) -> Elector | None:
    opened = _opened(proposal, at)
    return next((one for one in opened.electorate if one.key == who), None) if opened else None
