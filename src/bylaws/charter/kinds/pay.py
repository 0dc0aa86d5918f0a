"""The kind `pay`: how work is paid, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import (
    AmountText,
    ClockSpan,
    RuleModel,
    ShareText,
    SpanText,
    Whole,
    Word,
    YesNo,
    insist,
    may,
    must,
)

EXECUTED_PLAN = "hourly"
OTHER_PLAN = "the plan is another"
NEEDS: Mapping[str, tuple[str, ...]] = {
    "hourly": ("rates",),
    "own-fees": (),
    "shared-bid": ("bid_shared_by",),
    "base": ("rates", "weekly_hours"),
    "annual": ("rates", "annual_hours", "shortfall", "overtime"),
    "draw": ("draw", "settled_by"),
    "formula": ("base_amount", "factors"),
}
"""The keys that a plan states; no other plan may state them."""
OF_PLANS = tuple(dict.fromkeys(key for keys in NEEDS.values() for key in keys))
_OF_PLANS = frozenset(OF_PLANS)
_NEEDS = {plan: frozenset(keys) for plan, keys in NEEDS.items()}


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


class Factor(RuleModel):
    """What the amount of a formula is multiplied by, once for each step a person has."""

    name: Word = must("what it is for, such as a level, a responsibility or a year of belonging")
    each: ShareText = must("by how much one step multiplies; “116%” is sixteen per cent more")
    steps_at_most: Whole | None = may(
        None,
        says="the most steps of it a person has",
        absent="a person may have any number of its steps",
        ge=1,
    )


class Stipend(RuleModel):
    """Money that does not go by hours."""

    name: Word = must("what it is for, such as health, wellness or equipment")
    amount: AmountText = must("how much")
    per: Literal["month", "year"] = must("how often")


class Leave(RuleModel):
    """Time away that is paid."""

    name: Literal["vacation", "sick", "family", "public-holidays", "sabbatical", "learning", "community"] = (
        must("what it is for")
    )
    time: SpanText = must("how much of it in a year of full work; less work, less of it")
    paid: ShareText = must("how much of one's usual pay; “100%” is all of it")
    unused: Literal["lapses", "carries-over", "paid-out"] = must(
        "what becomes of what is not taken in the year"
    )


class Priority(RuleModel):
    """Something that matters now, and how much."""

    name: Word = must("what matters")
    weight: Whole = must("how much a point for it weighs", ge=1, le=1000)


class Bonus(RuleModel):
    """Money that is shared by the points that peers give each other."""

    amount_by: Word = must("the decision rule by which members say how much is shared")
    points: Whole = must("how many points each one has to give", ge=1, le=10000)
    priorities: list[Priority] = may(
        [], says="what points are given for, with weights", absent="points are given for the work as a whole"
    )
    own: YesNo = may(
        default=False,
        says="whether one may give points to oneself",
        absent="nobody gives points to themselves",
    )


class Pay(RuleModel):
    """A named pay plan (S1-017/018, S2-172…190); the rate on a pay period's first day holds for all of it."""

    plan: Literal["hourly", "own-fees", "shared-bid", "base", "annual", "draw", "formula"] = must(
        "how pay is reckoned; hourly = hours that count for pay, times the rate;"
        " any other plan is *not executed yet*"
    )
    period: Literal["month"] = must(
        "the pay period; a new rate holds from the first period that begins under it"
    )
    rates: list[Rate] = may(
        [],
        says="the rates, as [[rates]]; exactly one must fit each hour",
        absent="the plan goes by no hourly rate",
        min_length=1,
    )
    weekly_hours: ClockSpan | None = may(
        None,
        says="with base: the hours of a week that are paid in any case",
        absent=OTHER_PLAN,
        executed=False,
    )
    annual_hours: ClockSpan | None = may(
        None, says="with annual: the hours of a year, paid in equal parts", absent=OTHER_PLAN, executed=False
    )
    shortfall: Literal["owed-in-money", "owed-in-hours", "forgiven"] | None = may(
        None,
        says="with annual: what becomes of hours missing at the year's end",
        absent=OTHER_PLAN,
        executed=False,
    )
    overtime: Literal["carried-as-hours", "by-decision", "lapses"] | None = may(
        None,
        says="with annual: what becomes of hours worked beyond the year's",
        absent=OTHER_PLAN,
        executed=False,
    )
    bid_shared_by: Literal["hours", "equal"] | None = may(
        None,
        says="with shared-bid: what a project's fixed price is shared by, whatever time it took",
        absent=OTHER_PLAN,
        executed=False,
    )
    draw: AmountText | None = may(
        None, says="with draw: what one may take in a pay period", absent=OTHER_PLAN, executed=False
    )
    settled_by: Literal["surplus-share"] | None = may(
        None,
        says="with draw: surplus-share: draws are set against one's share when the year is closed",
        absent=OTHER_PLAN,
        executed=False,
    )
    base_amount: AmountText | None = may(
        None, says="with formula: the amount of a pay period", absent=OTHER_PLAN, executed=False
    )
    factors: list[Factor] = may(
        [], says="with formula: what multiplies it, as [[factors]]", absent=OTHER_PLAN, executed=False
    )
    fee: AmountText | None = may(
        None,
        says="what each one pays the co-op in a pay period",
        absent="nobody pays the co-op for working here",
        executed=False,
    )
    fee_share: ShareText | None = may(
        None,
        says="the part of what clients pay for one's work that the co-op keeps",
        absent="nothing is kept of what clients pay for one's work but what the rates leave",
        executed=False,
    )
    rate_at_least: AmountText | None = may(
        None,
        says="an hour of work that earns less than this is pointed out",
        absent="no hour of work is too cheap",
        executed=False,
    )
    stipends: list[Stipend] = may(
        [], says="money beside pay, as [[stipends]]", absent="there are no stipends", executed=False
    )
    leave: list[Leave] = may(
        [], says="paid time away, as [[leave]]", absent="the plan gives no paid leave", executed=False
    )
    bonus: Bonus | None = may(
        None, says="money shared by peers' points", absent="there is no bonus", executed=False
    )

    def unexecuted(self) -> tuple[str, ...]:
        """The keys the software does not act on; of a plan it does not reckon, the plan itself first."""
        own = super().unexecuted()
        return own if self.plan == EXECUTED_PLAN else ("plan", *own)

    @model_validator(mode="after")
    def _fits(self) -> Pay:
        stated, own = self.model_fields_set & _OF_PLANS, _NEEDS[self.plan]
        if stated != own:
            odd = next(key for key in OF_PLANS if (key in stated) != (key in own))
            insist(odd not in own, "pay", "pay.needs", f"The plan “{self.plan}” also states `{odd}`.")
            insist(
                odd not in stated,
                "pay",
                "pay.other-plan",
                f"`{odd}` means nothing in the plan “{self.plan}”.",
            )
        return self
