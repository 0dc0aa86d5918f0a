"""The count of a round, from the ballots as they lie there: anybody with the file counts the same."""

from __future__ import annotations

import hashlib
from typing import Final

from bylaws.decisions.boxes import box_root
from bylaws.decisions.budgets.funded import Funded
from bylaws.decisions.budgets.ruling import count_by
from bylaws.decisions.budgets.sharing import Project, Sharing, sharing
from bylaws.decisions.elections.lots import drawn, seed_with
from bylaws.record.canonical import Json, canonical
from toadlane.budgets.models import LONGEST
from toadlane.budgets.standing import Standing

HIGHEST: Final = 5
"""By points each gives a project from 0 to so many."""


def shared(standing: Standing, *, title: str = "") -> Sharing | None:
    """The round as it is counted; None where its ballots were not kept, or nobody is on the ballot."""
    given = standing.marks()
    if given is None or not standing.ballot:
        return None
    row = standing.row
    return sharing(
        row.budget_minor,
        [Project(one.key, one.cost_minor, one.title) for one in standing.ballot],
        [{f"p{nth}": points for nth, points in marks} for marks in given],
        ballot=standing.says.ballot,
        currency=row.coop.currency,
        title=title,
    )


def counted(standing: Standing, found: Sharing) -> Funded:
    """The count, with the lot that was drawn, if any."""
    keys = [one.key for one in standing.ballot]
    lot = drawn(standing.seed, keys) if standing.seed else ()
    row = standing.row
    return count_by(
        standing.rule, found, currency=row.coop.currency, left_over=int(row.carried_minor), lot=lot
    )


def closed_digest(standing: Standing) -> str:
    """The number that stands for the closed ballots: of a secret vote the root of the box."""
    if standing.secret:
        return standing.sealed.root if standing.sealed else box_root(standing.box).hex()
    said: list[Json] = [
        {"at": one.cast_at.isoformat(), "by": one.participant.key, "marks": one.marks}
        for one in sorted(standing.papers.values(), key=lambda one: one.participant.key)
    ]
    return hashlib.sha256(canonical(said)).hexdigest()


def seed_of(standing: Standing, *, called: str = "") -> str:
    """That number, then each number that was given, by who gave it, as far as they fit.

    `called`: of open ballots the commitment of the entry that calls the lot.
    """
    given = ((one.participant.key, one.number) for one in standing.numbers)
    closed = f"{closed_digest(standing)} {called}".strip()
    return seed_with(closed, given, longest=LONGEST["because"])
