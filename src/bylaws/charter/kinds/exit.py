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
