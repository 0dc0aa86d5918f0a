"""Harbour's charter with what it says of going: a month's notice, a list, and who parts with whom."""

from __future__ import annotations

from tests.toadlane.charter import texts

STAGES = """
## Article 3 — Belonging

```toml rule
kind = "membership"
[[stages]]
name = "candidate"
lasts = "P9M"
next_by = "admit-member"
rights = ["speak"]
[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "block", "share"]
[[stages]]
name = "retired"
rights = ["speak"]
[[stages]]
name = "former"
```
"""
DECIDING = """
## Article 4 — How we decide

```toml rule
kind = "decision"
name = "people"
method = "consensus"
blocks = "with-reason"
```

## Article 5 — Who decides what

```toml rule
kind = "subjects"
dismiss = "people"
admit-member = "people"
```
"""
ROLES = """
## Article 6 — The keys

```toml rule
kind = "role"
name = "keeper"
does = ["keeps the keys"]
open_to = ["member"]
filled = "volunteer"
hand_over = ["the keys", "the list of doors"]
```
"""
BUY_IN = """
## Article 8 — Buy-in

```toml rule
kind = "buy-in"
amount = "500.00"
```
"""
GOING = """
## Article 10 — Going

```toml rule
kind = "exit"
notice = "P1M"
pays = ["paid-in"]
instalments = { count = 2, first = "P6M", every = "P6M" }
set_off = true
reason_asked = true
hand_over = true
access_ends = "on-leaving"
```
"""
OPENNESS = """
## Article 12 — Openness

```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "charter"
audience = ["world"]
[[classes]]
name = "accounts"
audience = ["members", "candidates"]
[[classes]]
name = "member-money"
audience = ["bookkeeper", "self"]
[[classes]]
name = "directory"
audience = ["members", "candidates"]
```
"""
HARBOUR = texts.FRONT + STAGES + DECIDING + ROLES + BUY_IN + GOING + OPENNESS
