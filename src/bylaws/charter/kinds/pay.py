"""The kind `pay`: what an hour of work is paid."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import AmountText, RuleModel, Word, may, must


class Rate(RuleModel):
    """One hourly rate and whom and what it is for."""

    rate: AmountText = must("money for one hour")
    stages: list[Word] | None = may(
        None, says="the stages it is for", absent="people of every stage", min_length=1
    )
    work: list[Word] | None = may(
        None,
        says="the kinds of work it is for",
        absent="every kind of work that counts for pay",
        min_length=1,
    )


class Pay(RuleModel):
    """A named pay plan (S1-017/018, S2-172…176); the rate on a pay period's first day holds for all of it."""

    plan: Literal["hourly"] = must("how pay is reckoned; hourly = hours that count for pay, times the rate")
    period: Literal["month"] = must(
        "the pay period; a new rate holds from the first period that begins under it"
    )
    rates: list[Rate] = must("the rates, as [[rates]]; exactly one must fit each hour", min_length=1)
