"""What stands in the way of somebody who raises a proposal or takes a position."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def may_not_raise(article: str | None) -> Refused:
    """The charter gives the right to others."""
    return Refused(
        gettext_noop("The charter does not let you raise a matter now."),
        code="proposals.raise",
        next_step=gettext_noop("Ask somebody who may to raise it with you."),
        article=article,
    )


def alone(article: str) -> Refused:
    """There is nobody to ask."""
    return Refused(
        gettext_noop("The charter lets whoever meets this decide it alone."),
        code="proposals.alone",
        next_step=gettext_noop("Decide it; if you want the others to, raise it as another matter."),
        article=article,
    )


def secret(article: str) -> Refused:
    """The rule asks for what this house cannot do yet."""
    return Refused(
        gettext_noop("The charter asks for a secret vote on this, and none can be held here yet."),
        code="proposals.secret",
        next_step=gettext_noop("Hold it on paper, and enter what was decided from the minutes."),
        article=article,
    )


def another_way(method: str, article: str) -> Refused:
    """The rule chooses among several things."""
    return Refused(
        gettext_noop(
            "The charter decides this by choosing among several ({method}), which cannot be held here yet."
        ),
        code="proposals.method",
        next_step=gettext_noop("Hold it in a meeting, and enter what was decided from the minutes."),
        article=article,
        method=method,
    )


def incomplete() -> InputFault:
    """A title and a text are what a proposal is."""
    return InputFault(
        gettext_noop("A proposal needs a title of one line, and says what is to be decided."),
        code="proposals.incomplete",
        next_step=gettext_noop("Write what you would have everybody agree to."),
    )


def unknown_act() -> InputFault:
    """What it would do is no act here, or goes by another matter."""
    return InputFault(
        gettext_noop("What this proposal is to do does not belong to this matter."),
        code="proposals.acts",
        next_step=gettext_noop("Raise it from the page of what is to be done."),
    )


def not_in_force() -> RecordMoved:
    """It has been ended since."""
    return RecordMoved(
        gettext_noop("What this proposal is to end or replace no longer holds."),
        code="proposals.not-in-force",
        next_step=gettext_noop("Look among what we agreed for what holds now, or raise it as something new."),
    )


def too_many(most: int) -> Refused:
    """Enough is begun."""
    return Refused(
        gettext_noop("You have begun {most} drafts already."),
        code="proposals.drafts",
        next_step=gettext_noop("Open one of them, or let it go."),
        most=most,
    )


def closed() -> RecordMoved:
    """Nobody takes a position any more."""
    return RecordMoved(
        gettext_noop("This is closed: no position can be taken or changed any more."),
        code="proposals.closed",
        next_step=gettext_noop("Look at what came of it."),
    )


def not_open() -> Refused:
    """It is between two attempts, or not begun."""
    return Refused(
        gettext_noop("This is not open for positions now."),
        code="proposals.not-open",
        next_step=gettext_noop("Its page says when it opens."),
    )


def changed() -> RecordMoved:
    """The text they had before them is not the one that stands."""
    return RecordMoved(
        gettext_noop("The text was changed while you looked at it."),
        code="proposals.text-changed",
        next_step=gettext_noop("Read it as it is now, and take your position on that."),
    )


def no_part(article: str | None) -> Refused:
    """They do not decide this."""
    return Refused(
        gettext_noop("You have no position in this: the charter says who has."),
        code="proposals.no-part",
        next_step=gettext_noop("The page says why; you may still say what you think."),
        article=article,
    )


def no_such_stance(article: str | None) -> InputFault:
    """The rule has no such position."""
    return InputFault(
        gettext_noop("The rule does not know this position, or not from you."),
        code="proposals.stance",
        next_step=gettext_noop("Choose one of those on the page."),
        article=article,
    )


def no_reason(article: str | None) -> InputFault:
    """A block has to say why."""
    return InputFault(
        gettext_noop("The charter asks for a reason with this position."),
        code="proposals.reason",
        next_step=gettext_noop("Say why, so that the others can answer it."),
        article=article,
    )


def review_day() -> InputFault:
    """A reservation says when it is looked at again."""
    return InputFault(
        gettext_noop("A reservation names a day, not past, on which it is looked at again."),
        code="proposals.review",
        next_step=gettext_noop("Choose a day, such as three months from now."),
    )


def too_long(longest: int) -> InputFault:
    """More than a page keeps."""
    return InputFault(
        gettext_noop("That is more than {longest} letters."),
        code="proposals.long",
        next_step=gettext_noop("Say it in fewer words."),
        longest=longest,
    )


def same_text() -> InputFault:
    """Nothing would be asked anew."""
    return InputFault(
        gettext_noop("This is the text as it stands."),
        code="proposals.same-text",
        next_step=gettext_noop("Change it first; everybody is then asked anew."),
    )


def not_deciding(article: str | None) -> Refused:
    """It is not entrusted to them, or not now."""
    return Refused(
        gettext_noop("It is not yours to decide this alone, or not now."),
        code="proposals.not-deciding",
        next_step=gettext_noop("The page says who decides, and who is asked first."),
        article=article,
    )


def not_yours() -> Refused:
    """Only whoever raised it changes it or takes it back."""
    return Refused(
        gettext_noop("A proposal is changed and taken back by whoever raised it."),
        code="proposals.not-yours",
        next_step=gettext_noop("Tell them what you think; or take a position."),
    )
