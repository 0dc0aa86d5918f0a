"""What a facts file tells of somebody's way into the co-op."""

from __future__ import annotations

import datetime as dt

from bylaws.facts.form import DuesInFile, PersonInFile, StayInFile
from bylaws.facts.joining import DuesPaid, Evaluated, Joining, LetOff, Stay
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period

_day = dt.date.fromisoformat


def joining_of(who: PersonInFile) -> Joining:
    """The way in of one person of a facts file; fault `people.stay-backwards`."""
    return Joining(
        organisation=who.organisation,
        part_time=who.part_time,
        stays=tuple(_stay(one, who.name) for one in who.places),
        let_off=tuple(LetOff(_day(one.on), one.by, one.why) for one in who.let_off),
        evaluated=tuple(
            Evaluated(_day(one.on), None if one.views is None else frozenset(one.views))
            for one in who.evaluated
        ),
        dues=None if who.dues is None else tuple(_dues(one) for one in who.dues),
    )


def _dues(one: DuesInFile) -> DuesPaid:
    return DuesPaid(_day(one.due_for), _day(one.on), one.amount, one.band)


def _stay(one: StayInFile, name: str) -> Stay:
    begins, until = _day(one.from_day), _day(one.until) if one.until else None
    if until is not None and until <= begins:
        raise InputFault(
            "The days of {name} at “{place}” end before they begin.",
            code="people.stay-backwards",
            next_step="`until` is the first day after them.",
            name=name,
            place=one.place,
        )
    return Stay(one.place, Period(begins, until))
