"""What the counts come to under a rule, with the reasons: whether it passes, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bylaws.charter.kinds.decision import Base, Decision, Override
from bylaws.charter.thresholds import Threshold
from bylaws.decisions.proposal import Decided, Drawn, Outcome
from bylaws.decisions.tally import Counts
from bylaws.kernel.reasons import Reason, Value

FEWEST = 2
"""Where it is about some of those who decide, at least so many others have to be left."""
YES_OR_NO = ("yes", "no")
FAILED: frozenset[Outcome] = frozenset({"not-adopted", "blocked"})
"""Outcomes that count as a failed attempt; one that too few took part in does not."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it comes to and why. `chosen` are the options that win, `tied` those between which nothing is."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    seats: int = 0
    """How many of the tied are still to be chosen."""


def quorum_of(says: Decision, *, second: bool) -> Threshold | None:
    """The quorum of the first call, or of the second."""
    if not second:
        return says.quorum
    return says.second_call.quorum if says.second_call else None


def quorum_reason(
    says: Decision, counts: Counts, article: str, *, second: bool = False
) -> tuple[bool, Reason]:
    """Whether enough took a position, whichever; silence never helps."""
    asked = quorum_of(says, second=second)
    if not counts.base:
        return False, Reason("decided.nobody", {}, article)
    if counts.concerned and counts.base < FEWEST:
        return False, Reason("decided.too-few-left", {"base": counts.base}, article)
    if asked is None:
        return True, Reason("decided.quorum.none", {"cast": counts.cast, "base": counts.base}, article)
    needed = asked.needed(counts.base)
    values: dict[str, Value] = {"cast": counts.cast, "base": counts.base, "needed": needed}
    met = counts.cast >= needed
    return met, Reason("decided.quorum.met" if met else "decided.quorum.short", values, article)


def whole(of: Base | None, counts: Counts) -> int:
    """What a share is a share of: yes and no; any position; or all who count."""
    if of == "votes-cast":
        return counts.agree + counts.disagree + counts.block
    return counts.cast if of == "present" else counts.base


def verdict(
    says: Decision, counts: Counts, article: str, *, second: bool = False, untold: int = 0
) -> Verdict:
    """What the counts come to at the close, by every method that asks for yes or no.

    `untold`: how many of those without a position could not be told of it, and so do not agree by silence.
    """
    enough, why = quorum_reason(says, counts, article, second=second)
    if not enough:
        return Verdict("inquorate", (why,))
    if says.method == "majority":
        found = _majority(says, counts, article)
    elif says.method == "informal-consensus":
        found = _informal(says, counts, article, untold)
    else:
        found = _agreement(says, counts, article, untold)
    found = _approved(says.approval_quorum, found, counts, article)
    return Verdict(found.outcome, (why, *found.reasons), tied=found.tied, seats=found.seats)


def _approved(asked: Threshold | None, found: Verdict, counts: Counts, article: str) -> Verdict:
    """The same if enough of all agree; silence agrees to nothing here."""
    if asked is None or found.outcome not in ("passed", "tied"):
        return found
    met, why = _approval(asked, counts, article)
    if met:
        return replace(found, reasons=(*found.reasons, why))
    return Verdict("not-adopted", (*found.reasons, why))


def _approval(asked: Threshold, counts: Counts, article: str) -> tuple[bool, Reason]:
    """Whether so many of all agree."""
    needed = asked.needed(counts.base)
    values: dict[str, Value] = {"yes": counts.agree, "base": counts.base, "needed": needed}
    met = counts.agree >= needed
    return met, Reason("decided.approval.met" if met else "decided.approval.short", values, article)


def consenting(says: Decision, counts: Counts, untold: int = 0) -> int:
    """The yes there are: positions, and silence where the rule takes it for consent."""
    return counts.agree + (counts.silent - untold if by_silence(says) else 0)


def by_silence(says: Decision) -> bool:
    """Whether whoever takes no position agrees."""
    return says.silence == "consent" or says.method == "lazy-consent"


def threshold_reason(
    threshold: Threshold, of: Base | None, yes: int, counts: Counts, article: str
) -> tuple[bool, Reason]:
    """Whether the yes reach a share; nothing passes without a single yes."""
    all_of = whole(of, counts) + (yes - counts.agree if of != "eligible" else 0)
    needed = threshold.needed(all_of)
    values: dict[str, Value] = {"yes": yes, "of": all_of, "needed": needed}
    met = yes >= needed and yes > 0
    if met:
        return True, Reason(f"decided.met.{of}", values, article)
    return False, Reason(f"decided.short.{of}", values, article)


def _majority(says: Decision, counts: Counts, article: str) -> Verdict:
    if says.threshold is None:  # pragma: no cover - refused when the charter is read
        raise AssertionError("a majority states its threshold")
    met, why = threshold_reason(says.threshold, says.of, counts.agree, counts, article)
    if met:
        return Verdict("passed", (why,))
    level = counts.agree == counts.disagree
    if says.ties and level and says.threshold.met(counts.agree + 1, whole(says.of, counts)) and counts.agree:
        tie = Reason("decided.tie", {"yes": counts.agree}, article)
        return Verdict("tied", (why, tie), tied=YES_OR_NO, seats=1)
    return Verdict("not-adopted", (why,))


def _informal(says: Decision, counts: Counts, article: str, untold: int) -> Verdict:
    yes = consenting(says, counts, untold)
    limit = _stand_asides(says, counts, article)
    if says.threshold is not None:
        met, why = threshold_reason(says.threshold, says.of, yes, counts, article)
    else:
        met = yes > 0 and counts.disagree == 0
        lacks = "decided.disagree.stops" if counts.disagree else "decided.no-yes"
        code = "decided.yes" if met else lacks
        why = Reason(code, {"yes": yes, "no": counts.disagree}, article)
    if not met or not limit[0]:
        return Verdict("not-adopted", (why, *limit[1]))
    return Verdict("passed", (why, *limit[1]))


def _agreement(says: Decision, counts: Counts, article: str, untold: int) -> Verdict:
    """Consensus, consent and lazy consent: what stops it, then whether anybody is for it."""
    reasons: list[Reason] = []
    blocked = counts.block > says.blocks_at_most
    values: dict[str, Value] = {"blocks": counts.block, "at_most": says.blocks_at_most}
    if blocked:
        reasons.append(Reason("decided.blocked", values, article))
    elif counts.block:
        reasons.append(Reason("decided.blocks.few", values, article))
    else:
        reasons.append(Reason("decided.blocks.none", {}, article))
    if counts.met:
        reasons.append(Reason("decided.objections-met", {"met": counts.met}, article))
    stopped = says.disagreement == "stops" and counts.disagree > 0
    if counts.disagree:
        code = "decided.disagree.stops" if stopped else "decided.disagree.tolerated"
        reasons.append(Reason(code, {"no": counts.disagree}, article))
    within, aside = _stand_asides(says, counts, article)
    reasons += aside
    yes = consenting(says, counts, untold)
    silent = yes - counts.agree
    if silent:
        reasons.append(Reason("decided.silence", {"silent": silent}, article))
    if yes or says.method != "lazy-consent":
        reasons.append(Reason("decided.yes" if yes else "decided.no-yes", {"yes": yes}, article))
    if blocked:
        return Verdict("blocked", tuple(reasons))
    passed = (yes > 0 or says.method == "lazy-consent") and not stopped and within
    return Verdict("passed" if passed else "not-adopted", tuple(reasons))


def _stand_asides(says: Decision, counts: Counts, article: str) -> tuple[bool, tuple[Reason, ...]]:
    """Whether no more stand aside than may: so many of all who count, never rounded."""
    if says.stand_asides_at_most is None:
        return True, ()
    within = counts.stand_aside <= says.stand_asides_at_most * counts.base
    values: dict[str, Value] = {
        "aside": counts.stand_aside,
        "share": says.stand_asides_at_most,
        "base": counts.base,
    }
    code = "decided.stand-asides.within" if within else "decided.stand-asides.over"
    return within, (Reason(code, values, article),)


def overridden(says: Decision, over: Override, counts: Counts, article: str) -> Verdict:
    """What a vote to pass over a block comes to; the block counts as a no in it.

    Where so many of all have to agree, they have to here as well: a few who vote while most abstain pass
    over nobody.
    """
    met, why = threshold_reason(over.threshold, over.of, counts.agree, counts, article)
    reasons = [why]
    if met and says.approval_quorum is not None:
        met, approval = _approval(says.approval_quorum, counts, article)
        reasons.append(approval)
    outcome: Outcome = "passed" if met else "blocked"
    said = Reason(f"decided.override.{outcome}", {"blocks": counts.block}, article)
    return Verdict(outcome, (said, *reasons))


def drawn(tied: Verdict, lot: Drawn, article: str) -> Verdict:
    """A tie that was settled by a lot, whose order is taken from the front."""
    won = tuple(one for one in lot.order if one in tied.tied)[: tied.seats]
    reasons = (*tied.reasons, Reason("decided.lot", {"order": ", ".join(lot.order)}, article))
    if tied.tied == YES_OR_NO:
        return Verdict("passed" if won == ("yes",) else "not-adopted", reasons)
    return Verdict("passed", reasons, (*tied.chosen, *won))


def cast(tied: Verdict, by: Decided, article: str) -> Verdict:
    """A tie after a casting vote: of options it fills one place, and those that are left stay tied."""
    yes_or_no = tied.tied == YES_OR_NO
    won = ("yes" if by.yes else "no") if yes_or_no else by.option
    if won not in tied.tied:
        return tied
    reasons = (*tied.reasons, Reason("decided.casting-vote", {"for": won}, article))
    if yes_or_no:
        return Verdict("passed" if by.yes else "not-adopted", reasons)
    chosen, level = (*tied.chosen, won), tuple(one for one in tied.tied if one != won)
    if tied.seats > 1:
        return Verdict("tied", reasons, chosen, level, tied.seats - 1)
    return Verdict("passed", reasons, chosen)


def by_one(event: Decided, name: str, article: str) -> Verdict:
    """What somebody decided whose alone it is."""
    code = "decided.by-one.yes" if event.yes else "decided.by-one.no"
    chosen = (event.option,) if event.option else ()
    return Verdict(
        "passed" if event.yes else "not-adopted", (Reason(code, {"person": name}, article),), chosen
    )


def settled(says: Decision, counts: Counts, article: str, *, extra: int, second: bool = False) -> bool:
    """Whether no position still missing can change the outcome of a majority; the silent may stay so.

    `extra` are those who are counted only if they take a position.
    """
    now = verdict(says, counts, article, second=second).outcome
    if now in ("inquorate", "tied"):
        return False
    missing = counts.silent + extra
    if says.ties and now != "passed" and _may_tie(says, counts, missing):
        return False
    base = counts.base + extra
    all_no = replace(counts, base=base, disagree=counts.disagree + missing)
    all_yes = replace(counts, base=base, agree=counts.agree + missing)
    worst, best = (verdict(says, one, article, second=second).outcome for one in (all_no, all_yes))
    return worst == best == now


def _may_tie(says: Decision, counts: Counts, missing: int) -> bool:
    """Whether as many can still come to say yes as no, so that one more yes would do."""
    more = abs(counts.agree - counts.disagree)
    for spoken in range(more, missing + 1, 2):
        yes = (counts.agree + counts.disagree + spoken) // 2
        base = counts.base + max(0, spoken - counts.silent)
        level = replace(counts, base=base, agree=yes, disagree=yes)
        approved = says.approval_quorum is None or says.approval_quorum.met(yes, base)
        if yes and approved and says.threshold and says.threshold.met(yes + 1, whole(says.of, level)):
            return True
    return False
