"""The kind `exit`: what someone who leaves is paid, and when."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import AmountText, Instalments, RuleModel, ShareText, SpanText, YesNo, may, must


class Exit(RuleModel):
    """Leaving (S2-099): notice, what is paid back, when; the rule on the day of the notice holds."""

    notice: SpanText = must("how long before leaving one gives notice")
    pays: list[Literal["paid-in", "notices"]] = must("what of the member's account is paid back")
    instalments: Instalments | None = may(
        None,
        says="payments, counted from the day of leaving",
        absent="all of it is payable on the day of leaving",
    )
    interest: ShareText | None = may(
        None,
        says="simple interest a year on what is still unpaid",
        absent="what is still unpaid earns no interest",
    )
    set_off: YesNo = may(
        default=False,
        says="whether what the member owes is taken off first",
        absent="what the member owes is asked for apart",
    )
    collective_at_least: AmountText | None = may(
        None,
        says="payments wait while the collective account would fall below this",
        absent="no test of our own beyond the law's",
    )
    solvency: Literal["can-pay-debts", "assets-over-debts"] | None = may(
        None,
        says="what has to be so before anything is paid back",
        absent="whether the co-op can pay is tested by the collective account alone",
    )
    reason_asked: YesNo = may(
        default=False,
        says="whether whoever leaves is asked why",
        absent="nobody asks why one leaves",
    )
    hand_over: YesNo = may(
        default=False,
        says="whether one's roles and work are handed over by a list before one goes",
        absent="no list is asked for of what is handed over",
    )
    access_ends: Literal["on-notice", "on-leaving"] | None = may(
        None,
        says="when one's access to the co-op's accounts and machines ends",
        absent="no day is set on which access ends",
    )
