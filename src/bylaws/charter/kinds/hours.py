"""The kind `hours`: kinds of work, and what each counts for."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import ClockSpan, RuleModel, Word, may, must

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

    def counting_for(self, purpose: Purpose) -> frozenset[str]:
        """The kinds of work whose hours count for a purpose."""
        return frozenset(kind.name for kind in self.kinds if purpose in kind.counts_for)
