"""Who speaks for whom in a proposal, made of its steps: asked, accepted, over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

from bylaws.decisions.phases import State
from bylaws.decisions.proposal import VOICES
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import ways
from toadlane.proposals.life import Life
from toadlane.proposals.models import Position, Step

Kind = Step.Kind
Stage = Literal["asked", "holds", "declined", "taken-back", "given-back", "spoke", "concerned"]
LIVE: Final = frozenset({"asked", "holds"})
ENDS: Final[dict[str, Stage]] = {
    Kind.PROXY_DECLINED: "declined",
    Kind.PROXY_TAKEN_BACK: "taken-back",
    Kind.PROXY_GIVEN_BACK: "given-back",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """Somebody named another to speak for them, and what became of that."""

    giver: Participant
    holder: Participant
    named_at: dt.datetime
    stage: Stage

    @property
    def live(self) -> bool:
        """Whether it waits for an answer, or holds."""
        return self.stage in LIVE

    @property
    def holds(self) -> bool:
        """Whether it was accepted, and is not over."""
        return self.stage == "holds"


def proxies(life: Life) -> list[Proxy]:
    """The last proxy of each who named one, in the order they were named."""
    found: dict[str, Proxy] = {}
    for step in life.steps:
        if step.kind == Kind.PROXY_NAMED and step.whose is not None:
            found.pop(step.participant.key, None)
            found[step.participant.key] = Proxy(step.participant, step.whose, step.happened_at, "asked")
        elif step.kind == Kind.RECUSED:
            for key, one in found.items():
                if one.live and step.participant_id in (one.giver.pk, one.holder.pk):
                    found[key] = replace(one, stage="concerned")
        else:
            _turn(found, step)
    return [replace(one, stage="spoke") if one.live and spoke(life, one) else one for one in found.values()]


def _turn(found: dict[str, Proxy], step: Step) -> None:
    """What the holder answers, or one of the two ends."""
    giver = step.participant if step.kind == Kind.PROXY_TAKEN_BACK else step.whose
    one = found.get(giver.key) if giver is not None else None
    if one is None or not one.live:
        return
    if step.kind == Kind.PROXY_ACCEPTED:
        found[one.giver.key] = replace(one, stage="holds")
    elif step.kind in ENDS:
        found[one.giver.key] = replace(one, stage=ENDS[step.kind])


def spoke(life: Life, one: Proxy) -> bool:
    """Whether whoever gave it spoke for themselves since, or handed in a paper that is theirs."""
    own = (row for row in life.positions if row.participant_id == one.giver.pk and row.spoken_by_id is None)
    return any(row.taken_at >= one.named_at and not life.is_contested(row) for row in own)


def of_giver(life: Life, key: str) -> Proxy | None:
    """The proxy somebody gave, while it waits or holds."""
    return next((one for one in proxies(life) if one.giver.key == key and one.live), None)


def at_most(now: State) -> int:
    """For how many others one may speak by the rule that is open or opens next; 0 where nobody does."""
    return (now.says.proxies_at_most or 0) if now.says is not None else 0


def is_secret(now: State) -> bool:
    """Whether it is a secret vote, or will be: then nobody speaks for another."""
    return now.secret or (now.says is not None and now.says.secrecy == "secret")


def held_by(life: Life, holder: Participant) -> list[Proxy]:
    """Those who are spoken for by somebody."""
    return [one for one in proxies(life) if one.holder.pk == holder.pk and one.holds]


def voices_on(life: Life, now: State, at: Moment) -> frozenset[str]:
    """Who takes a position: of those who were there when it opened, or before that of those here today."""
    if now.open:
        return now.voices
    row = life.row
    found = ways.electors_of(
        row.coop,
        life.charter,
        life.rule(now.rule),
        by=row.raised_by.key,
        raised_on=row.raised_on,
        on=at.day,
        about=row.about,
        matter=row.matter,
        within=row.within,
    )
    return frozenset(one.key for one in found if one.part in VOICES)


def spoken_on_this_text(life: Life, who: Participant) -> Position | None:
    """What somebody said for themselves on the text as it is, in the attempt that was opened last."""
    mine = life.stands().get(who.key)
    own = mine is not None and mine.spoken_by_id is None and mine.revision_id == life.text.pk
    return mine if own else None
