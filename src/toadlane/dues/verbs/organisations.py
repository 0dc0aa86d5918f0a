"""Entering that somebody is an organisation, and who speaks for it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Subquery
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.dues.models import DuesPaid, Organisation, Speaker
from toadlane.members.entering import addresses_in, usable_address, usable_name
from toadlane.members.models import Invitation
from toadlane.members.parting import is_for_two
from toadlane.members.standing import enters, only_founders
from toadlane.members.verbs.inviting import call_off, open_invitations
from toadlane.members.verbs.periods import hold
from toadlane.notices import calendars
from toadlane.record.models import Entry
from toadlane.record.verbs import append

LONG_AGO = dt.date(1900, 1, 1)
ENTERED = "organisation.entered.v1"


@transaction.atomic
def enter_organisation(
    *, participant: Participant, speaker: str, by: Participant, at: Moment, key: str
) -> Organisation:
    """Somebody who takes part is an organisation, for which `speaker` speaks. It has one vote, as anybody."""
    coop = participant.coop
    only_founders(coop, by, at)
    name = usable_name(speaker)
    content: dict[str, Json] = {"participant": participant.key, "speaker": name}
    taken = keys.take(coop=coop, key=key, verb="dues.enter-organisation", by=by, content=content)
    if not taken.first:
        return Organisation.written.get(coop=coop, pk=taken.result)
    hold(participant)
    if participant.pk == by.pk or RolePeriod.objects.on(at.day).filter(participant=participant).exists():
        raise Refused(
            gettext_noop("{name} holds a role here, and roles are held by people."),
            code="organisation.holds-role",
            next_step=gettext_noop("End the role first, or enter the organisation as somebody of its own."),
            name=participant.name,
        )
    row = make_organisation(participant, name, by=by, at=at)
    taken.keep(row.pk)
    return row


def make_organisation(participant: Participant, speaker: str, *, by: Participant, at: Moment) -> Organisation:
    """The same inside the transaction of a verb that lets it in; fault `period.overlaps` where it is one."""
    began = StagePeriod.objects.filter(participant=participant).order_by("valid_from").first()
    row = Organisation(
        coop=participant.coop, participant=participant, valid_from=began.valid_from if began else at.day
    )
    row.save()
    _speaks(participant, usable_name(speaker), at)
    what: dict[str, Json] = {"participant": participant.key}
    append(kind=ENTERED, what=what, by=by, at=at, subject=participant.key)
    return row


@transaction.atomic
def take_organisation_back(*, participant: Participant, by: Participant, at: Moment, key: str) -> None:
    """It was entered by mistake: they are a person. Not once dues were paid as an organisation."""
    coop = participant.coop
    only_founders(coop, by, at)
    content: dict[str, Json] = {"participant": participant.key}
    if not keys.take(coop=coop, key=key, verb="dues.take-back", by=by, content=content).first:
        return
    hold(participant)
    row = the_organisation(participant)
    if DuesPaid.objects.filter(participant=participant, payment__entry__reversed_by=None).exists():
        raise RecordMoved(
            gettext_noop("{name} has paid dues as an organisation."),
            code="organisation.has-paid",
            next_step=gettext_noop("Reverse those payments first, if they were entered by mistake, too."),
            name=participant.name,
        )
    Organisation(
        coop=coop,
        participant=participant,
        valid_from=row.valid_from,
        valid_until=row.valid_from,
        replaces=row,
    ).save()
    Speaker.objects.filter(participant=participant).delete()
    append(kind="organisation.taken-back.v1", what=content, by=by, at=at, subject=participant.key)


@transaction.atomic
def name_speaker(
    *, participant: Participant, speaker: str, email: str = "", by: Participant, at: Moment, key: str
) -> Speaker:
    """Somebody else speaks for an organisation; with an address they are invited to sign in for it.

    Named by the organisation itself; while nobody signs in for it, by whoever keeps the list, who otherwise
    says it for a second one to confirm (`speaking.py`). Whoever signed in for it before does not any more, at
    once. Nobody who takes part here can sign in for it, too: that would be two votes.
    """
    coop = participant.coop
    name, address = usable_name(speaker), usable_address(email) if email else ""
    if by.coop_id != coop.pk:
        raise absent()
    the_organisation(participant)
    refuse_others(participant, by, at)
    content: dict[str, Json] = {"email": address, "participant": participant.key, "speaker": name}
    taken = keys.take(coop=coop, key=key, verb="dues.name-speaker", by=by, content=content)
    if taken.first:
        hold(participant)
        if is_for_two(participant, by):
            raise Refused(
                gettext_noop("Who signs in for {name} is not for one other person alone to say."),
                code="organisation.for-two",
                next_step=gettext_noop("Enter it; they themselves or a second member confirm it."),
                name=participant.name,
            )
        speak(participant, name, address, by=by, at=at)
    return Speaker.objects.get(participant=participant)


def speak(
    participant: Participant, name: str, address: str, *, change: str = "", by: Participant, at: Moment
) -> None:
    """The same inside a verb's transaction; `change` is what a second member confirmed."""
    _speaks(participant, name, at)
    if address:
        _sign_in_anew(participant, address, by=by, at=at)
    what: dict[str, Json] = {"participant": participant.key, "signs_in_anew": bool(address)}
    what |= {"change": change} if change else {}
    append(kind="organisation.spoken-for.v1", what=what, by=by, at=at, subject=participant.key)


def the_organisation(participant: Participant) -> Organisation:
    """The row that says that somebody is an organisation; fault `organisation.is-person`."""
    rows = Organisation.objects.touching(LONG_AGO, None).filter(participant=participant)
    row: Organisation | None = rows.first()
    if row is None:
        raise InputFault(
            gettext_noop("{name} is no organisation."),
            code="organisation.is-person",
            next_step=gettext_noop("Enter first that it is one."),
            name=participant.name,
        )
    return row


def _speaks(participant: Participant, name: str, at: Moment) -> None:
    told = {"coop": participant.coop, "name": name, "since": at.day}
    Speaker.objects.update_or_create(participant=participant, defaults=told)


def _sign_in_anew(participant: Participant, address: str, *, by: Participant, at: Moment) -> None:
    coop = Coop.objects.select_for_update(no_key=True).get(pk=participant.coop_id)
    who = Participant.objects.select_related("person").get(pk=participant.pk)
    if who.person is not None and who.person.email == address:
        return
    refuse_taking_over(who, by)
    call_off(who, at)
    calendars.stop(of=who)  # or whoever spoke before would go on reading it
    Participant.objects.filter(pk=who.pk).update(person=None)
    if address in addresses_in(coop):
        raise InputFault(
            gettext_noop("{email} takes part here already, and nobody has two votes."),
            code="organisation.two-votes",
            next_step=gettext_noop(
                "Name somebody who takes part for nobody else, at an address of their own."
            ),
            email=address,
        )
    open_invitations([(who, address)], send=True, by=by, at=at)


def refuse_taking_over(who: Participant, by: Participant) -> None:
    """Whoever signed in before it was entered that they are an organisation came as themselves, and stays."""
    if who.person is None or who.pk == by.pk:
        return
    entries = Entry.objects.filter(coop=who.coop, kind=ENTERED, subject=who.key)
    entered = entries.order_by("-happened_at").values_list("happened_at", flat=True)[:1]
    if Invitation.objects.filter(participant=who, accepted_at__gte=Subquery(entered)).exists():
        return
    raise Refused(
        gettext_noop("{name} signed in here before it was entered as an organisation."),
        code="organisation.signs-in",
        next_step=gettext_noop("Whoever signs in for it says themselves who does so from now on."),
        name=who.name,
    )


def refuse_others(participant: Participant, by: Participant, at: Moment) -> None:
    own = by.pk == participant.pk and by.stage_on(at.day) not in {None, FORMER}
    if own or enters(by, at):
        return
    raise Refused(
        gettext_noop("Who speaks for {name} is said by itself, or by whoever keeps the list of people."),
        code="organisation.not-theirs",
        next_step=gettext_noop("Ask whoever speaks for it now, a founder or the bookkeeper."),
        name=participant.name,
    )
