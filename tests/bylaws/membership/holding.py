"""A charter with roles and bodies of every way to fill them, and short ways to say who held what."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period
from bylaws.membership.posts import Post, post
from bylaws.membership.terms import Tenure

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
RULES = """## Article 5 — Who does what
```toml rule
kind = "role"
name = "webmaster"
does = ["keeps the website"]
open_to = ["member"]
filled = "volunteer"
term = "P1Y"
hand_over = ["the keys", "the plan"]
hand_over_takes = "P1M"
```
```toml rule
kind = "role"
name = "chair"
does = ["leads the meetings"]
open_to = ["member"]
filled = "election"
elected_by = "everyday"
deputy = true
term = "P1Y"
terms_at_most = 2
recall_by = "everyday"
when_vacant = "board"
```
```toml rule
kind = "role"
name = "convener"
does = ["calls the meeting"]
open_to = ["candidate", "member"]
filled = "turns"
deputy = true
term = "P1M"
held_for = "meeting"
```
```toml rule
kind = "role"
name = "circle-leader"
does = ["leads the circle"]
open_to = ["member"]
filled = "election"
elected_by = "everyday"
held_for = "body"
```
```toml rule
kind = "role"
name = "job-lead"
does = ["holds the threads"]
open_to = ["member"]
filled = "volunteer"
held_for = "project"
```
```toml rule
kind = "meeting"
name = "weekly"
purpose = "business"
who = ["member"]
every = "P7D"
place = "either"
time = "unpaid"
decides = true
roles = ["convener"]
minutes = ["decisions"]
```
## Article 6 — The board
```toml rule
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "election"
seats = 3
elected_by = "everyday"
term = "P2Y"
terms_at_most = 2
pause = "P1Y"
renewed = "by-halves"
mandate = []
```
```toml rule
kind = "body"
name = "product"
form = "circle"
open_to = ["candidate", "member"]
filled = "open"
mandate = []
part_of = "board"
links = ["leader", "delegate"]
```
```toml rule
kind = "body"
name = "everyone"
form = "assembly"
open_to = ["member"]
filled = "open"
mandate = []
```
"""
TEXT = FRONT + RULES
CHARTER = read_charter(TEXT)
ARTICLE, BOARD = "Article 5 — Who does what", "Article 6 — The board"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def of(name: str, held_for: str = "", *, charter: Charter = CHARTER) -> Post:
    return post(charter.on(day("2025-01-01")), name, held_for)


def held(who: str, name: str, since: str, until: str | None = None, *, held_for: str = "") -> Tenure:
    return Tenure(who, name, held_for, Period(day(since), day(until) if until else None))


def someone(key: str, stage: str = "member", since: str = "2020-01-01") -> Person:
    return person(key, key.title(), [Spell(stage, Period(day(since), None))])
