"""The kind `body`: a board, circle or committee that decides for the others, and answers to them."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, SpanText, Whole, Word, YesNo, insist, may, must


class Body(RuleModel):
    """A named body of elected or chosen people (S0-025/026, S1-007/008, S3-001); the text of the day on which
    a matter was raised holds.

    A matter of its mandate that goes by the rule it decides by is decided by its own people, those whom the
    rule lets decide, while anybody sits in it; by another rule, as for a greater amount, by whom that says.
    """

    form: Literal["board", "circle", "committee", "assembly"] = must(
        "what it is; an assembly is everyone who may sit in it"
    )
    open_to: list[Word] = must("the stages whose people may sit in it", min_length=1)
    filled: Literal["election", "appointment", "lot", "open"] = must(
        "how one comes to sit in it; open = whoever of those stages wants to"
    )
    seats: Whole | None = may(
        None, says="how many seats it has", absent="as many seats as people who sit in it", ge=1, le=1000
    )
    elected_by: Word | None = may(
        None, says="the decision rule by which it is elected", absent="nobody is elected to it"
    )
    appointed_by: Word | None = may(
        None, says="the body that appoints its people", absent="nobody is appointed to it"
    )
    term: SpanText | None = may(
        None, says="how long one sits before the seat is filled anew", absent="one sits until one leaves it"
    )
    terms_at_most: Whole | None = may(
        None, says="the most terms one after another", absent="one may sit again and again", ge=1
    )
    pause: SpanText | None = may(
        None,
        says="how long one stays out after the last of those terms",
        absent="after the last term one may come back with the next filling",
    )
    renewed: Literal["all-together", "by-halves", "by-thirds"] = may(
        "all-together",
        says="whether all seats are filled anew together, or a half or a third of them in turn",
        absent="all seats are filled anew together",
    )
    vacancies: Literal["anew", "countback"] = may(
        "anew",
        says="how a seat is filled that is left before its term is over: by an election of its own, or, at a "
        "countback, by the ballots that elected whoever held it",
        absent="a seat that is left before its term is over is filled by an election of its own",
    )
    without_candidates: YesNo = may(
        default=False,
        says="whether nobody stands: all name somebody and say why, may change it having heard the others, "
        "and whomever the reasons speak for is proposed",
        absent="it is not filled without candidates",
    )
    mandate: list[Word] = must("the matters it decides; may be empty")
    decides_by: Word | None = may(
        None,
        says="the decision rule by which it decides among its own people",
        absent="it decides each matter by the rule of that matter",
    )
    part_of: Word | None = may(None, says="the body it belongs to", absent="it belongs to no other body")
    links: list[Literal["leader", "delegate"]] = may(
        [],
        says="who of it also sits in the body it belongs to",
        absent="nobody of it sits in another body for it",
    )
    reports_every: SpanText | None = may(
        None, says="how often it reports", absent="it owes no regular report"
    )
    reports_to: Word | None = may(
        None,
        says="the body it reports to",
        absent="what it reports, it reports to all members",
    )
    recall_by: Word | None = may(
        None,
        says="the decision rule by which members call someone back from it before the term is over",
        absent="nobody is called back before the term is over",
    )
    open_meetings: YesNo = may(
        default=False,
        says="whether any member may listen when it meets",
        absent="only its own people are there when it meets",
        executed=False,
    )

    @model_validator(mode="after")
    def _fits(self) -> Body:
        elected, appointed = self.elected_by is not None, self.appointed_by is not None
        insist(
            elected == (self.filled == "election"),
            "body",
            "body.elected-by",
            "`elected_by` goes with filled = “election”, and only with it.",
        )
        insist(
            appointed == (self.filled == "appointment"),
            "body",
            "body.appointed-by",
            "`appointed_by` goes with filled = “appointment”, and only with it.",
        )
        counted = self.filled in ("election", "appointment", "lot")
        insist(
            (self.seats is not None) == counted,
            "body",
            "body.seats",
            "`seats` are stated where people are elected, appointed or drawn, and only there.",
        )
        insist(
            self.term is not None or (self.terms_at_most is None and self.renewed == "all-together"),
            "body",
            "body.term",
            "`terms_at_most` and `renewed` need a `term`.",
        )
        insist(
            elected or self.vacancies == "anew",
            "body",
            "body.vacancies",
            "A countback needs the ballots of an election: `vacancies` goes with filled = “election”.",
        )
        insist(
            elected or not self.without_candidates,
            "body",
            "body.without-candidates",
            "`without_candidates` is a way to elect: it goes with filled = “election”.",
        )
        insist(
            self.terms_at_most is not None or self.pause is None,
            "body",
            "body.pause",
            "`pause` needs `terms_at_most`: it comes after the last term.",
        )
        insist(
            self.part_of is not None or not self.links,
            "body",
            "body.links",
            "`links` need `part_of`: the body its people sit in for it.",
        )
        return self
