"""Where a matter stands, from a charter, facts and a matter file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.decisions.days import day_of
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.file import HappeningInFile, MatterFile, PositionInFile, instant
from bylaws.decisions.file_checks import check_ballots, check_matter
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Contested,
    Decided,
    Drawn,
    Event,
    Handled,
    Left,
    Opened,
    Position,
    Proposal,
    ProxyEnded,
    Recused,
    Revised,
    SecrecyAsked,
    Taken,
    raised,
)
from bylaws.decisions.state import state
from bylaws.facts.file import Facts
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, as_json
from bylaws.words.tell import lines, tell

Made = Callable[[dt.datetime, HappeningInFile], Event]
EVENTS: Mapping[str, Made] = {
    "revised": lambda at, one: Revised(at, one.revision, one.material),
    "withdrawn": lambda at, one: Taken(at, "withdrawn", one.by, one.why),
    "pulled-back": lambda at, one: Taken(at, "pulled-back", one.by, one.why),
    "agreed-to-disagree": lambda at, one: Taken(at, "agreed-to-disagree", one.by, one.why),
    "recused": lambda at, one: Recused(at, one.who, one.why),
    "left": lambda at, one: Left(at, one.who),
    "tested": lambda at, one: Handled(at, one.who, "tested", one.by, one.why),
    "integrated": lambda at, one: Handled(at, one.who, "integrated", one.by, one.why),
    "ruled-out": lambda at, one: Handled(at, one.who, "ruled-out", one.by, one.why),
    "decided": lambda at, one: Decided(at, one.by, one.yes, one.option),
    "drawn": lambda at, one: Drawn(at, tuple(one.order)),
    "secrecy-asked": lambda at, one: SecrecyAsked(at, one.by),
    "contested": lambda at, one: Contested(at, one.who),
    "proxy-ended": lambda at, one: ProxyEnded(at, one.who),
}


INSTANTS = ("opened_at", "ends_at", "opens_at", "closed_at", "next_at")


@dataclass(frozen=True, slots=True)
class Told:
    """The papers a matter is decided from."""

    charter: Charter
    facts: Facts
    file: MatterFile

    @property
    def zone(self) -> str:
        """The zone whose days the co-op lives by."""
        return self.charter.base_front.time_zone

    def opened(self, matter: Proposal, at: dt.datetime, not_told: frozenset[str] = frozenset()) -> Opened:
        """An attempt as it is opened at an instant, with those who take part on that day."""
        file, people = self.file, tuple(self.facts.people.values())
        those = electorate(
            self.charter,
            Register(people, file.holders, file.on_leave, self.facts.joining),
            rule=state(matter, at).value.rule,
            raised_on=day_of(matter.raised_at, self.zone),
            on=day_of(at, self.zone),
            raised_by=file.by,
            about=file.about,
            matter=file.matter,
        )
        return Opened(at, those, not_told=not_told)


def decide(charter: Charter, facts: Facts, file: MatterFile, at: str) -> Explained[State]:
    """Where the matter stands at an instant; attempts that come by themselves are opened when they are due.

    Faults: those of `check_matter` and `check_ballots`, of the matter's way, of the electorate and of
    `state`; `matter.instant`, `matter.amount` (below zero), `matter.revision` (a text that does not come
    after the last) and `matter.alone` (an opening of what one decides alone).
    """
    check_matter(file, facts.people)
    told = Told(charter, facts, file)
    matter = raised(
        charter,
        file.matter,
        at=instant(file.raised_at, told.zone),
        by=file.by,
        amount=_amount(file, charter.base_front.currency),
        positions=sorted((_position(one, told.zone) for one in file.positions), key=lambda one: one.at),
        options=tuple(file.options),
    )
    check_ballots(file, matter.route.legs)
    happened = [(instant(one.at, told.zone), one) for one in file.happened]
    for when, one in sorted(happened, key=lambda pair: pair[0]):
        matter = _opened_by_then(told, matter, when)
        if one.what == "revised":
            _refuse_earlier(matter, one.revision)
        if one.what == "opened":
            _refuse_alone(matter)
            event: Event = told.opened(matter, when, frozenset(one.not_told))
        else:
            event = EVENTS[one.what](when, one)
        matter = replace(matter, events=(*matter.events, event))
    until = instant(at, told.zone)
    return state(_opened_by_then(told, matter, until), until)


def _opened_by_then(told: Told, matter: Proposal, at: dt.datetime) -> Proposal:
    """The matter with each attempt that was due by an instant."""
    due = state(matter, at).value.due_at
    while due is not None:
        matter = replace(matter, events=(*matter.events, told.opened(matter, due)))
        due = state(matter, at).value.due_at
    return matter


def _amount(file: MatterFile, currency: str) -> Money | None:
    if file.amount is None:
        return None
    amount = Money.parse(file.amount, currency)
    if amount.minor < 0:
        raise InputFault(
            "A matter turns on no amount below zero, and this is “{amount}”.",
            code="matter.amount",
            next_step="Write how much it is about, without a sign.",
            amount=file.amount,
        )
    return amount


def _refuse_earlier(matter: Proposal, revision: int) -> None:
    last = max((one.revision for one in matter.events if isinstance(one, Revised)), default=1)
    if revision <= last:
        raise InputFault(
            "Text {number} cannot come after text {last}.",
            code="matter.revision",
            next_step="Number the texts 2, 3 and so on, in the order in which they came.",
            number=revision,
            last=last,
        )


def _refuse_alone(matter: Proposal) -> None:
    if matter.route.legs[0].says is None:
        raise InputFault(
            "Whoever meets this matter decides it alone: nothing is opened.",
            code="matter.alone",
            next_step="Leave `opened` out, and write what they decided as `decided`.",
            article=matter.route.legs[0].article,
        )


def _position(one: PositionInFile, zone: str) -> Position:
    return Position(
        one.by,
        instant(one.at, zone),
        one.position,
        one.revision,
        one.why,
        tuple(one.ballot),
        tuple(one.scores.items()),
        channel=one.channel,
        cast_by=one.spoken_by,
        entered_by=one.entered_by,
    )


def decided_text(found: Explained[State], *, why: bool, language: str) -> str:
    """Where it stands, in sentences; with `why` every reason and article."""
    told = tell(found.reason, language=language)
    return "\n".join(lines(told) if why else [told.sentence, *(f"- {one.sentence}" for one in told.parts)])


def decided_as_json(found: Explained[State], *, why: bool) -> dict[str, Any]:
    """Where it stands, as JSON: instants in UTC and days, as ISO 8601 writes them."""
    now = found.value
    plain: dict[str, Any] = {
        "format": "toad-lane-decision/1",
        "phase": now.phase,
        "rule": now.rule,
        "article": now.article,
        "attempt": now.attempt,
        "attempts": now.attempts,
        **{name: _iso(getattr(now, name)) for name in INSTANTS},
        "review_on": _iso(now.review_on),
        "secret": now.secret,
        "cast": now.cast,
        "counts": _fields(now.counts),
        "missing": _fields(now.missing),
        "silent": list(now.silent),
        "chosen": list(now.chosen),
        "tied": list(now.tied),
        "made": [
            {
                "rule": one.rule,
                "attempt": one.attempt,
                "opened_at": _iso(one.opened_at),
                "closed_at": _iso(one.closed_at),
                "outcome": one.outcome,
                "counts": _fields(one.counts),
            }
            for one in now.made
        ],
    }
    return {**plain, "explanation": as_json(found.reason)} if why else plain


def _iso(when: dt.date | None) -> str | None:
    if isinstance(when, dt.datetime):
        when = when.astimezone(dt.UTC)
    return None if when is None else when.isoformat()


def _fields(told: Any) -> dict[str, int | None] | None:
    return None if told is None else {name: getattr(told, name) for name in told.__dataclass_fields__}
