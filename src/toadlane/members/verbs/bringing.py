"""Bringing people in, with what they are since when."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json
from toadlane.coops import keys, naming
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members import chosen, entering, standing
from toadlane.members.entering import NewPerson
from toadlane.members.verbs.inviting import open_invitations
from toadlane.record.models import Entry
from toadlane.record.reads import content
from toadlane.record.verbs import append

MOST = 1000


@transaction.atomic
def bring_in(
    *, coop: Coop, people: Sequence[NewPerson], send: bool = True, by: Participant, at: Moment, key: str
) -> list[Participant]:
    """Everybody or nobody. Whoever has an address is invited; with `send`, by e-mail."""
    standing.only_founders(coop, by, at)
    said_of: dict[str, Json] = {"people": [asked(person) for person in people], "send": send}
    taken = keys.take(coop=coop, key=key, verb="members.bring-in", by=by, content=said_of)
    if not taken.first:
        return brought_in_by(Entry.objects.get(coop=coop, pk=taken.result))
    for one in people:
        standing.refuse_undecided_arrival(one.name, [spell.word for spell in one.stages], coop, at)
    chosen.refuse_chosen((spell.word for one in people for spell in one.roles), coop, at)
    joined, entry = let_in(coop=coop, people=people, send=send, by=by, at=at)
    taken.keep(entry.pk)
    return joined


def let_in(
    *, coop: Coop, people: Sequence[NewPerson], send: bool, by: Participant, at: Moment
) -> tuple[list[Participant], Entry]:
    """The same for a verb of a room above, inside its transaction, which has asked whether `by` may."""
    if not 0 < len(people) <= MOST:
        raise InputFault(
            gettext_noop("{count} people cannot be brought in at once."),
            code="members.count",
            next_step=gettext_noop("Bring in from 1 to {most} at a time."),
            count=len(people),
            most=MOST,
        )
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)  # so that no key is given twice
    looked = entering.look(people, coop=coop, at=at)
    for one in looked:
        if one.fault is not None:
            raise one.fault
    fit = [one.person for one in looked]
    joined = _written(coop, fit)
    said: list[Json] = [_recorded(who, person) for who, person in zip(joined, fit, strict=True)]
    entry = append(kind="people.brought-in.v1", what={"people": said}, by=by, at=at)
    invited = [(who, person.email) for who, person in zip(joined, fit, strict=True) if person.email]
    open_invitations(invited, send=send, by=by, at=at)
    return joined, entry


@transaction.atomic
def rename(*, participant: Participant, name: str, by: Participant, at: Moment, key: str) -> Participant:
    """Put somebody's name right; the books know them by their key, which stays."""
    standing.only_founders(participant.coop, by, at)
    said = entering.usable_name(name)
    told: dict[str, Json] = {"participant": participant.key, "name": said}
    taken = keys.take(coop=participant.coop, key=key, verb="members.rename", by=by, content=told)
    if taken.first:
        Participant.objects.filter(pk=participant.pk).update(name=said)
        what: dict[str, Json] = {"participant": participant.key}
        append(kind="person.renamed.v1", what=what, by=by, at=at, subject=participant.key)
        taken.keep(participant.key)
    participant.refresh_from_db(fields=["name"])
    return participant


def brought_in_by(entry: Entry) -> list[Participant]:
    """The people an entry of the record tells of, in its order."""
    said = content(entry)
    named = [one["participant"] for one in said["what"]["people"]] if said else []
    found = {who.key: who for who in Participant.objects.filter(coop=entry.coop, key__in=named)}
    return [found[key] for key in named]


def asked(person: NewPerson) -> dict[str, Json]:
    """What was asked, to know the same click again."""
    return {
        "email": person.email,
        "name": person.name,
        "roles": [spell.written() for spell in person.roles],
        "stages": [spell.written() for spell in person.stages],
    }


def _recorded(who: Participant, person: NewPerson) -> dict[str, Json]:
    """What the record keeps: keys and days, no name and no address."""
    return {
        "participant": who.key,
        "roles": [spell.written() for spell in person.roles],
        "stages": [spell.written() for spell in person.stages],
    }


def _written(coop: Coop, people: Sequence[NewPerson]) -> list[Participant]:
    taken = set(Participant.objects.filter(coop=coop).values_list("key", flat=True))
    joined = []
    for person in people:
        key = naming.key_of(person.name, taken)
        taken.add(key)
        joined.append(Participant(coop=coop, key=key, name=person.name))
    Participant.objects.bulk_create(joined)
    for who, person in zip(joined, people, strict=True):
        for spell in person.stages:
            StagePeriod.objects.create(
                coop=coop,
                participant=who,
                stage=spell.word,
                valid_from=spell.valid_from,
                valid_until=spell.valid_until,
            )
        for spell in person.roles:
            RolePeriod.objects.create(
                coop=coop,
                participant=who,
                role=spell.word,
                valid_from=spell.valid_from,
                valid_until=spell.valid_until,
            )
    return joined
