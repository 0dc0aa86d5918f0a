"""What *Today* says of budget rounds: to put in a project, to vote, to draw a lot, and to open one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.budgets import words
from toadlane.budgets.doors import page_of
from toadlane.budgets.models import BudgetRound
from toadlane.budgets.standing import ENDS, Standing, is_tied, may_vote, rule_in, standings
from toadlane.budgets.verbs.opening import next_on
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import Matter, sight_on
from toadlane.members.register import persons
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise
from toadlane.roles.held import text_of


def _going(coop: Any) -> QuerySet[Any, Any]:
    return BudgetRound.objects.filter(coop=coop).exclude(steps__kind__in=ENDS).values_list("pk")


GOING: Final = Question(_going, coop=UUIDField())


def one_going(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A round that is under way."""
    return GOING, {"coop": who.coop.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One line for what waits for them in the round that is under way."""
    if not sight_on(participant, at.day).may_see(Matter(participant.coop, DECISIONS, None)):
        return
    rows = BudgetRound.objects.filter(coop=participant.coop).exclude(steps__kind__in=ENDS)
    for standing in standings(participant.coop, list(rows.order_by("pk"))):
        yield from _of(standing, participant, at)


def to_open(participant: Participant, at: Moment) -> Iterable[Item]:
    """A round the charter asks for, and nobody has opened."""
    coop = participant.coop
    text = text_of(coop, at.day)
    rule = rule_in(text) if text is not None else None
    if text is None or rule is None or not may_raise(text, participant.stage_on(at.day)):
        return
    if BudgetRound.objects.filter(coop=coop).exclude(steps__kind__in=ENDS).exists():
        return
    first = next_on(coop, rule.says)
    if first is not None and first <= at.day:
        yield Item(
            title=_("Open the next budget round"),
            verb=_("See what it shares out"),
            url=reverse("budgets:opening", args=[coop.slug]),
            due_on=first,
            detail=_("By the charter it is time for one."),
        )


def _of(standing: Standing, who: Participant, at: Moment) -> Iterator[Item]:
    row = standing.row
    title, page = words.title(row), page_of(row.coop, row.pk)
    if standing.gathers(at.instant):
        asked = any(one.is_of(who) for one in standing.asked)
        if not asked and who.stage_on(at.day) in standing.says.proposals_by:
            yield Item(
                title=title,
                verb=_("Put in a project"),
                url=page,
                due_on=row.gather_until,
                detail=_("Projects are gathered."),
            )
        return
    if standing.has_voted(who) and not is_tied(standing, at):
        return
    if not may_vote(standing, persons(row.coop), who.key, at.day):
        return
    if standing.votes(at.instant):
        yield Item(
            title=_("{title}: your ballot is missing").format(title=title),
            verb=_("Vote"),
            url=f"{page}#ballot",
            due_on=row.vote_until,
        )
    elif is_tied(standing, at):
        yield Item(
            title=_("{title}: projects are level").format(title=title), verb=_("Draw the lot"), url=page
        )
