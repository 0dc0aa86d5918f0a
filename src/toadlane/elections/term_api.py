"""The term calendar as JSON."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema

from toadlane.coops.access import absent
from toadlane.coops.api import Slug, participant_at
from toadlane.coops.models import ROLES
from toadlane.elections import term_calendar
from toadlane.proposals.models import DECISIONS
from toadlane.roles.held import held_in

router = Router()


class TermOut(Schema):
    """A term that ends, or without an end an empty seat; the days are of the election by which others follow.

    `expected`: whoever holds it then is not chosen yet. `opens` and `closes` are missing where the vote opens
    when somebody is proposed.
    """

    post: str
    ends: dt.date | None
    people: list[str]
    expected: bool
    election: UUID | None
    call_by: dt.date | None
    named_until: dt.date | None
    opens: dt.date | None
    closes: dt.date | None
    begins: dt.date | None


@router.get("/terms", response=list[TermOut], summary="The terms that end in the next two years")
def list_terms(request: HttpRequest, coop: Path[Slug]) -> list[TermOut]:
    """The first to end first, and by when an election is called."""
    place = participant_at(request, coop, DECISIONS)
    place.require_class(ROLES)
    found = held_in(place.coop, place.moment.day)
    if found is None:
        raise absent()
    return [_out(one) for one in term_calendar.ahead(found)]


def _out(one: term_calendar.Term) -> TermOut:
    days = one.days
    return TermOut(
        post=one.key,
        ends=one.ends,
        people=list(one.held_by),
        expected=one.expected,
        election=one.election.pk if one.election else None,
        call_by=one.call_by,
        named_until=days.named_until if days else None,
        opens=days.opens if days else None,
        closes=days.closes if days else None,
        begins=days.begins if days else None,
    )
