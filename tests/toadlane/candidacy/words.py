"""Harbour's charter with a track: half a year and 520 hours, at most three members, a place to begin."""

from __future__ import annotations

from tests.toadlane.charter import texts

TRACK = """
## Article 3 — Becoming a member

A candidate works with us for half a year and 520 hours; then the members decide.

```toml rule
kind = "membership"
led_by = "welcome"
criteria = ["shares our reasons", "knows the craft"]
members_at_most = 3
on_site_first = "the workshop"
on_site_for = "P1M"
on_site_exceptions_by = "all"
[[stages]]
name = "candidate"
lasts = "P6M"
hours = 520
evaluations = ["P3M", "P6M"]
next_by = "admit-member"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "share"]
[[stages]]
name = "sabbatical"
rights = ["speak"]
[[stages]]
name = "former"
```

## Article 4 — How we decide

More than half decide what is everyday; three quarters of all of us, whom we admit.

```toml rule
kind = "decision"
name = "everyday"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
open_for = "P3D"
```

## Article 5 — What all of us decide

```toml rule
kind = "decision"
name = "all"
method = "majority"
threshold = "3/4"
of = "eligible"
open_for = "P7D"
```

```toml rule
kind = "subjects"
admit-member = "all"
otherwise = "everyday"
```

## Article 8 — What each puts in

Three thousand dollars, in twenty-four months.

```toml rule
kind = "buy-in"
amount = "3000.00"
plan = { count = 24, first = "P1M", every = "P1M" }
```

## Article 10 — Looking back

```toml rule
kind = "evaluation"
people_every = "P1Y"
of = ["member"]
by = ["self", "peers"]
written = true
seen_by = []
bears_on = ["admission"]
```

## Article 13 — Welcoming

```toml rule
kind = "role"
name = "welcome"
filled = "volunteer"
does = ["lead people in"]
open_to = ["member"]
term = "P1Y"
```
"""
_BEGINS = texts.HARBOUR.index("## Article 3")
_ENDS = texts.HARBOUR.index("## Article 6")
HARBOUR = (
    texts.HARBOUR[:_BEGINS].replace("2024-11-30", "2023-11-30").replace("2025-01-01", "2024-01-01")
    + TRACK
    + texts.HARBOUR[_ENDS:]
)
HIRING = HARBOUR.replace('admit-member = "all"', 'admit-member = "all"\nhire = "all"')
ROOMY = HARBOUR.replace("members_at_most = 3\n", "")
