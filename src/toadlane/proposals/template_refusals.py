"""What stands in the way of somebody who writes a template."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved


def words() -> InputFault:
    """It is found by its name, and begins with its text."""
    return InputFault(
        gettext_noop("A template needs a name of one line, and a text to begin with."),
        code="proposals.template-words",
        next_step=gettext_noop("Name it by what it is for, such as “Spend money”."),
    )


def moved() -> RecordMoved:
    """Somebody else wrote it meanwhile."""
    return RecordMoved(
        gettext_noop("Somebody has changed this template since you opened it."),
        code="proposals.template-moved",
        next_step=gettext_noop("Look at it as it is now, and change what is still to be changed."),
    )


def first_text() -> RecordMoved:
    """There is nothing before it."""
    return RecordMoved(
        gettext_noop("This is the first text of the template; nothing stood there before."),
        code="proposals.template-first",
        next_step=gettext_noop("Change it, or send it to the archive."),
    )


def too_many(most: int) -> InputFault:
    """More than anybody picks from."""
    return InputFault(
        gettext_noop("A co-op has up to {most} templates."),
        code="proposals.too-many-templates",
        next_step=gettext_noop("Send one that nobody uses to the archive first."),
        most=most,
    )
