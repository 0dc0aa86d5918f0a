"""Charter texts the stories adopt: Harbour's own, in a few variations."""

from __future__ import annotations

FRONT = """---
name = "Harbour Web Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2024-11-30
from = 2025-01-01
---

We wrote this to be read aloud.

## Article 1 — Who we are

We build and mend websites. Article 9 says how we share.
"""

WAGES = """
## Article 7 — Pay

An hour is paid at {rate} dollars.

```toml rule
kind = "pay"
name = "wages"
plan = "hourly"
period = "month"
rates = [{{ rate = "{rate}.00" }}]
```
"""

SURPLUS = """
## Article 9 — Surplus

{words} in common; the rest belongs to members by the hours they worked.

```toml rule
kind = "surplus"
[[steps]]
to = "collective"
share = "{share}"
of = "opening"
divisible = false
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member"]
cash = "40%"
retained = "qualified-notice"
[losses]
from = [{{ account = "collective", share = "100%" }}]
```
"""

TAXES = """
## Article 11 — Taxes

We are taxed as a co-operative.

```toml rule
kind = "tax"
mode = "us-subchapter-t"
```
"""

OPENNESS = """
## Article 12 — Openness

Members see everything, candidates the accounts, and anyone the charter.

```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "charter"
audience = ["world"]
[[classes]]
name = "accounts"
audience = ["members", "candidates"]
```
"""

HARBOUR = (
    FRONT
    + """
## Article 3 — Becoming a member

A candidate works with us for nine months; then the members decide.

```toml rule
kind = "membership"
[[stages]]
name = "candidate"
lasts = "P9M"
next_by = "admit-member"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "vote", "share"]
```

## Article 6 — The work

Client work counts for everything.

```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage", "candidacy"]
```
"""
    + WAGES.format(rate=30)
    + SURPLUS.format(words="A quarter stays", share="25%")
    + TAXES
    + OPENNESS
)

AMENDED = """---
adopted = {adopted}
from = {day}
by = "members' meeting, item {item}"
{does}
---
"""

CLOSED = """
## Article 12 — Openness

Members see everything; nobody else does.

```toml rule
kind = "transparency"
otherwise = "members"
classes = []
```
"""

MOVED = """replaces = ["front"]
[front]
name = "Harbour Web Cooperative"
jurisdiction = "US-CA"
currency = "{currency}"
time_zone = "America/Los_Angeles"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2024-11-30
from = 2025-01-01"""


def amendment(day: str, item: int, does: str, adopted: str = "2025-02-20") -> str:
    """The front matter of an amendment that takes effect on a day."""
    return AMENDED.format(adopted=adopted, day=day, item=item, does=does)


def half(day: str = "2026-01-01") -> str:
    """Half of the surplus stays in common from a day on."""
    text = SURPLUS.format(words="Half stays", share="50%")
    return amendment(day, 3, "replaces = [9]") + text


def wages(day: str = "2025-03-01", rate: int = 32, adopted: str = "2025-02-20") -> str:
    """An hour is paid at another rate from a day on."""
    return amendment(day, 6, "replaces = [7]", adopted) + WAGES.format(rate=rate)


def closed(day: str = "2025-03-03") -> str:
    """Only members see anything from a day on."""
    return amendment(day, 4, "replaces = [12]") + CLOSED


def elsewhere(day: str = "2025-03-03", currency: str = "USD") -> str:
    """The co-op moves to another coast."""
    return amendment(day, 5, MOVED.format(currency=currency))


def long(articles: int) -> str:
    """A charter with as many articles as that, three at least."""
    more = "".join(
        f"\n## Article {n} — Matter {n}\n\nWe settle *matter {n}* as Article 9 says.\n"
        for n in range(100, 97 + articles)
    )
    return FRONT + TAXES + OPENNESS + more
