"""What stands in the way of somebody who plans a meeting."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.periods import Span


def may_not_arrange() -> Refused:
    """The charter gives the right to others."""
    return Refused(
        gettext_noop("The charter does not let you plan a meeting now."),
        code="meetings.arrange",
        next_step=gettext_noop("Ask somebody who may raise a matter to plan it with you."),
    )


def not_invited() -> Refused:
    """Only whoever is invited puts something on the agenda."""
    return Refused(
        gettext_noop("You are not invited to this meeting, so its agenda is not yours to change."),
        code="meetings.not-invited",
        next_step=gettext_noop("Ask somebody who is invited to put it on, or to invite you."),
    )


def untitled() -> InputFault:
    """Nothing is called nothing."""
    return InputFault(
        gettext_noop("It has no title."),
        code="meetings.title",
        next_step=gettext_noop("Give it a title that says what it is."),
    )


def too_long(field: str, most: int) -> InputFault:
    """Longer than a page or a letter can show."""
    return InputFault(
        gettext_noop("What is written is longer than {most} characters, or cannot be kept as it is."),
        code="meetings.too-long",
        next_step=gettext_noop(
            "Shorten it, and put the rest where everybody can read it before the meeting."
        ),
        field=field,
        most=most,
    )


def no_zone(zone: str) -> InputFault:
    """Not in the list of time zones."""
    return InputFault(
        gettext_noop("“{zone}” is not a time zone."),
        code="meetings.zone",
        next_step=gettext_noop("Name one as in “Europe/Madrid”, or none for the co-op’s own."),
        zone=zone[:60],
    )


def bad_link() -> InputFault:
    """An address that no browser would open safely."""
    return InputFault(
        gettext_noop("The link is not the address of a page."),
        code="meetings.link",
        next_step=gettext_noop("Write it whole, beginning with https://."),
    )


def no_choice() -> InputFault:
    """Not among the choices."""
    return InputFault(
        gettext_noop("One of the choices is none that there is."),
        code="meetings.choice",
        next_step=gettext_noop("Choose one that is offered."),
    )


def nobody() -> InputFault:
    """A meeting of nobody."""
    return InputFault(
        gettext_noop("Nobody would be invited."),
        code="meetings.nobody",
        next_step=gettext_noop("Say of which stage people are invited, or of which body."),
    )


def bad_hours() -> InputFault:
    """It ends before it begins, or never."""
    return InputFault(
        gettext_noop("A meeting ends after it begins, and lasts two months at most."),
        code="meetings.hours",
        next_step=gettext_noop("Put its hours right."),
    )


def far(year: int) -> InputFault:
    """No calendar and no clock goes there."""
    return InputFault(
        gettext_noop("Nobody meets after the year {year}."),
        code="meetings.far",
        next_step=gettext_noop("Choose a day that somebody here lives to see."),
        year=year,
    )


def full(most: int) -> InputFault:
    """More than anybody could talk about."""
    return InputFault(
        gettext_noop("The agenda has {most} items already."),
        code="meetings.full",
        next_step=gettext_noop("Take one off, or put this on another meeting."),
        most=most,
    )


def bad_minutes(most: int) -> InputFault:
    """No time, or more than a day."""
    return InputFault(
        gettext_noop("An item takes between one minute and {most}."),
        code="meetings.minutes",
        next_step=gettext_noop("Say how many minutes it needs."),
        most=most,
    )


def decides_nothing() -> InputFault:
    """The charter says that this meeting decides nothing."""
    return InputFault(
        gettext_noop("This meeting decides nothing, so nothing on its agenda is to be decided."),
        code="meetings.decides-nothing",
        next_step=gettext_noop("Let it be discussed here, and raise it as a proposal or in another meeting."),
    )


def moved() -> RecordMoved:
    """Somebody was faster."""
    return RecordMoved(
        gettext_noop("Somebody has changed this since you opened it."),
        code="meetings.moved",
        next_step=gettext_noop("Look at it as it is now, and change what is still wrong."),
    )


def settled() -> RecordMoved:
    """It is over, or will not be."""
    return RecordMoved(
        gettext_noop("This meeting is over or cancelled, so it stays as it is."),
        code="meetings.settled",
        next_step=gettext_noop("Plan another, or put it on the next."),
    )


def begun_already(article: str) -> RecordMoved:
    """The charter's meeting comes back here already."""
    return RecordMoved(
        gettext_noop("This meeting of the charter comes back already."),
        code="meetings.twice",
        next_step=gettext_noop("Look at its series, and change that one."),
        article=article,
    )


def in_the_past() -> InputFault:
    """Nobody comes yesterday."""
    return InputFault(
        gettext_noop("That day is over, or today."),
        code="meetings.in-the-past",
        next_step=gettext_noop("Choose a day to come."),
    )


def bad_rhythm() -> InputFault:
    """No cadence, no hour, no length."""
    return InputFault(
        gettext_noop("So a meeting cannot come back: its hour, its length or how often is not usable."),
        code="meetings.rhythm",
        next_step=gettext_noop("Give an hour such as 10:00, some minutes, and how often it is."),
    )


def not_the_charters(article: str) -> Refused:
    """The charter says how often."""
    return Refused(
        gettext_noop("The charter says how often this meeting comes back, and that is otherwise."),
        code="meetings.rule",
        next_step=gettext_noop("Choose as often as the charter says, or amend the article."),
        article=article,
    )


def too_late(article: str, notice: Span) -> Refused:
    """The notice of the charter would not be kept."""
    return Refused(
        gettext_noop(
            "People are invited to this meeting {notice} before it, and that is no longer possible."
        ),
        code="meetings.too-late",
        next_step=gettext_noop("Choose a later day."),
        article=article,
        notice=str(notice),
    )


def not_yours() -> Refused:
    """The charter gives the part to others."""
    return Refused(
        gettext_noop("The charter lets others take this part, or they are not invited."),
        code="meetings.part",
        next_step=gettext_noop("Choose somebody who is invited and whom the role is open to."),
    )
