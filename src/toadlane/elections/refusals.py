"""What stands in the way of somebody who calls an election, names somebody or stands."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def may_not_call() -> Refused:
    """The charter gives the right to others."""
    return Refused(
        gettext_noop("The charter does not let you call an election now."),
        code="elections.call",
        next_step=gettext_noop("Ask somebody who may raise a matter to call it."),
    )


def not_elected(article: str, post: str) -> Refused:
    """It is filled in another way."""
    return Refused(
        gettext_noop("By the charter nobody votes among candidates for “{post}”."),
        code="elections.no-ballot",
        next_step=gettext_noop("Its page says how it is filled; a proposal can name whoever is to hold it."),
        article=article,
        post=post,
    )


def nothing_free(article: str, post: str, day: dt.date) -> Refused:
    """All seats are taken on that day."""
    return Refused(
        gettext_noop("Nothing of “{post}” is free on {day}."),
        code="elections.full",
        next_step=gettext_noop("Choose a day on which a term is over; its page says when."),
        article=article,
        post=post,
        day=day.isoformat(),
    )


def going_already(post: str) -> RecordMoved:
    """One after another."""
    return RecordMoved(
        gettext_noop("An election for “{post}” is under way."),
        code="elections.going",
        next_step=gettext_noop("Take part in that one, or wait until it is over."),
        post=post,
    )


def no_time(first: dt.date, last: dt.date) -> InputFault:
    """Others have to hear of it, and it is no plan for years."""
    return InputFault(
        gettext_noop("Nominations are open until {first} at least, and {last} at most."),
        code="elections.nominations",
        next_step=gettext_noop("Choose a day between them."),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def too_soon(first: dt.date, last: dt.date) -> InputFault:
    """Nobody is seated before the votes are counted."""
    return InputFault(
        gettext_noop("Whoever is elected can begin on {first} at the earliest, and on {last} at the latest."),
        code="elections.from-day",
        next_step=gettext_noop("The ballot has to close before that day; choose one from then on."),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def too_long(longest: int) -> InputFault:
    """It would not be read."""
    return InputFault(
        gettext_noop("That is more than {longest} letters."),
        code="elections.long",
        next_step=gettext_noop("Say it in fewer words."),
        longest=longest,
    )


def no_reason() -> InputFault:
    """Whoever was named asks why."""
    return InputFault(
        gettext_noop("Whoever was named and whoever would vote will ask why."),
        code="elections.because",
        next_step=gettext_noop("Say in a line why it is called off."),
    )


def list_closed() -> RecordMoved:
    """The day is over."""
    return RecordMoved(
        gettext_noop("Nominations are over: nobody is added to the list and nobody leaves it."),
        code="elections.list-closed",
        next_step=gettext_noop("Look at who stands; the ballot opens as its page says."),
    )


def may_not_name() -> Refused:
    """Others name."""
    return Refused(
        gettext_noop("Whoever may raise a matter or could hold it names somebody; you do neither now."),
        code="elections.name",
        next_step=gettext_noop("Ask somebody who does."),
    )


def may_not_stand(article: str, why: str) -> Refused:
    """The charter says who may hold it."""
    return Refused(
        gettext_noop("{why}"),
        code="elections.may-not-stand",
        next_step=gettext_noop("Name somebody who may hold it from that day on."),
        article=article,
        why=why,
    )


def named_already(name: str) -> RecordMoved:
    """Once is enough."""
    return RecordMoved(
        gettext_noop("{name} is named already."),
        code="elections.named",
        next_step=gettext_noop("Their answer stands on the page of the election."),
        name=name,
    )


def list_full(most: int) -> Refused:
    """A ballot has an end."""
    return Refused(
        gettext_noop("As many stand as a ballot holds, which is {most}."),
        code="elections.list-full",
        next_step=gettext_noop("Nobody more can stand unless somebody withdraws."),
        most=most,
    )


def answered_already() -> RecordMoved:
    """What was said, was said."""
    return RecordMoved(
        gettext_noop("You have said so already, or nobody named you."),
        code="elections.answered",
        next_step=gettext_noop("Look at the list as it is now."),
    )


def not_yours() -> Refused:
    """Whoever called it."""
    return Refused(
        gettext_noop("An election is called off by whoever called it, before the list is closed."),
        code="elections.not-yours",
        next_step=gettext_noop("Speak with them in the talk below."),
    )


def over() -> RecordMoved:
    """Nothing can be done any more."""
    return RecordMoved(
        gettext_noop("This election is over."),
        code="elections.over",
        next_step=gettext_noop("Its page says what came of it."),
    )


def no_number() -> InputFault:
    """Given once, before the close."""
    return InputFault(
        gettext_noop("A number for the lot is given once, from 0 to 999999999, while the vote is not over."),
        code="elections.number",
        next_step=gettext_noop("The numbers that were given stand on the page."),
    )


def filled_anew(article: str) -> Refused:
    """The charter has no countback."""
    return Refused(
        gettext_noop("By the charter a seat that is left early is filled by an election of its own."),
        code="elections.countback",
        next_step=gettext_noop("Call an election for it."),
        article=article,
    )


def not_vacant() -> RecordMoved:
    """Somebody sits there, or it is being filled."""
    return RecordMoved(
        gettext_noop("Nobody has left this seat early, or it is being filled already."),
        code="elections.not-vacant",
        next_step=gettext_noop("Look at who holds it now."),
    )


def no_papers() -> Refused:
    """Nothing says who comes after whom."""
    return Refused(
        gettext_noop(
            "No ballots are kept that say who comes next: few voted in secret, or there was one seat."
        ),
        code="elections.no-papers",
        next_step=gettext_noop("Call an election for the seat."),
    )


def none_left() -> Refused:
    """All of them sit already."""
    return Refused(
        gettext_noop("Everybody who stood was elected: nobody is left to come next."),
        code="elections.none-left",
        next_step=gettext_noop("Call an election for the seat."),
    )


def no_time_to_answer(first: dt.date, last: dt.date) -> InputFault:
    """Whoever is asked has to hear of it, and the term runs out."""
    return InputFault(
        gettext_noop("The last day to answer is from {first} to {last}."),
        code="elections.answers",
        next_step=gettext_noop("Choose a day from then on, so that those asked hear of it."),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def not_asked() -> RecordMoved:
    """Others are asked, or the time is over."""
    return RecordMoved(
        gettext_noop(
            "You are not asked whether you stand for this seat, or you have answered, or it is late."
        ),
        code="elections.not-asked",
        next_step=gettext_noop("The page of the seat says who is asked, and until when."),
    )


def without_candidates() -> Refused:
    """Nobody stands."""
    return Refused(
        gettext_noop("Nobody stands in this election: everybody names somebody, and says why."),
        code="elections.without-candidates",
        next_step=gettext_noop("Name somebody with your reasons on its page."),
    )


def no_change_round(*, needed: bool) -> InputFault:
    """One goes with the other."""
    says = gettext_noop("Nobody stands for this: say until when people may name somebody else.")
    other = gettext_noop("People stand for this, and there is no round in which namings are changed.")
    return InputFault(
        says if needed else other,
        code="elections.change",
        next_step=gettext_noop("Choose a day after nominations, or none, as its article says."),
    )


def no_time_to_change(first: dt.date, last: dt.date) -> InputFault:
    """First all are heard."""
    return InputFault(
        gettext_noop("The change round comes after nominations: from {first} to {last}."),
        code="elections.change",
        next_step=gettext_noop("Choose a day from then on."),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def no_round() -> RecordMoved:
    """It is over, or said already."""
    return RecordMoved(
        gettext_noop("You have named somebody in this round, or no round is open."),
        code="elections.round",
        next_step=gettext_noop("Look at who is named, and why."),
    )


def no_why() -> InputFault:
    """Reasons count, not numbers."""
    return InputFault(
        gettext_noop("Reasons are what counts here."),
        code="elections.why",
        next_step=gettext_noop("Say in a few words why."),
    )


def not_proposing() -> Refused:
    """Whoever called it leads it."""
    return Refused(
        gettext_noop("Whoever called the election proposes, once both rounds are over."),
        code="elections.propose",
        next_step=gettext_noop("Its page says until when people are named."),
    )


def not_among() -> InputFault:
    """Those who were named, no more than seats."""
    return InputFault(
        gettext_noop("Propose people who were named, and no more than there are seats."),
        code="elections.whom",
        next_step=gettext_noop("Choose among those named."),
    )
