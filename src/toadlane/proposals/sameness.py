"""What failed before under another title: what is like it, who says it is the same, who seconds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from bylaws.charter.kinds.decision import Again
from bylaws.decisions.days import day_ending
from bylaws.decisions.phases import State
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.spelling import folded
from toadlane.proposals import same_refusals
from toadlane.proposals.again import FAILED, Before, asking_leg
from toadlane.proposals.authors import coauthors
from toadlane.proposals.life import Life
from toadlane.proposals.models import Outcome, ProposalDraft, Step
from toadlane.proposals.proxies import voices_on

MOST: Final = 20
LOOKED_AT: Final = 200
ALIKE: Final = 50
"""Titles of which the shorter shares half of its words with the other."""


@dataclass(frozen=True)
class Sameness:
    """How many have to say that a proposal is the same as one that failed, and as many to second it then."""

    needed: int
    article: str
    before: Before
    said: tuple[Participant, ...]
    seconded: tuple[Participant, ...]

    @property
    def holds(self) -> bool:
        """Whether enough say so, so that it waits for those who second it."""
        return len(self.said) >= self.needed

    @property
    def may_open(self) -> bool:
        """Whether it is seconded by enough, or need not be."""
        return not self.holds or len(self.seconded) >= self.needed


def asks(life: Life) -> Again | None:
    """What its rule asks for where something is raised again; None for a poll, and where it is silent."""
    return life.rule(life.row.rule).says.again if life.row.rule and not life.row.poll else None


def failed_lately(coop: Coop, matter: str, asked: Again, *, before: dt.datetime, on: dt.date) -> list[Before]:
    """What failed of a matter before an instant, and not so long ago that nobody has to second it."""
    rows = Outcome.objects.filter(
        coop=coop, phase__in=FAILED, proposal__matter=matter, proposal__poll="", ended_at__lt=before
    ).order_by("-ended_at", "-pk")
    told = rows.values_list("proposal", "revision__title", "ended_at")[:LOOKED_AT]
    found = [Before(key, title, day_ending(at, coop.time_zone)) for key, title, at in told]
    return [one for one in found if asked.within is None or asked.within.after(one.failed_on) > on]


def alike(draft: ProposalDraft, at: Moment) -> list[Before]:
    """What failed lately under a title like that of a draft, and not under the same: its writer may know."""
    leg = asking_leg(draft, at)
    if draft.acts or leg is None or leg.says is None or leg.says.again is None:
        return []
    found = failed_lately(draft.coop, draft.matter, leg.says.again, before=at.instant, on=at.day)
    mine = folded(draft.title).split()
    others = [one for one in found if folded(one.title).split() != mine]
    return [one for one in likest(draft.title, others) if likeness(draft.title, one.title) >= ALIKE]


def likest(title: str, found: Iterable[Before]) -> list[Before]:
    """Those first that share most words with a title; of as many the latest."""
    return sorted(found, key=lambda one: -likeness(title, one.title))[:MOST]


def likeness(one: str, other: str) -> int:
    """How many of a hundred words two titles share, of the shorter one."""
    these, those = _words(one), _words(other)
    return 100 * len(these & those) // max(1, min(len(these), len(those)))


def _words(title: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in folded(title)).split())


def sameness(life: Life, now: State, at: Moment) -> Sameness | None:
    """Where what most say stands; None where nobody says that it is the same as anything."""
    asked, said = asks(life), _said(life)
    if asked is None or not said:
        return None
    key, people = max(said.items(), key=lambda one: len(one[1]))
    outcome = Outcome.objects.select_related("revision").get(coop=life.row.coop, proposal=key)
    before = Before(key, outcome.revision.title, day_ending(outcome.ended_at, life.row.coop.time_zone))
    voices = voices_on(life, now, at) - {life.row.raised_by.key}
    steps = (one.participant for one in life.steps if one.kind == Step.Kind.SECONDED)
    seconds = {one.key: one for one in (*coauthors(life.row), *steps)}
    return Sameness(
        needed=asked.seconders,
        article=life.rule(life.row.rule).article,
        before=before,
        said=tuple(people),
        seconded=tuple(one for key, one in seconds.items() if key in voices),
    )


def _said(life: Life) -> dict[UUID, Collection[Participant]]:
    """Who says that it is the same as what, each once."""
    found: dict[UUID, dict[str, Participant]] = {}
    for step in life.steps:
        if step.kind == Step.Kind.SAME_AS:
            found.setdefault(UUID(step.options[0]), {})[step.participant.key] = step.participant
    return {key: list(people.values()) for key, people in found.items()}


def refuse_unseconded(life: Life, now: State, at: Moment) -> None:
    """Fault `proposals.unseconded`."""
    found = sameness(life, now, at)
    if found is not None and not found.may_open:
        before = found.before.failed_on
        raise same_refusals.still_unseconded(before, found.needed, len(found.seconded), found.article)


def to_name(life: Life) -> list[Before]:
    """What somebody can say it is the same as."""
    asked = asks(life)
    if asked is None:
        return []
    row = life.row
    found = failed_lately(row.coop, row.matter, asked, before=row.raised_at, on=row.raised_on)
    return likest(life.text.title, found)
