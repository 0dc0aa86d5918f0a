"""Random matters over all keys of a decision, decided by the rules and a second time (`./run decisions`)."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import json
import sys
import time
from dataclasses import replace

from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.subjects import Way
from bylaws.charter.routes import Leg, Route
from bylaws.decisions.again import raising_again
from bylaws.decisions.days import day_of
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Box,
    Contested,
    Decided,
    Drawn,
    Elector,
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
)
from bylaws.decisions.state import state
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained
from tests.bylaws.decisions.random_stories import A_DAY, LATE, Said, random_story
from tests.bylaws.decisions.second.calls import OUT
from tests.bylaws.decisions.second.life import retell
from tests.bylaws.decisions.second.people import BEGAN, BY_ONE, STAGES, Story, seconded

WORDS = {"A": "agree", "R": "reservation", "D": "disagree", "X": "abstain", "S": "stand-aside", "B": "block"}
A_LOT = 10_000
OF_WHO = (
    "eligible",
    "body",
    "on_leave",
    "recusal",
    "blocks",
    "may_block",
    "delegate",
    "method",
    "ties",
    "highest",
    "points",
)
FRONT = """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "UTC"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
## Article 1 — Who we are
```toml rule
kind = "membership"
"""


@functools.cache
def _charter(rule: str, sabbatical: tuple[str, ...] | None) -> Charter:
    """A charter with the stages of the stories and one rule, of which only who takes part is asked."""
    stages = {name: rights for name, rights in STAGES.items() if name != "former"}
    stages |= {"sabbatical": sabbatical} if sabbatical else {}
    lines = [
        f'[[stages]]\nname = "{name}"\nrights = {json.dumps(rights)}\n' for name, rights in stages.items()
    ]
    return read_charter(f"{FRONT}{''.join(lines)}```\n## Article 2 — It\n```toml rule\n{rule}```\n")


def _rule_text(rule: Story) -> str:
    says = {key: rule[key] for key in OF_WHO if key in rule}
    if rule["method"] == "majority":
        says |= {"threshold": "more than 1/2", "of": "votes-cast"}
    if rule["method"] == "lazy-consent":
        says |= {"open_for": "P1D"}
    if says.get("blocks") == "none":
        says |= {"disagreement": "stops"}
    return 'kind = "decision"\nname = "it"\n' + "".join(f"{k} = {json.dumps(v)}\n" for k, v in says.items())


def proposal(story: Story) -> Proposal:
    """The story as the rules are told it, before any attempt is opened."""
    began = day_of(BEGAN, story["zone"])
    back = story["rule"].get("fallback")
    legs = [_leg("first", story["rule"], back["after_attempts"] if back else 1, Span(), began)]
    if back:
        rests = back.get("cooling_off") if back.get("cooling_off_after") == "each-attempt" else None
        legs.append(_leg("then", story["then"], 1, Span.parse(rests) if rests else Span(), began))
    way = Route("client", began, Way(by="first"), tuple(legs), "lapses", ())
    raised_at = BEGAN - dt.timedelta(days=10)
    events = tuple(event for one in story["happened"] for event in _event(*one))
    positions = tuple(_position(one) for one in story["said"])
    return Proposal(way, story["zone"], raised_at, story["by"], events, positions, tuple(story["options"]))


def _leg(name: str, rule: Story, attempts: int, waits: Span, day: dt.date) -> Leg:
    return Leg(name, Decision.model_validate(rule), "Article 1", attempts, waits, day, None)


def _at(minute: int) -> dt.datetime:
    return BEGAN + dt.timedelta(minutes=minute)


def _position(told: Said) -> Position:
    minute, who, letter, revision, proxy, more = told
    return Position(
        who,
        _at(minute),
        WORDS[letter],  # type: ignore[arg-type]  # every letter has its word
        revision,
        "" if more.get("bare") else "why",
        tuple(more.get("ranks", "")),
        tuple(more.get("scores", {}).items()),
        channel="paper" if more.get("teller") else "web",
        cast_by=proxy,
        entered_by="a" if more.get("teller") else None,
    )


def _event(minute: int, kind: str, told: object) -> tuple[Event, ...]:
    """A happening as the rules are told it; to open an attempt anew is done as it is time."""
    at = _at(minute)
    if isinstance(told, dict):
        if kind == "decided":
            return (Decided(at, told["by"], told["yes"], told["option"]),)
        order = told["order"] or [told["first"], "no" if told["first"] == "yes" else "yes"]
        return (Drawn(at, tuple(order)),)
    if isinstance(told, int):
        return (Revised(at, told),)
    who = str(told)
    made: dict[str, Event] = {
        "small": Revised(at, 1, material=False),
        "recused": Recused(at, who),
        "left": Left(at, who),
        "asks-secret": SecrecyAsked(at, who),
        "contested": Contested(at, who),
        "proxy-ended": ProxyEnded(at, who),
    }
    if kind in ("integrated", "ruled-out", "tested"):
        return (Handled(at, who, kind, "chair", "why"),)  # type: ignore[arg-type]
    if kind in ("withdrawn", "pulled-back", "agreed-to-disagree"):
        return (Taken(at, kind, who),)  # type: ignore[arg-type]
    return (made[kind],) if kind in made else ()


def _people(story: Story, opened: int) -> tuple[Person, ...]:
    """Those in the register; whoever left is in it no more."""
    left = {who for minute, what, who in story["happened"] if what == "left" and minute <= opened}
    return tuple(
        person(key, key, _spells(one["stages"])) for key, one in story["people"].items() if key not in left
    )


def _spells(stages: list[tuple[str, str]]) -> list[Spell]:
    days = [dt.date.fromisoformat(day) for day, _ in stages]
    spans = zip(days, [*days[1:], None], strict=True)
    return [Spell(stage, Period(*span)) for (_, stage), span in zip(stages, spans, strict=True)]


def _electorate(story: Story, name: str, opened: int) -> tuple[Elector, ...]:
    day = day_of(_at(opened), story["zone"])
    return electorate(
        _charter(_rule_text(story["rule" if name == "first" else "then"]), story["sabbatical_is_stage"]),
        Register(_people(story, opened), story["holders"], story["on_leave"], {}),
        rule="it",
        raised_on=day,
        on=day,
        raised_by=story["by"],
        about=story["about"],
    )


class Lived:
    """A story as it is lived: each attempt is opened as soon as it is due, or anew when it was asked for."""

    def __init__(self, story: Story, until: int) -> None:
        parts = {part: [one for one in story[part] if one[0] <= until] for part in ("happened", "said")}
        self.story: Story = {**story, **parts}
        self.told, self.last = proposal(self.story), until
        self.events: tuple[Event, ...] = tuple(self.told.events)

    def state(self) -> State:
        """The state in the last minute."""
        until = self.last
        self.open("first", 0)
        steps = [x for x in self.story["happened"] if x[1] in (*OUT, "anew")]
        anew = [x[0] for x in steps if x[1] == "anew"]
        for minute in (*(x[0] - (x[1] != "anew") for x in steps), until):
            now = self.now(minute)
            while now.due_at is not None:
                self.open(now.rule, _minute(now.due_at))
                now = self.now(minute)
            ready = now.opens_at is None or now.opens_at <= _at(minute)
            if minute in anew and now.phase in ("inquorate", "pulled-back") and ready:
                self.open(now.rule, minute)
        return self.now(until)

    @property
    def first(self) -> Opened:
        """The first attempt as it was opened."""
        return next(one for one in self.events if isinstance(one, Opened))

    def explained(self) -> Explained[State]:
        """The state in the last minute, with its reasons."""
        self.state()
        told = replace(self.told, events=self.events)
        return state(told, _at(self.last))

    def now(self, minute: int, events: tuple[Event, ...] | None = None) -> State:
        told = self.told
        these = self.events if events is None else events
        return state(
            Proposal(told.route, told.zone, told.raised_at, told.by, these, told.positions, told.options),
            _at(minute),
        ).value

    def open(self, name: str, minute: int) -> None:
        """Opens an attempt; a secret one with its box."""
        rule = self.story["rule" if name == "first" else "then"]
        not_told = frozenset(self.story["untold"] if minute == 0 else ())
        opened = Opened(_at(minute), _electorate(self.story, name, minute), not_told=not_told)
        if "secrecy" in rule:
            opened = self.boxed(opened, minute)
        self.events = self.with_it(opened)

    def with_it(self, opened: Opened) -> tuple[Event, ...]:
        return tuple(sorted((*self.events, opened), key=lambda one: one.at))

    def boxed(self, opened: Opened, minute: int) -> Opened:
        """The attempt with what was put into its box, by then one vote of each, if it is secret."""
        voices, said = opened.voices, [x for x in self.story["said"] if x[0] > minute]
        spoke = min((x[0] for x in said if x[1] in voices), default=LATE * 4)
        begun = self.now(minute, self.with_it(opened))
        ends = _minute(begun.ends_at) if begun.ends_at else LATE * 4
        if not self.now(min(spoke, ends - 1, self.last), self.with_it(opened)).secret:
            return opened
        gone = {who for m, what, who in self.story["happened"] if m <= minute and what == "recused"}
        voted, full, ballots = set[str](), None, list[Position]()
        boxed = set[dt.datetime]()
        items = [(m, what, who) for m, what, who in self.story["happened"] if m > minute]
        for one in sorted([*items, *said], key=lambda item: item[0]):
            if not opened.asked - gone - voted and opened.asked - gone and not begun.ends_at:
                break
            if one[0] >= ends or one[1] in ("withdrawn", "pulled-back", "agreed-to-disagree"):
                break
            if len(one) == 3:
                gone |= {one[2]} - voted if one[1] in ("left", "recused") else set()
            elif one[1] in voices and one[1] not in voted | gone:
                voted.add(one[1])
                boxed.add(_at(one[0]))
                ballots.append(_position((0, "", one[2], 1, None, one[5])))
            if opened.asked - gone <= voted and opened.asked - gone:
                full = full or _at(one[0])
        rest = tuple(one for one in self.told.positions if one.at not in boxed)
        self.told = replace(self.told, positions=rest)
        return Opened(
            opened.at, opened.electorate, Box(frozenset(voted), tuple(ballots), full), opened.not_told
        )


def seconders(story: Story) -> tuple[int, list[str]]:
    """How many others have to second the matter, and who does, by the rules."""
    if "again" not in story["rule"]:
        return 0, []
    failed = story["failed_on"]
    found = raising_again(
        Decision.model_validate(story["rule"]),
        "Article 1",
        failed_on=dt.date.fromisoformat(failed) if failed else None,
        on=day_of(BEGAN, story["zone"]),
        electorate=_electorate(story, "first", 0),
        by=story["by"],
        seconders=story["seconders"],
    ).value
    return found.needed, sorted(found.seconded)


def told_of(now: State) -> Story:
    """A state in the second implementation's words; what one decides is not counted."""
    alone = now.says is not None and now.says.method in BY_ONE
    made: list[tuple[str, int | None, tuple[int, ...] | None]] = [
        (one.outcome, _minute(one.closed_at), None if alone else _many(one.counts)) for one in now.made
    ]
    if now.open:
        made.append(("open", None, None if alone else _many(now.counts)))
    if now.phase == "tied" and now.closed_at is not None:
        made.append(("tied", _minute(now.closed_at), _many(now.counts)))
    return {
        "attempts": made,
        "chosen": now.chosen,
        "tied": now.tied if now.tied != ("yes", "no") else (),
        "phase": now.phase,
    }


def _minute(instant: dt.datetime) -> int:
    return int((instant - BEGAN) / dt.timedelta(minutes=1))


def _many(counts: object) -> tuple[int, ...] | None:
    names = ("base", "agree", "disagree", "abstain", "stand_aside", "block", "met")
    return None if counts is None else tuple(getattr(counts, name) for name in names)


def until_of(seed: int) -> int:
    """The minute in which a story is looked at."""
    return (LATE * 3, 2 * A_DAY, 10 * A_DAY, 30 * A_DAY)[seed % 4]


def differs(seed: int) -> str | None:
    """What the two say of a story, where they do not say the same."""
    story = random_story(seed)
    until = until_of(seed)
    ours = (told_of(Lived(story, until).state()), seconders(story))
    theirs = (retell(story, until), seconded(story))
    return None if ours == theirs else f"story {seed} until {until}:\n {ours}\n {theirs}\n of {story}"


def main() -> int:
    """Tells so many stories, in lots; each says how far it came, so that a run can be gone on with."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int, nargs="?", default=1_000_000, help="how many matters")
    asked.add_argument("--first", type=int, default=0, help="the number of the first, to go on with a run")
    sizes = asked.parse_args()
    began, wrong = time.perf_counter(), 0
    for first in range(sizes.first, sizes.first + sizes.count, A_LOT):
        seeds = range(first, min(first + A_LOT, sizes.first + sizes.count))
        differing = [told for told in map(differs, seeds) if told]
        wrong, took = wrong + len(differing), time.perf_counter() - began
        said = f"up to {seeds[-1] + 1:,}: {wrong} told differently, {took:.0f} s"
        sys.stdout.write("\n".join([said, *differing, ""]))
        sys.stdout.flush()
    sys.stdout.write(f"{sizes.count:,} random decisions, {wrong} told differently\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
