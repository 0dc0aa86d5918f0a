"""The hours that count for candidacy, of a few people at once, added up by the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.facts.cells import Cell, cuts
from bylaws.facts.people import Person, Stretch, stretches
from bylaws.kernel.periods import Period
from bylaws.membership.admission import candidacy_seconds
from toadlane.coops.models import Coop, Participant
from toadlane.work import sums


def seconds_of(
    coop: Coop, whom: Mapping[Participant, Person], charter: Charter, on: dt.date
) -> dict[str, int]:
    """By key, the seconds each has in their stage before a day; one statement, however many they are."""
    asked = [
        (who, person, run, work)
        for who, person in whom.items()
        for run in _runs(person, charter, on)
        for work in _counting(charter, run.period.from_day)
    ]
    reaches = [
        sums.Reach(sums.key(who.pk), work, run.period.from_day, run.period.until or on)
        for who, _, run, work in asked
    ]
    found = sums.by_reach(coop, reaches)
    cells = [
        Cell(person.key, work, str(run.stage), run.period, seconds)
        for (_, person, run, work), seconds in zip(asked, found, strict=True)
    ]
    return {person.key: candidacy_seconds(person, cells, charter=charter, on=on) for person in whom.values()}


def _runs(person: Person, charter: Charter, on: dt.date) -> list[Stretch]:
    """Stretches of stages from the first day to the one asked about, cut where texts change."""
    starts = charter.base_front.starts()
    first = max(starts, min((spell.period.from_day for spell in person.spells), default=on))
    if first >= on:
        return []
    period = Period(first, on)
    return [run for run in stretches(person, period, cuts(charter, period)) if run.stage]


def _counting(charter: Charter, day: dt.date) -> list[str]:
    rule = charter.on(day).maybe("hours", Hours)
    return sorted(rule.says.counting_for("candidacy")) if rule else []
