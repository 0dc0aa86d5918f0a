"""The kind `shares`: profit shares for labour and money that expire, and never vote."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, ShareText, SpanText, Word, YesNo, insist, may, must


class Lot(RuleModel):
    """What one kind of contribution is given shares for."""

    name: Literal["labour", "money", "in-kind"] = must("the kind of contribution")
    counts: ShareText = must("how much of its worth counts as the face of the lot; “100%” is once")
    earns_at_most: ShareText | None = may(
        None,
        says="the most a lot is ever paid, in parts of its face",
        absent="there is no limit but the lot's life",
    )


class Shares(RuleModel):
    """Profit shares that run out (S3-002…008); for each lot the text of the day it was issued holds."""

    lots: list[Lot] = must("what shares are given for, as [[lots]]", min_length=1, max_length=3)
    votes: Literal["never"] = must("never: a share gives no vote, in this co-op or ever")
    approved_by: Word = must("the decision rule by which a contribution is accepted before its lot is issued")
    lasts: SpanText = must("how long a lot lives; an expired lot never comes back")
    fades: Literal["straight", "cliff", "halving"] = must(
        "how a lot's weight goes down: straight to nothing, not before its end, or by halves"
    )
    half_life: SpanText | None = may(
        None, says="how long until the weight is half", absent="the weight does not go down by halves"
    )
    pool_by: Word = must("the decision rule by which members declare what a year's pool holds")
    pool_at_most: ShareText = must("the most of a year's surplus the pool may hold")
    after_labour: ShareText = must("the part of a year's surplus this year's labour is given before the pool")
    transfer: Literal["never", "on-death"] = must("whether a lot can pass to someone else")
    on_leaving: Literal["runs-on", "ends"] = must("what becomes of the lots of someone who leaves")
    changes: Literal["new-lots-only", "with-consent"] = must(
        "whether new terms reach only new lots, or older ones too if their holder agrees"
    )
    counsel_reviewed: YesNo = may(
        default=False,
        says="whether a lawyer has read these terms; some such shares are securities",
        absent="no lawyer has read these terms",
    )

    @model_validator(mode="after")
    def _fits(self) -> Shares:
        insist(
            (self.half_life is not None) == (self.fades == "halving"),
            "shares",
            "shares.half-life",
            "`half_life` goes with fades = “halving”, and only with it.",
        )
        insist(
            self.pool_at_most + self.after_labour <= 1,
            "shares",
            "shares.over",
            "What labour is given first and the pool together are more than the whole surplus.",
        )
        return self
