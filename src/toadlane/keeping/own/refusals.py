"""What is said when one's own data cannot be taken, put right or erased; each with what to do now."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from toadlane.keeping import kept_files

FILE: Final = kept_files.Refusals(
    "own",
    make_room=gettext_noop("Ask whoever runs this installation to make room, and ask for the file again."),
    after_failing=gettext_noop("Ask for it again; if it fails again, tell whoever runs this installation."),
    after_its_days=gettext_noop("Ask for a new one; it takes a minute at most."),
)


def no_words(most: int) -> InputFault:
    """Nothing to go by, or too much."""
    return InputFault(
        gettext_noop("Say in up to {most} letters what is wrong, and what is right."),
        code="correction.text",
        next_step=gettext_noop("A sentence does, such as “I became a member on 1 May, not on 1 June”."),
        most=most,
    )


def no_answer(most: int) -> InputFault:
    """Whoever asked is owed a reason."""
    return InputFault(
        gettext_noop("Say in up to {most} letters why it stays as it is."),
        code="correction.answer",
        next_step=gettext_noop("Where it was put right, the answer may be left empty."),
        most=most,
    )


def too_many(most: int) -> Refused:
    """Whoever answers is not to be buried."""
    return Refused(
        gettext_noop("{most} of your corrections wait for an answer already."),
        code="correction.many",
        next_step=gettext_noop("Wait until some of them are answered, or ask whoever answers them."),
        most=most,
    )


def answered() -> RecordMoved:
    """Somebody was first."""
    return RecordMoved(
        gettext_noop("This has been answered already."),
        code="correction.answered",
        next_step=gettext_noop("Read the answer; whoever asked may ask again."),
    )


def sign_in_again() -> Refused:
    """What cannot be undone is not done by whoever finds an open screen."""
    return Refused(
        gettext_noop("It is some time since you showed that it is you."),
        code="own.sign-in-again",
        next_step=gettext_noop("Sign in once more, and then confirm it."),
    )


def no_request() -> Refused:
    """Nobody erases somebody else on their own word."""
    return Refused(
        gettext_noop(
            "Somebody else’s personal data go only on their request in writing, which two members hold."
        ),
        code="erasure.request",
        next_step=gettext_noop("Enter the request as a decision, and let a second member confirm it."),
    )


def not_understood(key: str) -> InputFault:
    """The second confirmation."""
    return InputFault(
        gettext_noop("What was typed is not the key by which the books know this person."),
        code="erasure.key",
        next_step=gettext_noop("Type “{key}” to show that you mean it."),
        key=key,
    )


def not_the_address(email: str) -> InputFault:
    """The second confirmation."""
    return InputFault(
        gettext_noop("What was typed is not the address of this account."),
        code="erasure.address",
        next_step=gettext_noop("Type “{email}” to show that you mean it."),
        email=email,
    )


def still_here(stage: str) -> Refused:
    """Rights and duties go on."""
    return Refused(
        gettext_noop("Nothing is erased while somebody takes part: here as {stage}."),
        code="erasure.still-here",
        next_step=gettext_noop(
            "Leave first, as the charter says; what is personal can go after the last day."
        ),
        stage=stage,
    )


def in_a_role(role: str) -> Refused:
    """Somebody answers for something."""
    return Refused(
        gettext_noop("Nothing is erased while somebody holds a role: {role}."),
        code="erasure.role",
        next_step=gettext_noop("End the role first; somebody else has to know who answers for it."),
        role=role,
    )


def money_owed(amount: str) -> Refused:
    """Books that are not square."""
    return Refused(
        gettext_noop("Money is still open between the co-op and this person: {amount}."),
        code="erasure.money",
        next_step=gettext_noop("Have it paid out or settled first; without an address nobody could be paid."),
        amount=amount,
    )


def erased_already() -> RecordMoved:
    """Done."""
    return RecordMoved(
        gettext_noop("What was personal here has been erased already."),
        code="erasure.done",
        next_step=gettext_noop("There is nothing left to do here."),
    )


def operates() -> Refused:
    """An installation without anybody who sees to it."""
    return Refused(
        gettext_noop("This account runs the installation."),
        code="erasure.operates",
        next_step=gettext_noop(
            "Let somebody else run it first (docs/guide/operating.md), then erase the account."
        ),
    )
