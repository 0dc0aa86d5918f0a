"""The kind `hours`: kinds of work, and what each counts for."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import ClockSpan, RuleModel, ShareText, SpanText, Word, insist, may, must

Purpose = Literal["pay", "patronage", "candidacy", "balance"]


class KindOfWork(RuleModel):
    """One kind of work; work that counts for nothing may still be logged (S2-134)."""

    name: Word = must("the kind of work, as it is logged")
    counts_for: list[Purpose] = must(
        "what its hours count for: pay, patronage, candidacy, balance; may be empty"
    )


class Hours(RuleModel):
    """Kinds of work and what they count for, on the day worked (S1-015/016, S2-151, S2-163)."""

    kinds: list[KindOfWork] = must("the kinds of work, as [[kinds]]", min_length=1, max_length=500)
    day_at_most: ClockSpan | None = may(
        None, says="the most hours in a day; more is pointed out", absent="no daily limit"
    )
    week_at_most: ClockSpan | None = may(
        None, says="the most hours in a week; more is pointed out", absent="no weekly limit"
    )
    billable: list[Word] = may(
        [],
        says="the kinds of work that are charged to clients",
        absent="no kind of work is marked as charged to clients",
        executed=False,
    )
    approved_by: Word | None = may(
        None,
        says="the role or body that says which work is approved",
        absent="work logged as one of these kinds is approved work",
        executed=False,
    )
    balance_over: SpanText | None = may(
        None,
        says="over how long the balance of turns is counted",
        absent="the balance of turns is not counted",
        executed=False,
    )
    balance_apart: ShareText | None = may(
        None,
        says="who is further than this from an equal turn is told",
        absent="nobody is told of being far from an equal turn",
        executed=False,
    )

    def unexecuted(self) -> tuple[str, ...]:
        """The keys the software does not act on; no balance is counted, whatever counts for it."""
        counted = any("balance" in kind.counts_for for kind in self.kinds)
        return (*super().unexecuted(), *(("balance",) if counted else ()))

    @model_validator(mode="after")
    def _fits(self) -> Hours:
        insist(
            self.balance_apart is None or self.balance_over is not None,
            "hours",
            "hours.balance",
            "`balance_apart` needs `balance_over`: how long a balance is counted.",
        )
        return self

    def counting_for(self, purpose: Purpose) -> frozenset[str]:
        """The kinds of work whose hours count for a purpose."""
        return frozenset(kind.name for kind in self.kinds if purpose in kind.counts_for)
