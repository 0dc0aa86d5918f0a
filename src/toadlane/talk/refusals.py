"""What stands in the way of speaking, as faults: what, why, what now."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import Membership
from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from toadlane.charter.reads import charter_of
from toadlane.coops.moment import Moment
from toadlane.talk.subjects import Subject


def over() -> Refused:
    """Nothing more is said about it."""
    return Refused(
        gettext_noop("This talk is over: what it was about is settled."),
        code="talk.over",
        next_step=gettext_noop("What was said stays here to be read. Raise it anew if there is more to say."),
    )


def no_speaker(subject: Subject, at: Moment) -> Refused:
    """The charter gives the right to speak to others."""
    rule = charter_of(subject.coop).on_or_first(at.day).maybe("membership", Membership)
    return Refused(
        gettext_noop("Talking here is for those who have the right to speak."),
        code="talk.no-speaker",
        next_step=gettext_noop("Ask one of them to say it for you."),
        article=rule.article if rule else None,
    )


def no_seat() -> Refused:
    """A small group is a few."""
    return Refused(
        gettext_noop("In a small group those speak who were asked into it."),
        code="talk.no-seat",
        next_step=gettext_noop("Say it in the talk of all, or ask one of the group."),
    )


def group_over() -> Refused:
    """It brought back what it found."""
    return Refused(
        gettext_noop("This small group has ended."),
        code="talk.group-over",
        next_step=gettext_noop("Say it in the talk of all."),
    )


def heard_already(waiting: int) -> Refused:
    """Everybody once before anybody twice."""
    return Refused(
        gettext_noop("You were heard in this round; {waiting} others were not yet."),
        code="talk.heard",
        next_step=gettext_noop("Speak again when everybody was heard or passed, or the round has ended."),
        waiting=waiting,
    )


def not_yours() -> Refused:
    """Words belong to whoever wrote them."""
    return Refused(
        gettext_noop("Only whoever wrote this can change it or take it back."),
        code="talk.not-yours",
        next_step=gettext_noop("Answer it instead."),
    )


def not_raised_by_you() -> Refused:
    """A concern is met when whoever raised it says so."""
    return Refused(
        gettext_noop("Whether this is met says whoever raised it, or whoever facilitates."),
        code="talk.not-raised-by-you",
        next_step=gettext_noop("Ask them whether it is met."),
    )


def not_leading() -> Refused:
    """What leads a talk is for those who do."""
    return Refused(
        gettext_noop("This is for whoever began it, or whoever facilitates."),
        code="talk.not-leading",
        next_step=gettext_noop("Ask one of them."),
    )


def taken_back() -> RecordMoved:
    """The words are gone."""
    return RecordMoved(
        gettext_noop("These words were taken back."),
        code="talk.taken-back",
        next_step=gettext_noop("Write something new if there is something to say."),
    )


def edited_meanwhile() -> RecordMoved:
    """Two tabs."""
    return RecordMoved(
        gettext_noop("This was edited since you opened it."),
        code="talk.edited-meanwhile",
        next_step=gettext_noop("Look at how it stands now, and edit that."),
    )


def met_already() -> RecordMoved:
    """Once is enough."""
    return RecordMoved(
        gettext_noop("This is marked as met already."),
        code="talk.met-already",
        next_step=gettext_noop("Raise it anew if it is not."),
    )


def nothing_to_meet() -> InputFault:
    """A comment asks for nothing."""
    return InputFault(
        gettext_noop("Only a question or a concern can be met."),
        code="talk.nothing-to-meet",
        next_step=gettext_noop("Answer it instead."),
    )


def round_on() -> RecordMoved:
    """One at a time."""
    return RecordMoved(
        gettext_noop("A round is on already."),
        code="talk.round-on",
        next_step=gettext_noop("End it first, or speak in it."),
    )


def no_round() -> RecordMoved:
    """Nobody waits for anybody."""
    return RecordMoved(
        gettext_noop("No round is on."),
        code="talk.no-round",
        next_step=gettext_noop("Say what you want to say; nobody waits."),
    )


def too_few() -> InputFault:
    """A group of one is none."""
    return InputFault(
        gettext_noop("A small group is two people or more who may speak here."),
        code="talk.too-few",
        next_step=gettext_noop("Choose at least two."),
    )


def too_many() -> Refused:
    """A subject holds so many and no more."""
    return Refused(
        gettext_noop("There are too many comments about this already."),
        code="talk.too-many",
        next_step=gettext_noop("Put together what was said, and raise it anew."),
    )
