"""A proposal as the rules see it: made of its rows, so that they can say where it stands at any instant."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.rules import Rule
from bylaws.decisions import proposal as rules
from bylaws.decisions.days import end_of
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import poll_rule
from bylaws.decisions.state import state
from bylaws.facts.people import Person
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason, Value
from toadlane.charter.reads import charters_by
from toadlane.coops.models import FORMER, Coop
from toadlane.members.register import persons
from toadlane.proposals.boxes import Boxes, boxes_of
from toadlane.proposals.models import Attempt, Elector, Option, Position, Proposal, Revision, Step
from toadlane.proposals.polling import decides

GIVEN: Final = "…"
"""Stands for a reason that was given: whether there was one decides, not its words, which can be erased."""
A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
GONE: Final = frozenset({None, FORMER})
UNCOUNTED: Final = frozenset(
    {
        Step.Kind.AS_IT_IS,
        Step.Kind.PROXY_NAMED,
        Step.Kind.PROXY_ACCEPTED,
        Step.Kind.PROXY_DECLINED,
        Step.Kind.SAME_AS,
        Step.Kind.SECONDED,
    }
)
"""Steps the rules are not told of: enough who would leave it make another; a proxy counts once used."""
OF_OPTIONS: Final = frozenset({"option", "options", "name", "names"})
"""The values of a reason that name what is chosen."""
PROXY_OVER: Final = frozenset({Step.Kind.PROXY_TAKEN_BACK, Step.Kind.PROXY_GIVEN_BACK})


@dataclass(frozen=True, slots=True)
class Objection:
    """A block that somebody holds on the text as it is, and the step by which it was met, if it was."""

    position: Position
    met: Step | None


@dataclass
class Life:
    """Everything that is kept of one proposal, in order."""

    row: Proposal
    charter: Charter
    people: Mapping[str, Person]
    revisions: list[Revision] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    electors: dict[UUID, list[Elector]] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    boxes: dict[UUID, Boxes] = field(default_factory=dict)
    """Of each attempt that is secret."""

    @property
    def text(self) -> Revision:
        """The text as it is now."""
        return self.revisions[-1]

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that was opened last."""
        return self.attempts[-1] if self.attempts else None

    @property
    def here(self) -> list[Elector]:
        """Those who were there when it was opened last."""
        return self.electors.get(self.attempts[-1].pk, []) if self.attempts else []

    @property
    def last_at(self) -> dt.datetime:
        """When something was last done by anybody."""
        done = [one.written_at for one in self.revisions] + [one.happened_at for one in self.steps]
        return max([self.row.raised_at, *done, *(one.taken_at for one in self.positions)])

    @property
    def asks(self) -> Decision | None:
        """The rule of a poll; None for what the charter decides."""
        return decides(self.row)

    @property
    def names(self) -> tuple[str, ...]:
        """What there is to choose from, in its order."""
        return tuple(one.name for one in self.options)

    def label_of(self, option: str) -> str:
        """An option as people read it: whoever stands in an election is kept by their key."""
        person = self.people.get(option) if self.row.seats is not None else None
        if person is None:
            return option
        others = (self.people[one] for one in self.names if one in self.people and one != option)
        taken = {called for one in others for called in (one.name, f"{one.name} ({one.key})")}
        return f"{person.name} ({option})" if person.name in taken else person.name

    def labelled(self, reason: Reason) -> Reason:
        """A reason with those who stand by their names."""
        if self.row.seats is None:
            return reason
        values = {name: self._called(name, value) for name, value in reason.values.items()}
        return replace(reason, values=values, parts=tuple(self.labelled(part) for part in reason.parts))

    def _called(self, name: str, value: Value) -> Value:
        if name not in OF_OPTIONS or not isinstance(value, str):
            return value
        return ", ".join(self.label_of(one) for one in value.split(", "))

    def rule(self, name: str) -> Rule[Decision]:
        """A rule by which it is decided, or asked."""
        text, asks = self.charter.on(self.row.raised_on), self.asks
        if asks:
            return poll_rule(text, asks)
        found = text.rule("decision", Decision, name)
        return found if self.row.seats is None else filling(found, self.row.seats)

    def is_secret(self, attempt: Attempt) -> bool:
        """Whether nobody sees who votes what in it: by its rule, or because somebody asked in time."""
        secrecy = self.rule(attempt.rule).says.secrecy
        asked = any(one.kind == Step.Kind.SECRECY_ASKED for one in self.steps)
        taken = any(one.attempt_id == attempt.pk for one in self.positions)
        return secrecy == "secret" or (secrecy == "on-request" and asked and not taken)

    @property
    def has_a_box(self) -> bool:
        """Whether the attempt that was opened last is a secret one."""
        return bool(self.attempts) and self.attempts[-1].pk in self.boxes

    def gone_at(self, at: dt.datetime) -> list[dt.datetime]:
        """When somebody left or stepped out, until an instant."""
        out = (rules.Left, rules.Recused)
        return [one.at for one in self._events() if isinstance(one, out) and one.at <= at]

    def elector(self, key: str) -> Elector | None:
        """Somebody's part in it, as it was opened last."""
        return next((one for one in self.here if one.participant.key == key), None)

    def is_here(self, key: str, on: dt.date) -> bool:
        """Whether somebody takes part in the co-op on a day."""
        person = self.people.get(key)
        return person is not None and person.stage_on(on) not in GONE

    def elector_on(self, key: str, on: dt.date) -> Elector | None:
        """Somebody's part in it while they are here: it ends with their last day."""
        return self.elector(key) if self.is_here(key, on) else None

    def stands(self) -> dict[str, Position]:
        """The latest position of each, in the attempt that was opened last."""
        now = self.attempt
        mine = (one for one in self.positions if now and one.attempt_id == now.pk and not self.is_undone(one))
        return {one.participant.key: one for one in mine}

    def is_contested(self, row: Position) -> bool:
        """Whether it was entered for somebody who said that it is not theirs."""
        said = (one for one in self.steps if one.kind == Step.Kind.CONTESTED)
        mine = (one for one in said if one.participant_id == row.participant_id)
        return row.entered_by_id is not None and any(one.happened_at >= row.taken_at for one in mine)

    def is_undone(self, row: Position) -> bool:
        """Whether it counts no more: contested, or said by a proxy that is over."""
        if row.spoken_by_id is None:
            return self.is_contested(row)
        over = any(_ends(one, row) for one in self.steps if one.happened_at >= row.taken_at)
        return over or any(self._is_before(one, row) for one in self.positions)

    def _is_before(self, own: Position, row: Position) -> bool:
        """Whether somebody had spoken for themselves before another did, of two who came in one moment."""
        mine = own.participant_id == row.participant_id and own.spoken_by_id is None
        same = own.attempt_id == row.attempt_id and own.revision_id == row.revision_id
        return mine and same and own.taken_at <= row.taken_at and not self.is_contested(own)

    def objections(self) -> list[Objection]:
        """The blocks that stand in the attempt that was opened last, met or not."""
        blocks = [one for one in self.stands().values() if one.stance == Position.Stance.BLOCK]
        return [Objection(one, self._met(one)) for one in blocks if one.revision_id == self.text.pk]

    def _met(self, block: Position) -> Step | None:
        met = (Step.Kind.INTEGRATED, Step.Kind.RULED_OUT)
        later = [one for one in self.steps if one.kind in met and one.happened_at >= block.taken_at]
        return next((one for one in later if one.whose_id == block.participant_id), None)

    def would_leave(self) -> dict[str, Step]:
        """Who would leave it as it is, of the text as it is, in the attempt that was opened last."""
        since = max([self.text.written_at, *(one.opened_at for one in self.attempts[-1:])])
        said: dict[str, Step] = {}
        for one in self.steps:
            if one.kind == Step.Kind.AS_IT_IS and one.happened_at >= since:
                said[one.participant.key] = one
        return {key: one for key, one in said.items() if one.yes}

    def proposal(self) -> rules.Proposal:
        """What the rules are told."""
        row, asks = self.row, self.asks
        told: dict[str, Any] = {
            "at": row.raised_at,
            "by": row.raised_by.key,
            "events": sorted(self._events(), key=lambda one: one.at),
            "positions": [self.position(one) for one in self.positions],
            "options": self.names,
        }
        if asks is not None:
            return rules.polled(self.charter, asks, **told)
        if row.names_its_rule:
            told["electing"] = rules.Electing(row.rule, row.article, row.seats or 1)
        return rules.raised(self.charter, row.matter, amount=amount_of(row), **told)

    def position(self, row: Position) -> rules.Position:
        """A position as the rules know it."""
        return _position(row, self.names)

    def state(self, at: dt.datetime) -> Explained[State]:
        """Where it stands at an instant, with every reason."""
        return state(self.proposal(), at)

    def _events(self) -> Iterator[rules.Event]:
        for attempt in self.attempts:
            told = tuple(elector_of(one) for one in self.electors.get(attempt.pk, []))
            boxes = self.boxes.get(attempt.pk)
            yield boxes.opened(told) if boxes else rules.Opened(attempt.opened_at, told)
        for text in self.revisions[1:]:
            yield rules.Revised(text.written_at, text.nth)
        for step in self.steps:
            if step.kind not in UNCOUNTED:
                yield _step(step)
        yield from self._left()

    def _left(self) -> Iterator[rules.Left]:
        """Whoever decides and left while it was open, at the end of their last day."""
        seen: set[str] = set()
        for attempt in self.attempts:
            for one in self.electors.get(attempt.pk, []):
                key = one.participant.key
                day = left_on(self.people.get(key), after=attempt.opened_on)
                if day is not None and key not in seen:
                    seen.add(key)
                    yield rules.Left(end_of(day - dt.timedelta(days=1), self.row.coop.time_zone), key)


def filling(rule: Rule[Decision], seats: int) -> Rule[Decision]:
    """The rule that elects, with as many chosen as there are seats to fill."""
    return replace(rule, says=rule.says.model_copy(update={"winners": seats}))


def left_on(who: Person | None, *, after: dt.date) -> dt.date | None:
    """The first day after another on which somebody no longer takes part; None while they do."""
    ends = sorted(spell.period.until for spell in who.spells if spell.period.until) if who else []
    return next((day for day in ends if day > after and who and who.stage_on(day) in GONE), None)


def lives(coop: Coop, rows: Collection[Proposal]) -> list[Life]:
    """Some proposals of one co-op, in as many questions as for one; no text adopted later changes them."""
    if not rows:
        return []
    charters, people = charters_by(coop, [row.recorded_at for row in rows]), persons(coop)
    found = {row.pk: Life(row, charters[row.recorded_at], people) for row in rows}
    for row in rows:
        row.coop = coop
    mine = {"proposal__in": list(found)}
    for text in Revision.objects.filter(**mine).select_related("written_by").order_by("nth"):
        found[text.proposal_id].revisions.append(text)
    of: dict[UUID, Life] = {}
    for attempt in Attempt.objects.filter(**mine).order_by("nth"):
        of[attempt.pk] = found[attempt.proposal_id]
        of[attempt.pk].attempts.append(attempt)
    for elector in _of_attempts(Elector, of, "participant").order_by("participant__key"):
        of[elector.attempt_id].electors.setdefault(elector.attempt_id, []).append(elector)
    said = ("participant", "revision", "words", "spoken_by", "entered_by", "witness")
    for position in _of_attempts(Position, of, *said).order_by("taken_at", "pk"):
        of[position.attempt_id].positions.append(position)
    for option in Option.objects.filter(**mine).order_by("nth"):
        found[option.proposal_id].options.append(option)
    for step in (
        Step.objects.filter(**mine).select_related("participant", "whose").order_by("happened_at", "pk")
    ):
        found[step.proposal_id].steps.append(step)
    secret = [one for life in found.values() for one in life.attempts if one.rule and life.is_secret(one)]
    for key, boxes in boxes_of(secret).items():
        of[key].boxes[key] = boxes
    return list(found.values())


def life_of(row: Proposal) -> Life:
    """One of them."""
    (found,) = lives(row.coop, [row])
    return found


def _of_attempts(model: Any, attempts: Mapping[UUID, Life], *with_it: str) -> Any:
    return model.objects.filter(attempt__in=list(attempts)).select_related(*with_it)


def amount_of(row: Any) -> Money | None:
    """The amount a proposal or draft is about."""
    return Money(row.amount_minor, row.coop.currency) if row.amount_minor is not None else None


def named(marks: Iterable[Sequence[int]], names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """What stands on a ballot, by the names of the options."""
    return tuple((names[nth - 1], points) for nth, points in marks if 0 < nth <= len(names))


def _position(row: Position, names: Sequence[str]) -> rules.Position:
    marks = named(row.ballot, names)
    return rules.Position(
        by=row.participant.key,
        at=row.taken_at,
        choice=row.stance,  # type: ignore[arg-type]  # its choices are the rules'
        revision=row.revision.nth,
        why=GIVEN if row.with_reason else "",
        ballot=tuple(name for name, _points in marks),
        scores=marks,
        review_on=row.review_on,
        channel=row.channel,  # type: ignore[arg-type]  # the same
        cast_by=row.spoken_by.key if row.spoken_by else None,
        entered_by=row.entered_by.key if row.entered_by else None,
    )


def elector_of(row: Elector) -> rules.Elector:
    """Somebody's part, as the rules know it."""
    return rules.Elector(
        key=row.participant.key,
        name=row.participant.name,
        stage=row.stage or None,
        part=row.part,  # type: ignore[arg-type]  # written down as the rules said it
        reason=reason_of(row.reason),
        may_block=row.may_block,
        decider=row.decider,
        advises=row.advises,
    )


def _ends(step: Step, row: Position) -> bool:
    """Whether a step ends what somebody said for another."""
    if step.kind == Step.Kind.RECUSED:
        return step.participant_id == row.spoken_by_id
    giver = step.participant_id if step.kind == Step.Kind.PROXY_TAKEN_BACK else step.whose_id
    return step.kind in PROXY_OVER and giver == row.participant_id


def _step(row: Step) -> rules.Event:
    who, at, whose = row.participant.key, row.happened_at, row.whose.key if row.whose else row.participant.key
    plain: dict[str, rules.Event] = {
        Step.Kind.RECUSED: rules.Recused(at, who, row.because),
        Step.Kind.SECRECY_ASKED: rules.SecrecyAsked(at, who),
        Step.Kind.CONTESTED: rules.Contested(at, who),
        Step.Kind.PROXY_TAKEN_BACK: rules.ProxyEnded(at, who),
        Step.Kind.PROXY_GIVEN_BACK: rules.ProxyEnded(at, whose),
        Step.Kind.DECIDED: rules.Decided(at, who, yes=bool(row.yes), option="".join(row.options[:1])),
        Step.Kind.DRAWN: rules.Drawn(at, tuple(row.options)),
    }
    if row.kind in plain:
        return plain[row.kind]
    if row.kind in (Step.Kind.INTEGRATED, Step.Kind.RULED_OUT):
        return rules.Handled(at, whose, row.kind, who, row.because)  # type: ignore[arg-type]  # the rules' words
    return rules.Taken(at, row.kind, who, row.because)  # type: ignore[arg-type]  # the three that are left


def reason_of(said: Mapping[str, Any]) -> Reason:
    """A reason as it was written down."""
    values: dict[str, Value] = {name: _value(value) for name, value in said["values"].items()}
    parts = tuple(reason_of(part) for part in said.get("parts", ()))
    return Reason(said["code"], values, said.get("article"), parts)


def _value(value: Any) -> Value:
    if isinstance(value, str) and A_DAY.fullmatch(value):
        return dt.date.fromisoformat(value)
    found: Value = value
    return found


def zone_of(coop: Coop) -> dt.tzinfo:
    """The co-op's own."""
    return zoneinfo.ZoneInfo(coop.time_zone)


def by_state(found: Iterable[Life], at: dt.datetime) -> list[tuple[Life, State]]:
    """Each with where it stands."""
    return [(life, life.state(at).value) for life in found]
