"""What stands in the way of writing together."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved


def oneself() -> InputFault:
    """They write it already."""
    return InputFault(
        gettext_noop("You write this draft already."),
        code="proposals.writer-self",
        next_step=gettext_noop("Choose somebody else."),
    )


def may_not_write(name: str) -> InputFault:
    """Only those who may raise a matter write one."""
    return InputFault(
        gettext_noop("The charter does not let {name} raise a matter, nor write one along."),
        code="proposals.writer-may-not",
        next_step=gettext_noop("Choose somebody who may; show it to {name} once it is raised."),
        name=name,
    )


def too_many(most: int) -> InputFault:
    """More than write a page."""
    return InputFault(
        gettext_noop("Up to {most} people write a draft along."),
        code="proposals.writers-many",
        next_step=gettext_noop("Go on without somebody first, or raise it and talk about it there."),
        most=most,
    )


def moved(name: str) -> RecordMoved:
    """Two wrote at once."""
    return RecordMoved(
        gettext_noop("{name} changed this draft while you were writing. Nothing was overwritten."),
        code="proposals.draft-moved",
        next_step=gettext_noop("What stands now is shown below yours. Put them together, and keep that."),
        name=name,
    )
