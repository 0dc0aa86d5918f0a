"""The kind `accountability`: saying that something went wrong, and being heard about it."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, SpanText, Whole, Word, YesNo, insist, may, must


class Accountability(RuleModel):
    """Statements about missed obligations (S2-220…222, S2-227/228, S4-002); never a ranking of people."""

    about: list[
        Literal["missed-deadline", "unmet-obligation", "costly-mistake", "conduct", "client-conduct"]
    ] = must("what a statement may be about", min_length=1)
    filed_by: list[Word] = must("the stages whose people may file one", min_length=1)
    of: list[Word] = must("the stages whose people one may be about; oneself too", min_length=1)
    seen_by: list[Word] = must("who sees it besides the two: an audience, role or body; may be empty")
    reply_within: SpanText = must("how long whoever it is about has to reply; the reply stands beside it")
    reviewed_by: Word | None = may(
        None, says="the role or body that looks at it with both", absent="nobody but the two looks at it"
    )
    review_after: SpanText = must("how long after it is filed it is looked at again")
    group_hears: Literal["nothing", "agreed-summary", "count-only"] = must(
        "what the others hear: nothing, a neutral summary both agree on, or how many there were"
    )
    kept_for: SpanText | None = may(
        None, says="how long it is kept", absent="it is kept as long as the record"
    )
    at_most: Whole | None = may(
        None,
        says="how many one person may file about another in a month",
        absent="one may file as many as one wants",
        ge=1,
    )
    mediation_by: Word | None = may(
        None,
        says="the role or body that mediates when the two do not agree",
        absent="nobody is named to mediate",
    )
    early_notes: YesNo = may(
        default=False,
        says="whether early tensions may be noted privately, before there is anything to file",
        absent="there are no private notes of early tensions",
    )

    @model_validator(mode="after")
    def _fits(self) -> Accountability:
        insist(
            self.group_hears != "agreed-summary" or self.reviewed_by is not None,
            "accountability",
            "accountability.summary",
            "An agreed summary needs `reviewed_by`: someone who writes it with both.",
        )
        return self
