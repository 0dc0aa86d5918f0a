"""What stands in the way in a meeting that is held, as faults: what, why, what now."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def not_open() -> Refused:
    """Nobody opened it."""
    return Refused(
        gettext_noop("This meeting has not been opened."),
        code="live.not-open",
        next_step=gettext_noop("Open it first; whoever is invited can."),
    )


def over() -> RecordMoved:
    """It ended."""
    return RecordMoved(
        gettext_noop("This meeting is over."),
        code="live.over",
        next_step=gettext_noop("What was written in it can still be put right until its minutes are agreed."),
    )


def agreed() -> RecordMoved:
    """Its minutes hold."""
    return RecordMoved(
        gettext_noop("The minutes of this meeting are agreed."),
        code="live.agreed",
        next_step=gettext_noop("Ask for a correction of the minutes: it is kept beside them."),
    )


def not_invited() -> Refused:
    """A meeting of others."""
    return Refused(
        gettext_noop("Only those who are invited take part in this meeting."),
        code="live.not-invited",
        next_step=gettext_noop("Ask one of them to invite you."),
    )


def not_here() -> Refused:
    """Whoever speaks is there."""
    return Refused(
        gettext_noop("Only those who are there can do this."),
        code="live.not-here",
        next_step=gettext_noop("Say first that you are here, in the room or online."),
    )


def not_leading() -> Refused:
    """Somebody else facilitates."""
    return Refused(
        gettext_noop("This is for whoever facilitates; they are here."),
        code="live.not-leading",
        next_step=gettext_noop("Ask them, or say that you have a point of order."),
    )


def not_for_others() -> Refused:
    """Whether somebody came, they say themselves, or whoever keeps the list."""
    return Refused(
        gettext_noop("Who else is there notes whoever facilitates or takes the minutes."),
        code="live.not-for-others",
        next_step=gettext_noop("Ask them, or say it of yourself."),
    )


def moved() -> RecordMoved:
    """Another one was first."""
    return RecordMoved(
        gettext_noop("Somebody else was first: the meeting has gone on."),
        code="live.moved",
        next_step=gettext_noop("Look at where it is now."),
    )


def no_item() -> InputFault:
    """An item of another meeting, or one that is off the agenda."""
    return InputFault(
        gettext_noop("This is no item of this meeting’s agenda."),
        code="live.no-item",
        next_step=gettext_noop("Put it on the agenda first."),
    )


def no_proposal() -> InputFault:
    """Of another co-op, or hidden."""
    return InputFault(
        gettext_noop("There is no such proposal here."),
        code="live.no-proposal",
        next_step=gettext_noop("Choose one of those that are open, or raise one."),
    )


def decides_nothing() -> Refused:
    """A dialogue."""
    return Refused(
        gettext_noop("This meeting decides nothing, so no decision can be noted in it."),
        code="live.decides-nothing",
        next_step=gettext_noop("Write it as a note, and bring it to a meeting that decides."),
    )


def round_on() -> RecordMoved:
    """One at a time."""
    return RecordMoved(
        gettext_noop("A round is on already."),
        code="live.round-on",
        next_step=gettext_noop("End it first, or speak in it."),
    )


def no_round() -> RecordMoved:
    """It is over."""
    return RecordMoved(
        gettext_noop("No round is on."),
        code="live.no-round",
        next_step=gettext_noop("Begin one, or ask to speak."),
    )


def heard() -> Refused:
    """Everyone once before anyone twice."""
    return Refused(
        gettext_noop("They were heard in this round, and others were not yet."),
        code="live.heard",
        next_step=gettext_noop("Go on when everybody was heard or passed, or end the round."),
    )


def private_asks() -> InputFault:
    """Nothing of it is kept."""
    return InputFault(
        gettext_noop("Of a private round nothing is kept, not even its question."),
        code="live.private-asks",
        next_step=gettext_noop("Say the question aloud, or make it a round that is not private."),
    )


def no_text(longest: int) -> InputFault:
    """Nothing, or too much."""
    return InputFault(
        gettext_noop("This text is missing or too long."),
        code="live.text",
        next_step=gettext_noop("Write something, in up to {longest} letters."),
        longest=longest,
    )


def no_choice() -> InputFault:
    """Not one of those there are."""
    return InputFault(
        gettext_noop("This is none of the choices there are."),
        code="live.choice",
        next_step=gettext_noop("Choose one of those on the page."),
    )


def nobody() -> InputFault:
    """Somebody who is not invited, or not at all."""
    return InputFault(
        gettext_noop("Nobody of that name is invited to this meeting."),
        code="live.nobody",
        next_step=gettext_noop("Invite them first, or choose somebody else."),
    )


def too_early(first: str) -> InputFault:
    """What is to be done by a day that has passed."""
    return InputFault(
        gettext_noop("{day} is before the meeting."),
        code="live.day",
        next_step=gettext_noop("Give a day that is still to come, or none."),
        day=first,
    )


def too_many() -> Refused:
    """A meeting holds so much and no more."""
    return Refused(
        gettext_noop("So much is written in this meeting that no more fits."),
        code="live.too-many",
        next_step=gettext_noop("Write on in a document, and bring that to the meeting."),
    )
