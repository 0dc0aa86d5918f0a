"""Which positions count, and how many there are of each: kept up to date as things happen in their order."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import attrgetter

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.proposal import (
    EMPTY_BOX,
    Elector,
    Handled,
    Left,
    Opened,
    Position,
    ProxyEnded,
    Recused,
    Revised,
)
from bylaws.decisions.standing import BY, Standing

AT, CHOICE, SPOKEN = attrgetter("at"), attrgetter("choice"), attrgetter("cast_by")
OBJECTING: frozenset[str] = frozenset({"consensus", "consent", "lazy-consent"})
"""Methods in which a block stops a matter; in every other it is a no."""
ANSWERED: frozenset[str] = frozenset({"consent", "lazy-consent"})
"""Methods in which an objection can be integrated or ruled out."""

NOTHING: Mapping[str, dt.datetime] = {}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand where. `base` are all who count; `cast` all of them who took a position.

    `agree` includes `reservations`; `met` are objections that were integrated or ruled out; `silent` are
    those of the base without a position.
    """

    base: int
    concerned: int = 0
    """How many are not of the base because it is about them."""
    agree: int = 0
    reservations: int = 0
    disagree: int = 0
    abstain: int = 0
    stand_aside: int = 0
    block: int = 0
    met: int = 0

    @property
    def cast(self) -> int:
        """All positions, whichever."""
        return self.agree + self.disagree + self.abstain + self.stand_aside + self.block + self.met

    @property
    def silent(self) -> int:
        """Those of the base who took no position."""
        return self.base - self.cast


class Floor:
    """Who stands where while an attempt runs; each thing that happens changes it."""

    def __init__(
        self,
        says: Decision,
        opened: Opened,
        *,
        revision: int,
        contested: Mapping[str, dt.datetime] = NOTHING,
    ) -> None:
        self.says, self.revision, self.box, self.contested = says, revision, opened.box, contested
        self._next_box = opened.run_off or EMPTY_BOX
        self.voices, self.asked = opened.voices, opened.asked
        self.on_leave = set(self.voices.keys() - self.asked) if len(self.voices) > len(self.asked) else set()
        self.concerned = opened.concerned
        self.standing: Mapping[str, Position] = {}
        """Who stands where; made by key only when it is asked for."""
        self._silent: frozenset[str] | None = None
        """Those without a position, where it is known from counting many at once."""
        self.met: set[str] = set()
        self._spoke: set[str] = set()
        self._speaks_for: Counter[str] = Counter()
        self._departed: set[str] = set()
        self._tally: Counter[str] | None = Counter()
        self.options: tuple[str, ...] | None = None
        """The options of a run-off; None where all are still open."""
        self.ahead: tuple[str, ...] = ()
        """The options that were chosen before the run-off."""
        self.places: int | None = None
        """How many options the run-off still chooses."""

    @property
    def voted(self) -> AbstractSet[str]:
        """Those who took a position, or whose ballot is in the box."""
        return self.box.voted if self.box is not None else self.standing.keys()

    @property
    def positions(self) -> dict[str, Position]:
        """Who stands where, to be changed one by one."""
        if not isinstance(self.standing, dict):
            self.standing = dict(self.standing)
        self._silent = None
        return self.standing

    @property
    def base(self) -> int:
        """How many count: those who are asked, and of those on leave whoever took a position."""
        return len(self.asked) + len(self.on_leave) - self.extra

    @property
    def extra(self) -> int:
        """How many count only if they take a position, and have taken none."""
        return len(self._without(self.on_leave)) if self.on_leave else 0

    @property
    def silent(self) -> tuple[str, ...]:
        """Those who are asked and have taken no position."""
        still = self._without(self.asked)
        return tuple(key for key in self.voices if key in still) if still else ()

    @property
    def complete(self) -> bool:
        """Whether all who are asked have taken a position."""
        asked, voted = self.asked, self.voted
        return bool(asked) and len(asked) <= len(voted) and all(key in voted for key in asked)

    def _without(self, people: AbstractSet[str]) -> AbstractSet[str]:
        """Those of some people who have taken no position."""
        return people - self.voted if self._silent is None else people & self._silent

    @property
    def blocks(self) -> int:
        """How many blocks stand, met or not; where the method knows none they are a no."""
        return self._counted["block"]

    @property
    def blocked(self) -> bool:
        """Whether an objection stands that nothing has met."""
        return self.blocks > len(self.met) and self.says.method in OBJECTING

    @property
    def _counted(self) -> Counter[str]:
        if self._tally is None:
            self._tally = Counter(map(CHOICE, _each(self.standing)))
        return self._tally

    def take(self, one: Position) -> None:
        """Somebody takes a position; one that may not count changes nothing."""
        if not self._counts(one):
            return
        self._drop(one.by)
        if one.cast_by is None:
            self._spoke.add(one.by)
        else:
            self._speaks_for[one.cast_by] += 1
        self.positions[one.by] = one
        self._counted[one.choice] += 1

    def take_all(self, window: Sequence[Position]) -> None:
        """Many positions in their order, where nothing else happened and nobody speaks for another."""
        voices, revision, contested = self.voices, self.revision, self.contested
        open_ = self.box is None and revision == 1 and not contested
        own = open_ and not any(map(SPOKEN, window))
        if own and not self.standing and (self._take_once(window) or self._take_last(window)):
            self._tally = None
            return
        rows = [
            one
            for one in window
            if one.by in voices
            and one.revision >= revision
            and one.cast_by is None
            and not (contested and self._is_contested(one))
        ]
        self.positions.update(zip(map(BY, rows), rows, strict=True))
        self._tally = None

    def _take_once(self, window: Sequence[Position]) -> bool:
        """Where all of them are of those who may, and of nobody twice: then nobody has to be looked up."""
        everybody = self._everybody()
        if len(window) > len(everybody):
            return False
        silent = everybody.difference([*map(BY, window)])  # listed first: far fewer waits for memory
        if len(everybody) - len(silent) < len(window):
            return False
        self.standing, self._silent = Standing(window), silent
        return True

    def _take_last(self, window: Sequence[Position]) -> bool:
        """Where all of them are of those who may: the last of each counts."""
        last = dict(zip(map(BY, window), window, strict=True))
        everybody = self._everybody()
        silent = everybody.difference(last)
        if len(everybody) - len(silent) < len(last):
            return False
        self.standing, self._silent = last, silent
        return True

    def _everybody(self) -> frozenset[str]:
        return frozenset(self.voices) if self.on_leave else self.asked

    def happens(self, event: object) -> None:
        """Something else happens that changes who counts, or what stands."""
        match event:
            case Revised(revision=revision, material=True):
                self.clear()
                self.revision = revision
            case Recused(who=who) if who in self.voices:
                self.concerned += 1
                if self.box is None or who not in self.box.voted:
                    self._remove(who)
                self._unsay(who)
            case ProxyEnded(who=who) if who in self.standing and self.standing[who].cast_by is not None:
                self._drop(who)
            case Left(who=who):
                stands = self.says.leavers == "stand" or self.box is not None
                if stands and who in self.voted:
                    self._departed.add(who)
                else:
                    self._remove(who)
            case Handled(whose=whose, how="integrated" | "ruled-out") if self.says.method in ANSWERED:
                if whose in self.positions and self.positions[whose].choice == "block":
                    self.met.add(whose)

    def clear(self) -> None:
        """Positions are asked anew, but not of who has left since."""
        self.positions.clear()
        for who in self._departed:
            self._remove(who)
        self.met.clear()
        self._spoke.clear()
        self._speaks_for.clear()
        self._tally = Counter()

    def run_off(self, tied: tuple[str, ...], ahead: tuple[str, ...], places: int) -> None:
        """Only what is tied is still open, for the places that are left, and positions are asked anew."""
        self.options, self.ahead, self.places = tied, ahead, places
        if self.box is not None:
            self.box = self._next_box
        self.clear()

    def counts(self) -> Counts:
        """How many stand where; a block is a no where the method knows none, and so it is in a fallback."""
        boxed = self.box is not None
        counted = Counter(map(CHOICE, self.box.ballots)) if self.box is not None else self._counted
        objecting = self.says.method in OBJECTING
        met = 0 if boxed else len(self.met)
        return Counts(
            base=self.base,
            concerned=self.concerned,
            agree=counted["agree"] + counted["reservation"],
            reservations=counted["reservation"],
            disagree=counted["disagree"] + (0 if objecting else counted["block"]),
            abstain=counted["abstain"],
            stand_aside=counted["stand-aside"],
            block=counted["block"] - met if objecting else 0,
            met=met,
        )

    def ballots(self) -> Iterable[Position]:
        """The positions that count, whoever took them."""
        return _each(self.standing) if self.box is None else self.box.ballots

    def _counts(self, one: Position) -> bool:
        elector = self.voices.get(one.by)
        if elector is None or one.revision < self.revision:
            return False
        if self.contested and self._is_contested(one):
            return False
        if one.choice == "block" and not block_holds(one, elector, self.says):
            return False
        return one.cast_by is None or self._may_speak(one.cast_by, one.by)

    def _is_contested(self, one: Position) -> bool:
        """Whether a teller entered it, and the person said afterwards that it is not theirs."""
        return one.entered_by is not None and one.by in self.contested and one.at <= self.contested[one.by]

    def _may_speak(self, holder: str, for_: str) -> bool:
        """Nobody speaks for whoever spoke, for more than they may, or without a voice of their own."""
        before = self.positions.get(for_)
        others = self._speaks_for[holder] - (before is not None and before.cast_by == holder)
        room = others < (self.says.proxies_at_most or 0)
        return room and for_ not in self._spoke and holder in self.voices and holder != for_

    def _drop(self, key: str) -> None:
        before = self.positions.pop(key, None)
        if before is not None:
            self._counted[before.choice] -= 1
            self.met.discard(key)
            if before.cast_by is not None:
                self._speaks_for[before.cast_by] -= 1

    def _unsay(self, holder: str) -> None:
        """What whoever is concerned said for others counts no more than what they said for themselves."""
        if self._speaks_for[holder]:
            for key in [key for key, one in self.standing.items() if one.cast_by == holder]:
                self._drop(key)

    def _remove(self, who: str) -> None:
        self._drop(who)
        self.voices = {key: one for key, one in self.voices.items() if key != who}
        self.asked -= {who}
        self.on_leave.discard(who)


def _each(standing: Mapping[str, Position]) -> Iterable[Position]:
    """Every position, without making it known by key."""
    return standing.taken if isinstance(standing, Standing) else standing.values()


def block_holds(position: Position, elector: Elector, says: Decision) -> bool:
    """Whether a block is one: by somebody who may, with a reason where the rule asks for one."""
    if says.method not in OBJECTING:
        return True
    return elector.may_block and (says.blocks != "with-reason" or bool(position.why.strip()))


def between(positions: Sequence[Position], start: dt.datetime, end: dt.datetime) -> Sequence[Position]:
    """The positions from an instant on, before another."""
    return positions[bisect_left(positions, start, key=AT) : bisect_left(positions, end, key=AT)]
