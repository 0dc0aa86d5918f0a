"""Harbour's charter in the stories about work: four kinds of work, and an amendment that adds one."""

from __future__ import annotations

HARBOUR = """---
name = "Harbour Web Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2023-11-30
from = 2024-01-01
---

## Article 6 — Hours

Client work, administration and learning count; leave is paid and does not count.

```toml rule
kind = "hours"
day_at_most = "PT10H"
week_at_most = "PT40H"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "administration"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "learning"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "leave"
counts_for = ["pay"]
```

## Article 12 — Openness

Members and candidates see everyone's hours; imports are the bookkeeper's.

```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "hours"
audience = ["members", "candidates"]
[[classes]]
name = "imports"
audience = ["members", "bookkeeper"]
```
"""

OWN_HOURS_ONLY = """---
adopted = 2025-02-20
from = 2025-03-01
by = "members' meeting of 20 February 2025, item 2"
replaces = [12]
---

## Article 12 — Openness

Hours are for oneself and the bookkeeper.

```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "hours"
audience = ["self", "bookkeeper"]
[[classes]]
name = "imports"
audience = ["bookkeeper"]
```
"""

COMMUNITY_TOO = """---
adopted = 2025-05-20
from = 2025-06-16
by = "members' meeting of 20 May 2025, item 1"
replaces = [6]
---

## Article 6 — Hours

Client work, administration, learning and community work count; leave is paid and does not count.

```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "administration"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "learning"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "community"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "leave"
counts_for = ["pay"]
```
"""
