"""The kind `duty`: who is there when a client calls, in shifts shared fairly."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import ClockSpan, RuleModel, ShareText, Whole, Word, YesNo, insist, may, must

A_DAY = 24 * 3600


class Urgency(RuleModel):
    """One degree of urgency, the most urgent first."""

    name: Word = must("what it is called")
    channel: Literal["phone", "chat", "ticket", "e-mail", "next-meeting"] = must("how it is passed on")
    answered_within: ClockSpan | None = may(
        None, says="how soon someone answers", absent="no time is promised"
    )
    escalates_to: Word | None = may(
        None,
        says="the role or body that hears of it when nobody answers in that time",
        absent="nobody else hears of it when nobody answers",
    )


class Weight(RuleModel):
    """Time on duty that weighs more than other time."""

    name: Literal["night", "weekend", "holiday"] = must("which time")
    counts: ShareText = must("how much an hour of it counts; “150%” is one and a half")


class Duty(RuleModel):
    """Being on call in turns (S2-009/010, S2-153…158); the text of the shift's first moment holds."""

    covers: Literal["always", "working-days", "every-day"] = must(
        "always = day and night; the others the hours from `opens` to `closes`"
    )
    opens: ClockSpan | None = may(
        None, says="when the hours begin, counted from midnight", absent="day and night are covered"
    )
    closes: ClockSpan | None = may(
        None, says="when the hours end, counted from midnight", absent="day and night are covered"
    )
    shift: ClockSpan = must("how long a shift is")
    at_least: Whole = must("how many are on duty at least", ge=1, le=1000)
    at_most: Whole | None = may(
        None, says="how many are on duty at most", absent="more may be on duty than needed", ge=1, le=1000
    )
    open_to: list[Word] = must("the stages whose people take shifts", min_length=1)
    days_a_week: Whole | None = may(
        None, says="on how many days of a week one works", absent="one's days of a week are free", ge=1, le=7
    )
    rest: ClockSpan | None = may(
        None, says="the least time between two shifts of one person", absent="no rest between shifts is set"
    )
    logged_as: Word | None = may(
        None, says="the kind of work a shift is logged as", absent="shifts are not logged as work"
    )
    urgencies: list[Urgency] = must("the degrees of urgency, as [[urgencies]]", min_length=1, max_length=20)
    urgency_set_by: Literal["caller", "on-duty"] = must("who says how urgent something is")
    chosen: Literal["least-load", "turns", "free"] = must(
        "who takes a shift: who bore the least so far, one after the other, or whoever wants to"
    )
    weights: list[Weight] = may(
        [], says="time that weighs more, as [[weights]]", absent="every hour on duty weighs the same"
    )
    swaps: Literal["both-agree", "tell-only", "never"] = must("whether shifts may be exchanged")
    untaken: Literal["least-load", "lot", "escalates"] = must("what becomes of a shift nobody takes")
    public: YesNo = may(
        default=False,
        says="whether clients are told who is on duty",
        absent="clients are not told who is on duty",
    )

    @model_validator(mode="after")
    def _fits(self) -> Duty:
        hours = (self.opens is not None, self.closes is not None)
        insist(
            hours == ((False, False) if self.covers == "always" else (True, True)),
            "duty",
            "duty.hours",
            "`opens` and `closes` are stated where duty is not day and night, and only there.",
        )
        insist(
            (self.opens or 0) < (self.closes or A_DAY) <= A_DAY,
            "duty",
            "duty.hours-order",
            "The hours of duty end after they begin, and by midnight.",
        )
        insist(
            self.at_most is None or self.at_most >= self.at_least,
            "duty",
            "duty.most",
            "`at_most` is below `at_least`.",
        )
        insist(self.shift > 0, "duty", "duty.shift", "A shift takes time.")
        return self
