"""The kind `dues`: what member organisations or members pay in, and what they may use for it."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import AmountText, RuleModel, SpanText, Word, YesNo, insist, may, must


class Band(RuleModel):
    """An amount for those who cannot, or can more than, pay the usual one."""

    name: Word = must("what the band is called")
    amount: AmountText = must("what is due in it")
    payers: str = must("whom it is for, as a text", min_length=1, max_length=500)


class Dues(RuleModel):
    """Flat dues (S2-108, S2-002, S2-216)."""

    amount: AmountText = must("what is due")
    per: Literal["month", "quarter", "year"] = must("what it is due for")
    payers: list[Literal["organisations", "members"]] = must("who pays", min_length=1)
    due_after: SpanText = must("how long after the first day of what it is due for it is to be paid")
    into: Literal["collective", "fund"] = must("the account it goes to")
    fund: Word | None = may(None, says="the fund's name", absent="it goes to no fund")
    bands: list[Band] = may([], says="other amounts, as [[bands]]", absent="everyone pays the same")
    band_chosen_by: Literal["payer", "asked-for"] = may(
        "payer",
        says="whether whoever pays chooses the band, or asks for it",
        absent="whoever pays chooses the band",
    )
    may_use: list[Word] = may([], says="the resources that come with it", absent="no resources come with it")
    metered: YesNo = may(
        default=False,
        says="whether the use of those resources is counted and charged",
        absent="their use is not counted: one pays the dues and uses what one needs",
        executed=False,
    )
    votes: YesNo = may(
        default=False,
        says="whether an organisation that pays has one vote",
        absent="paying dues gives no vote",
    )
    unpaid: Literal["tolerated", "no-use", "ends-membership"] = must("what follows when they are not paid")
    unpaid_after: SpanText | None = may(
        None, says="how long after the due day that follows", absent="it follows on the due day"
    )

    @model_validator(mode="after")
    def _fits(self) -> Dues:
        insist(
            (self.fund is not None) == (self.into == "fund"),
            "dues",
            "dues.fund",
            "`fund` goes with into = “fund”, and only with it.",
        )
        insist(
            self.unpaid != "tolerated" or self.unpaid_after is None,
            "dues",
            "dues.unpaid-after",
            "`unpaid_after` means nothing where unpaid dues are tolerated.",
        )
        return self
