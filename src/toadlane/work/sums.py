"""Hours added up by the database: by person and kind over a period, and over single stretches."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from bylaws.kernel.periods import Period
from toadlane.coops.models import Coop
from toadlane.work.models import UNDER_WAY

Kept = str | UUID
"""A key as the database keeps it: there are many, and none has to be made into anything else."""


class Sum(NamedTuple):
    """Whole seconds of one person at one kind of work, by the parts of a period."""

    participant: Kept
    work: str
    seconds: tuple[int, ...]


class Reach(NamedTuple):
    """One person, one kind of work, one run of days."""

    participant: Kept
    work: str
    from_day: dt.date
    until: dt.date


# What an import under way has written so far is taken off again, in the same statement and so at the
# same instant. Nearly always there is none, and the sums are read from one index.
BY_KIND = """SELECT participant_id, work, {totals} FROM (
 SELECT participant_id, work, {sums} FROM work_timeentry
 WHERE coop_id = %s AND day >= %s AND day < %s GROUP BY participant_id, work
 UNION ALL
 SELECT e.participant_id, e.work, {hidden}
 FROM work_hoursimport i JOIN work_timeentry e ON e.source_id = i.id
 WHERE i.coop_id = %s AND i.state IN (%s, %s) AND e.day >= %s AND e.day < %s
 GROUP BY e.participant_id, e.work
) AS both_ways GROUP BY participant_id, work"""

REACHES = {
    "sqlite": "SELECT key AS nth, json_extract(value, '$[0]') AS who, json_extract(value, '$[1]') AS work,"
    " json_extract(value, '$[2]') AS from_day, json_extract(value, '$[3]') AS until FROM json_each(%s)",
    "postgresql": "SELECT nth - 1 AS nth, (value ->> 0)::uuid AS who, value ->> 1 AS work,"
    " (value ->> 2)::date AS from_day, (value ->> 3)::date AS until"
    " FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS r(value, nth)",
}
BY_REACH = """SELECT r.nth,
 COALESCE((SELECT SUM(e.seconds) FROM work_timeentry e WHERE e.coop_id = %s
  AND e.participant_id = r.who AND e.work = r.work AND e.day >= r.from_day AND e.day < r.until), 0)
 - COALESCE((SELECT SUM(e.seconds) FROM work_hoursimport i JOIN work_timeentry e ON e.source_id = i.id
  WHERE i.coop_id = %s AND i.state IN (%s, %s)
  AND e.participant_id = r.who AND e.work = r.work AND e.day >= r.from_day AND e.day < r.until), 0)
 FROM ({reaches}) AS r"""


def by_kind(coop: Coop, period: Period, *, cuts: Sequence[dt.date] = ()) -> list[Sum]:
    """Every person's seconds by kind of work; each sum has one part more than there are `cuts`.

    `period` has an end and the cuts lie inside it, in order. One look through one index, whatever the
    number of parts. Sums of nothing at all are left out.
    """
    days = [as_kept(day) for day in (period.from_day, *cuts, period.until)]
    edges = list(pairwise(days))
    inside = [day for edge in edges for day in edge] if cuts else []
    within, own = [days[0], days[-1]], key(coop.pk)
    statement = BY_KIND.format(
        totals=", ".join(f"SUM(s{n})" for n in range(len(edges))),
        sums=_parts(len(edges), "", ""),
        hidden=_parts(len(edges), "e.", "-"),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*inside, own, *within, *inside, own, *UNDER_WAY, *within])
        rows = cursor.fetchall()
    if len(edges) == 1:
        return [Sum(who, work, (int(seconds),)) for who, work, seconds in rows if seconds]
    return [Sum(who, work, tuple(map(int, sums))) for who, work, *sums in rows if any(sums)]


def _parts(count: int, table: str, sign: str) -> str:
    """The sum of each part; of a period in one piece, the plain sum."""
    if count == 1:
        return f"{sign}SUM({table}seconds) AS s0"
    each = f"COALESCE(SUM({table}seconds) FILTER (WHERE {table}day >= %s AND {table}day < %s), 0)"
    return ", ".join(f"{sign}{each} AS s{n}" for n in range(count))


def by_reach(coop: Coop, reaches: Sequence[Reach]) -> list[int]:
    """The seconds of each reach, in their order; one statement, and one seek in the index for each."""
    if not reaches:
        return []
    asked = json.dumps([[str(r.participant), r.work, str(r.from_day), str(r.until)] for r in reaches])
    own = key(coop.pk)
    with connection.cursor() as cursor:
        statement = BY_REACH.format(reaches=REACHES[connection.vendor])
        cursor.execute(statement, [own, own, *UNDER_WAY, asked])
        found = {int(nth): int(seconds) for nth, seconds in cursor.fetchall()}
    return [found[nth] for nth in range(len(reaches))]


def hexadecimal(kept: Kept) -> str:
    """A key in the digits in which many rows at once are written."""
    return kept.hex if isinstance(kept, UUID) else kept


def key(of: UUID) -> str:
    """A key as the database keeps it."""
    return str(of) if connection.features.has_native_uuid_field else of.hex


def people_by_key(coop: Coop) -> dict[Kept, str]:
    """What the charter's facts call everyone, by the keys of their rows as the database keeps them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, key FROM coops_participant WHERE coop_id = %s", [key(coop.pk)])
        return dict(cursor.fetchall())


def as_kept(day: dt.date | None) -> dt.date | str | None:
    """A day as the database compares it."""
    kept: dt.date | str | None = connection.ops.adapt_datefield_value(day)
    return kept
