"""Who may enter people, what stages and roles there are, and which days can be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

from django.db.models import DateField, QuerySet, UUIDField
from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import STAGES
from bylaws.kernel.faults import InputFault, Refused
from toadlane.charter.models import BASE, CharterText
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, FOUNDER, MEMBER, SETS_UP, Coop, Participant, StagePeriod, roles_held
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.members.leading import track

BOOKKEEPER: Final = "bookkeeper"
ENTER: Final = SETS_UP
"""These roles enter who is what; the record shows every entry to all."""
ROLES: Final = (BOOKKEEPER, "accountant", FOUNDER)
AHEAD: Final = dt.timedelta(days=366)
MOVING_IN: Final = dt.timedelta(days=90)
"""So long after it began to keep its charter here a co-op enters its people as they were and are."""
_WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def _entering(coop: Any, day: Any) -> QuerySet[Any, Any]:
    """Those who hold a role that enters people."""
    return roles_held(day).filter(coop=coop, role__in=ENTER).values_list("participant")


ENTERING = Question(_entering, coop=UUIDField(), day=DateField())


def enters(who: Participant, at: Moment) -> bool:
    """Whether somebody enters who is what; while nobody holds a role that does, every member may.

    Or, when the last of them has left, nobody could ever be given such a role again.
    """
    if ENTER & who.roles_on(at.day):
        return True
    return who.stage_on(at.day) == MEMBER and not ENTERING(coop=who.coop_id, day=at.day)


def only_founders(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever holds none of the roles that enter people."""
    if by.coop_id != coop.pk:
        raise absent()
    if not enters(by, at):
        raise Refused(
            gettext_noop("Entering who is what is for whoever is founder or bookkeeper on {day}."),
            code="members.not-founder",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
            day=at.day.isoformat(),
        )


def stages_of(coop: Coop, at: Moment) -> list[str]:
    """The stages of the charter in force, and “former”; without a charter, the usual ones."""
    rule = track(coop, at.day)
    if rule is None:
        return list(STAGES)
    named = [stage.name for stage in rule.says.stages]
    return named if FORMER in named else [*named, FORMER]


def refuse_undecided(participant: Participant, stage: str, day: dt.date, at: Moment) -> None:
    """What members decide is entered by their decision, from the day the co-op keeps its charter here.

    What was before is its past, which is entered as it was.
    """
    coop = participant.coop
    rule = track(coop, day)
    if rule is None or day < min(at.day, kept_here_since(coop)):
        return
    names = [one.name for one in rule.says.stages]
    if stage not in names[1:]:
        return
    place = names.index(stage)
    if rule.says.stages[place - 1].next_by is None or _was(stage, participant, names[:place], day, at):
        return
    raise _decided(participant.name, stage, rule.article)


def refuse_undecided_arrival(name: str, stages: Iterable[str], coop: Coop, at: Moment) -> None:
    """Once a co-op has moved in, whoever comes begins where its way in begins, whatever is told of them."""
    rule = track(coop, at.day)
    if rule is None or moves_in(coop, at):
        return
    decided = {after.name for before, after in pairwise(rule.says.stages) if before.next_by is not None}
    for stage in stages:
        if stage in decided:
            raise _decided(name, stage, rule.article)


def moves_in(coop: Coop, at: Moment) -> bool:
    """Whether a co-op still brings in those it had before it kept its charter here."""
    return at.day < kept_here_since(coop) + MOVING_IN


def _decided(name: str, stage: str, article: str) -> Refused:
    return Refused(
        gettext_noop("The members decide whether {name} goes on to “{stage}”."),
        code="members.decided",
        next_step=gettext_noop("It is decided and entered where they stand: People, Who is on the way in."),
        article=article,
        name=name,
        stage=stage,
    )


def _was(stage: str, who: Participant, before: list[str], day: dt.date, at: Moment) -> bool:
    """Whether somebody comes back to a stage: since they last left they were in it, and in none before it.

    Of whom no stage was ever written nothing can be said: while a co-op moves in, they are brought in.
    """
    rows = StagePeriod.objects.filter(participant=who, valid_from__lte=day).order_by("-valid_from")
    been = [row.stage for row in rows if row.valid_until != row.valid_from]
    for one in been:
        if one == stage:
            return True
        if one == FORMER or one in before:
            return False
    fresh = not been and not StagePeriod.written.filter(participant=who).exists()
    return fresh and moves_in(who.coop, at)


def kept_here_since(coop: Coop) -> dt.date:
    """The co-op's day on which its first text was recorded here; long ago where there is none."""
    first = CharterText.objects.filter(coop=coop, name=BASE).values_list("recorded_at", flat=True).first()
    return Moment.of(first, coop=coop).day if first else dt.date.min


def known_stage(stage: str, known: list[str]) -> str:
    """A stage there is; else a fault that names those there are."""
    if stage in known:
        return stage
    raise InputFault(
        gettext_noop("“{stage}” is no stage of this co-op."),
        code="members.stage",
        next_step=gettext_noop("The stages are: {known}."),
        stage=stage[:40],
        known=", ".join(known),
    )


def usable_role(role: str) -> str:
    """A role by its word, such as bookkeeper."""
    if _WORD.fullmatch(role):
        return role
    raise InputFault(
        gettext_noop("“{role}” cannot be the word for a role."),
        code="members.role",
        next_step=gettext_noop("Use small letters, digits and hyphens, such as “bookkeeper”."),
        role=role[:40],
    )


def possible_day(day: dt.date, coop: Coop, at: Moment) -> dt.date:
    """A day on which somebody can begin something: not before the co-op, not years ahead."""
    if coop.began_on is not None and day < coop.began_on:
        raise InputFault(
            gettext_noop("{day} is before the co-op began, on {began}."),
            code="members.before",
            next_step=gettext_noop("Give a day from {began} on."),
            day=day.isoformat(),
            began=coop.began_on.isoformat(),
        )
    if day > at.day + AHEAD:
        raise InputFault(
            gettext_noop("{day} is more than a year ahead."),
            code="members.ahead",
            next_step=gettext_noop("Check the year, or enter it when the day is nearer."),
            day=day.isoformat(),
        )
    return day
