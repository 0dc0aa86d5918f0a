"""What is said of somebody who is brought in, and everything that can be wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, InputFault
from bylaws.record.canonical import Json
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members import standing
from toadlane.members.models import Invitation
from toadlane.people.spelling import one_line, one_spelling

NAME_AT_MOST = 120
EMAIL_AT_MOST = 254


@dataclass(frozen=True, slots=True)
class Spell:
    """A stage or a role by its word, from a day on; None: until the next stage, or as long as it lasts."""

    word: str
    valid_from: dt.date
    valid_until: dt.date | None = None

    def written(self) -> dict[str, Json]:
        """As the record keeps it."""
        until = self.valid_until.isoformat() if self.valid_until else None
        return {"from": self.valid_from.isoformat(), "until": until, "word": self.word}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to bring in: a name, perhaps an address to invite, and what they are since when."""

    name: str
    email: str = ""
    stages: tuple[Spell, ...] = ()
    roles: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody as they would be brought in, or what is wrong with what is said of them."""

    person: NewPerson
    fault: Fault | None


def look(people: Sequence[NewPerson], *, coop: Coop, at: Moment) -> list[Looked]:
    """Each of them held against the co-op and against those before, in three questions to the database."""
    known = standing.stages_of(coop, at)
    addresses = addresses_in(coop)
    looked = []
    for person in people:
        try:
            fit = fitting(person, coop=coop, at=at, known=known, addresses=addresses)
        except Fault as fault:
            looked.append(Looked(person, fault))
        else:
            looked.append(Looked(fit, None))
            addresses.add(fit.email)
    return looked


def addresses_in(coop: Coop) -> set[str]:
    """The addresses of everybody who takes part or is asked to."""
    signed_in = Participant.objects.filter(coop=coop, person__isnull=False).values_list("person__email")
    asked = Invitation.objects.filter(coop=coop, withdrawn_at__isnull=True, accepted_at__isnull=True)
    return {email for (email,) in [*signed_in, *asked.values_list("email")]}


def fitting(person: NewPerson, *, coop: Coop, at: Moment, known: list[str], addresses: set[str]) -> NewPerson:
    """The same person in the spelling that is kept; a fault where something cannot be."""
    stages = one_after_the_other(person.stages)
    for spell in stages:
        standing.known_stage(spell.word, known)
    for spell in person.roles:
        standing.usable_role(spell.word)
    for spell in (*stages, *person.roles):
        standing.possible_day(spell.valid_from, coop, at)
    email = usable_address(person.email) if person.email else ""
    if email and email in addresses:
        raise InputFault(
            gettext_noop("{email} is in this co-op already."),
            code="members.twice",
            next_step=gettext_noop("Leave this line out, or give the other person’s own address."),
            email=email,
        )
    return replace(person, name=usable_name(person.name), email=email, stages=stages)


def usable_name(name: str) -> str:
    """A name as it is shown: one line of text."""
    said = one_line(name)
    if said and len(said) <= NAME_AT_MOST:
        return said
    raise InputFault(
        gettext_noop("“{name}” cannot be shown as a name."),
        code="members.name",
        next_step=gettext_noop("Write one line of up to {longest} letters."),
        name=name[:40],
        longest=NAME_AT_MOST,
    )


def usable_address(email: str) -> str:
    """An address in the letters it is kept in."""
    said = one_spelling(email)
    try:
        validate_email(said)
    except ValidationError:
        said = ""
    if said and len(said) <= EMAIL_AT_MOST:
        return said
    raise InputFault(
        gettext_noop("“{email}” is no e-mail address."),
        code="members.email",
        next_step=gettext_noop("Write it as in ada@example.org, or leave it empty."),
        email=email[:60],
    )


def one_after_the_other(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Stages in the order of their days, each until the next begins unless it says when it ended."""
    ordered = sorted(spells, key=lambda spell: spell.valid_from)
    done: list[Spell] = []
    for spell, after in zip_longest(ordered, ordered[1:]):
        until = spell.valid_until or (after.valid_from if after else None)
        if until is not None and (until <= spell.valid_from or (after and until > after.valid_from)):
            raise overlapping(spell, after)
        done.append(replace(spell, valid_until=until))
    return tuple(done)


def overlapping(spell: Spell, after: Spell | None) -> InputFault:
    """One stage at a time, and each at least a day long."""
    if after is not None and after.valid_from <= (spell.valid_until or spell.valid_from):
        return InputFault(
            gettext_noop("“{one}” and “{other}” fall on the same day, {day}."),
            code="members.same-day",
            next_step=gettext_noop("One stage ends where the next begins; put one of the days right."),
            one=spell.word,
            other=after.word,
            day=after.valid_from.isoformat(),
        )
    return InputFault(
        gettext_noop("“{one}” ends before it begins, on {day}."),
        code="members.backwards",
        next_step=gettext_noop("Put one of the two days right."),
        one=spell.word,
        day=spell.valid_from.isoformat(),
    )
