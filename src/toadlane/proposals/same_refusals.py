"""What stands in the way of saying that a proposal is the same as one that failed, and of seconding it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordMoved, Refused


def not_the_same(article: str | None) -> Refused:
    """It did not fail, not lately, not on this matter, or the rule asks for nobody."""
    return Refused(
        gettext_noop("This is not known as something of the same matter that failed lately."),
        code="proposals.not-the-same",
        next_step=gettext_noop("Say in the talk what it reminds you of."),
        article=article,
    )


def said_already() -> RecordMoved:
    """Once is enough."""
    return RecordMoved(
        gettext_noop("You have said so already."),
        code="proposals.same-said",
        next_step=gettext_noop("Its page says how many say so."),
    )


def not_to_second() -> RecordMoved:
    """Nobody has to, or they do already, or they raised it."""
    return RecordMoved(
        gettext_noop("This does not wait for you to second it."),
        code="proposals.not-to-second",
        next_step=gettext_noop("Its page says where it stands."),
    )


def still_unseconded(failed_on: dt.date, needed: int, seconded: int, article: str) -> Refused:
    """Too few second it to open it again."""
    return Refused(
        gettext_noop("It failed on {day} before. It takes {needed} others to second it, and {seconded} do."),
        code="proposals.unseconded",
        next_step=gettext_noop("Ask somebody who decides to second it on its page."),
        article=article,
        day=failed_on.isoformat(),
        needed=needed,
        seconded=seconded,
    )
