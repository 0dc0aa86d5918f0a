"""What *Today* says of elections: to answer, to stand or name, and where one is to be called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.membership.posts import posts
from bylaws.membership.terms import free_seats
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import Matter, sight_on
from toadlane.elections import words
from toadlane.elections.calling import Electable, all_electable, votes_among
from toadlane.elections.doors import page_of
from toadlane.elections.models import Election
from toadlane.elections.standing import Standing, standings
from toadlane.elections.waking import ENDED
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise
from toadlane.roles.held import held_in, text_of

AHEAD: Final = dt.timedelta(days=60)
"""How long before the end of a term an election is to be called, so that notice and vote fit in."""


def _going(coop: Any) -> QuerySet[Any, Any]:
    return Election.objects.filter(coop=coop).exclude(steps__kind__in=ENDED).values_list("pk")


GOING: Final = Question(_going, coop=UUIDField())


def one_going(who: Asking) -> tuple[Question, dict[str, Any]]:
    """An election that is under way."""
    return GOING, {"coop": who.coop.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One line for each that waits for them; the vote itself is told of by the room of proposals."""
    if not sight_on(participant, at.day).may_see(Matter(participant.coop, DECISIONS, None)):
        return
    rows = Election.objects.filter(coop=participant.coop).exclude(steps__kind__in=ENDED)
    for standing in standings(participant.coop, list(rows.select_related("called_by").order_by("pk"))):
        yield from _of(standing, participant, at)


def to_call(participant: Participant, at: Moment) -> Iterable[Item]:
    """A term that ends soon, or an empty seat, for which nobody has called an election."""
    coop = participant.coop
    text = text_of(coop, at.day)
    if text is None or not any(votes_among(text, of) for of in posts(text)):
        return
    found = held_in(coop, at.day)
    if found is None or not may_raise(text, participant.stage_on(at.day)):
        return
    due = [one for one in all_electable(found) if _is_due(one, at)]
    if not due:
        return
    rows = Election.objects.filter(coop=coop).exclude(steps__kind__in=ENDED)
    going = set(rows.values_list("post", flat=True))
    for one in due:
        if one.key not in going:
            there = reverse("elections:calling", args=[coop.slug])
            yield Item(
                title=_("Call an election: {post}").format(post=one.title),
                verb=_("Choose the days"),
                url=f"{there}?post={one.key}",
                due_on=one.next_end,
                detail=_("A seat is empty, or will be."),
            )


def _is_due(one: Electable, at: Moment) -> bool:
    """Whether a seat is empty, or will be when the terms that end soon are over."""
    return bool(free_seats(one.post, one.held.tenures, on=at.day + AHEAD))


def _of(standing: Standing, participant: Participant, at: Moment) -> Iterator[Item]:
    row = standing.row
    mine, title, page = standing.of(participant), words.title(row.post), page_of(row.coop, row.pk)
    if not standing.names_open(at.instant):
        return
    if mine is not None and mine.said is None:
        yield Item(
            title=_("{title}: you were named").format(title=title),
            verb=_("Say whether you stand"),
            url=page,
            due_on=row.nominations_until,
        )
    elif mine is None:
        yield Item(
            title=title,
            verb=_("Name somebody, or stand"),
            url=page,
            due_on=row.nominations_until,
            detail=_("Nominations are open."),
        )
