"""A charter with everything that concerns the way in, and people on it."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period

FRONT = """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""
TRACK = """
[[stages]]
name = "trainee"
lasts = "P3M"
next_by = "begin-candidacy"
rights = ["speak"]
[[stages]]
name = "candidate"
lasts = "P6M"
hours = 520
evaluations = ["P3M", "P6M"]
next_by = "admit-member"
rights = ["speak", "propose"]
[[stages]]
name = "member"
rights = ["speak", "propose", "vote"]
"""
HOURS = """## Article 4 — Work
```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "candidacy"]
```
"""
JOINING = "Article 3 — Becoming a member"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def days(begins: str, until: str | None = None) -> Period:
    return Period(day(begins), day(until) if until else None)


def usd(amount: str) -> Money:
    return Money.parse(amount, "USD")


def rule(number: int, title: str, toml: str) -> str:
    return f"## Article {number} — {title}\n```toml rule\n{toml.strip()}\n```\n"


def charter(keys: str = "", *more: str, track: str = TRACK) -> Charter:
    joining = rule(3, "Becoming a member", f'kind = "membership"\n{keys}\n{track}')
    return read_charter("".join([FRONT, joining, HOURS, *more]))


def someone(*spells: tuple[str, str, str | None], key: str = "bo") -> Person:
    return person(key, key.title(), [Spell(stage, days(start, end)) for stage, start, end in spells])
