"""Several at once: the people of a firm that is taken over, or of another co-op that merges with this one."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext_noop

from bylaws.facts.people import Person, person
from bylaws.facts.people import Spell as Stretch
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.admission import MEMBER
from bylaws.membership.together import OfFirm, Together, join_with_firm, merge
from bylaws.record.canonical import Json
from toadlane.candidacy import said
from toadlane.candidacy.steps import crowded
from toadlane.charter.reads import charter_of
from toadlane.coops import naming
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.members import pasting
from toadlane.members.entering import NewPerson, Spell
from toadlane.work.reads import people_of

Kind = Literal["firm", "merger"]
MOST: Final = 200
NAME_AT_MOST: Final = 100
DAY_AT: Final = 2
"""Where the day on which somebody agreed stands in a line, after their name and their address."""


@dataclass(frozen=True, slots=True)
class Along:
    """Who would come in at once, who stays out, as what it is decided, and whether there is room."""

    kind: Kind
    name: str
    from_day: dt.date
    people: tuple[NewPerson, ...]
    out: tuple[str, ...]
    found: Explained[Together]
    full: Reason | None

    @property
    def matter(self) -> str:
        """The matter members decide it as."""
        return self.found.value.decided_as

    @property
    def fingerprint(self) -> str:
        """What exactly is decided: who comes in, as what, since when."""
        people: list[Json] = [
            {
                "email": one.email,
                "name": one.name,
                "stages": [spell.written() for spell in one.stages],
            }
            for one in self.people
        ]
        told: dict[str, Json] = {
            "from_day": self.from_day.isoformat(),
            "kind": self.kind,
            "name": self.name,
            "people": people,
        }
        return fingerprint_of(told)


def along(*, coop: Coop, kind: Kind, name: str, lines: str, from_day: dt.date, at: Moment) -> Along:
    """What lines would bring in on a day. Faults of the charter where it provides for no such thing.

    Of a firm: name, address, and the day somebody agreed to join, or nothing. Of a co-op: name, address,
    stages with their days.
    """
    called = said.name(name)[:NAME_AT_MOST]
    if kind == "firm":
        return _firm(coop, called, lines, from_day)
    return _merger(coop, called, lines, from_day, at)


def _firm(coop: Coop, name: str, lines: str, from_day: dt.date) -> Along:
    told = _agreeing(lines)
    keys = _keys(coop, [one.name for one, _day in told])
    ours, charter = people_of(coop), charter_of(coop)
    firm = [OfFirm(key, one.name, day) for key, (one, day) in zip(keys, told, strict=True)]
    found = join_with_firm(firm, ours, charter=charter, on=from_day)
    stage = {one.key: one.stage_on(from_day) or "" for one in found.value.people}
    come = [
        NewPerson(one.name, one.email, (Spell(stage[key], from_day),))
        for key, (one, _day) in zip(keys, told, strict=True)
        if key in stage
    ]
    out = [one.name for key, (one, _day) in zip(keys, told, strict=True) if key not in stage]
    return _told(coop, "firm", name, from_day, (come, out, found))


def _merger(coop: Coop, name: str, lines: str, from_day: dt.date, at: Moment) -> Along:
    read = pasting.read(lines, coop=coop, at=at)
    wrong = next((line.fault for line in read if line.fault), None)
    if wrong is not None:
        raise wrong
    told = [line.person for line in read]
    _refuse_count(told)
    keys = _keys(coop, [one.name for one in told])
    theirs = [_as_known(key, one) for key, one in zip(keys, told, strict=True)]
    found = merge(theirs, people_of(coop), charter=charter_of(coop), on=from_day)
    coming = {one.key for one in found.value.people}
    come = [one for key, one in zip(keys, told, strict=True) if key in coming]
    out = [one.name for key, one in zip(keys, told, strict=True) if key not in coming]
    return _told(coop, "merger", name, from_day, (come, out, found))


def _told(
    coop: Coop,
    kind: Kind,
    name: str,
    from_day: dt.date,
    who: tuple[Sequence[NewPerson], Sequence[str], Explained[Together]],
) -> Along:
    come, out, found = who
    members = sum(one.stages[-1].word == MEMBER for one in come)
    full = crowded(people_of(coop), charter_of(coop), from_day, coming=members) if members else None
    return Along(kind, name, from_day, tuple(come), tuple(out), found, full)


def _as_known(key: str, one: NewPerson) -> Person:
    spells = [Stretch(spell.word, Period(spell.valid_from, spell.valid_until)) for spell in one.stages]
    return person(key, one.name, spells)


def _agreeing(lines: str) -> list[tuple[NewPerson, dt.date | None]]:
    """Name, address, and the day each agreed; a line each."""
    rows = [next(csv.reader([line], delimiter=";"), []) for line in lines.splitlines() if line.strip()]
    found = [_agrees([cell.strip() for cell in row]) for row in rows]
    _refuse_count([one for one, _day in found])
    return found


def _agrees(cells: list[str]) -> tuple[NewPerson, dt.date | None]:
    name, email = cells[0], cells[1] if len(cells) > 1 else ""
    day = cells[DAY_AT] if len(cells) > DAY_AT else ""
    try:
        agreed = dt.date.fromisoformat(day) if day else None
    except ValueError:
        raise InputFault(
            gettext_noop("“{day}” is no day."),
            code="along.day",
            next_step=gettext_noop("Write the day somebody agreed on as in 2025-03-31, or leave it out."),
            day=day[:40],
        ) from None
    return NewPerson(said.name(name), email), agreed


def _keys(coop: Coop, names: Iterable[str]) -> list[str]:
    """The keys they will go by."""
    taken = set(people_of(coop))
    found = []
    for name in names:
        key = naming.key_of(name, taken)
        taken.add(key)
        found.append(key)
    return found


def _refuse_count(told: Sequence[NewPerson]) -> None:
    if 0 < len(told) <= MOST:
        return
    raise InputFault(
        gettext_noop("{count} people cannot come in at once."),
        code="along.count",
        next_step=gettext_noop("Name from 1 to {most} people, each on a line."),
        count=len(told),
        most=MOST,
    )
