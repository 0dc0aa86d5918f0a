"""What *Today* says of proposals: where one's position is missing, and what was concluded lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import DateField, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.decisions.days import day_ending
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.proposals import words
from toadlane.proposals.life import Life, lives
from toadlane.proposals.models import DECISIONS, Outcome, Proposal
from toadlane.proposals.parts import part_of
from toadlane.proposals.proxies import proxies
from toadlane.proposals.reads import needs_me

LATELY: Final = dt.timedelta(days=2)


def _some(coop: Any, since: Any) -> QuerySet[Any, Any]:
    rows = Proposal.objects.filter(coop=coop)
    return rows.filter(Q(outcome__isnull=True) | Q(outcome__ended_on__gte=since)).values_list("pk")


SOME = Question(_some, coop=UUIDField(), since=DateField())


def an_open_one(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A proposal that is open or was concluded lately."""
    return SOME, {"coop": who.coop.pk, "since": who.at.day - LATELY}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each that waits for them, and for each that is over since yesterday."""
    coop = participant.coop
    rows = Proposal.objects.filter(coop=coop, outcome__isnull=True).select_related("raised_by", "about")
    for life in lives(coop, list(rows)):
        now = life.state(at.instant).value
        if needs_me(now, participant):
            yield _asks(life, at)
        if not now.over:
            yield from _asks_to_speak(life, participant)
    yield from _concluded(participant, at)


def _asks_to_speak(life: Life, holder: Participant) -> Iterator[Item]:
    """Somebody named them, and waits for an answer."""
    asked = (one for one in proxies(life) if one.stage == "asked" and one.holder.pk == holder.pk)
    for one in asked:
        yield Item(
            title=_("{name} asks you to speak for them: {title}").format(
                name=one.giver.name, title=life.text.title
            ),
            verb=_("Answer them"),
            url=reverse("proposals:speaking", args=[life.row.coop.slug, life.row.pk]),
        )


def _asks(life: Life, at: Moment) -> Item:
    ends, elects = life.state(at.instant).value.ends_at, life.row.seats is not None
    return Item(
        title=life.text.title,
        verb=_("Vote") if elects else _("Take a position"),
        url=reverse("proposals:proposal", args=[life.row.coop.slug, life.row.pk]),
        due_on=day_ending(ends, life.row.coop.time_zone) if ends else None,
        detail="" if elects else _("{name} raised it.").format(name=life.row.raised_by.name),
    )


def _concluded(participant: Participant, at: Moment) -> Iterator[Item]:
    rows = Outcome.objects.filter(coop=participant.coop, ended_on__gte=at.day - LATELY)
    sight = sight_on(participant, at.day)
    if not sight.may_see_class(DECISIONS):
        rows = rows.filter(proposal__in=part_of(sight))
    for one in rows.select_related("revision").order_by("-ended_at")[:20]:
        yield Item(
            title=_("{title}: {outcome}").format(title=one.revision.title, outcome=words.phase(one.phase)),
            verb=_("See what came of it"),
            url=reverse("proposals:proposal", args=[participant.coop.slug, one.proposal_id]),
        )
