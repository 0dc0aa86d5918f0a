"""The kind `role`: what one person does for all, how one comes to it, and how it is handed over."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import RuleModel, SpanText, Whole, Word, YesNo, insist, may, must


class Role(RuleModel):
    """A named role (S2-040, S2-100, S2-102, S2-144, S2-167…169)."""

    does: list[str] = must("what whoever holds it does, each task as a text", min_length=1, max_length=100)
    open_to: list[Word] = must("the stages whose people may hold it", min_length=1)
    filled: Literal["election", "appointment", "lot", "turns", "volunteer"] = must(
        "how it is filled; turns = one after the other, everyone in time"
    )
    elected_by: Word | None = may(
        None, says="the decision rule by which it is elected", absent="nobody is elected to it"
    )
    appointed_by: Word | None = may(
        None, says="the body that appoints to it", absent="nobody is appointed to it"
    )
    held_for: Literal["co-op", "project", "client", "body", "meeting"] = may(
        "co-op",
        says="what one holds it for: the co-op, or each project, client, body or meeting has its own",
        absent="it is held for the whole co-op",
    )
    without_candidates: YesNo = may(
        default=False,
        says="whether nobody stands: all name somebody and say why, may change it having heard the others, "
        "and whomever the reasons speak for is proposed",
        absent="it is not filled without candidates",
    )
    holders: Whole = may(
        1, says="how many people hold it at once", absent="one person holds it", ge=1, le=100
    )
    deputy: YesNo = may(
        default=False,
        says="whether someone stands in for whoever holds it",
        absent="nobody stands in for whoever holds it",
    )
    term: SpanText | None = may(
        None, says="how long one holds it", absent="one holds it until one hands it over"
    )
    terms_at_most: Whole | None = may(
        None, says="the most terms one after another", absent="one may hold it again and again", ge=1
    )
    may_decide: list[Word] = may(
        [],
        says="the matters whoever holds it decides alone",
        absent="whoever holds it decides nothing alone",
    )
    hand_over: list[str] = may(
        [],
        says="what is handed over, each thing as a text",
        absent="no list says what is handed over",
    )
    hand_over_takes: SpanText | None = may(
        None,
        says="how long the one who goes and the one who comes hold it together",
        absent="the one who goes and the one who comes do not hold it together",
    )
    recall_by: Word | None = may(
        None,
        says="the decision rule by which members call someone back from it before the term is over",
        absent="nobody is called back before the term is over",
    )
    when_vacant: Word | None = may(
        None,
        says="the role or body that does its work while nobody holds it",
        absent="while nobody holds it, its work falls to all members",
    )

    @model_validator(mode="after")
    def _fits(self) -> Role:
        insist(
            (self.elected_by is not None) == (self.filled == "election"),
            "role",
            "role.elected-by",
            "`elected_by` goes with filled = “election”, and only with it.",
        )
        insist(
            self.filled == "election" or not self.without_candidates,
            "role",
            "role.without-candidates",
            "`without_candidates` is a way to elect: it goes with filled = “election”.",
        )
        insist(
            (self.appointed_by is not None) == (self.filled == "appointment"),
            "role",
            "role.appointed-by",
            "`appointed_by` goes with filled = “appointment”, and only with it.",
        )
        insist(
            self.term is not None or (self.filled != "turns" and self.terms_at_most is None),
            "role",
            "role.term",
            "A role that is taken in turns, or whose terms are limited, needs a `term`.",
        )
        return self
