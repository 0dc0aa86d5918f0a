"""What *Today* says of elections: to answer, to stand or name, and where one is to be called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.membership.posts import COUNTBACK, posts
from bylaws.membership.seated import FOR
from bylaws.membership.terms import free_seats
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import Matter, sight_on
from toadlane.elections import words
from toadlane.elections.calling import Electable, all_electable, chooses, votes_among
from toadlane.elections.doors import page_of
from toadlane.elections.models import Election, Vacancy
from toadlane.elections.standing import ENDS, Standing, Step, standings
from toadlane.elections.vacancies import counts_back, goings_of, of_rows, vacant
from toadlane.elections.waking import going
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise
from toadlane.roles.held import held_in, text_of

LATELY: Final = 3
"""So many elections back somebody can sit whom they elected: by thirds, the last three."""
AHEAD: Final = dt.timedelta(days=60)
"""How long before the end of a term an election is to be called, so that notice and vote fit in."""


def _going(coop: Any) -> QuerySet[Any, Any]:
    return going().filter(coop=coop).values_list("pk")


GOING: Final = Question(_going, coop=UUIDField())


def one_going(who: Asking) -> tuple[Question, dict[str, Any]]:
    """An election that is under way."""
    return GOING, {"coop": who.coop.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One line for each that waits for them; the vote itself is told of by the room of proposals."""
    if not sight_on(participant, at.day).may_see(Matter(participant.coop, DECISIONS, None)):
        return
    rows = Election.objects.filter(coop=participant.coop).exclude(steps__kind__in=ENDS)
    for standing in standings(participant.coop, list(rows.select_related("called_by").order_by("pk"))):
        yield from _of(standing, participant, at)
    yield from _asked(participant, at)


def _asked(participant: Participant, at: Moment) -> Iterator[Item]:
    """Whether they stand for a seat that fell vacant."""
    rows = Vacancy.objects.filter(coop=participant.coop, over=None).select_related(
        "election__coop", "elected__participant", "vacated__participant"
    )
    for one in of_rows(list(rows.order_by("opened_at", "pk"))):
        row = one.row.election
        if one.may_answer(participant, at, participant.coop.time_zone):
            yield Item(
                title=words.vacant(row.post),
                verb=_("Say whether you stand"),
                url=reverse("elections:vacancy", args=[row.coop.slug, row.pk, one.key]),
                due_on=one.row.until,
                detail=_("You stood in the election, and were not elected."),
            )


def to_call(participant: Participant, at: Moment) -> Iterable[Item]:
    """A term that ends soon, or an empty seat, for which nobody has called an election."""
    coop = participant.coop
    text = text_of(coop, at.day)
    if text is None or not any(votes_among(text, of) for of in posts(text)):
        return
    found = held_in(coop, at.day)
    if found is None or not may_raise(text, participant.stage_on(at.day)):
        return
    due = [one for one in all_electable(found) if _free(one, at)]
    if not due:
        return
    rows = Election.objects.filter(coop=coop).exclude(steps__kind__in=ENDS)
    under_way = set(rows.values_list("post", flat=True))
    for one in due:
        left = seats_left(coop, one, at) if one.post.vacancies == COUNTBACK else Left()
        if left.to_take_up is not None:
            yield Item(
                title=words.vacant(one.key),
                verb=_("Ask who stands for it"),
                url=page_of(coop, left.to_take_up),
                detail=_("By the charter the ballots of its election say who comes next."),
            )
        if one.key not in under_way and left.seats < (_free(one, at) or 0):
            there = reverse("elections:calling", args=[coop.slug])
            yield Item(
                title=_("Call an election: {post}").format(post=one.title),
                verb=_("Choose the days"),
                url=f"{there}?post={one.key}",
                due_on=one.next_end,
                detail=_("A seat is empty, or will be."),
            )


def _free(one: Electable, at: Moment) -> int | None:
    """How many seats are empty, or will be when the terms that end soon are over."""
    return free_seats(one.post, one.held.tenures, on=at.day + AHEAD)


@dataclass(frozen=True)
class Left:
    """How many seats the ballots fill, and the election of the first that nobody has taken up."""

    seats: int = 0
    to_take_up: UUID | None = None


def seats_left(coop: Coop, one: Electable, at: Moment) -> Left:
    """The seats that were left before their term was over and that ballots can fill or are filling."""
    rows = Election.objects.filter(coop=coop, post=one.key, steps__kind=Step.OVER)
    seats, first = 0, None
    lately = standings(coop, list(rows.select_related("called_by").order_by("-from_day")[:LATELY]))
    taken_up = goings_of(lately)
    for standing in lately:
        found = taken_up[standing.row.pk]
        left = vacant(standing, found, at.day)
        if left and not counts_back(standing, at):
            continue
        seats += len(left) + sum(going.over is None for going in found)
        first = first or (standing.row.pk if left else None)
    return Left(seats, first)


def _of(standing: Standing, participant: Participant, at: Moment) -> Iterator[Item]:
    row = standing.row
    mine, title, page = standing.of(participant), words.title(row.post), page_of(row.coop, row.pk)
    if standing.without_candidates:
        yield from _reasons(standing, participant, at)
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


def _chooses(row: Election, participant: Participant, at: Moment) -> bool:
    """Whether somebody is of those who choose: of its own people, where a body chooses for itself."""
    if FOR not in row.post:
        return True
    found = held_in(row.coop, at.day)
    return found is not None and chooses(found, row.post, participant.key)


def _reasons(standing: Standing, participant: Participant, at: Moment) -> Iterator[Item]:
    """Of one without candidates: to name somebody, to change it, and to propose."""
    row, nth = standing.row, standing.round_at(at.instant)
    title, page = words.title(row.post), page_of(row.coop, row.pk)
    said = {one.nth for one in standing.namings if one.by_id == participant.pk}
    if nth and not _chooses(row, participant, at):
        return
    if nth and not said:
        until = row.nominations_until if nth == 1 else row.change_until
        yield Item(title=title, verb=_("Name somebody, and say why"), url=page, due_on=until)
    elif nth == len(("name", "change")) and nth not in said:
        detail = _("You may name somebody else, having heard the others.")
        yield Item(title=title, verb=_("See who is named"), url=page, due_on=row.change_until, detail=detail)
    elif not nth and not standing.steps and row.called_by_id == participant.pk:
        yield Item(title=title, verb=_("Propose somebody"), url=page)
