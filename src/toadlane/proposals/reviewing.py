"""What was agreed is looked at again on its day: whoever raised it is told, and whoever asked for a day.

*Today* asks them until a later proposal ends or replaces it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from toadlane.coops import clock
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.notices.hearing import Said, Settled
from toadlane.notices.kinds import Kind
from toadlane.notices.telling import here_on, tell
from toadlane.proposals.agreements import Agreement, in_force
from toadlane.proposals.models import DECISIONS, Attempt, Outcome, Position, Statement
from toadlane.proposals.reminding import about
from toadlane.record.models import Entry

EVERY: Final = dt.timedelta(hours=1)
LATE: Final = dt.timedelta(days=7)
"""A notice may come so much later, after the house stood still; from then on *Today* alone asks."""
A_DAY: Final = dt.timedelta(days=1)
REVIEW: Final = Kind(
    "agreement-review",
    label=gettext_lazy("What was agreed is to be looked at again"),
    words={"due": gettext_lazy("{title}: this is to be looked at again from {day} on.")},
    verb=gettext_lazy("Look at it: confirm, change or end it"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody is to look at an agreement again, since a day."""

    agreed: Outcome
    who: Participant
    since: dt.date


def due(coop: Coop, *, first: dt.date, last: dt.date, who: Participant | None = None) -> Iterator[Due]:
    """Whoever looks after it or raised it, on its day; whoever had a reservation, on theirs."""
    rows = in_force(coop=coop, look_on__range=(first, last)).select_related("revision")
    rows = rows.select_related("proposal__raised_by").prefetch_related("statements__owner")
    for one in rows.order_by("look_on", "pk"):
        found = Agreement(one, last)
        if found.look_on and (who is None or found.whose == who):
            yield Due(one, found.whose, found.look_on)
    reservations = held().filter(coop=coop, review_on__range=(first, last)).select_related("participant")
    if who is not None:
        reservations = reservations.filter(participant=who)
    asked = list(reservations.order_by("review_on", "pk"))
    texts = [one.revision_id for one in asked]
    agreed = {one.revision_id: one for one in in_force(revision__in=texts).select_related("revision")}
    for taken in asked:
        if taken.revision_id in agreed and taken.review_on:
            yield Due(agreed[taken.revision_id], taken.participant, taken.review_on)


def held() -> QuerySet[Position]:
    """Positions that stood at the end: the latest of each, in the last attempt."""
    later = Position.objects.filter(attempt=OuterRef("attempt"), participant=OuterRef("participant"))
    same_instant = Q(taken_at=OuterRef("taken_at"), pk__gt=OuterRef("pk"))
    next_one = Attempt.objects.filter(
        proposal=OuterRef("attempt__proposal"), nth__gt=OuterRef("attempt__nth")
    )
    return Position.objects.filter(
        ~Exists(later.filter(Q(taken_at__gt=OuterRef("taken_at")) | same_instant)), ~Exists(next_one)
    )


@task()
def remind_all() -> None:
    """Tell everybody in every co-op whose day it is."""
    for coop in touched():
        remind(coop, clock.now(coop))


def something_is_due() -> bool:
    """Whether anything has its day about now."""
    return touched().exists()


def touched() -> QuerySet[Coop]:
    """Co-ops in which something has its day about now, wherever on earth they are."""
    today = timezone.now().date()
    near = (today - LATE - A_DAY, today + A_DAY)
    asked = Position.objects.filter(attempt__proposal=OuterRef("proposal"), review_on__range=near)
    rows = in_force().filter(Q(look_on__range=near) | Exists(asked))
    return Coop.objects.filter(pk__in=rows.values("coop")).order_by("slug")


def remind(coop: Coop, at: Moment) -> None:
    """Tell in one co-op, once; where whoever is to look at it has left, every member is told."""
    here = set(here_on(coop, at.day).values_list("pk", flat=True))
    for one in due(coop, first=at.day - LATE, last=at.day):
        to = [one.who] if one.who.pk in here else list(here_on(coop, at.day, stage=MEMBER))
        day, text = one.since.isoformat(), one.agreed.revision
        telling = about(text, REVIEW.key, "due", coop=coop, to=to, day=day)
        key = f"agreement-review:{one.agreed.pk}:{one.who.pk}:{one.since}"
        tell(telling, coop=coop, at=at.instant, key=key)


def ended(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Nobody has to look at what no longer holds."""
    yield Settled(REVIEW.key, entry.subject)


def _some(coop: Any, day: Any, who: Any) -> QuerySet[Any, Any]:
    mine = Position.objects.filter(
        attempt__proposal=OuterRef("proposal"), participant=who, review_on__lte=day
    )
    looks_after = Statement.objects.filter(outcome=OuterRef("pk"), owner=who)
    theirs = Q(look_on__lte=day) & (Q(proposal__raised_by=who) | Exists(looks_after))
    return in_force(coop=coop).filter(theirs | Exists(mine)).values_list("pk")


SOME = Question(_some, coop=UUIDField(), day=DateField(), who=UUIDField())


def a_due_one(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """An agreement that one is to look at again."""
    return SOME, {"coop": who.coop.pk, "day": who.at.day, "who": who.participant.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each, however many days its reader had for it."""
    if not sight_on(participant, at.day).may_see_class(DECISIONS):
        return
    seen = set()
    for one in due(participant.coop, first=dt.date.min, last=at.day, who=participant):
        if one.agreed.pk not in seen:
            seen.add(one.agreed.pk)
            yield Item(
                title=one.agreed.revision.title,
                verb=_("Look at it again"),
                url=reverse("proposals:proposal", args=[participant.coop.slug, one.agreed.proposal_id]),
                due_on=one.since,
                detail=_("It holds until a new proposal ends or replaces it."),
            )
