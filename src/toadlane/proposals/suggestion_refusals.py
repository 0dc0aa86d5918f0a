"""What stands in the way of a suggested change."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def may_not() -> Refused:
    """Suggesting is speaking."""
    return Refused(
        gettext_noop("Changes are suggested by those who may speak about it."),
        code="proposals.may-not-suggest",
        next_step=gettext_noop("Ask somebody who may to suggest it."),
    )


def why() -> InputFault:
    """Nobody should have to guess."""
    return InputFault(
        gettext_noop("Say why, in a few words."),
        code="proposals.suggestion-why",
        next_step=gettext_noop("Write the reason, and send it again."),
    )


def answered() -> RecordMoved:
    """Somebody was first."""
    return RecordMoved(
        gettext_noop("This suggestion was answered already."),
        code="proposals.suggestion-answered",
        next_step=gettext_noop("Look at the answer; it can be suggested anew."),
    )


def too_many(most: int) -> Refused:
    """More than anybody answers."""
    return Refused(
        gettext_noop("{most} suggested changes wait for an answer."),
        code="proposals.suggestions-many",
        next_step=gettext_noop("Wait until those who wrote it have answered some."),
        most=most,
    )
