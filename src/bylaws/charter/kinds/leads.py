"""The kind `leads`: how a request for work finds whoever takes it."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import RuleModel, SpanText, Word, YesNo, may, must


class Hop(RuleModel):
    """One step a request takes."""

    name: Word = must("the role, body or stage it comes to")
    within: SpanText = must("how long it may stay there before it goes on")


class Leads(RuleModel):
    """Requests for work (S2-202…204, S1-029/030)."""

    intake: Word = must("the role that takes requests in and answers whoever asks")
    answers_within: SpanText = must("how soon whoever asks hears from that role")
    hops: list[Hop] = must(
        "where a request goes from there, in order, as [[hops]]", min_length=1, max_length=20
    )
    fairness: Literal["fewest-first", "turns", "first-come", "by-skill"] = must(
        "who is asked first: who took the fewest, one after the other, whoever answers, or who fits best"
    )
    screened: YesNo = may(
        default=False,
        says="whether a request is first held against the co-op's values",
        absent="a request is not held against the co-op's values first",
    )
    nobody_takes: Literal["recommend-others", "decline", "ask-members"] = must(
        "what becomes of a request nobody takes"
    )
    told_back: YesNo = may(
        default=False,
        says="whether whoever passed a request on hears what became of it",
        absent="whoever passed a request on does not hear what became of it",
    )
    competing: Literal["declare", "bid-together", "free"] = must(
        "what holds when another co-op is after the same work"
    )
    consent: YesNo = must("whether whoever asks is asked before the request goes to others")
    deleted_after: SpanText | None = may(
        None,
        says="how long after its end what a request tells of people is kept",
        absent="what a request tells of people is kept",
    )
