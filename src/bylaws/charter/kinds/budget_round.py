"""The kind `budget-round`: members share out a sum among projects, by ballots counted in a named way."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import AmountText, RuleModel, ShareText, SpanText, Word, YesNo, insist, may, must


class BudgetRound(RuleModel):
    """A participatory budget (S4-001); the text of the day on which a round was opened holds."""

    fund: Word = must("the fund of the surplus whose money is shared out")
    amount: AmountText | None = may(
        None, says="how much a round shares out", absent="no fixed amount is shared out"
    )
    share: ShareText | None = may(
        None,
        says="the share of the fund a round shares out",
        absent="no fixed share of the fund is shared out",
    )
    every: SpanText = must("how often there is a round")
    proposals_by: list[Word] = must("the stages whose people may propose a project", min_length=1)
    voters: list[Word] = must("the stages whose people fill in a ballot", min_length=1)
    gather_for: SpanText = must("how long projects are gathered")
    vote_for: SpanText = must("how long the ballot is open")
    ballot: Literal["approval", "points"] = must("what a voter marks on the ballot")
    counted: Literal["greedy", "equal-shares"] = must("how ballots are counted, by its published name")
    utility: Literal["cost", "cardinality"] | None = may(
        None,
        says="with equal-shares: what a project is worth to who marked it",
        absent="ballots are not counted by equal shares",
    )
    completion: Literal["none", "add1-exhaustive", "add1-overspend", "greedy"] | None = may(
        None,
        says="with equal-shares: what becomes of what no group can give away, by its published name",
        absent="ballots are not counted by equal shares",
    )
    project_at_least: AmountText | None = may(
        None, says="the least a project may cost", absent="a project may be as small as one wants"
    )
    project_at_most: AmountText | None = may(
        None, says="the most a project may cost", absent="a project may cost all that is shared out"
    )
    ties: Literal["lot", "cheaper-first", "earlier-first"] = must("what decides between equals")
    secret: YesNo = may(
        default=False,
        says="whether nobody sees who marked what",
        absent="members see who marked what",
    )
    left_over: Literal["stays", "next-round"] = must("where what is not given away goes")
    confirmed_by: Word | None = may(
        None,
        says="the decision rule that confirms the result",
        absent="the count is the result",
    )

    @model_validator(mode="after")
    def _fits(self) -> BudgetRound:
        insist(
            (self.amount is None) != (self.share is None),
            "budget-round",
            "budget-round.amount",
            "A round states exactly one of `amount` and `share`.",
        )
        insist(
            self.share is None or self.share <= 1,
            "budget-round",
            "budget-round.share",
            "A fund has no more than 100%.",
        )
        insist(
            (self.counted == "equal-shares") == (self.utility is not None)
            and (self.utility is None) == (self.completion is None),
            "budget-round",
            "budget-round.variant",
            "Equal shares is a family: state `utility` and `completion` with it, and with nothing else.",
        )
        least, most = self.project_at_least, self.project_at_most
        insist(
            least is None or most is None or least.minor <= most.minor,
            "budget-round",
            "budget-round.projects",
            "The least a project may cost is above the most.",
        )
        return self
