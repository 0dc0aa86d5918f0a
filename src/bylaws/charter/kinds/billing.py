"""The kind `billing`: what clients are asked to pay, by what they can."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import AmountText, RuleModel, SpanText, Word, YesNo, insist, may, must


class Tier(RuleModel):
    """One step of the scale."""

    name: Word = must("what the step is called")
    rate: AmountText = must("what is asked; “0.00” is work given away")
    clients: str = must("which clients it is for, as a text", min_length=1, max_length=500)


class Billing(RuleModel):
    """What clients are asked to pay (S2-188, S2-232)."""

    per: Literal["hour", "day"] = must("what a rate is for")
    scale: list[Tier] = must("the steps, as [[scale]]", min_length=1, max_length=50)
    set_by: Word = must("the role or body that says which step a client stands on")
    below: AmountText | None = may(
        None,
        says="a rate below this needs a decision of its own",
        absent="any step may be given without asking further",
    )
    below_by: Word | None = may(
        None, says="the decision rule for such a rate", absent="no decision of its own is needed"
    )
    subsidy_fund: Word | None = may(
        None,
        says="the fund of the surplus that makes up what a client cannot pay",
        absent="no fund makes up what a client cannot pay",
    )
    made_up_to: AmountText | None = may(
        None, says="the rate up to which the fund makes it up", absent="nothing is made up"
    )
    reason_given: YesNo = may(
        default=False,
        says="whether the reason for a client's step is written down",
        absent="the reason for a client's step is not written down",
    )
    seen_by: list[Word] | None = may(
        None,
        says="who may see what a client pays",
        absent="who sees the accounts sees what a client pays",
        min_length=1,
    )
    invoices_of_nothing: YesNo = may(
        default=False,
        says="whether an invoice is sent for work given away, to show what it was worth",
        absent="no invoice is sent for work given away",
    )
    reviewed_every: SpanText | None = may(
        None, says="how often the scale is looked at again", absent="the scale is looked at when someone asks"
    )

    @model_validator(mode="after")
    def _fits(self) -> Billing:
        insist(
            (self.below is None) == (self.below_by is None),
            "billing",
            "billing.below",
            "`below` and `below_by` go together.",
        )
        insist(
            (self.subsidy_fund is None) == (self.made_up_to is None),
            "billing",
            "billing.subsidy",
            "`subsidy_fund` and `made_up_to` go together.",
        )
        return self
