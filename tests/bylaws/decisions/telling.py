"""Short ways to tell of a matter: a charter with one rule, people in the order of names, and their votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from bylaws.charter.charter import Charter, read_charter
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import Choice, Elector, Event, Opened, Position, Proposal, raised
from bylaws.decisions.state import state
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period

FRONT = """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "{zone}"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
## Article 1 — Who we are
```toml rule
kind = "membership"
[[stages]]
name = "candidate"
rights = ["speak"]
next_by = "admit-member"
[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "block"]
```
## Article 2 — What is decided how
```toml rule
kind = "subjects"
spend = [{{ up_to = "50.00", by = "individual" }}, {{ by = "ours" }}]
otherwise = "ours"
```
"""
RULE = """## Article {number} — {name}
```toml rule
kind = "decision"
name = "{name}"
{says}
```
"""
NAMES = ("ada", "bo", "cy", "di", "ed", "fay", "gus", "hal", "ivy", "jo", "kim", "lu")
MONDAY = dt.date(2026, 3, 2)
VOTES = {"A": "agree", "R": "reservation", "D": "disagree", "X": "abstain", "S": "stand-aside", "B": "block"}
CITED = "Article 3 — ours"


def charter(says: str, *, zone: str = "UTC", **others: str) -> Charter:
    """A charter whose rule `ours` decides everything, with other rules by their names."""
    rules = {"ours": says} | {name.replace("_", "-"): told for name, told in others.items()}
    texts = [RULE.format(number=n, name=name, says=told) for n, (name, told) in enumerate(rules.items(), 3)]
    return read_charter(FRONT.format(zone=zone) + "".join(texts))


def members(count: int, *, stage: str = "member") -> tuple[Person, ...]:
    since = Period(dt.date(2025, 1, 1), None)
    return tuple(person(key, key.title(), [Spell(stage, since)]) for key in NAMES[:count])


def at(day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    """An instant of March 2026, in UTC; days above 31 lie in April."""
    return dt.datetime(2026, 3, 1, hour, minute, tzinfo=dt.UTC) + dt.timedelta(days=day - 1)


def those(text: Charter, people: Sequence[Person], *, rule: str = "ours", on: int = 2) -> tuple[Elector, ...]:
    return electorate(text, Register(people), rule=rule, raised_on=MONDAY, on=at(on).date())


def said(votes: str, *, day: int = 3, revision: int = 1) -> tuple[Position, ...]:
    """Who stands for what, in the order of names: A yes, D no, X abstains, S aside, B blocks, - nothing."""
    return tuple(
        took(key, VOTES[vote], day=day, minute=nth, revision=revision)
        for nth, (key, vote) in enumerate(zip(NAMES, votes, strict=False))
        if vote != "-"
    )


def took(
    key: str, choice: str, *, day: int = 3, hour: int = 12, minute: int = 0, revision: int = 1
) -> Position:
    why = "it harms us" if choice == "block" else ""
    found: Choice = choice  # type: ignore[assignment]  # the tests write the words out
    return Position(key, at(day, hour, minute), found, revision=revision, why=why)


def matter(
    text: Charter,
    positions: Iterable[Position] = (),
    events: Iterable[Event] = (),
    *,
    people: int = 7,
    opened: int | None = 2,
    options: tuple[str, ...] = (),
) -> Proposal:
    """A matter raised on 2 March at noon and opened then, with what happened."""
    opening = [Opened(at(opened), those(text, members(people)))] if opened is not None else []
    happened = sorted([*opening, *events], key=lambda event: event.at)
    return raised(
        text,
        "client",
        at=at(2),
        by="ada",
        events=happened,
        positions=sorted(positions, key=lambda one: one.at),
        options=options,
    )


def stands(proposal: Proposal, day: int, hour: int = 12) -> State:
    return state(proposal, at(day, hour)).value


def counted(now: State) -> tuple[int, int, int, int]:
    """All who count, and how many say yes, say no and block."""
    found = now.counts
    assert found is not None
    return found.base, found.agree, found.disagree, found.block
