"""The kind `check-in`: two people who ask each other, regularly, how it goes."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import ClockSpan, RuleModel, SpanText, Word, YesNo, insist, may, must


class CheckIn(RuleModel):
    """Regular talks of two (S2-223, S1-004); what is said in them stays with the two."""

    every: SpanText = must("how often two talk")
    who: list[Word] = must("the stages whose people do", min_length=1)
    pairs: Literal["rotating", "fixed", "chosen"] = must(
        "who talks with whom: someone else each time, always the same, or whom one asks"
    )
    across_places: YesNo = may(
        default=False,
        says="whether the two are of different places where that is possible",
        absent="where the two work does not matter",
    )
    lasts: ClockSpan | None = may(None, says="how long it lasts", absent="it lasts as long as it takes")
    logged_as: Word | None = may(
        None, says="the kind of work its time is logged as", absent="its time is not logged"
    )
    asks: list[str] = may(
        [], says="what the two ask each other, each a text", absent="no questions are fixed"
    )
    noted: Literal["that-it-was", "agreed-points", "nothing"] = must("what is noted of it for others to see")
    missed: Literal["reminds", "tells-role", "nothing"] = must("what follows when it does not take place")
    tells: Word | None = may(
        None, says="the role that hears when it does not take place", absent="no role hears of it"
    )

    @model_validator(mode="after")
    def _fits(self) -> CheckIn:
        insist(
            (self.tells is not None) == (self.missed == "tells-role"),
            "check-in",
            "check-in.tells",
            "`tells` goes with missed = “tells-role”, and only with it.",
        )
        return self
