"""What happens on the day itself: nobody has to be there for it."""

from __future__ import annotations

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import Departure, DepartureDone, Way
from toadlane.members.verbs.inviting import call_off
from toadlane.notices import calendars
from toadlane.people import sessions
from toadlane.people.models import Person
from toadlane.record.verbs import append


@transaction.atomic
def take_effect(*, departure: Departure, at: Moment) -> DepartureDone | None:
    """The day has come: whoever left is signed out everywhere, and no invitation leads in any more.

    What they may see ends with their stage on that day, whether this has run or not. Whoever died is not
    signed in again, unless they take part in another co-op, whose affair that is. None where it is done
    already, is taken back, or the day is still to come.
    """
    held = Departure.objects.select_for_update(no_key=True, of=("self",)).get(pk=departure.pk)
    settled = DepartureDone.objects.filter(departure=held).exists() or hasattr(held, "taken_back")
    if settled or held.leaves_on > at.day:
        return None
    who = Participant.objects.select_related("coop", "person").get(pk=held.participant_id)
    closed = False
    if held.becomes == FORMER:
        call_off(who, at)
        calendars.stop(of=who)
        if who.person is not None:
            sessions.end_all(who.person)
            closed = held.way == Way.DEATH and _close(who.person, who)
    done = DepartureDone.objects.create(
        coop=who.coop, departure=held, happened_on=at.day, closed_account=closed
    )
    what: dict[str, Json] = {
        "departure": str(held.pk),
        "participant": who.key,
        "sign_in_closed": closed,
    }
    append(kind="departure.took-effect.v1", what=what, by=None, at=at, subject=who.key, coop=who.coop)
    return done


def _close(person: Person, who: Participant) -> bool:
    """No sign-in any more; not where they take part elsewhere, for one co-op may not shut out of another."""
    if person.operates or Participant.objects.filter(person=person).exclude(pk=who.pk).exists():
        return False
    return Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False) > 0


def reopen(departure: Departure) -> None:
    """The same taken back: who was entered as dead by mistake signs in again."""
    done = DepartureDone.objects.filter(departure=departure, closed_account=True)
    if done.exists():
        Person.objects.filter(participants=departure.participant_id).update(is_active=True)
