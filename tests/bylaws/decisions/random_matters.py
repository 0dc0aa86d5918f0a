"""Random matters over the keys of a decision, told to the rules and a second time; `python -m` a million."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.subjects import Way
from bylaws.charter.routes import Leg, Route
from bylaws.decisions.days import day_of
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Elector,
    Event,
    Handled,
    Left,
    Opened,
    Position,
    Proposal,
    Recused,
    Revised,
)
from bylaws.decisions.state import state
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.second import BEGAN, Story, Told, retell

ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Havana", "Australia/Lord_Howe")
"""Clocks change in some of them while the matters run."""
METHODS = ("majority", "majority", "consensus", "consent", "lazy-consent", "informal-consensus")
SHARES = ("more than 1/2", "1/2", "2/3", "3/4", "75%", "more than 2/3", "100%", "1/3")
WORDS = {"A": "agree", "R": "reservation", "D": "disagree", "X": "abstain", "S": "stand-aside", "B": "block"}
NAMES = "abcdefghi"
A_DAY = 24 * 60
LATE = 60 * A_DAY
EARLY = True
NOBODY = Reason("elector.part.decides")


def random_story(seed: int) -> Story:
    """A story of up to nine people, with the rule, and perhaps another it falls back to."""
    pick = random.Random(seed)  # noqa: S311 - a story, not a secret
    people = {key: _person(pick) for key in NAMES[: pick.randint(1, 9)]}
    rule = _rule(pick, pick.choice(METHODS))
    story: Story = {"zone": pick.choice(ZONES), "people": people, "rule": rule}
    if pick.random() < 0.5:
        story["then"] = _rule(pick, "majority")
        rule["fallback"] = {"after_attempts": pick.choice((1, 1, 2)), "to": "then"}
        if pick.random() < 0.6:
            rule["fallback"]["cooling_off"] = f"P{pick.choice((0, 1, 3, 7))}D"
            rule["fallback"]["cooling_off_after"] = pick.choice(("each-attempt", "between-attempts"))
    minutes = pick.sample(range(LATE), 40)
    if pick.random() < 0.5:
        minutes = pick.sample(range(9 * A_DAY), 40)
    happened = [_happening(pick, minutes.pop(), nth) for nth in range(pick.choice((0, 0, 1, 2, 3)))]
    story["happened"] = _numbered(sorted(happened))
    story["said"] = sorted(_said(pick, minutes.pop(), rule) for _ in range(pick.randint(0, 24)))
    return story


def _person(pick: random.Random) -> Story:
    part = pick.choices(("decides", "if-they-speak", "heard", "none"), (12, 2, 1, 1))[0]
    return {"part": part, "may_block": pick.random() < 0.8, "concerned": part == "heard"}


def _rule(pick: random.Random, method: str) -> Story:
    rule: Story = {"method": method}

    def perhaps(key: str, value: object, chance: float = 0.4) -> None:
        if pick.random() < chance:
            rule[key] = value

    perhaps("open_for", f"P{pick.choice((1, 2, 3, 5, 7, 14))}D", 0.85 if method != "lazy-consent" else 1)
    perhaps("leavers", pick.choice(("stand", "removed")))
    perhaps("notice", f"P{pick.choice((1, 3))}D", 0.2)
    perhaps("quorum", pick.choice(SHARES), 0 if method == "lazy-consent" else 0.4)
    perhaps("proxies_at_most", pick.choice((1, 2)), 0 if method == "lazy-consent" else 0.3)
    second = {"after": f"P{pick.choice((1, 3))}D"} | (
        {"quorum": pick.choice(SHARES)} if pick.random() < 0.5 else {}
    )
    perhaps("second_call", second, 0.4 if "quorum" in rule and "open_for" in rule else 0)
    of = {"threshold": pick.choice(SHARES), "of": pick.choice(("votes-cast", "present", "eligible"))}
    if method == "majority":
        rule |= of
        perhaps("ties", "lot", 1 if rule["threshold"] == "more than 1/2" and pick.random() < 0.4 else 0)
        perhaps("ends_early", EARLY, 0.6 if "open_for" in rule else 0)
        return rule
    rule |= of if method == "informal-consensus" and pick.random() < 0.5 else {}
    perhaps("silence", "consent", 0 if method == "lazy-consent" else 0.3)
    perhaps(
        "stand_asides_at_most",
        pick.choice(("1/4", "1/3", "50%", "0%")),
        0 if method == "lazy-consent" else 0.4,
    )
    return rule if method == "informal-consensus" else rule | _blocks(pick, method)


def _blocks(pick: random.Random, method: str) -> Story:
    rule: Story = {"blocks": "any"}
    if pick.random() < 0.2:
        rule["blocks_at_most"] = pick.choice((1, 2))
    if pick.random() < 0.3:
        rule["override"] = {"threshold": pick.choice(SHARES), "of": pick.choice(("votes-cast", "present"))}
        rule["override"] |= {"open_for": "P4D"} if pick.random() < 0.5 else {}
    if method != "lazy-consent" and pick.random() < 0.4:
        rule["disagreement"] = pick.choice(("stops", "tolerated"))
    return rule


def _happening(pick: random.Random, minute: int, nth: int) -> tuple[int, str, str]:
    kind = pick.choice(("revised", "recused", "left", "answered", "left", "answered"))
    return minute, kind, pick.choice(NAMES)


def _numbered(happened: list[tuple[int, str, str]]) -> list[tuple[int, str, str | int]]:
    """A changed text carries its number, from two on."""
    number, found = 1, list[tuple[int, str, str | int]]()
    for minute, kind, who in happened:
        number += kind == "revised"
        found.append((minute, kind, number if kind == "revised" else who))
    return found


def _said(pick: random.Random, minute: int, rule: Story) -> tuple[int, str, str, int, str | None]:
    letters = "AAAAARDXSB" if pick.random() < 0.7 else "AAAAAAAAAB"
    proxy = pick.choice(NAMES) if pick.random() < 0.2 else None
    return minute, pick.choice(NAMES), pick.choice(letters), pick.choice((1, 1, 1, 2, 3)), proxy


def proposal(story: Story) -> Proposal:
    """The story as the rules are told it, before any attempt is opened."""
    began = day_of(BEGAN, story["zone"])
    back = story["rule"].get("fallback")
    legs = [_leg("first", story["rule"], back["after_attempts"] if back else 1, Span(), began)]
    if back:
        rests = back.get("cooling_off") if back.get("cooling_off_after") == "each-attempt" else None
        legs.append(_leg("then", story["then"], 1, Span.parse(rests) if rests else Span(), began))
    way = Route("client", began, Way(by="first"), tuple(legs), "lapses", ())
    positions = tuple(
        Position(who, _at(minute), WORDS[letter], revision, "why", cast_by=proxy)  # type: ignore[arg-type]
        for minute, who, letter, revision, proxy in story["said"]
    )
    raised_at = BEGAN - dt.timedelta(days=10)
    return Proposal(way, story["zone"], raised_at, "a", tuple(_events(story)), positions)


def _leg(name: str, rule: Story, attempts: int, waits: Span, day: dt.date) -> Leg:
    return Leg(name, Decision.model_validate(rule), "Article 1", attempts, waits, day, None)


def _at(minute: int) -> dt.datetime:
    return BEGAN + dt.timedelta(minutes=minute)


def _events(story: Story) -> list[Event]:
    made: list[Event] = []
    for minute, kind, what in story["happened"]:
        if kind == "revised":
            made.append(Revised(_at(minute), what))
        elif kind == "recused":
            made.append(Recused(_at(minute), what))
        elif kind == "left":
            made.append(Left(_at(minute), what))
        else:
            made.append(Handled(_at(minute), what, "integrated", "chair"))
    return made


def _electorate(story: Story) -> tuple[Elector, ...]:
    return tuple(
        Elector(key, key, "member", one["part"], NOBODY, one["may_block"])
        for key, one in story["people"].items()
    )


def lived(story: Story, until: int) -> State:
    """The state of a story in a minute; each attempt is opened as soon as it is due."""
    told, people = proposal(story), _electorate(story)
    events: list[Event] = [Opened(BEGAN, people), *told.events]
    while True:
        now = state(
            Proposal(told.route, told.zone, told.raised_at, told.by, tuple(events), told.positions),
            _at(until),
        ).value
        if now.due_at is None:
            return now
        events = sorted([*events, Opened(now.due_at, people)], key=lambda one: one.at)


def told_of(now: State) -> list[Told]:
    """A state in the second implementation's words."""
    made: list[Told] = [(one.outcome, _minute(one.closed_at), _many(one.counts)) for one in now.made]
    if now.open:
        made.append(("open", None, _many(now.counts)))
    if now.phase == "tied" and now.closed_at is not None:
        made.append(("tied", _minute(now.closed_at), _many(now.counts)))
    return made


def _minute(instant: dt.datetime) -> int:
    return int((instant - BEGAN) / dt.timedelta(minutes=1))


def _many(counts: object) -> tuple[int, ...]:
    names = ("base", "agree", "disagree", "abstain", "stand_aside", "block", "met")
    return tuple(getattr(counts, name) for name in names)


def differs(seed: int) -> str | None:
    """What the two say of a story, where they do not say the same."""
    story = random_story(seed)
    until = (LATE * 3, 2 * A_DAY, 10 * A_DAY, 30 * A_DAY)[seed % 4]
    ours, theirs = told_of(lived(story, until)), retell(story, until)
    return None if ours == theirs else f"story {seed} until {until}: {ours} and {theirs} of {story}"


def main(count: int, first: int = 0) -> int:
    began = time.perf_counter()
    wrong = [told for told in map(differs, range(first, first + count)) if told]
    took = time.perf_counter() - began
    said = [f"{count} random decisions, {len(wrong)} told differently, {took:.0f} s", *wrong[:5]]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ("1000000",))))
