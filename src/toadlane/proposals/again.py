"""What failed before is raised again with seconders, where the rule asks for them: co-authors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_noop

from bylaws.charter.routes import Leg, route
from bylaws.decisions.again import RaisedAgain, raising_again
from bylaws.decisions.days import day_ending
from bylaws.kernel.faults import Fault, Refused
from bylaws.kernel.reasons import Explained
from toadlane.charter.reads import charter_of
from toadlane.coops.moment import Moment
from toadlane.people.spelling import folded
from toadlane.proposals import ways
from toadlane.proposals.life import amount_of
from toadlane.proposals.models import DraftWriter, Outcome, ProposalDraft

FAILED: Final = ("not-adopted", "blocked")
SETTLED: Final = (*FAILED, "passed")


@dataclass(frozen=True, slots=True)
class Before:
    """The proposal that failed, what it was called, and on which day it failed."""

    proposal: UUID
    title: str
    failed_on: dt.date


@dataclass(frozen=True, slots=True)
class Seconding:
    """How many have to second a draft of what failed before, who does, and the reason in the charter."""

    before: Before
    found: Explained[RaisedAgain]

    @property
    def may(self) -> bool:
        """Whether it may be raised."""
        return self.found.value.may


def seconding(draft: ProposalDraft, at: Moment) -> Seconding | None:
    """What a draft lacks as it stands; None where nobody has to second it."""
    leg = asking_leg(draft, at)
    before = failed_before(draft) if leg else None
    if leg is None or leg.says is None or before is None:
        return None
    here = ways.electors_of(
        draft.coop,
        charter_of(draft.coop),
        leg.rule,
        by=draft.author.key,
        raised_on=at.day,
        on=at.day,
        matter=draft.matter,
    )
    writers = DraftWriter.objects.filter(draft=draft, agreed_at__isnull=False)
    found = raising_again(
        leg.says,
        leg.article,
        failed_on=before.failed_on,
        on=at.day,
        electorate=here,
        by=draft.author.key,
        seconders=set(writers.values_list("participant__key", flat=True)),
    )
    return Seconding(before, found) if found.value.needed else None


def asking_leg(draft: ProposalDraft, at: Moment) -> Leg | None:
    """The rule that decides a draft first, if it asks others to second what is raised again."""
    if draft.poll:
        return None
    try:
        leg = route(charter_of(draft.coop).on_or_first(at.day), draft.matter, amount_of(draft)).value.legs[0]
    except Fault:
        return None
    return leg if leg.says is not None and leg.says.again is not None else None


def failed_before(draft: ProposalDraft) -> Before | None:
    """The last proposal of the same matter that does the same to the same, or else is called the same."""
    for ended_at, title, key, phase in _settled(draft):
        if not draft.acts and folded(title).split() != folded(draft.title).split():
            continue
        if phase not in FAILED:
            return None
        return Before(key, title, day_ending(ended_at, draft.coop.time_zone))
    return None


def _settled(draft: ProposalDraft) -> Iterator[tuple[dt.datetime, str, UUID, str]]:
    of = {"proposal__matter": draft.matter, "proposal__acts": draft.acts}
    of |= {"proposal__subject": draft.subject} if draft.acts else {}
    rows = Outcome.objects.filter(coop=draft.coop, phase__in=SETTLED, **of).order_by("-ended_at", "-pk")
    return rows.values_list("ended_at", "revision__title", "proposal", "phase").iterator()


def refuse_unseconded(draft: ProposalDraft, at: Moment) -> None:
    """Fault `proposals.unseconded`."""
    lacks = seconding(draft, at)
    if lacks is None or lacks.may:
        return
    raise Refused(
        gettext_noop("This failed on {day}. It takes {needed} others to second it, and {seconded} do."),
        code="proposals.unseconded",
        next_step=gettext_noop("Ask somebody who decides to write it along: whoever does seconds it."),
        article=lacks.found.reason.article,
        day=lacks.before.failed_on.isoformat(),
        needed=lacks.found.value.needed,
        seconded=len(lacks.found.value.seconded),
    )
