"""The kind `decision`: how a matter is decided, and what becomes of it when it is not."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, ShareText, SpanText, Whole, Word, YesNo, may, must
from bylaws.charter.kinds.fitting import misfit
from bylaws.charter.thresholds import ThresholdText

Method = Literal[
    "majority",
    "consensus",
    "informal-consensus",
    "consent",
    "lazy-consent",
    "advice",
    "delegated",
    "ranked",
    "choice",
    "approval",
    "score",
    "dots",
]
Comparison = Literal["meek", "schulze"]
Base = Literal["votes-cast", "present", "eligible"]

SECRET_UNDER = 5
"""Of a secret vote in which fewer took part only what came of it is published."""


class Override(RuleModel):
    """Who may pass over a block, and when (S1-014)."""

    threshold: ThresholdText = must("how many it takes to pass over a block; a block counts as a no")
    of: Base = must("of votes-cast (yes and no), of those present (any position), or of all eligible")
    open_for: SpanText | None = may(
        None, says="how long that vote is open", absent="as long as the rule itself is"
    )


class SecondCall(RuleModel):
    """What happens when too few took a position."""

    after: SpanText = must("how long after the first end it is opened once more")
    quorum: ThresholdText | None = may(
        None,
        says="how many of all eligible have to take a position then",
        absent="as many as take a position then are enough",
    )


class Fallback(RuleModel):
    """Where a matter goes that did not find agreement (S1-011/012)."""

    after_attempts: Whole = must(
        "how many attempts have to fail; one that too few took part in is not counted", ge=1, le=20
    )
    cooling_off: SpanText | None = may(
        None, says="the pause after an attempt that failed", absent="the next can begin at once"
    )
    cooling_off_after: Literal["each-attempt", "between-attempts"] | None = may(
        None,
        says="each-attempt: also before the fallback; between-attempts: not before it",
        absent="there is no pause",
    )
    lapses_after: SpanText | None = may(
        None,
        says="how long an attempt that failed counts; one that is older counts no more",
        absent="an attempt that failed counts however long ago it did",
    )
    to: Word = must("the decision rule that decides then; blocks count as no in it")


class Again(RuleModel):
    """What it takes to raise again what was not adopted."""

    seconders: Whole = must(
        "how many others who take part have to second it, by writing it along", ge=1, le=100
    )
    within: SpanText | None = may(
        None, says="how long after it failed they are asked for", absent="however long ago it failed"
    )


class Decision(RuleModel):
    """How matters are decided (S1-010…014, S2-110…123); the kind `subjects` says which matters."""

    method: Method = must("how it is decided")
    threshold: ThresholdText | None = may(
        None,
        says="how many have to say yes: “2/3” is at least two thirds, “more than 1/2” is written so",
        absent="no share is counted",
    )
    of: Base | None = may(
        None,
        says="of votes-cast (yes and no), of those present (any position), or of all eligible",
        absent="no share is counted",
    )
    quorum: ThresholdText | None = may(
        None,
        says="how many of all eligible have to take a position, whichever",
        absent="as many as take a position are enough",
    )
    approval_quorum: ThresholdText | None = may(
        None,
        says="how many of all eligible have to agree, beside what else it takes; silence is no yes here",
        absent="no share of all has to agree",
    )
    second_call: SecondCall | None = may(
        None,
        says="a second call when too few took a position",
        absent="without a quorum nothing is decided; it may be raised anew",
    )
    notice: SpanText | None = may(
        None, says="how long before it opens it is announced", absent="it opens when it is raised"
    )
    open_for: SpanText | None = may(
        None,
        says="how long it is open, to the end of the last day in the co-op's time zone",
        absent="it is open until all have taken a position or it is taken back",
    )
    ends_early: YesNo = may(
        default=False,
        says="whether it ends when no position still missing can change the outcome",
        absent="it stays open to its end",
    )
    eligible: list[Word] | None = may(
        None,
        says="the stages that take part, on the day it opens",
        absent="those whose stage has the right `vote`",
        min_length=1,
        max_length=50,
    )
    body: Word | None = may(
        None, says="the body that decides, in place of all", absent="all who are eligible decide"
    )
    on_leave: Literal["counted", "away"] | None = may(
        None,
        says="people on leave: counted like all others, or away, without a position",
        absent="people on leave are asked like all others, and counted if they take a position",
    )
    leavers: Literal["stand", "removed"] | None = may(
        None,
        says="the position of someone who leaves while it is open: it stands, or both are removed",
        absent="the position and the person are removed",
    )
    recusal: Literal["heard", "away"] | None = may(
        None,
        says="whoever it is about: heard and without a position, or away altogether",
        absent="whoever it is about takes part like all others",
    )
    proxies_at_most: Whole | None = may(
        None, says="how many others one person may speak for", absent="nobody speaks for another", ge=1
    )
    secrecy: Literal["secret", "on-request"] | None = may(
        None,
        says="secret: nobody sees who took which position; on-request: if one who takes part asks for it",
        absent="positions are open among those who take part",
    )
    silence: Literal["consent"] | None = may(
        None,
        says="consent: whoever takes no position agrees; silence never makes a quorum",
        absent="whoever takes no position is counted nowhere",
    )
    blocks: Literal["none", "any", "with-reason"] | None = may(
        None,
        says="whether one may block, and whether only with a reason; in a consent method: object",
        absent="there are no blocks",
    )
    may_block: list[Word] | None = may(
        None,
        says="the stages that may block",
        absent="those who take part and whose stage has the right `block`",
        min_length=1,
        max_length=50,
    )
    blocks_at_most: Whole = may(
        0, says="how many blocks do not yet stop it", absent="a single block stops it", ge=0
    )
    override: Override | None = may(
        None, says="how a block is passed over", absent="only whoever blocked can lift the block"
    )
    disagreement: Literal["stops", "tolerated"] | None = may(
        None,
        says="what a no that is no block does: it stops the matter, or it is written down and tolerated",
        absent="it is written down and tolerated",
    )
    stand_asides_at_most: ShareText | None = may(
        None,
        says="how many of all eligible may stand aside; with more it is worked on again",
        absent="any number may stand aside",
    )
    ties: Literal["casting-vote", "lot", "run-off"] | None = may(
        None,
        says="what settles a tie: a role's casting vote, a recorded lot, or a run-off",
        absent="a tie changes nothing: things stay as they are",
    )
    delegate: Word | None = may(
        None, says="the role or body that decides", absent="whoever raised the matter decides"
    )
    advice_of: list[Word] | None = may(
        None,
        says="the stages, roles or bodies that are asked first",
        absent="those it touches and those who know about it are asked first",
        min_length=1,
        max_length=50,
    )
    winners: Whole = may(
        1,
        says="how many options or people are chosen",
        absent="one",
        ge=1,
        le=100,
    )
    also_counted: list[Comparison] | None = may(
        None,
        says="by which other methods the ballots of an election are counted too, to compare",
        absent="an election is counted in one way alone",
        min_length=1,
        max_length=2,
    )
    highest: Whole | None = may(
        None, says="the highest score, from 0 upwards", absent="no scores are given", ge=1, le=100
    )
    points: Whole | None = may(
        None, says="how many points each shares out", absent="no points are shared out", ge=1, le=100
    )
    review: SpanText | None = may(
        None, says="when what was decided is looked at again", absent="nothing is looked at again by itself"
    )
    fallback: Fallback | None = may(
        None,
        says="the rule that decides after attempts that failed",
        absent="what is not agreed is not decided",
    )
    again: Again | None = may(
        None,
        says="what it takes to raise again what was not adopted, or was blocked",
        absent="it may be raised again like anything else",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Decision:
        for problem in misfit(self):
            raise problem
        return self
