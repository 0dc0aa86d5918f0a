"""Inviting people to sign in, taking an invitation back, and accepting one."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members import entering, letters, standing
from toadlane.members.models import LASTS, Invitation, Seat
from toadlane.people.models import Person
from toadlane.people.proving import prove
from toadlane.record.verbs import append


@transaction.atomic
def invite(
    *, participant: Participant, email: str, send: bool = True, by: Participant, at: Moment, key: str
) -> Invitation:
    """Invite somebody, or invite them anew: an invitation that was open is withdrawn by it."""
    coop = participant.coop
    standing.only_founders(coop, by, at)
    address = entering.usable_address(email)
    content: dict[str, Json] = {"email": address, "participant": participant.key, "send": send}
    taken = keys.take(coop=coop, key=key, verb="members.invite", by=by, content=content)
    if not taken.first:
        return Invitation.objects.get(coop=coop, pk=taken.result)
    held = _hold(participant)
    if held.person_id is not None:
        raise RecordMoved(
            gettext_noop("{name} signs in here already."),
            code="invitation.accepted",
            next_step=gettext_noop("Nothing is left to do."),
            name=held.name,
        )
    letters.call_back(_open(held))
    _open(held).update(withdrawn_at=at.instant)
    if address in entering.addresses_in(coop):
        raise InputFault(
            gettext_noop("{email} is in this co-op already."),
            code="members.twice",
            next_step=gettext_noop("Give the address of this person alone."),
            email=address,
        )
    (invitation,) = open_invitations([(held, address)], send=send, by=by, at=at)
    _record("person.invited.v1", held, by=by, at=at)
    taken.keep(invitation.pk)
    return invitation


def open_invitations(
    invited: Sequence[tuple[Participant, str]], *, send: bool, by: Participant, at: Moment
) -> list[Invitation]:
    """Write invitations, inside the transaction of a verb, and put their letters into the outbox."""
    rows = [
        Invitation(
            coop=by.coop,
            participant=participant,
            email=email,
            made_by=by,
            made_at=at.instant,
            expires_at=at.instant + LASTS,
        )
        for participant, email in invited
    ]
    Invitation.objects.bulk_create(rows)
    if send:
        letters.post(rows, coop=by.coop, at=at.instant)
    return rows


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Participant, at: Moment, key: str) -> Invitation:
    """Take an invitation back: its link leads nowhere from now on."""
    standing.only_founders(invitation.coop, by, at)
    content: dict[str, Json] = {"invitation": str(invitation.pk)}
    taken = keys.take(coop=invitation.coop, key=key, verb="members.withdraw", by=by, content=content)
    if taken.first:
        held = _unsettled(invitation, at, expired_too=True)
        letters.call_back([held])
        Invitation.objects.filter(pk=held.pk).update(withdrawn_at=at.instant)
        _record("invitation.withdrawn.v1", held.participant, by=by, at=at)
        taken.keep(held.pk)
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, by: Person, by_post: bool = False, at: Moment, key: str) -> Participant:
    """Whoever was invited comes in, with the account they have; `by_post` with the link of their letter."""
    content: dict[str, Json] = {"invitation": str(invitation.pk), "person": str(by.pk)}
    taken = keys.take(coop=invitation.coop, key=key, verb="members.accept", by=None, content=content)
    if taken.first:
        held = _unsettled(invitation, at)
        _refuse_other(held, by)
        _come_in(held, by, at)
        if by_post:
            prove(by)
        taken.keep(held.participant.key)
    return Participant.objects.select_related("coop").get(pk=invitation.participant_id)


@transaction.atomic
def accept_as_newcomer(
    *, invitation: Invitation, name: str, password: str, by_post: bool = False, at: Moment, key: str
) -> Participant:
    """Whoever was invited comes in, and has an account from now on; the form judges the password.

    Only the link of the letter shows that the address is theirs: one handed over is seen by others too.
    """
    content: dict[str, Json] = {"invitation": str(invitation.pk)}
    taken = keys.take(coop=invitation.coop, key=key, verb="members.accept-new", by=None, content=content)
    if taken.first:
        held = _unsettled(invitation, at)
        try:
            person = Person.objects.welcome(
                email=held.email, name=entering.usable_name(name), password=password
            )
        except ValidationError:
            raise RecordMoved(
                gettext_noop("Somebody signs in as {email} already."),
                code="invitation.account",
                next_step=gettext_noop("Sign in with that account, and open the link again."),
                email=held.email,
            ) from None
        _come_in(held, person, at)
        if by_post:
            prove(person)
        taken.keep(held.participant.key)
    return Participant.objects.select_related("coop", "person").get(pk=invitation.participant_id)


def _come_in(held: Invitation, person: Person, at: Moment) -> None:
    who = _hold(held.participant)
    if who.person_id is not None:
        raise _settled(held)
    if Participant.objects.filter(coop=held.coop, person=person).exists():
        raise Refused(
            gettext_noop("You take part in {coop} already, under another name."),
            code="invitation.here-already",
            next_step=gettext_noop("Tell whoever invited you, so that they can put it right."),
            coop=held.coop.name,
        )
    Participant.objects.filter(pk=who.pk).update(person=person)
    Seat.objects.filter(participant=who).delete()
    letters.call_back([held])
    Invitation.objects.filter(pk=held.pk).update(accepted_at=at.instant)
    _record("invitation.accepted.v1", who, by=who, at=at)


def _refuse_other(held: Invitation, person: Person) -> None:
    """A link passed on, or opened where somebody else is signed in, lets nobody in by accident."""
    if held.email == person.email:
        return
    raise Refused(
        gettext_noop("This invitation is for {email}, and you are signed in as {other}."),
        code="invitation.other",
        next_step=gettext_noop("Sign out and open the link again, or ask to be invited at your own address."),
        email=held.email,
        other=person.email,
    )


def call_off(who: Participant, at: Moment) -> None:
    """No invitation of somebody leads in any more, nor a place that waits; inside a verb's transaction."""
    open_ones = _open(who)
    letters.call_back(open_ones)
    open_ones.update(withdrawn_at=at.instant)
    Seat.objects.filter(participant=who).delete()


def _unsettled(invitation: Invitation, at: Moment, *, expired_too: bool = False) -> Invitation:
    """The invitation, held until this is done, if it can still be answered."""
    held = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.pk)
    state = held.state_at(at.instant)
    if state == Invitation.State.OPEN or (expired_too and state == Invitation.State.EXPIRED):
        return held
    if state == Invitation.State.EXPIRED:
        raise Refused(
            gettext_noop("This invitation was good until {day}."),
            code="invitation.expired",
            next_step=gettext_noop("Ask {name} for a new one."),
            day=held.expires_at.date().isoformat(),
            name=held.made_by.name,
        )
    raise _settled(held)


def _settled(held: Invitation) -> RecordMoved:
    if held.accepted_at is None and held.participant.person_id is None:
        return RecordMoved(
            gettext_noop("This invitation was withdrawn."),
            code="invitation.withdrawn",
            next_step=gettext_noop("Look for a newer one, or ask {name}."),
            name=held.made_by.name,
        )
    return RecordMoved(
        gettext_noop("This invitation was accepted already."),
        code="invitation.used",
        next_step=gettext_noop("Sign in with the account that accepted it."),
    )


def _open(participant: Participant) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        participant=participant, accepted_at__isnull=True, withdrawn_at__isnull=True
    )


def _hold(participant: Participant) -> Participant:
    return Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=participant.pk)


def _record(kind: str, who: Participant, *, by: Participant, at: Moment) -> None:
    append(kind=kind, what={"participant": who.key}, by=by, at=at, subject=who.key)
