"""Harbour's charter in the stories about money."""

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

```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "leave"
counts_for = []
```

## Article 7 — Membership

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

## Article 8 — Buy-in

```toml rule
kind = "buy-in"
amount = "1000.00"
plan = { count = 10, first = "P1M" }
```

## Article 9 — Surplus

```toml rule
kind = "surplus"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "25%"
of = "left"
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member"]
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
instalments = { count = 2, first = "P1M", every = "P2M", after = "close", gate = "release" }
[losses]
from = [{ account = "collective", share = "100%" }]
```

```toml rule
kind = "tax"
mode = "us-subchapter-t"
```

## Article 10 — Leaving

```toml rule
kind = "exit"
notice = "P30D"
pays = ["paid-in", "notices"]
instalments = { count = 2, first = "P6M", every = "P6M" }
set_off = true
```

## Article 11 — What we show

```toml rule
kind = "transparency"
otherwise = "members"
classes = [{ name = "member-money", audience = ["self", "bookkeeper"] }]
```
"""

UNGATED = HARBOUR.replace(', gate = "release"', "")
AT_ONCE = HARBOUR.replace(
    'instalments = { count = 2, first = "P1M", every = "P2M", after = "close", gate = "release" }\n', ""
)


def in_currency(currency: str, buy_in: str) -> str:
    """The same charter in another currency."""
    return HARBOUR.replace('currency = "USD"', f'currency = "{currency}"').replace("1000.00", buy_in)


def of_fiscal_year(starts: str, *, since: str) -> str:
    """The same charter with another fiscal year, in force from another day."""
    other = HARBOUR.replace('fiscal_year_starts = "01-01"', f'fiscal_year_starts = "{starts}"')
    return other.replace("adopted = 2023-11-30", "adopted = 2023-01-02").replace(
        "from = 2024-01-01", f"from = {since}"
    )
