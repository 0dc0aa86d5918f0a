"""What stands in the way of somebody who opens a round, puts in a project or votes."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def may_not_open() -> Refused:
    """The charter gives the right to others."""
    return Refused(
        gettext_noop("The charter does not let you open a budget round now."),
        code="rounds.open",
        next_step=gettext_noop("Ask somebody who may raise a matter to open it."),
    )


def going_already() -> RecordMoved:
    """One after another."""
    return RecordMoved(
        gettext_noop("A budget round is under way."),
        code="rounds.going",
        next_step=gettext_noop("Take part in that one; the next is opened after it."),
    )


def too_early(article: str, first: dt.date) -> Refused:
    """The charter says how often."""
    return Refused(
        gettext_noop("By the charter the next round is opened on {first} or later."),
        code="rounds.early",
        next_step=gettext_noop("Wait for that day, or amend how often there is a round."),
        article=article,
        first=first.isoformat(),
    )


def too_little(article: str, free: str, budget: str) -> Refused:
    """A round shares out what is there."""
    return Refused(
        gettext_noop("The round would share out {budget}, and of the fund {free} is free."),
        code="rounds.short",
        next_step=gettext_noop("Wait until a close feeds the fund, or amend how much a round shares out."),
        article=article,
        free=free,
        budget=budget,
    )


def too_long(longest: int) -> InputFault:
    """It would not be read."""
    return InputFault(
        gettext_noop("That is more than {longest} letters."),
        code="rounds.long",
        next_step=gettext_noop("Say it in fewer words."),
        longest=longest,
    )


def no_reason() -> InputFault:
    """Whoever put in a project asks why."""
    return InputFault(
        gettext_noop("Whoever put in a project will ask why."),
        code="rounds.because",
        next_step=gettext_noop("Say in a line why it is called off."),
    )


def not_yours() -> Refused:
    """Whoever opened it."""
    return Refused(
        gettext_noop("A round is called off by whoever opened it, while projects are gathered."),
        code="rounds.not-yours",
        next_step=gettext_noop("Speak with them in the talk below."),
    )


def over() -> RecordMoved:
    """Nothing can be done any more."""
    return RecordMoved(
        gettext_noop("This budget round is over."),
        code="rounds.over",
        next_step=gettext_noop("Its page says what came of it."),
    )


def gathered() -> RecordMoved:
    """The day is over."""
    return RecordMoved(
        gettext_noop("Projects are no longer put in, changed or withdrawn."),
        code="rounds.gathered",
        next_step=gettext_noop("Look at what is on the ballot, and vote."),
    )


def may_not_propose(article: str) -> Refused:
    """The rule names who."""
    return Refused(
        gettext_noop("By the charter others put in projects."),
        code="rounds.propose",
        next_step=gettext_noop("Ask somebody who may to put it in, with you looking after it."),
        article=article,
    )


def no_title() -> InputFault:
    """A line people read on the ballot."""
    return InputFault(
        gettext_noop("A project has a name of one line."),
        code="rounds.title",
        next_step=gettext_noop("Say in a few words what it is."),
    )


def costs(article: str, least: str, most: str) -> InputFault:
    """The rule says how much a project may cost."""
    return InputFault(
        gettext_noop("A project costs {least} at least, and {most} at most."),
        code="rounds.cost",
        next_step=gettext_noop("Say what it costs, or make it smaller or two of it."),
        article=article,
        least=least,
        most=most,
    )


def nobody(name: str) -> InputFault:
    """Whoever looks after it takes part."""
    return InputFault(
        gettext_noop("“{name}” does not take part here now."),
        code="rounds.owner",
        next_step=gettext_noop("Choose somebody who does; they spend the money."),
        name=name[:60],
    )


def full(most: int) -> Refused:
    """A ballot has an end."""
    return Refused(
        gettext_noop("There are {most} projects, as many as a ballot holds."),
        code="rounds.full",
        next_step=gettext_noop("Add yours to one that is there."),
        most=most,
    )


def not_your_project() -> Refused:
    """Whoever put it in, and whoever looks after it."""
    return Refused(
        gettext_noop("A project is changed by whoever put it in, and whoever looks after it."),
        code="rounds.not-your-project",
        next_step=gettext_noop("Speak with them in the talk below."),
    )


def withdrawn() -> RecordMoved:
    """It is gone."""
    return RecordMoved(
        gettext_noop("This project was withdrawn."),
        code="rounds.withdrawn",
        next_step=gettext_noop("Put it in anew, if it is wanted after all."),
    )


def not_open() -> RecordMoved:
    """Too early, or too late."""
    return RecordMoved(
        gettext_noop("Nobody votes on this now."),
        code="rounds.not-open",
        next_step=gettext_noop("Its page says when the vote opens and closes."),
    )


def may_not_vote(article: str) -> Refused:
    """The rule names who."""
    return Refused(
        gettext_noop("By the charter others fill in a ballot of this round."),
        code="rounds.vote",
        next_step=gettext_noop("Say in the talk what you think."),
        article=article,
    )


def marked(highest: int) -> InputFault:
    """What a ballot can say."""
    return InputFault(
        gettext_noop("A ballot names projects that are on it, each once, with points from 0 to {highest}."),
        code="rounds.marks",
        next_step=gettext_noop("Load the page again, and fill in the ballot as it is shown."),
        highest=highest,
    )


def voted(article: str) -> RecordMoved:
    """In secret once, for good."""
    return RecordMoved(
        gettext_noop("Your ballot is in the box. In a secret vote nothing leads back to it, so it stays."),
        code="rounds.voted",
        next_step=gettext_noop("After the close you find it in the list by your code."),
        article=article,
    )


def no_receipt() -> InputFault:
    """It came from another page."""
    return InputFault(
        gettext_noop("The code of the ballot cannot be used."),
        code="rounds.receipt",
        next_step=gettext_noop("Load the page again: the ballot has a code of its own."),
    )


def no_lot() -> Refused:
    """Nothing to draw, or not for them."""
    return Refused(
        gettext_noop("There is no lot for you to draw now."),
        code="rounds.lot",
        next_step=gettext_noop("A lot is drawn after the close, by whoever votes, where projects are level."),
    )


def no_number() -> InputFault:
    """Given once, before the close."""
    return InputFault(
        gettext_noop("A number for the lot is given once, from 0 to 999999999, while the vote is not over."),
        code="rounds.number",
        next_step=gettext_noop("The numbers that were given stand on the page."),
    )


def no_lines() -> InputFault:
    """Headings alone."""
    return InputFault(
        gettext_noop("There is no project in it."),
        code="rounds.no-lines",
        next_step=gettext_noop("Write a line for each project below the headings."),
    )


def no_cost() -> InputFault:
    """An empty cell."""
    return InputFault(
        gettext_noop("It does not say what it costs."),
        code="rounds.no-cost",
        next_step=gettext_noop("Write an amount into its line."),
    )


def two_of_a_name(name: str) -> InputFault:
    """A name alone does not say who."""
    return InputFault(
        gettext_noop("“{name}” is the name of several people here."),
        code="rounds.owner-twice",
        next_step=gettext_noop("Put it in without, and choose the right one afterwards."),
        name=name[:60],
    )


def other_currency(theirs: str, ours: str) -> InputFault:
    """Nothing is changed into other money."""
    return InputFault(
        gettext_noop("Its amounts are in {theirs}, and the round shares out {ours}."),
        code="rounds.other-currency",
        next_step=gettext_noop("State every cost in {ours}, and take the line of the currency out."),
        theirs=theirs,
        ours=ours,
    )


def too_fine(ours: str) -> InputFault:
    """A cost nobody could pay."""
    return InputFault(
        gettext_noop("A cost has more decimals than {ours} has."),
        code="rounds.decimals",
        next_step=gettext_noop("Round every cost to what can be paid."),
        ours=ours,
    )


def too_large(most: int) -> InputFault:
    """No round has so many projects."""
    return InputFault(
        gettext_noop("The file is larger than {most} kB."),
        code="rounds.file",
        next_step=gettext_noop("Save the table of projects as a file of its own."),
        most=most // 1024,
    )


def not_your_file() -> Refused:
    """Whoever brought them in."""
    return Refused(
        gettext_noop("Projects of a file are taken back together by whoever brought them in."),
        code="rounds.not-your-file",
        next_step=gettext_noop("Speak with them in the talk below."),
    )
