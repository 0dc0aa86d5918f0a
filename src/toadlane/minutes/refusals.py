"""What stands in the way of writing, correcting and approving minutes."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import Fault, InputFault, RecordMoved, Refused
from bylaws.kernel.reasons import Reason
from toadlane.minutes.models import Part
from toadlane.ui.reasons import told


def not_a_writer() -> Refused:
    """Somebody else takes the minutes."""
    return Refused(
        gettext_noop("These minutes are written by the scribe and the facilitator of the meeting."),
        code="minutes.not-yours",
        next_step=gettext_noop("Ask one of them; once they are sent out, you can suggest a correction."),
    )


def not_yet() -> Refused:
    """There is nothing to write about."""
    return Refused(
        gettext_noop("The meeting has not begun yet, or was cancelled."),
        code="minutes.not-held",
        next_step=gettext_noop("Write its minutes once it has begun."),
    )


def not_a_draft() -> RecordMoved:
    """They are out of the writers' hands."""
    return RecordMoved(
        gettext_noop("These minutes were sent out, so they are changed by corrections alone."),
        code="minutes.sent",
        next_step=gettext_noop("Suggest a correction, and answer it."),
    )


def approved() -> RecordMoved:
    """Nothing changes any more."""
    return RecordMoved(
        gettext_noop("These minutes are approved, and nothing in them changes any more."),
        code="minutes.approved",
        next_step=gettext_noop("Say what was found wrong; it is set beside them."),
    )


def moved() -> RecordMoved:
    """Two wrote on one line."""
    return RecordMoved(
        gettext_noop("Somebody has changed this meanwhile. Theirs stands, and yours is kept here."),
        code="minutes.moved",
        next_step=gettext_noop("Read what stands now, put both together, and save it again."),
    )


def empty() -> InputFault:
    """A line without words."""
    return InputFault(
        gettext_noop("Write what was discussed, decided or promised."),
        code="minutes.empty",
        next_step=gettext_noop("Write a few words, or strike the line out."),
    )


def too_long(longest: int) -> InputFault:
    """More than minutes hold."""
    return InputFault(
        gettext_noop("This is longer than {longest} letters."),
        code="minutes.long",
        next_step=gettext_noop("Say it shorter, or in several lines."),
        longest=longest,
    )


def too_many(most: int) -> Refused:
    """More than anybody reads."""
    return Refused(
        gettext_noop("There are {most} already, and nobody reads more."),
        code="minutes.many",
        next_step=gettext_noop("Put some of them together, or answer some first."),
        most=most,
    )


def no_part() -> InputFault:
    """A part there is not."""
    return InputFault(
        gettext_noop("This is no part of these minutes."),
        code="minutes.part",
        next_step=gettext_noop("Choose what was discussed, what was decided, or who does what."),
    )


def decides_nothing() -> Refused:
    """The charter lets the meeting decide nothing."""
    return Refused(
        gettext_noop("This meeting may not decide anything, so its minutes hold no decisions."),
        code="minutes.decides-nothing",
        next_step=gettext_noop("Put it down as what was discussed, and raise a proposal."),
    )


def nobody() -> InputFault:
    """Somebody who is not here."""
    return InputFault(
        gettext_noop("Nobody of this name takes part here."),
        code="minutes.nobody",
        next_step=gettext_noop("Choose somebody who takes part; others are named as guests."),
    )


def incomplete(missing: tuple[str, ...]) -> Refused:
    """A required part is empty and does not say so."""
    words = {"attendance": gettext("who was there"), **{one.value: str(one.label) for one in Part}}
    return Refused(
        gettext_noop("Still empty: {parts}."),
        code="minutes.incomplete",
        next_step=gettext_noop("Fill it, or say that there was nothing."),
        parts=", ".join(words[one] for one in missing),
    )


def stopped(reason: Reason, currency: str) -> Fault:
    """The rules say why not."""
    return Refused(
        gettext_noop("{why}"),
        code=reason.code,
        next_step=gettext_noop("Look at where the minutes stand now."),
        why=told(reason, currency).sentence,
        article=reason.article,
    )


def answered() -> RecordMoved:
    """Somebody was first."""
    return RecordMoved(
        gettext_noop("This correction was answered already."),
        code="minutes.answered",
        next_step=gettext_noop("Look at the answer; it can be suggested anew."),
    )


def why() -> InputFault:
    """Nobody should have to guess."""
    return InputFault(
        gettext_noop("Say why, in a few words."),
        code="minutes.why",
        next_step=gettext_noop("Write the reason, and send it again."),
    )


def own_late() -> Refused:
    """What is wrong in approved minutes, two have to see."""
    return Refused(
        gettext_noop("Somebody else who was there answers what you found wrong."),
        code="minutes.own-late",
        next_step=gettext_noop("Ask one of them to look at it."),
    )


def not_there_then(who: str) -> Refused:
    """Consent in a meeting is given by those who are in it."""
    return Refused(
        gettext_noop("{who} cannot be said to have approved them in that meeting."),
        code="minutes.not-there-then",
        next_step=gettext_noop("Name those alone who were there then and may approve these minutes."),
        who=who,
    )


def contested_already(who: str) -> Refused:
    """They said that it is not theirs."""
    return Refused(
        gettext_noop("{who} said that an approval noted for them was not theirs."),
        code="minutes.contested",
        next_step=gettext_noop("From now on they approve these minutes themselves; leave them out here."),
        who=who,
    )


def none_noted() -> RecordMoved:
    """Nobody noted it, or not of this text."""
    return RecordMoved(
        gettext_noop("No approval of these minutes, as they read now, is noted for you."),
        code="minutes.none-noted",
        next_step=gettext_noop("Their page says who approved them, and whose word that is."),
    )


def contested_late() -> RecordMoved:
    """They are approved: what is wrong stands beside them."""
    return RecordMoved(
        gettext_noop("These minutes are approved by now, so what was noted for you counts."),
        code="minutes.contested-late",
        next_step=gettext_noop(
            "Say on their page what you found wrong, also that you did not approve: it is a late correction, "
            "and is set beside them."
        ),
    )


def over() -> RecordMoved:
    """Somebody was first."""
    return RecordMoved(
        gettext_noop("This was done or let go already."),
        code="minutes.action-over",
        next_step=gettext_noop("Take it up again if there is more to do."),
    )


def not_over() -> RecordMoved:
    """There is nothing to take up again."""
    return RecordMoved(
        gettext_noop("This is still to be done."),
        code="minutes.action-open",
        next_step=gettext_noop("Mark it as done, or give it to somebody else."),
    )
