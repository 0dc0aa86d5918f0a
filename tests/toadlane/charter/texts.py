"""Charter texts the stories adopt: Harbour's own, in a few variations."""

from __future__ import annotations

HARBOUR = """---
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

## Article 9 — Surplus

A quarter stays in common; the rest belongs to members by the hours they worked.

```toml rule
kind = "surplus"
[[steps]]
to = "collective"
share = "25%"
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
from = [{ account = "collective", share = "100%" }]
```

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

HALF = """---
adopted = 2025-02-20
from = {day}
by = "members' meeting of 20 February 2025, item 3"
replaces = [9]
---

## Article 9 — Surplus

Half stays in common now; the rest belongs to members by the hours they worked.

```toml rule
kind = "surplus"
[[steps]]
to = "collective"
share = "50%"
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

CLOSED = """---
adopted = 2025-02-20
from = {day}
by = "members' meeting of 20 February 2025, item 4"
replaces = [12]
---

## Article 12 — Openness

Members see everything; nobody else does.

```toml rule
kind = "transparency"
otherwise = "members"
classes = []
```
"""

ELSEWHERE = """---
adopted = 2025-02-20
from = {day}
by = "members' meeting of 20 February 2025, item 5"
replaces = ["front"]
[front]
name = "Harbour Web Cooperative"
jurisdiction = "US-CA"
currency = "{currency}"
time_zone = "America/Los_Angeles"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2024-11-30
from = 2025-01-01
---
"""


def half(day: str = "2026-01-01") -> str:
    """Half of the surplus stays in common from a day on."""
    return HALF.format(day=day)


def closed(day: str = "2025-03-03") -> str:
    """Only members see anything from a day on."""
    return CLOSED.format(day=day)


def elsewhere(day: str = "2025-03-03", currency: str = "USD") -> str:
    """The co-op moves to another coast."""
    return ELSEWHERE.format(day=day, currency=currency)


def long(articles: int) -> str:
    """Harbour's charter with many more articles."""
    more = "".join(
        f"\n## Article {n} — Matter {n}\n\nWe settle *matter {n}* as Article 9 says.\n"
        for n in range(100, 100 + articles)
    )
    return HARBOUR + more
