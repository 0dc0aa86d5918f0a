"""The kind `evaluation`: looking back together, at each other's work and at the co-op's."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, SpanText, Word, YesNo, insist, may, must


class Evaluation(RuleModel):
    """Evaluations that come back (S1-004, S2-224…226)."""

    people_every: SpanText | None = may(
        None, says="how often each one's work is evaluated", absent="people are not evaluated regularly"
    )
    co_op_every: SpanText | None = may(
        None,
        says="how often the co-op looks at its own work",
        absent="the co-op has no regular review",
        executed=False,
    )
    of: list[Word] = may([], says="the stages whose people are evaluated", absent="nobody is evaluated")
    by: list[Literal["self", "peers", "role", "body", "clients"]] = must(
        "whose view is asked for", min_length=1
    )
    led_by: Word | None = may(
        None, says="the role or body that leads it", absent="whoever is evaluated arranges it"
    )
    asks_about: list[str] = may(
        [], says="what is asked, each a text", absent="no questions are fixed beforehand"
    )
    goals: YesNo = may(
        default=False,
        says="whether one states one's own goals, and what help they need",
        absent="no goals are stated",
        executed=False,
    )
    written: YesNo = must("whether it is written down")
    seen_by: list[Word] = must("who reads it besides whoever it is about; may be empty")
    bears_on: list[Literal["admission", "pay", "nothing"]] = must(
        "what it may be used for; candidates are told before", min_length=1
    )
    kept_for: SpanText | None = may(
        None, says="how long it is kept", absent="it is kept as long as the record"
    )

    @model_validator(mode="after")
    def _fits(self) -> Evaluation:
        insist(
            self.people_every is not None or self.co_op_every is not None,
            "evaluation",
            "evaluation.every",
            "An evaluation states `people_every`, `co_op_every` or both.",
        )
        insist(
            (self.people_every is not None) == bool(self.of),
            "evaluation",
            "evaluation.of",
            "`people_every` and `of` go together: how often, and whom.",
        )
        insist(
            "nothing" not in self.bears_on or len(self.bears_on) == 1,
            "evaluation",
            "evaluation.bears-on",
            "What bears on nothing bears on nothing else.",
        )
        return self
