"""What stands in the way of somebody who ends a proposal without a decision, or meets an objection."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def no_because() -> InputFault:
    """It concerns everybody who read it."""
    return InputFault(
        gettext_noop("Say why."),
        code="proposals.because",
        next_step=gettext_noop("A few words do; everybody who read it reads them."),
    )


def pulled_back() -> RecordMoved:
    """It is pulled back already."""
    return RecordMoved(
        gettext_noop("This is pulled back already, to be worked on."),
        code="proposals.pulled-back",
        next_step=gettext_noop("Change its text, and open it again."),
    )


def not_pulled_back() -> RecordMoved:
    """There is nothing to open again."""
    return RecordMoved(
        gettext_noop("Only what was pulled back is opened again by somebody."),
        code="proposals.not-pulled-back",
        next_step=gettext_noop("Its page says where it stands."),
    )


def notice_runs(until: dt.date, article: str | None) -> Refused:
    """The rule announces it before it opens."""
    return Refused(
        gettext_noop("The rule announces this before it opens: to the end of {day}."),
        code="proposals.notice",
        next_step=gettext_noop("Open it again after that."),
        article=article,
        day=until.isoformat(),
    )


def not_left_as_it_is(article: str | None) -> Refused:
    """It is not under way, or one person's alone."""
    return Refused(
        gettext_noop("This cannot be left as it is now: it is not under way, or one person decides it."),
        code="proposals.as-it-is",
        next_step=gettext_noop("Its page says where it stands."),
        article=article,
    )


def no_objection(article: str | None) -> Refused:
    """There is none that can be met."""
    return Refused(
        gettext_noop("No objection of theirs stands here that can be met."),
        code="proposals.no-objection",
        next_step=gettext_noop("Under consensus a block is lifted by taking another position."),
        article=article,
    )


def not_leading() -> Refused:
    """The role is another's, or the objection their own."""
    return Refused(
        gettext_noop("An objection is ruled out by a facilitator, and never by whoever raised it."),
        code="proposals.not-leading",
        next_step=gettext_noop("Whoever raised it can say that it is met."),
    )
