"""What stands in the way of somebody who votes in secret."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused


def on_the_ballot(article: str | None) -> Refused:
    """A position has a name, and a letter is kept by more than one server."""
    return Refused(
        gettext_noop("This is a secret vote: no position, no letter and nobody else can cast it for you."),
        code="proposals.secret-vote",
        next_step=gettext_noop("Open its page, and put your ballot into the box there."),
        article=article,
    )


def open_vote(article: str | None) -> Refused:
    """There is no box."""
    return Refused(
        gettext_noop("This is no secret vote: everybody who takes part sees who stands where."),
        code="proposals.open-vote",
        next_step=gettext_noop("Take a position on its page."),
        article=article,
    )


def voted(article: str | None) -> RecordMoved:
    """Once, for good."""
    return RecordMoved(
        gettext_noop("You have voted. A secret vote is final: nothing here says which ballot is yours."),
        code="proposals.voted",
        next_step=gettext_noop("Wait for the close; your receipt shows you your ballot in the list then."),
        article=article,
    )


def no_receipt() -> InputFault:
    """It is none of ours."""
    return InputFault(
        gettext_noop("This is no code of a receipt."),
        code="proposals.receipt",
        next_step=gettext_noop("Open the page anew; it comes with another."),
    )


def receipt_taken() -> InputFault:
    """Two ballots cannot go by one code."""
    return InputFault(
        gettext_noop("A ballot with this code lies in the box already."),
        code="proposals.receipt",
        next_step=gettext_noop("Open the page anew; it comes with another."),
    )


def no_secrecy(article: str | None) -> Refused:
    """Too late, or the rule does not let anybody ask."""
    return Refused(
        gettext_noop("It cannot be made secret now."),
        code="proposals.no-secrecy",
        next_step=gettext_noop("Where the rule allows it, ask before the first position is taken."),
        article=article,
    )


def box_not_empty(article: str | None) -> Refused:
    """Nobody can be asked anew."""
    return Refused(
        gettext_noop("Votes lie in the box, and cannot be asked for anew: the text stays as it is."),
        code="proposals.box-not-empty",
        next_step=gettext_noop("Take the proposal back, and raise it anew."),
        article=article,
    )
