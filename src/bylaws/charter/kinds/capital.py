"""The kind `capital`: what member capital earns, and when notices are paid back."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import RuleModel, ShareText, SpanText, may, must


class Redemption(RuleModel):
    """Paying notices back."""

    order: Literal["oldest-first"] = must("which notices are paid first")
    after: SpanText = must("how long after the close that made a notice it is due to be paid back")
    when_short: Literal["pro-rata", "wait"] = must(
        "what happens when there is not enough for all that are due"
    )


class Capital(RuleModel):
    """Member accounts (S1-023…026); the rule on the first day of the fiscal year holds."""

    interest: ShareText | None = may(
        None,
        says="interest a year on member capital held at the year's start",
        absent="member capital earns no interest",
    )
    interest_on: list[Literal["paid-in", "notices"]] = may(
        ["paid-in", "notices"], says="what earns interest", absent="paid-in capital and notices alike"
    )
    redemption: Redemption | None = may(
        None,
        says="when notices are paid back",
        absent="notices are paid back when the members decide, or on leaving",
    )
    outside_capital: Literal["none", "without-votes"] | None = may(
        None,
        says="whether people who do not work here may put in capital; it never votes",
        absent="nothing is said of capital from outside",
        executed=False,
    )
    on_dissolution: Literal["other-cooperatives", "community", "members"] | None = may(
        None,
        says="where what is left goes when the co-op ends",
        absent="where what is left goes when the co-op ends, the law says",
        executed=False,
    )
    conversion: Literal["never"] | None = may(
        None,
        says="never: the co-op is never turned into a company of another form",
        absent="whether the co-op may be turned into another form, the law says",
        executed=False,
    )
