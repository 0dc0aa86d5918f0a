"""What stands in the way of somebody who speaks for another, or enters what another said."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import CharterSilent, InputFault, RecordMoved, Refused


def no_proxies(article: str | None) -> CharterSilent:
    """The rule does not say that one may speak for another."""
    return CharterSilent(
        gettext_noop("The charter does not say that anybody speaks for another here."),
        code="proposals.no-proxies",
        next_step=gettext_noop("Take your position yourself, by letter too, or have it entered from paper."),
        article=article,
    )


def secret(article: str | None) -> Refused:
    """Whoever spoke for another would know their vote."""
    return Refused(
        gettext_noop("This is a secret vote: nobody speaks for another in it, and nobody enters a vote."),
        code="proposals.proxy-secret",
        next_step=gettext_noop("Everybody votes for themselves."),
        article=article,
    )


def no_such_voice() -> InputFault:
    """They take no position in it."""
    return InputFault(
        gettext_noop("This is somebody who takes no position in it, or yourself."),
        code="proposals.proxy-who",
        next_step=gettext_noop("Choose another of those who decide."),
    )


def given_already() -> RecordMoved:
    """One at a time."""
    return RecordMoved(
        gettext_noop("You have named somebody to speak for you."),
        code="proposals.proxy-given",
        next_step=gettext_noop("Take that back first."),
    )


def spoken_already() -> RecordMoved:
    """Their own position counts."""
    return RecordMoved(
        gettext_noop("Whoever this is about has said where they stand themselves, and that counts."),
        code="proposals.proxy-spoke",
        next_step=gettext_noop("They can change it themselves until the close."),
    )


def chain() -> Refused:
    """A proxy is not handed on."""
    return Refused(
        gettext_noop("Whoever speaks for another speaks for themselves too: a proxy is not handed on."),
        code="proposals.proxy-chain",
        next_step=gettext_noop("Choose somebody who has not named anybody, and for whom you do not speak."),
    )


def full(most: int, article: str | None) -> Refused:
    """The charter sets how many."""
    return Refused(
        gettext_noop("The charter lets one person speak for {most} others at most, and so many are."),
        code="proposals.proxy-full",
        next_step=gettext_noop("Decline it, so that they can ask somebody else."),
        article=article,
        most=most,
    )


def none_here() -> RecordMoved:
    """It was taken back, declined, or never given."""
    return RecordMoved(
        gettext_noop("There is no such proxy any more."),
        code="proposals.proxy-over",
        next_step=gettext_noop("The page says who speaks for whom now."),
    )


def no_keeper() -> Refused:
    """Some roles keep papers."""
    return Refused(
        gettext_noop(
            "Whoever is scribe, secretary, bookkeeper or founder enters what came on paper or by phone."
        ),
        code="proposals.no-keeper",
        next_step=gettext_noop("Ask one of them; the page of people says who they are."),
    )


def no_witness() -> InputFault:
    """A third person was there."""
    return InputFault(
        gettext_noop(
            "A witness is somebody else who takes part in this or is heard, and not whose position it is."
        ),
        code="proposals.witness",
        next_step=gettext_noop("Name whoever saw the paper or heard the call."),
    )


def contested_already() -> Refused:
    """They said that it is not theirs."""
    return Refused(
        gettext_noop("They said that a position entered for them was not theirs."),
        code="proposals.contested",
        next_step=gettext_noop("From now on they take their position themselves."),
    )


def not_to_contest() -> RecordMoved:
    """Nothing is entered for them, or too long ago."""
    return RecordMoved(
        gettext_noop("There is no position entered for you that could still be contested."),
        code="proposals.not-entered",
        next_step=gettext_noop("Its page says where you stand."),
    )
