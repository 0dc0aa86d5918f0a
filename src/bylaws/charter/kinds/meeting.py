"""The kind `meeting`: how often who meets, for how long, and what the meeting is for."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import ClockSpan, RuleModel, SpanText, Whole, Word, YesNo, insist, may, must
from bylaws.kernel.periods import Span


class Meeting(RuleModel):
    """A named meeting that comes back (S2-088, S2-132…150); the text of the day of the meeting holds."""

    purpose: Literal["business", "production", "strategy", "political", "retreat", "dialogue", "work"] = must(
        "what it is for; dialogue = to hear one another, work = a day of working side by side"
    )
    who: list[Word] = must("the stages whose people are invited; everyone stays invited", min_length=1)
    every: SpanText = must("how often it comes back")
    when_busy: SpanText | None = may(
        None,
        says="how often it comes back while there is much to do",
        absent="it comes back as often, however much there is to do",
    )
    on: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = may(
        None, says="the day of the week", absent="on whatever day is agreed"
    )
    lasts: ClockSpan | None = may(
        None, says="how long it lasts", absent="it lasts as long as it takes, within its days"
    )
    days: Whole = may(1, says="over how many days it goes", absent="it goes over one day", ge=1, le=60)
    body: Word | None = may(
        None, says="the body whose meeting it is", absent="it is a meeting of everyone invited"
    )
    place: Literal["in-person", "online", "either"] = must("whether one has to be there in person")
    time: Literal["paid", "unpaid"] = must("whether its time is paid work; political work often is not")
    logged_as: Word | None = may(
        None, says="the kind of work its time is logged as", absent="its time is not logged"
    )
    decides: YesNo = must("whether it may decide anything")
    notice: SpanText | None = may(
        None, says="how long before it the invitation goes out", absent="its regular day is invitation enough"
    )
    opens_with: list[Literal["finances", "last-minutes", "open-actions"]] = may(
        [],
        says="what is put before it without being asked for",
        absent="nothing is put before it unasked",
    )
    rounds: list[Literal["check-in", "reactions", "clearing", "check-out"]] = may(
        [], says="the rounds in which everyone speaks in turn", absent="no round in which everyone speaks"
    )
    agenda: list[str] = may(
        [], says="the items that are always on it, each a text", absent="the agenda is open"
    )
    roles: list[Word] = may(
        [],
        says="the roles it needs, such as who facilitates and who takes minutes",
        absent="it needs no roles",
    )
    minutes: list[Literal["issues", "decisions", "actions"]] = may(
        [], says="what its minutes hold", absent="no minutes are kept"
    )
    corrections: SpanText = may(
        Span(days=7),
        says="for how long after its minutes are sent out corrections are suggested",
        absent="corrections to its minutes are suggested for a week",
    )
    minutes_by: Literal["attendees", "invited"] = may(
        "attendees",
        says="who approves its minutes: those who were there, or all who were invited",
        absent="its minutes are approved by those who were there",
    )
    minutes_approved: Literal["consent", "majority", "everyone"] = may(
        "consent",
        says="how its minutes are approved, once no correction waits for an answer",
        absent="its minutes are approved by consent",
    )
    minutes_contested: SpanText = may(
        Span(days=2),
        says="for how long people can say that an approval of its minutes noted for them is not theirs",
        absent="people can say for two days that an approval of its minutes noted for them is not theirs",
    )

    @model_validator(mode="after")
    def _fits(self) -> Meeting:
        insist(
            self.decides or "decisions" not in self.minutes,
            "meeting",
            "meeting.decides",
            "The minutes hold decisions, and the meeting may not decide anything.",
        )
        insist(
            self.time == "unpaid" or self.logged_as is not None,
            "meeting",
            "meeting.logged-as",
            "A meeting whose time is paid says with `logged_as` what it is logged as.",
        )
        return self
