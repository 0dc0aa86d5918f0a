"""What stands in the way of somebody who says what came of a proposal."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def not_concluded() -> Refused:
    """Nothing came of it yet."""
    return Refused(
        gettext_noop("Nothing has come of this yet."),
        code="proposals.not-concluded",
        next_step=gettext_noop("Say what came of it once it is concluded."),
    )


def not_stating() -> Refused:
    """They had no part in it."""
    return Refused(
        gettext_noop("What came of it is said by whoever raised it, decided on it, or looks after it."),
        code="proposals.not-stating",
        next_step=gettext_noop("Ask one of them."),
    )


def nothing_said() -> InputFault:
    """An empty statement."""
    return InputFault(
        gettext_noop("Say something of it: a few words, who looks after it, or a day."),
        code="proposals.nothing-said",
        next_step=gettext_noop("One of them is enough."),
    )


def not_here() -> InputFault:
    """They do not take part any more."""
    return InputFault(
        gettext_noop("They do not take part any more."),
        code="proposals.owner",
        next_step=gettext_noop("Choose somebody who does."),
    )


def nothing_to_review() -> Refused:
    """It was not adopted, or holds no more."""
    return Refused(
        gettext_noop("Only what holds is looked at again."),
        code="proposals.nothing-to-review",
        next_step=gettext_noop("Leave the day out; what holds no more can be raised anew."),
    )


def review_past() -> InputFault:
    """It could not be done."""
    return InputFault(
        gettext_noop("The day to look at it again lies in the past."),
        code="proposals.review-past",
        next_step=gettext_noop("Choose today or a later day."),
    )


def review_late(latest: dt.date, article: str | None) -> Refused:
    """The rule asks for it sooner."""
    return Refused(
        gettext_noop("The rule has it looked at again by {latest}."),
        code="proposals.review-late",
        next_step=gettext_noop("Choose that day or an earlier one."),
        article=article,
        latest=latest.isoformat(),
    )


def no_action() -> InputFault:
    """Who does what is what an action is."""
    return InputFault(
        gettext_noop("An action says in one line what is to be done, and who does it."),
        code="proposals.action",
        next_step=gettext_noop("Choose who does it; they are told."),
    )


def too_many_actions(most: int) -> Refused:
    """Enough is to be done."""
    return Refused(
        gettext_noop("There are {most} actions already."),
        code="proposals.actions",
        next_step=gettext_noop("Raise what is left as a matter of its own."),
        most=most,
    )


def action_over() -> RecordMoved:
    """Somebody was faster."""
    return RecordMoved(
        gettext_noop("This action is over already."),
        code="proposals.action-over",
        next_step=gettext_noop("Look at the page as it is now."),
    )
