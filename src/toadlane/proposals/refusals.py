"""What stands in the way of somebody who raises a proposal or takes a position."""

from __future__ import annotations

from typing import Final

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


def another_way(method: str, article: str) -> Refused:
    """The rule chooses among several things."""
    return Refused(
        gettext_noop(
            "The charter decides this by choosing among several ({method}) in a way that cannot be held here."
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


def how_many_options(fewest: int, most: int) -> InputFault:
    """One is no choice, and a hundred none either."""
    return InputFault(
        gettext_noop("There have to be between {fewest} and {most} options to choose from."),
        code="proposals.options",
        next_step=gettext_noop("Write each on a line of its own."),
        fewest=fewest,
        most=most,
    )


def same_option() -> InputFault:
    """People could not tell them apart."""
    return InputFault(
        gettext_noop("Two options are called the same."),
        code="proposals.option",
        next_step=gettext_noop("Give each a name of its own."),
    )


def long_option(name: int, about: int) -> InputFault:
    """More than a ballot shows."""
    return InputFault(
        gettext_noop("An option has a name of up to {name} letters, and up to {about} that describe it."),
        code="proposals.option",
        next_step=gettext_noop("Say more in the text."),
        name=name,
        about=about,
    )


def no_time(said: str) -> InputFault:
    """No calendar, no clock or no zone has it."""
    return InputFault(
        gettext_noop("“{said}” is no day and time."),
        code="proposals.time",
        next_step=gettext_noop("Write it as in “2030-01-31 18:00”, and a zone after it if it is another."),
        said=said,
    )


def no_options() -> InputFault:
    """It is yes or no."""
    return InputFault(
        gettext_noop("The charter decides this by yes or no, and not by choosing."),
        code="proposals.no-options",
        next_step=gettext_noop("Leave the options out, or ask in a poll what people want."),
    )


def no_poll() -> InputFault:
    """A poll decides nothing."""
    return InputFault(
        gettext_noop("A poll asks in one of the ways there are; it is about no amount, nobody and no act."),
        code="proposals.poll",
        next_step=gettext_noop("Choose how it is answered, or raise the matter itself."),
    )


def poll_numbers(days: int, points: int) -> InputFault:
    """Too long, or too many."""
    return InputFault(
        gettext_noop("That is too long for a poll, or too many points: at most {days} and {points}."),
        code="proposals.poll-numbers",
        next_step=gettext_noop("Choose smaller numbers, from one."),
        days=days,
        points=points,
    )


def no_lot(article: str | None) -> Refused:
    """There is no tie, or the rule settles it otherwise."""
    return Refused(
        gettext_noop("There is no tie that the rule settles by lot."),
        code="proposals.no-lot",
        next_step=gettext_noop("The page says where it stands."),
        article=article,
    )


def not_level(article: str | None) -> InputFault:
    """A casting vote is between those that are level."""
    return InputFault(
        gettext_noop("A tie of options is settled for one of those that are level."),
        code="proposals.not-level",
        next_step=gettext_noop("Choose one of them."),
        article=article,
    )


ON_A_BALLOT: Final = (
    gettext_noop("This is none of the options."),
    gettext_noop("Choose among those there are."),
    gettext_noop("One option stands on it twice."),
    gettext_noop("Name each once."),
    gettext_noop("Nothing is marked."),
    gettext_noop("Mark an option, or abstain."),
    gettext_noop("Several are marked, and one is asked for."),
    gettext_noop("Mark one."),
    gettext_noop("Points are given, and there are none to give here."),
    gettext_noop("Leave them out: the order says it all."),
    gettext_noop("Leave them out: mark an option, or leave it."),
    gettext_noop("Points go from 0 to {most}."),
    gettext_noop("Give so many at most."),
    gettext_noop("There are {most} points to share out, and these are more."),
    gettext_noop("Take some away."),
)
"""What the rules say of a ballot that does not fit, so that it is said in every language."""
